"""An evening's screens: who takes part, the draw and its table, and the matches of a cup."""

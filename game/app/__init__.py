"""The game in a window: the only place for pygame."""

"""The best moments of a match: gathered while it is played, shown at its end, written as short clips."""

"""Scenes that show a replay: the library, the player and its timeline."""

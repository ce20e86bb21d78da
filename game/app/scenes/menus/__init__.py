"""Scenes to choose in: title, modes, set-ups, options, pause, results."""

"""Levels: objectives, the session, drills and best results."""

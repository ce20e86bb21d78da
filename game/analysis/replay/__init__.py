"""Replays: recorded, kept, read and played on."""

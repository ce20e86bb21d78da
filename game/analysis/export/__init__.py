"""Replays as tables for other programs."""

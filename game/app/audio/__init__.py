"""Sounds: made from waves, and mixed."""

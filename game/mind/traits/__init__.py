"""Traits tell players apart: styles, strengths, and when each thinks."""

"""What tells players apart: styles, strengths, and when each thinks."""

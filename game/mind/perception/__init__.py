"""Perception is what eyes tell, and when: cues, habits, and the ball seen late."""

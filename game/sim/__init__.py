"""What happens on a pitch, a step at a time: movement, swing, touch, ball."""

MODEL = 3
"""The number of the model of ball, bodies and contact: one more with every change that makes the same inputs
play out otherwise. Replays name the one that they were played by; those that name none are older than 2."""

"""Lengths, and the gravity, that several parts of the simulation share."""

BALL_RADIUS = 0.110
"""Metres: radius of a ball with a circumference of 0.685 to 0.695 m (FIFA Quality Pro)."""
BODY_RADIUS = 0.28
"""Metres: half the width that two bodies keep between their centres."""
GRAVITY = 9.81
"""m/s^2 with which everything falls."""

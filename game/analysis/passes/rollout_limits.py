"""How long a pass is played on, and what counts as aimed at a goal."""

LONGEST_AGAIN = 10.0
"""Seconds for which a recorded moment is played again at most."""
LONGEST_ROLLOUT = 20.0
"""Seconds for which a rollout is played at most."""
AT_GOAL = 1.5
"""Metres about a goal within which a ball that is aimed there is a shot."""

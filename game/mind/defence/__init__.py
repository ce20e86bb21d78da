"""The side without the ball: belief, anticipation, marking and the keeper."""

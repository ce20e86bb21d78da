"""The side with the ball: the carrier's choice, and how team-mates support it."""

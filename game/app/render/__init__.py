"""The pitch, the players and the ball as pictures."""

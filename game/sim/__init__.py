"""The simulation moves a pitch on, a step at a time: bodies, swings, touches and the ball."""

MODEL = 7
"""Number of the model of ball, bodies and contact. It rises by one with every change that makes the same
inputs play out otherwise. A replay names the model it was played by; one that names none is older than 2."""

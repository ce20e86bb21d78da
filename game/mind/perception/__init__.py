"""What eyes tell, and when: cues, habits, the ball seen late."""

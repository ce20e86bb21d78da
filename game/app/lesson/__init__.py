"""What a lesson shows on a projector: moments that are played, boards with votes and values, notes."""

"""What a defender believes, copied and drawn on the pitch."""

"""Level files: what they may say, reading them, finding them, and the scene that one begins with."""

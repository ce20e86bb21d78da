"""Level files: what they may say, how they are read and found, and the scene that each begins with."""

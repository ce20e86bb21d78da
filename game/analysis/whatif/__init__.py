"""A moment is played a thousand times with one thing changed."""

"""The same moment played a thousand times with one thing changed."""

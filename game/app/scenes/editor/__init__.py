"""The editor: a level is made on the pitch, tried at once, and kept as a file."""

"""A keeper's hands and dives."""

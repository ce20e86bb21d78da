"""A lesson being given: votes, what becomes of them, and the log."""

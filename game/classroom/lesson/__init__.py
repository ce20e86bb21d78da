"""A lesson: its file, its moments, and what each of its options is worth."""

"""What a lesson came to: one page, and tables."""

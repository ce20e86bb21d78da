"""What the editor works on, and row by row what can be said of it."""

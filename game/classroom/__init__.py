"""Decisions in class: lessons, votes, what each answer is worth, and the report."""

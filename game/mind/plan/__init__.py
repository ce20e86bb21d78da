"""A plan is a pass decided in advance, carried out step by step."""

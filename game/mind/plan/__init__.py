"""A pass decided in advance, carried out step by step."""

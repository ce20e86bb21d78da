"""Editing: a level as plain values that are changed, taken back, and written as a person would write them."""

"""Scenes that explain: the strike, why, what if, what now."""

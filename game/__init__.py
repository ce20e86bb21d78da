"""Backheel: a top-down football game about one question, *will this pass get there?*"""

__version__ = "0.1.0"

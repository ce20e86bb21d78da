"""Devices become named buttons, and buttons become wishes."""

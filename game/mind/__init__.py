"""Minds turn seen bodies into intents. No mind knows anybody else's intention."""

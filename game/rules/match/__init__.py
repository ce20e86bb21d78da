"""Matches and rondos: laws, referee, restarts and report."""

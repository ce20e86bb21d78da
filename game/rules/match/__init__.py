"""Matches and rondos: laws, referee, restarts, report."""

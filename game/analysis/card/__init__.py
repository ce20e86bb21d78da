"""The strike card: what the foot did, and what it cost."""

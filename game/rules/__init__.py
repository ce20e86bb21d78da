"""What counts: objectives that listen to events, the session that plays a level, and kept results."""

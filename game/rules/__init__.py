"""The rules say what counts: objectives that listen to events, the session of a level, and kept results."""

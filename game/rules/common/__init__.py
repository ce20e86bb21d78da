"""Every kind of play shares the playable protocol and the event stream."""

"""The teacher's side of a lesson: the list, the start, the lesson itself."""

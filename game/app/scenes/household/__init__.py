"""What the people of a household keep: their own passing, their progress as a file, their teams."""

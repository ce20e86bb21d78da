"""What a match is remembered by: joy after goals, its best scenes, and short clips of them."""

"""Files and text as they go out and come in: the ground under all other folders."""

"""What stands behind menus and beside their words: the stadium in the evening, a drawing of each mode."""

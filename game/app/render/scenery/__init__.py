"""What stands round the play: the place about a pitch, the picture behind menus, drawings of modes."""

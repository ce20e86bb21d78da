"""Parts of the screen that scenes share: focus lists, menus, score, button bar."""

"""People played by a script: on the keyboard's own path from keys to wishes, with a person's limits."""

"""The full screen has no JSON of its own: it shows that of the commands."""

"""How introductions, common ground and guest lists are shown on a terminal."""

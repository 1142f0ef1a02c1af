"""How a year and its numbers are shown on a terminal."""

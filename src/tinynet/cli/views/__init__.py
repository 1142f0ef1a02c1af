"""How help is shown on a terminal."""

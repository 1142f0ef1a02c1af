"""How settings and the demo are shown on a terminal."""

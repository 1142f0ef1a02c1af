"""How plans and favours are shown on a terminal."""

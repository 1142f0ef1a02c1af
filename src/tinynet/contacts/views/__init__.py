"""How what happened is shown on a terminal."""

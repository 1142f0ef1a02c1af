"""How the brief and the quiz are shown on a terminal."""

"""How due lists, ranks and scores are shown on a terminal."""

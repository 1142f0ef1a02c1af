"""Views of interactions, kinds and occasions."""

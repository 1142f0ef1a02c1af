"""Views of the brief and the quiz."""

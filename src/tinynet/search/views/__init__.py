"""Views of what was found."""

"""Views of help."""

"""Views of a year and of all-time numbers."""

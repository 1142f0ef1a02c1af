"""Views of possible duplicates and of a merge."""

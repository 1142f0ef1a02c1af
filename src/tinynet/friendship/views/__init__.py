"""Views of due lists, ranks and scores."""

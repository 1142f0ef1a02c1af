"""Views of introductions, common ground and guest lists."""

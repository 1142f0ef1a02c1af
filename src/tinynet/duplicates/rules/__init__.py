"""Score possible duplicates and combine profiles: pure functions."""

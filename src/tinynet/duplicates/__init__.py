"""Duplicates: find two entries for one person, and merge them."""

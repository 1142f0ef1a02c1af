"""Preparing for a meeting, and a quiz on what you noted."""

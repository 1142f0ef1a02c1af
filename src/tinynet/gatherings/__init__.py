"""Bringing people together: introductions, what they share, who would help, guest lists."""

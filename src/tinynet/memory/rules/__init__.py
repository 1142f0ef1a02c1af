"""What to ask, and when to repeat a quiz question: pure functions."""

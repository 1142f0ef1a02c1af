"""What to ask, and when to ask a question of the quiz again: pure functions."""

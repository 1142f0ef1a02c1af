"""The age of plans, and favours in words."""

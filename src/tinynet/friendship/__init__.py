"""Who to get in touch with, how close you are, and why."""

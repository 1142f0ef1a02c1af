"""What a sentence says: pure functions that read words, people, days, places and lengths."""

"""Parse sentences for `jot`: people, days, places, durations and kinds; pure functions."""

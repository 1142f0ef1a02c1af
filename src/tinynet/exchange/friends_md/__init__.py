"""friends.md, the diary of the program `friends`."""

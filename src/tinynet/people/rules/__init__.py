"""A person's profile as a value, and merging it with a repeated import."""

"""vCard 2.1, 3.0 and 4.0: read, written, and patched line by line."""

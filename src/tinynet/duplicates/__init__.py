"""Two entries that are one person: find them, and make them one."""

"""People: add, show, edit, archive and remove them, and what is noted about them."""

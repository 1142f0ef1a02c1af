"""How look-alikes and a merge are shown on a terminal."""

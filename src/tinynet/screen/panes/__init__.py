"""What stands side by side: the lists of people, and one of them."""

"""What you mean to do together, and help given and received."""

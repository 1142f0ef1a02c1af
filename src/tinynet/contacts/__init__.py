"""What happened: log it, correct it, look it up."""

"""What is typed into or chosen from: the line of a command, who is meant, the keys."""

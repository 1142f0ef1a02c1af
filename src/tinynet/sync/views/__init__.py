"""How what goes on between machines looks to people."""

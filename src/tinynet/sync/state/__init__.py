"""What this device knows about each row and each device, and what the tables show of it."""

"""What a look at the database may find: pure."""

"""Before you meet, and names you would forget."""

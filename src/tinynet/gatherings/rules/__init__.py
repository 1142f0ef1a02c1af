"""What people share and who should meet: pure functions."""

"""Where everything stands in a picture: pure functions."""

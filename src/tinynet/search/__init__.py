"""Finding again what was written."""

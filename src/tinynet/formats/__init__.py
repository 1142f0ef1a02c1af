"""One module per file format: read() yields records or located errors."""

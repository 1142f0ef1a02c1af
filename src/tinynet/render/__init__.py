"""One module per output: human, plain, JSON, CSV."""

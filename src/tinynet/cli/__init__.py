"""One module per command, and the one error boundary."""

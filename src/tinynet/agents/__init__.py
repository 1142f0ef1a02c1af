"""What agents may ask, over the Model Context Protocol, and how little of it they get."""

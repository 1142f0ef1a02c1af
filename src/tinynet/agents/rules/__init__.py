"""What agents may see, the tools they have, and how long an answer may be."""

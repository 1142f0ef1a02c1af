"""The rules by which machines agree: pure functions of what they know."""

"""What is known of a person, as one value, and how two are merged: pure."""

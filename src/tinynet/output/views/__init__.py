"""Views shared by several rooms: a number, a sentence, plain lines."""

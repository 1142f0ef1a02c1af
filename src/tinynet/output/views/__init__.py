"""Views that several rooms use: a number, a sentence, plain lines."""

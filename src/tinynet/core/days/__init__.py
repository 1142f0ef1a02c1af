"""What is typed as a day: its words, phrases, feasts and times, and how the question is refused."""

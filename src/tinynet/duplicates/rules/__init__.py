"""When two entries are likely one person: pure, given what is known of each."""

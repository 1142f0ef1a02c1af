"""Looking back: a year, all time, and where friends come from."""

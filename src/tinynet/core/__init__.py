"""Pure functions: no SQL, no Rich, no clock, no printing; `today` is an argument."""

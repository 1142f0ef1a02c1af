"""Pure thinking: no SQL, no Rich, no clock, no printing; functions that take `today`."""

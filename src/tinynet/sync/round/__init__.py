"""The steps of a round: what changed here, what came in, and what is written for it."""

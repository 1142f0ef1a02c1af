"""How imports and exports are shown on a terminal."""

"""All your machines: each keeps its own whole database, and they agree through any folder."""

"""tinynet: a terminal-first personal CRM for friends, not a network."""

# A literal: asking importlib.metadata costs more than the whole daily check.
__version__ = "0.3.0"

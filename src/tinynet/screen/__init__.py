"""The full screen: a thin skin over the commands, with Textual; nothing is thought in it."""

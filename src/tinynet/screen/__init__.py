"""The full screen: a thin layer over the commands, drawn with Textual, without logic of its own."""

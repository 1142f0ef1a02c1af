"""tinynet's own JSON: everything, read and written section by section."""

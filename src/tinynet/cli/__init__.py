"""The frame: error boundary, both binders, the list of commands, options, help, completion."""

"""Settings, the prompt, completion scripts and the demo."""

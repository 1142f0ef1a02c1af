"""CSV: Google, LinkedIn, Outlook and any other table of people."""

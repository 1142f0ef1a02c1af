"""Undo, backups, the doctor, and forgetting a person for good."""

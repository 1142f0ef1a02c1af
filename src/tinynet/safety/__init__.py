"""Undo, backups, the doctor, and forgetting for good."""

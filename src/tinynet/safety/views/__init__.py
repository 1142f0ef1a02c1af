"""Views of backups, findings and undo."""

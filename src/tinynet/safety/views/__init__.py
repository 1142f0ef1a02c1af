"""How backups, findings and undone commands are shown on a terminal."""

"""The database file: open, lock, journal, schema, compiled statements, backups, migrations."""

"""One module a schema version; Alembic reads them by their place, not by their name."""

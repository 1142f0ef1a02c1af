"""Migrate the schema of an older database with Alembic; imported only then."""

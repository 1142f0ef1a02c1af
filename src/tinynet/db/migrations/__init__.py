"""Bringing the schema of an older database up to date, with Alembic; imported only then."""

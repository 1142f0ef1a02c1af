"""Alembic's entry point: run the migrations on the connection that `upgrade.py` opened.

`PYTHONPATH=src alembic` has no use for this: a database belongs to a person, not to a project.
"""

from __future__ import annotations

from alembic import context

# The transaction is upgrade.py's: Alembic must neither begin nor end one.
context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()

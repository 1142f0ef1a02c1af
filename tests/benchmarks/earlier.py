"""Makes a database of an earlier version out of one of today, so that both can be compared."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

OWN = ("alembic_version", "setting", "unit", "change")  # each version writes these itself


def build(program: str, environ: dict[str, str], modern: Path) -> None:
    """Let the earlier program make its database, and fill it with the rows of today's.

    Args:
        program: The earlier tinynet.
        environ: Where it keeps its database.
        modern: Today's database.
    """

    def tinynet(*words: str) -> None:
        subprocess.run([program, *words], env=environ, check=True, capture_output=True)

    tinynet("add", "Nobody")
    with closing(sqlite3.connect(environ["TINYNET_DB"])) as earlier:
        earlier.execute("ATTACH ? AS modern", (str(modern),))
        for table, columns in shared_columns(earlier).items():
            earlier.execute(f"DELETE FROM main.{table}")
            named = ", ".join(f'"{column}"' for column in columns)
            earlier.execute(
                f"INSERT INTO main.{table} ({named}) SELECT {named} FROM modern.{table}"
            )
        earlier.commit()
    tinynet("doctor", "--rebuild")


def shared_columns(earlier: sqlite3.Connection) -> dict[str, list[str]]:
    """The tables of the people's data, and the columns that both versions have."""
    names = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    both = (
        "SELECT name FROM pragma_table_info(:table, 'main') INTERSECT "
        "SELECT name FROM pragma_table_info(:table, 'modern')"
    )
    return {
        table: [column for (column,) in earlier.execute(both, {"table": table})]
        for (table,) in earlier.execute(names).fetchall()
        if table not in OWN
    }

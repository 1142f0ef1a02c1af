"""What 0.3 counts of a contact: no floor for short meetings, and .5 for a text instead of .25.

The four kinds that are neither meetings nor calls get the new weight where nobody changed it. Ties
are rebuilt by the command that runs this, since the settings they rest on are taken out.

Everybody gets a uid. Its column stands where a new database has it, so the table is made again,
as frozen in the SQL file. A fact may have several values, and a day on which it was done with.
Relations to names are found by an index. Two views say what the tables mean.
"""

from __future__ import annotations

from math import log2, sqrt
from pathlib import Path
from typing import Any

from alembic import op

from tinynet.core.names import search_text  # what follows from other rows is made as it is today

revision = "0003"
down_revision = "0002"

BILLION = 1_000_000_000
TEXTS = "kind.name IN ('text', 'email', 'letter', 'social') AND kind.weight = 0.25"
FLOOR_MINUTES = 13  # log2(1 + 13/30) is above the floor of .5 that there was
COUNTED = f"""
    SELECT interaction.id, in_person, weight, coalesce(interaction.minutes, kind.minutes), deep,
        (SELECT count(*) FROM participant WHERE interaction_id = interaction.id)
    FROM interaction JOIN kind ON kind.id = kind_id
    WHERE NOT attempt AND (({TEXTS.replace("0.25", "0.5")})
        OR (in_person AND coalesce(interaction.minutes, kind.minutes) < {FLOOR_MINUTES}))
"""  # noqa: S608  our own words


def upgrade() -> None:
    """Weigh the texts again, and every contact that counts another credit now; give out uids."""
    connection = op.get_bind()
    execute = connection.exec_driver_sql
    execute(f"UPDATE kind SET weight = 0.5 WHERE {TEXTS}")  # noqa: S608  as above
    found = execute(COUNTED).fetchall()
    if found:
        execute(
            "UPDATE participant SET credit = ? WHERE interaction_id = ? AND credit IS NOT NULL",
            [(credit(*row[1:]), row[0]) for row in found],
        )
    execute("DELETE FROM setting WHERE key = 'cadences'")
    for frozen in ("uid", "facts", "references", "views", "kinds"):
        text = Path(__file__).with_name(f"0003_{frozen}.sql").read_text(encoding="utf-8")
        for statement in filter(str.strip, text.split(";\n")):
            execute(statement)
    execute("ALTER TABLE unit ADD COLUMN final BOOLEAN")
    execute("ALTER TABLE unit ADD COLUMN moved_at VARCHAR")
    respell(execute)


def respell(execute: Any) -> None:
    """Have names with letters that are also written as two found by those: Müller is mueller."""
    nicknames: dict[int, list[str]] = {}
    for person, name in execute("SELECT person_id, name FROM nickname ORDER BY id").fetchall():
        nicknames.setdefault(person, []).append(name)
    for person, handle, name in execute("SELECT id, handle, name FROM person").fetchall():
        names = nicknames.get(person, [])
        if not (name.isascii() and all(map(str.isascii, names))):
            text = search_text(handle, name, names)
            execute("UPDATE person SET search = ? WHERE id = ?", (text, person))


def credit(in_person: Any, weight: float, minutes: int, deep: Any, people: int) -> int:
    """The credit of one contact for each person in it, in billionths, as 0.3 counts it."""
    base = weight * (min(log2(1 + minutes / 30), 3.0) if in_person else 1.0)
    return round(base * (1.5 if deep else 1.0) / sqrt(people or 1) * BILLION)

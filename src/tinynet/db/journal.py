"""The journal: triggers record how to take back each change as it happens.

An insert is taken back by a delete, so it only keeps the key; updates and deletes keep the row as
it was. While a unit is undone, the same triggers record how to redo it under the same unit.

The triggers are temporary, made by the writer for what it is about to do: 36 stored ones cost every
reader a millisecond of parsing, a twentieth of the daily check. Interactions that a unit adds have
ids from the unit's `first_new` on and are taken back as one range, with all who took part in them:
a batch of 100,000 lines costs the journal one row instead of 200,000.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from tinynet.db.store import Store

CONFIG = "config"  # what the config file is called where changes name their table
UNIT, FIRST_NEW = "$unit", "$first_new"  # what a writer puts its own numbers in for
RANGED = {
    "interaction": "id",
    "participant": "interaction_id",
    "interaction_tag": "interaction_id",
    "trace": "interaction_id",
}


def triggers(table: Table) -> dict[str, str]:
    """The three triggers that journal a table.

    Args:
        table: One of `schema.JOURNALLED`; its primary key columns name a row.

    Returns:
        CREATE TEMP TRIGGER statements, named by the table and I, U or D.
    """
    keys = [column.name for column in table.primary_key.columns]
    every = [column.name for column in table.columns]

    def image(row: str, names: list[str]) -> str:
        return "json_object(" + ", ".join(f"'{n}', {row}.\"{n}\"" for n in names) + ")"

    def trigger(op: str, event: str, key: str, old: str, when: str = "") -> str:
        return (
            f"CREATE TEMP TRIGGER journal_{table.name}_{op} AFTER {event} ON main.{table.name} "
            f'{when}BEGIN INSERT INTO change (unit_id, name, op, "key", old) '
            f"VALUES ({UNIT}, '{table.name}', '{op}', {key}, {old}); END"
        )

    ranged = RANGED.get(table.name)
    # A trace may have no interaction: a note's has none.
    is_old = f'WHEN ifnull(NEW."{ranged}", 0) < {FIRST_NEW} ' if ranged else ""
    made = {
        "I": trigger("I", "INSERT", image("NEW", keys), "NULL", is_old),
        "U": trigger("U", "UPDATE", image("NEW", keys), image("OLD", every)),
        "D": trigger("D", "DELETE", "NULL", image("OLD", every)),
    }
    return {f"{table.name}_{op}": text for op, text in made.items()}


def put_setting(
    store: Store, unit: int, now: Mapping[str, object], before: Mapping[str, object]
) -> None:
    """Journal the change of a setting, which is in no table.

    Args:
        store: Open in a unit.
        unit: The unit's id.
        now: The setting's `key` and `value`; no value where the config file does not say.
        before: The same as it was.
    """
    import json

    from tinynet.db import sql

    key, old = json.dumps(now, default=str), json.dumps(before, default=str)
    store.run(sql.put_setting_change, unit=unit, table=CONFIG, key=key, old=old)

"""The database as an agent sees it: opened read-only, through views that hold what is shared.

SQLite looks for a table among the temporary ones first. Each table that the commands read is
therefore hidden by a temporary view of its name, with the rows and columns that are shared, and the
commands read through it unchanged. An authorizer refuses whatever does not go through one of these
views, so that a table or a statement that nobody thought of gives an error and no data.
"""

from __future__ import annotations

import sqlite3

from tinynet.agents.rules import shares as shared
from tinynet.agents.rules.redaction import Redactor, initials
from tinynet.core import strength
from tinynet.core.compiled_tables import TABLES
from tinynet.core.names import fold
from tinynet.db import files, sql
from tinynet.db.database import BUSY_SECONDS, schema_version
from tinynet.db.store import Store, add_missing_functions, json_list
from tinynet.errors import DatabaseError, TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinynet.agents.rules.shares import Shares

BILLION = 1_000_000_000  # credits are kept in billionths
NAMED = {"kind": ("name",), "nickname": ("name",), "relation": ("other_name",), "place": ("name",)}
TEXTS = {
    one["name"]: {*one["texts"], *one["shared"], *NAMED.get(one["name"], ())} for one in TABLES
}
EMPTY = ("unit", "change")  # what was done and when: there, and never anything in them
# What a row needs to be seen, where not everybody is. The plus keeps SQLite from walking through
# everybody who is seen for each row: `find` among 6,000 contacts takes 0.12 s instead of 1.9.
SEEN = "IN (SELECT id FROM temp.seen)"
ROWS = {
    "person": f"+id {SEEN}",
    "relation": f"+person_id {SEEN} AND (other_id IS NULL OR +other_id {SEEN})",
    "introduction": f"+one_id {SEEN} AND +other_id {SEEN}",
    "interaction": "EXISTS (SELECT 1 FROM main.participant AS p "
    f"WHERE p.interaction_id = interaction.id AND +p.person_id {SEEN})",
    "interaction_tag": "EXISTS (SELECT 1 FROM main.participant AS p "
    f"WHERE p.interaction_id = interaction_tag.interaction_id AND +p.person_id {SEEN}) "
    "AND interaction_id NOT IN (SELECT id FROM temp.narrowed)",
    "plan": "EXISTS (SELECT 1 FROM main.plan_person AS p "
    f"WHERE p.plan_id = plan.id AND +p.person_id {SEEN})",
    "occasion": "name IN (SELECT occasion FROM temp.interaction WHERE occasion IS NOT NULL)",
    "kind": "1",
    "place": "1",  # reached from contacts only
    "remark": "1",
}
OF_ONE = f"+person_id {SEEN}"  # the other tables
# What must hold of a contact or a plan for its texts to be seen: nobody hidden is in it.
ALONE = {
    "interaction": "id NOT IN (SELECT id FROM temp.narrowed)",
    "plan": "NOT EXISTS (SELECT 1 FROM main.plan_person AS p "
    "WHERE p.plan_id = plan.id AND +p.person_id IN (SELECT id FROM temp.hidden))",
}
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
UNNAMED = {"sqlite_master", "sqlite_temp_master", "json_each"}  # what holds nobody's name


def open_scope(path: str, cadences: Mapping[str, float], shares: Shares) -> Store:
    """Open the database to read what is shared, and nothing else.

    What is read through it is the database of one moment.

    Raises:
        DatabaseError: There is none, or none of this version.
    """
    version = schema_version(path)
    if version is None:
        raise DatabaseError(
            "There is no database yet", 'Add somebody first: tinynet add "Anne Baker"'
        )
    if version < files.SCHEMA_VERSION:
        raise DatabaseError(
            "The database is one of an earlier tinynet, which agents cannot bring up to date",
            "Bring it up to date: tinynet due",
        )
    store = Store(files.connect_reading(path, BUSY_SECONDS), cadences)
    try:
        add_missing_functions(store.connection)
        store.connection.execute("BEGIN")
        restrict(store, shares)
    except BaseException:
        store.close()
        raise
    return store


def restrict(store: Store, shares: Shares) -> None:
    """Hide every table behind a view of what is shared, and refuse all else."""
    connection = store.connection
    settings_changed = store.settings_changed()
    somebody_hidden = choose_people(connection, shares)
    redactor = Redactor(
        lines(connection, "SELECT search FROM main.person WHERE id"),
        lines(connection, "SELECT value FROM main.detail WHERE person_id"),
        (row[0] for row in connection.execute(f"SELECT search FROM person WHERE id {SEEN}")),
        initials=shares.initials,
    )
    connection.create_function("agent_text", 1, redactor.shown, deterministic=True)
    connection.create_function("agent_initials", 1, initials, deterministic=True)
    narrow_contacts(connection)
    columns = {table: columns_of(connection, table) for table in (*shared.COLUMNS, *EMPTY)}
    views = Views(shares, redactor, somebody_hidden=somebody_hidden)
    for table, its in columns.items():
        connection.execute(f'CREATE TEMP VIEW "{table}" AS {views.select(table, its)}')
    derive_ties(store, views, everything=settings_changed or shared.TIES not in shares.words)
    known = {*columns, "tie", "seen", "narrowed"}

    def allows(action: int, table: str | None, _: object, database: str | None, by: object) -> int:
        """Decide about a step of a statement; `by` is the view that takes it."""
        is_ours = database == "temp" or by in known or (database is None and table in known)
        reads = action == sqlite3.SQLITE_READ and (is_ours or table in UNNAMED)
        return sqlite3.SQLITE_OK if reads or action in ALLOWED else sqlite3.SQLITE_DENY

    connection.execute("SELECT value FROM json_each('[]')")  # SQLite declares it as if it wrote
    connection.set_authorizer(allows)


def choose_people(connection: sqlite3.Connection, shares: Shares) -> bool:
    """Fill the tables of those who are seen and those who are hidden; returns whether any are."""
    connection.execute("CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TEMP TABLE hidden (id INTEGER PRIMARY KEY)")
    tagged = "EXISTS (SELECT 1 FROM main.tag WHERE person_id = person.id AND lower(name) IN {})"
    among = "(SELECT value FROM json_each(?))"
    wanted, values = ["NOT " + tagged.format("(?)")], [shared.PRIVATE]
    if shares.circles:
        wanted.append(f"circle IN {among}")
        values.append(json_list(shares.circles))
    if shares.tags:
        wanted.append(tagged.format(among))
        values.append(json_list(shares.tags))
    connection.execute(
        f"INSERT INTO temp.seen SELECT id FROM main.person WHERE {' AND '.join(wanted)}", values
    )
    connection.execute(f"INSERT INTO temp.hidden SELECT id FROM main.person WHERE NOT id {SEEN}")
    return connection.execute("SELECT 1 FROM temp.hidden").fetchone() is not None


def lines(connection: sqlite3.Connection, selection: str) -> list[str]:
    """The texts of a selection that are of hidden people, folded, line by line."""
    found = connection.execute(f"{selection} IN (SELECT id FROM temp.hidden)")
    return [fold(line) for (text,) in found for line in text.split("\n")]


def narrow_contacts(connection: sqlite3.Connection) -> None:
    """Count contacts that hidden people took part in as if they had not.

    What a contact is worth goes by how many were there: to leave it would tell that somebody was.
    """
    connection.execute("CREATE TEMP TABLE narrowed (id INTEGER PRIMARY KEY, credit INTEGER)")
    found = connection.execute(
        "SELECT i.id, k.in_person, k.weight, coalesce(i.minutes, k.minutes), i.deep, "
        "(SELECT count(*) FROM main.participant AS p "
        f"WHERE p.interaction_id = i.id AND p.person_id {SEEN}) AS people "
        "FROM main.interaction AS i JOIN main.kind AS k ON k.id = i.kind_id "
        "WHERE people > 0 AND i.id IN (SELECT interaction_id FROM main.participant "
        "WHERE person_id IN (SELECT id FROM temp.hidden))"
    )
    made = [
        (number, round(BILLION * strength.credit(
            in_person=bool(in_person), weight=weight, minutes=minutes, deep=bool(deep),
            people=people,
        )))
        for number, in_person, weight, minutes, deep, people in found
    ]  # fmt: skip
    connection.executemany("INSERT INTO temp.narrowed VALUES (?, ?)", made)


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """The columns of a table, and whether each may be empty."""
    found = connection.execute(f'PRAGMA main.table_info("{table}")')
    return {name: not (required or key) for _, name, _, required, _, key in found}


class Views:
    """The texts of the views.

    Args:
        shares: What is shared.
        redactor: Decides about texts.
        somebody_hidden: Whether there is anybody whom agents do not see.
    """

    def __init__(self, shares: Shares, redactor: Redactor, *, somebody_hidden: bool) -> None:
        self.shares, self.somebody_hidden = shares, somebody_hidden
        self.careful = not redactor.is_idle

    def select(self, table: str, columns: Mapping[str, bool]) -> str:
        """The rows and columns of a table that an agent may see."""
        shared_columns = shared.COLUMNS.get(table, {"": ""})
        whole_names = table == "nickname" and self.shares.initials  # not to be told then
        if next(iter(shared_columns)) not in self.shares.words or whole_names:
            nothing = ", ".join(f'NULL AS "{name}"' for name in columns)
            return f"SELECT {nothing} WHERE 0"
        may = {
            name for what, names in shared_columns.items() if what in self.shares.words
            for name in names.split()
        }  # fmt: skip
        seen = [self.column(table, name) if name in may else "NULL" for name in columns]
        named = ", ".join(f'{one} AS "{name}"' for one, name in zip(seen, columns, strict=True))
        return f'SELECT {named} FROM main."{table}" WHERE {self.rows(table, columns)}'

    def column(self, table: str, name: str) -> str:
        """One column as it may be seen."""
        if table == "person" and self.shares.initials and name in {"handle", "name"}:
            return "agent_initials(name)" if name == "name" else "'p' || id"
        if table == "person" and name == "met_via":
            return f"CASE WHEN met_via {SEEN} THEN met_via END"
        if table == "participant" and name == "credit" and self.somebody_hidden:
            return (
                "CASE WHEN credit IS NOT NULL THEN coalesce((SELECT n.credit "
                "FROM temp.narrowed AS n WHERE n.id = interaction_id), credit) END"
            )
        if (table, name) == ("relation", "other_name") and self.shares.initials:
            return "agent_initials(other_name)"
        if not (self.careful and name in TEXTS[table]):
            return f'"{name}"'
        text = f'agent_text("{name}")'
        # Whatever is written of a contact or a plan may be about any of those who are in it.
        return f"CASE WHEN {ALONE[table]} THEN {text} END" if table in ALONE else text

    def rows(self, table: str, columns: Mapping[str, bool]) -> str:
        """Which rows of a table may be seen."""
        # A count of all rows, too, must touch a column, and one that is not a row number: by that
        # the authorizer knows the view. Without coalesce SQLite would leave it out as always true.
        first = f'coalesce("{list(columns)[1]}", 0) IS NOT NULL'
        needed = [first, *([ROWS.get(table, OF_ONE)] if self.somebody_hidden else [])]
        if self.careful:
            # A row that says nothing without its text is not there without it.
            needed += [
                f'agent_text("{name}") IS NOT NULL'
                for name, may_be_empty in columns.items()
                if name in TEXTS[table] and not may_be_empty
            ]
            if table == "relation":
                needed.append("(other_name IS NULL OR agent_text(other_name) IS NOT NULL)")
        return " AND ".join(needed)


def derive_ties(store: Store, views: Views, *, everything: bool) -> None:
    """Make the ties of those who are seen, recomputed where hidden people had a part in them."""
    connection = store.connection
    if not (everything or views.somebody_hidden):
        connection.execute(
            "CREATE TEMP VIEW tie AS SELECT * FROM main.tie "
            "WHERE coalesce(contact_days, 0) IS NOT NULL"
        )
        return
    connection.execute("CREATE TEMP TABLE tie AS SELECT * FROM main.tie WHERE 0")
    if everything:
        store.run(sql.rebuild_ties, **store.cadences)
        return
    touched = connection.execute(
        "SELECT DISTINCT person_id FROM main.participant "
        f"WHERE interaction_id IN (SELECT id FROM temp.narrowed) AND person_id {SEEN}"
    )
    people = json_list([row[0] for row in touched])
    connection.execute(
        f"INSERT INTO temp.tie SELECT * FROM main.tie WHERE person_id {SEEN} "
        "AND person_id NOT IN (SELECT value FROM json_each(?))",
        (people,),
    )
    store.run(sql.refresh_ties, people=people, **store.cadences)
    connection.execute("CREATE UNIQUE INDEX temp.tie_person ON tie (person_id)")


def failure(error: Exception, path: str) -> TinynetError | None:
    """What an error of SQLite means for users; None for any other."""
    if isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error):
        return TinynetError("It was cancelled")
    if "prohibited" in str(error) or "not authorized" in str(error):
        return None
    from tinynet.db.failures import explain

    return explain(error, path)

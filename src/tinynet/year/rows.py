"""Read the rows of a year."""

from __future__ import annotations

from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tinynet.db.store import Store

    Span = tuple[date, date]


class Rows:
    """The rows of one span of days.

    Args:
        store: Open to read.
        days: The span, both days included.
        earlier: The span it is compared with.
    """

    def __init__(self, store: Store, days: Span, earlier: Span) -> None:
        (first, last), (before_first, before_last) = days, earlier
        since, until = str(first), str(last)
        self.begins: str | None = store.value(sql.first_entry)
        self.anybody = bool(store.value(sql.anybody))
        self.people = store.records(
            sql.year_people,
            before=first.toordinal() - 1,
            until=last.toordinal(),
            earlier_from=before_first.toordinal(),
            earlier_until=before_last.toordinal(),
        )
        self.happened = store.records(sql.happened, since=since, until=until)
        self.happened_earlier = store.records(
            sql.happened, since=str(before_first), until=str(before_last)
        )
        self.reached = store.records(sql.reached_out, since=since, until=until)
        self.occasions = store.records(sql.occasions_in, since=since, until=until)

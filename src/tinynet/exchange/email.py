"""tinynet email: look up addresses for your mail program."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import NoHeader, Words
    from tinynet.exchange.documents import EmailDocument

EXAMPLES = (
    "tinynet email anne",
    "tinynet email @bookclub --no-header | cut -f1        all with that tag",
    "tinynet list --in york | tinynet email -             those of a list",
    'set query_command = "tinynet email %s"               in muttrc',
    "address-book-cmd = tinynet email --no-header '%s'    in aerc.conf",
)
COLUMNS = ("address", "name", "other", "handle")


def run(env: Env, query: Words = (), *, no_header: NoHeader = False) -> Answer[EmailDocument]:
    """Print address, name and more, one a line, the closest friends first; exit 1 where none fits.

    Every word must be part of a name, a nickname or the address, or be a tag; of @tag only those
    with that tag, and nobody from the archive; of - those whose handles come in. A pipe gets a
    first line that says how many there are, as mutt wants it.
    """
    from tinynet.cli import groups
    from tinynet.core import names
    from tinynet.db.store import json_list

    store = env.reading()
    words: list[str] = []
    tags: list[str] = []
    people: list[int] | None = None
    for word in names.typed_words(" ".join(query)):
        if word == groups.STDIN:
            people = [who for who, _, _ in groups.piped(env, store)]
            continue
        # @example.org may be a part of an address as well.
        is_tag = word.startswith("@") and store.rows(sql.tagged_people, tag=word[1:])
        (tags if is_tag else words).append(word[1:] if is_tag else word)
    today = env.today.toordinal()
    found = store.rows(
        sql.emails,
        words=json_list(words),
        tags=json_list(tags),
        people=None if people is None else json_list(people),
        today=today,
    )
    store.close()
    rows = [
        (address, name, ", ".join(filter(None, (label, organisation))), handle)
        for address, name, label, organisation, handle in found
    ]
    count = len(rows)
    heading = f"tinynet: {count or 'no'} {'address' if count == 1 else 'addresses'}"
    return Answer(
        "exchange.emails",
        {"query": " ".join(query)},
        key="emails",
        columns=COLUMNS,
        rows=rows,
        plain=[row[:3] for row in rows],
        heading="" if no_header else heading,
        exit_code=0 if rows else 1,
    )

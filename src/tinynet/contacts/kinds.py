"""tinynet kinds: the kinds of contact, and your own."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.contacts.rows import find_kind
from tinynet.core.names import fold, is_seen
from tinynet.db import sql
from tinynet.errors import BadValueError, TinynetError, UsageError, quoted
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Action, InPerson, KindName, Minutes, Remote, Weight
    from tinynet.contacts.documents import ChangedKindDocument, KindsDocument

EXAMPLES = (
    "tinynet kinds",
    "tinynet kinds add sauna --minutes 2h",
    "tinynet kinds add postcard --weight 0.5",
    "tinynet kinds edit coffee --minutes 45m    for all coffees logged",
    "tinynet kinds remove sauna",
)
ACTIONS = ("list", "add", "edit", "remove")
COLUMNS = ("name", "in_person", "minutes", "weight", "used")
NAME_MAX = 40
MEETING = (60, 1.0)  # minutes and weight of a kind in person, unless told
MESSAGE = (0, 0.5)  # and of one that is not
WEIGHT_MAX = 10
DECIMALS = 4  # of a weight; the journal keeps 15 digits


class KindInUseError(TinynetError):
    """A kind that was logged cannot be removed."""

    code = "kind_in_use"


def run(
    env: Env,
    action: Action = None,
    name: KindName = None,
    *,
    in_person: InPerson = False,
    remote: Remote = False,
    minutes: Minutes = None,
    weight: Weight = None,
) -> Answer[KindsDocument | ChangedKindDocument]:
    """Show the kinds of contact, or change them: list (as without a word), add, edit or remove."""
    asked = checks.choice(action or "list", "kinds", ACTIONS)
    if in_person and remote:
        raise UsageError("--in-person and --remote cannot be used together", "Give one of the two")
    length, counts = parse_minutes(minutes), parse_weight(weight)
    meets = True if in_person else False if remote else None
    if asked in {"list", "remove"} and (meets, length, counts) != (None, None, None):
        raise UsageError(f"kinds {asked} takes no options", "They are for add and edit")
    if asked == "list":
        if name is not None:
            raise UsageError("kinds list takes no name", "See them all: tinynet kinds")
        return list_kinds(env)
    if name is None:
        raise UsageError(
            f"Which kind? kinds {asked} takes its name", f"Write it: tinynet kinds {asked} NAME"
        )
    if asked == "add":
        return add_kind(env, name, meets=meets is not False, minutes=length, weight=counts)
    if asked == "edit":
        return edit_kind(env, name, meets=meets, minutes=length, weight=counts)
    return removed(env, name)


def list_kinds(env: Env) -> Answer[KindsDocument]:
    """Every kind, and how often it was logged."""
    store = env.reading()
    rows = store.rows(sql.kinds_used)
    store.close()
    plain = [_plain(row[:4]) + row[4:] for row in rows]
    return Answer("contacts.kinds", key="kinds", columns=COLUMNS, rows=rows, plain=plain)


def add_kind(
    env: Env, typed: str, *, meets: bool, minutes: int | None, weight: float | None
) -> Answer[ChangedKindDocument]:
    """Add a kind."""
    name = check_name(typed)
    length, counts = MEETING if meets else MESSAGE
    length = length if minutes is None else minutes
    counts = counts if weight is None else weight
    with env.unit() as store:
        if store.rows(sql.kind, name=name):
            raise BadValueError(
                f"There is a kind called {name} already",
                f"Change it: tinynet kinds edit {quoted(name)}",
            )
        store.run(sql.put_kind, name=name, in_person=int(meets), minutes=length, weight=counts)
    return _kind_answer("added", (name, meets, length, counts), changed=True)


def edit_kind(
    env: Env, typed: str, *, meets: bool | None, minutes: int | None, weight: float | None
) -> Answer[ChangedKindDocument]:
    """Change a kind, and with it everything that was logged under it."""
    if (meets, minutes, weight) == (None, None, None):
        raise UsageError("What is to change?", "Give --in-person, --remote, --minutes or --weight")
    from tinynet.contacts.kind_rows import change_kind

    with env.unit() as store:
        kind = find_kind(store, typed, words=False)
        before = (kind.name, kind.in_person, kind.minutes, kind.weight)
        now = (
            kind.name,
            kind.in_person if meets is None else meets,
            kind.minutes if minutes is None else minutes,
            kind.weight if weight is None else weight,
        )
        if now != before:
            change_kind(store, kind.id, kind.name, in_person=now[1], minutes=now[2], weight=now[3])
    return _kind_answer("changed", now, changed=now != before)


def removed(env: Env, typed: str) -> Answer[ChangedKindDocument]:
    """Remove a kind that was never logged.

    Raises:
        KindInUseError: It was.
    """
    with env.unit() as store:
        kind = find_kind(store, typed, words=False)
        used = len(store.rows(sql.interactions_of_kind, kind=kind.id))
        if used:
            times = "once" if used == 1 else f"{used} times"
            raise KindInUseError(
                f"{kind.name} was logged {times}, so it stays",
                f"See them: tinynet history --kind {quoted(kind.name)}",
            )
        meant = store.value(sql.plans_of_kind, kind=kind.id)
        if meant:
            plans = "a plan" if meant == 1 else f"{meant} plans"
            raise KindInUseError(
                f"{kind.name} is in {plans}, so it stays", "See them: tinynet plans --all"
            )
        store.run(sql.drop_kind, kind=kind.id)
    return _kind_answer(
        "removed", (kind.name, kind.in_person, kind.minutes, kind.weight), changed=True
    )


def _kind_answer(
    did: str, kind: tuple[str, bool, int, float], *, changed: bool
) -> Answer[ChangedKindDocument]:
    name, in_person, minutes, weight = kind
    document: ChangedKindDocument = {
        "name": name, "in_person": in_person, "minutes": minutes, "weight": weight, "did": did,
        "changed": changed,
    }  # fmt: skip
    return Answer("contacts.kinds", document, plain=[_plain(kind)], wrote=changed)


def _plain(kind: tuple[str, int, int, float]) -> tuple[str, int, int, str]:
    name, in_person, minutes, weight = kind
    return name, int(in_person), minutes, f"{weight:g}"


def check_name(typed: str) -> str:
    """A kind's name as it is stored: one folded word.

    Raises:
        BadValueError: No word, more than one, or more than 40 characters.
    """
    name = fold(typed)
    plain = name.replace("-", "").replace("_", "")
    if not plain.isalnum() or not is_seen(plain) or name[0] in "-_" or len(name) > NAME_MAX:
        raise BadValueError(
            f'"{typed}" cannot be a kind of contact',
            f"Use one word of up to {NAME_MAX} letters, such as sauna or board-games",
        )
    return name


def parse_minutes(typed: str | None) -> int | None:
    """Read a kind's default minutes; a bare number is minutes, and 0 is a message.

    Raises:
        BadValueError: No duration, or longer than a day.
    """
    if typed is not None and typed.isascii() and typed.isdigit() and len(typed) < len("10000"):
        number = int(typed)
        return checks.minutes(f"{number}m") if number else 0
    return checks.minutes(typed)


def parse_weight(typed: str | None) -> float | None:
    """Read a kind's weight: above 0, up to 10, at most four decimals.

    Raises:
        BadValueError: No such number.
    """
    if typed is None:
        return None
    whole, _, part = typed.strip().partition(".")
    digits = whole + part
    fits = digits.isascii() and digits.isdigit() and len(part) <= DECIMALS and len(whole) < DECIMALS
    weight = float(typed) if fits else 0.0
    if not 0 < weight <= WEIGHT_MAX:
        raise BadValueError(
            f'"{typed}" cannot be a weight',
            "It is a number above 0 and up to 10: a meeting or a call is 1, a text 0.5",
        )
    return weight

"""tinynet edit: correct what you know of somebody, by options or in your editor."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import Found, find_all
from tinynet.db import sql
from tinynet.errors import UsageError, quoted
from tinynet.output.answer import Answer
from tinynet.people.edit_profile import changed, edited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        Addresses,
        Birthday,
        Circle,
        Emails,
        Every,
        Handle,
        Met,
        MetOn,
        Name,
        Nicknames,
        NoteOption,
        Phones,
        RecordId,
        Remove,
        TagOptions,
        Title,
        Via,
        Whos,
        Work,
    )
    from tinynet.db.store import Store
    from tinynet.people.documents import EditDocument, EditManyDocument, LinkDocument

EXAMPLES = (
    "tinynet edit anne                     opens a form in your editor",
    "tinynet edit anne --circle inner --every 2w",
    'tinynet edit anne --every ""          takes her own cadence away',
    "tinynet edit anne --email new@example.org --id w7",
    "tinynet edit anne --remove --id w7    or: --remove --email OLD",
    "tinynet edit @running --every 6w      everybody with that tag",
)
OF_ONE = ("name", "handle", "birthday", "email", "phone", "nickname")  # options of one person


def run(
    env: Env,
    who: Whos = (),
    *,
    name: Name = None,
    met: Met = None,
    via: Via = None,
    on: MetOn = None,
    circle: Circle = None,
    every: Every = None,
    email: Emails = (),
    phone: Phones = (),
    address: Addresses = (),
    birthday: Birthday = None,
    work: Work = None,
    title: Title = None,
    tag: TagOptions = (),
    nickname: Nicknames = (),
    note: NoteOption = None,
    handle: Handle = None,
    id: RecordId = None,  # noqa: A002  the option's name is the parameter's
    remove: Remove = False,
) -> Answer[EditDocument | EditManyDocument | LinkDocument]:
    """Correct what you know of somebody. An empty value takes it away.

    Options that may be repeated add; with "" they take all of theirs away first.

    With --remove those take away; with --id one replaces the way to reach them that show calls so.

    Several people are changed alike, by their names, a @tag, or - for handles on stdin.
    """
    options = dict(locals())  # every option by its name: `changed` knows which field it is
    given = {
        key: value
        for key, value in options.items()
        if key not in {"env", "who", "note", "id", "remove"} and value not in {None, ()}
    }
    text = checks.text(note, "--note")
    if not who:
        raise UsageError("Correct whom?", "For example: tinynet edit anne --circle close")
    if id is not None:
        from tinynet.people import edit_by_id

        if len(who) > 1:
            raise UsageError("--id is for one thing of one person", "Name one person only")
        if text is not None:
            raise UsageError("--id and --note cannot be used together", "Give one of them")
        return edit_by_id.run(env, who[0], id, given, remove=remove)
    if remove and not given:
        raise UsageError(
            "Remove what?", f"Give its id, as in --id w1; see them: tinynet show {quoted(who[0])}"
        )
    if not given and text is None:
        from tinynet.people import edit_form

        return edit_form.run(env, who)
    with env.unit() as store:
        people = find_all(env, store, who)
        alone = next((key for key in OF_ONE if key in given), None)
        if len(people) > 1 and alone:
            raise UsageError(f"--{alone} is one person's", "Give it to one at a time")
        answers = [correct_one(env, store, person, given, text, remove=remove) for person in people]
    if len(people) == 1 and not who[0].startswith(("@", "-")):
        return answers[0]
    from tinynet.cli.groups import describe_change

    each = [answer.document for answer in answers]
    fields = dict.fromkeys(field for one in each for field in one["changed"])
    moved = [one["name"] for one in each if one["changed"]]
    same = [one["name"] for one in each if not one["changed"]]
    lines = describe_change(f"Changed {', '.join(map(in_words, fields))}", moved, same)
    plain = [line for answer in answers for line in answer.plain]
    return Answer("output.done", {"people": each}, plain=plain, message=lines, wrote=bool(moved))


def correct_one(
    env: Env,
    store: Store,
    person: Found,
    given: Mapping[str, Any],
    text: str | None,
    *,
    remove: bool,
) -> Answer[EditDocument | LinkDocument]:
    """Make the changes that the options say to one person, and tell what they were."""
    from tinynet.people import profile_rows

    old = profile_rows.load(store, person.id)
    if remove:
        from tinynet.people.edit_by_id import without

        new = without(old, given)
    else:
        new = changed(env, store, person, old, dict(given))
    fields = profile_rows.save(store, person.id, old, new)
    if text is not None:
        today = env.today.isoformat()
        store.run(sql.put_note, person_id=person.id, on=today, text=text, next_time=0)
        fields.append("note")
    return edited(new, fields)


def in_words(field: str) -> str:
    """What people call a field."""
    from tinynet.core.fields import BY_NAME

    return BY_NAME[field]["words"] if field in BY_NAME else field

"""tinynet edit: correct what you know of somebody, by options or in your editor."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import find
from tinynet.db import sql
from tinynet.people.edit_profile import changed, edited

TYPE_CHECKING = False
if TYPE_CHECKING:
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
        TagOptions,
        Title,
        Via,
        Who,
        Work,
    )
    from tinynet.output.answer import Answer

EXAMPLES = (
    "tinynet edit anne                              opens a form in your editor",
    "tinynet edit anne --circle inner --every 2w",
    'tinynet edit anne --every ""                   takes her own cadence away again',
)


def run(
    env: Env,
    who: Who,
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
) -> Answer:
    """Correct what you know of somebody. An empty value takes it away; repeatable options add."""
    options = dict(locals())  # every option by its name: `changed` knows which field it is
    given = {
        key: value
        for key, value in options.items()
        if key not in {"env", "who", "note"} and value not in {None, ()}
    }
    text = checks.text(note, "--note")
    if not given and text is None:
        from tinynet.people import edit_form

        return edit_form.run(env, who)
    from tinynet.people import profile_rows

    with env.unit() as store:
        person = find(env, store, who)
        old = profile_rows.load(store, person.id)
        new = changed(env, store, person, old, given)
        fields = profile_rows.save(store, person.id, old, new)
        if text is not None:
            store.run(
                sql.put_note, person_id=person.id, on=env.today.isoformat(), text=text, next_time=0
            )
            fields.append("note")
    return edited(new, fields)

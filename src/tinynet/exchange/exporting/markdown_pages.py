"""tinynet export markdown: a page a person, in one file or in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.exchange.exporting import file as export_file
from tinynet.exchange.exporting import markdown
from tinynet.exchange.exporting import record_rows as export_records
from tinynet.exchange.exporting import rows as everything
from tinynet.exchange.exporting.markdown import ENDING, Page
from tinynet.exchange.record import FavourRecord
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.exchange.documents import MarkdownFolderDocument

SHOWN = 5  # pages of people who are gone that are named


def pages(store: Store) -> Iterator[Page]:
    """Yield everybody's page, sorted by handle; interactions are read one person at a time."""
    favours: dict[str, list[FavourRecord]] = {}
    for favour in export_records.favours(store):
        favours.setdefault(favour.person.source_id, []).append(favour)
    someones = export_records.someones(store)
    numbers = {someone.source_id: number for number, someone in someones.items()}
    notes, waiting = (
        export_records.notes_by_person(everything.notes(store, next_time=next_time))
        for next_time in (False, True)
    )
    for handle, person in export_records.people(store):
        number = numbers[handle]
        talks = everything.interactions(store, number)
        yield Page(
            handle,
            person,
            notes.get(number, ()),
            waiting.get(number, ()),
            favours.get(handle, ()),
            [export_records.interaction_record(row, someones) for row in talks],
        )


def run(env: Env, place: str) -> Answer[MarkdownFolderDocument]:
    """Write the pages that have changed into a folder.

    A page whose person is gone is named and left: it may be the only thing that is left of them.
    """
    folder = export_file.folder_at(env, place)
    changed, current = [], set()
    with export_file.moment(env) as store:
        people, contacts = store.rows(sql.totals)[0]
        for page in pages(store):
            name = f"{page.handle}{ENDING}"
            current.add(name)
            data = markdown.write(page).encode()
            if export_file.put_if_changed(env, os.path.join(folder, name), data):
                changed.append(page.handle)
    gone = [name for name in own_pages(folder) if name not in current]
    return answer(env, folder, (people, contacts), changed, gone)


def own_pages(folder: str) -> list[str]:
    """The pages in a folder that tinynet has written, by the handle that stands in them."""
    found = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        if name.endswith(ENDING) and os.path.isfile(path) and not os.path.islink(path):
            with open(path, "rb") as file:
                mark = file.read(4096).split(b"\n")[2:3]
            sign = markdown.mark(name.removesuffix(ENDING)).encode()
            found += [name] if mark and mark[0].startswith(sign) else []
    return found


def answer(
    env: Env, folder: str, totals: tuple[int, int], changed: list[str], gone: list[str]
) -> Answer[MarkdownFolderDocument]:
    """What was written, in words and numbers."""
    people, contacts = totals
    would = "would be " if env.dry_run else ""
    same = people - len(changed)
    lines = [
        f"{export_file.counted(people, contacts)} -> {folder}",
        f"{len(changed):,} {would}written, {same:,} as {'it was' if same == 1 else 'they were'}.",
    ]
    if gone:
        more = f" and {len(gone) - SHOWN} more" if len(gone) > SHOWN else ""
        lines.append(f"Of nobody here, and left: {', '.join(gone[:SHOWN])}{more}.")
    document: MarkdownFolderDocument = {
        "format": "markdown", "target": folder, "people": people, "contacts": contacts,
        "dry_run": env.dry_run, "changed": changed, "gone": gone,
    }  # fmt: skip
    plain = [*((handle, "written") for handle in changed), *((name, "gone") for name in gone)]
    return Answer("output.done", document, plain=plain, message=lines)

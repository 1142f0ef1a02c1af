"""tinynet jot: a sentence about what happened, or many of them."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.cli.find_people import offer_to_add
from tinynet.contacts import jot_offers
from tinynet.contacts import rows as interactions
from tinynet.contacts.jot_offers import UnsettledError
from tinynet.contacts.jot_people import KnownPeople, ResolvedPeople, resolve
from tinynet.contacts.log_batch import LINE_MAX, REFUSED_SHOWN, BadLineError
from tinynet.contacts.log_notices import mention_consequences
from tinynet.contacts.rows import Kind, NewInteraction, follow_up
from tinynet.contacts.sentences import reading as jot
from tinynet.contacts.sentences.text import Sentence as Words
from tinynet.contacts.sentences.where import Places
from tinynet.core.names import fold
from tinynet.core.relations import inverse
from tinynet.core.relations import sentence as describe_relation
from tinynet.db import sql
from tinynet.errors import NoSuchPersonError, TinynetError, UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.find_people import Found
    from tinynet.cli.options import AddMissing, KeepGoing, Sentence
    from tinynet.contacts.documents import (
        GuessOfLine,
        JotLinesDocument,
        Jotted,
        JottedContact,
        JottedNote,
        JottedPlan,
        NewRelation,
        OfferedLine,
        RefusedLine,
    )
    from tinynet.contacts.sentences.reading import Reading
    from tinynet.db.store import Store
    from tinynet.plans.documents import FulfilledPlan

    JottedSentence = JottedContact | JottedNote | JottedPlan

EXAMPLES = (
    "tinynet jot coffee with anne this morning 45m",
    'tinynet jot "Yesterday: lunch with Grace and Anne in Paris #food"',
    'tinynet jot "grace\'s daughter Mia started school"        a note, no contact',
    "tinynet jot - < diary.txt        a sentence a line, all of them or none",
)


def run(
    env: Env, sentence: Sentence = (), *, add: AddMissing = False, keep_going: KeepGoing = False
) -> Answer[JottedContact | JottedNote | JottedPlan | JotLinesDocument]:
    """Log a contact, or keep a note or a plan, from a sentence; what was understood is echoed.

    A contact is what says that you and they met, spoke or wrote. News is kept as a note; what is
    still to come, or is unclear, is asked about on a terminal, and elsewhere kept as a note with
    the line that would plan or log it. Quote it: to the shell, # begins a comment and ' a text. A
    name that nobody here has is asked about, or refused where nobody can be asked, unless --add.
    """
    if sentence == ("-",):
        return jot_lines(env, add=add, keep_going=keep_going)
    if keep_going:
        raise UsageError("--keep-going is for many lines", "Read them: tinynet jot -")
    if not sentence:
        raise UsageError("Jot down what?", 'For example: tinynet jot "coffee with Anne"')
    text = checks.text(" ".join(sentence), "The sentence") or ""
    kept_as = ""
    while True:
        # Asked here, between two runs, so that nobody holds the lock while waiting.
        try:
            return jot_sentence(env, text, add=add, kept_as=kept_as)
        except UnsettledError as question:
            kept_as = question.ask(env)
        except NoSuchPersonError as error:
            if add or not (env.yes or env.can_ask()):
                raise
            env.confirm(offer_to_add(error, "them"))
            add = True


def jot_sentence(env: Env, text: str, *, add: bool, kept_as: str) -> Answer[JottedSentence]:
    """Read one sentence and write it, in its own unit of undo.

    Args:
        env: The run.
        text: The sentence.
        add: Whether people who are not there yet are added.
        kept_as: What somebody said it is: "contact", "plan" or "note"; "" before they were asked.

    Raises:
        UnsettledError: Somebody is there to say whether it is a contact or a plan.
        TinynetError: It cannot be read, or names somebody who is not here or not the only one.
    """
    unit = env.unit()
    with unit as store:
        jotter = Jotter(env, store, add=add, text=text, at=unit.at)
        record, there = jotter.keep(text, kept_as or ("" if env.can_ask() else "note"))
        unit.refresh()
        today = env.today.toordinal()
        record["ties"] = [store.records(sql.standing, who=who, today=today)[0] for who in there]
    record["added"] = [person.handle for person in jotter.people.added]
    if record["outcome"] == "asked":
        env.say(_offered(record))
    if "left_open" in record:
        mention_consequences(env, record)
    return Answer("contacts.jot", record, plain=plain_rows(record), wrote=True)


def plain_rows(record: JottedSentence) -> list[tuple[object, ...]]:
    """What a sentence became, for scripts: a line, or of a note one a person."""
    handles = ",".join(record["people"])
    if "plan" in record:
        return [(record["plan"], record["planned"], handles)]
    if "notes" not in record:
        return [(record["id"], record["on"], record["kind"], handles)]
    if record["remark"]:
        return [(record["remark"], "", record["note"])]
    about = zip(record["notes"], record["people"], strict=True)
    return [(number, handle, record["note"]) for number, handle in about]


def jot_lines(env: Env, *, add: bool, keep_going: bool) -> Answer[JotLinesDocument]:
    """Read one sentence per line from stdin, in one unit: all or none, unless `keep_going`."""
    refused: list[RefusedLine] = []
    guessed: list[GuessOfLine] = []
    fulfilled: list[FulfilledPlan] = []
    offers: list[OfferedLine] = []
    written = noted = 0
    with env.unit() as store:
        store.make_room()
        jotter = Jotter(env, store, add=add)
        for number, line in enumerate(env.piped_lines(), 1):
            typed = line.strip().removeprefix("- ")
            if not typed or typed.startswith(("# ", "##")):
                continue
            try:
                if len(typed) > LINE_MAX:
                    raise BadLineError(f"It has {len(typed)} characters", f"{LINE_MAX} at most")
                record, _ = jotter.keep(checks.text(typed, "The line") or "", "note")
            except TinynetError as error:
                if not keep_going:
                    remedy = f"{error.remedy}; nothing was kept"
                    raise BadLineError(f"Line {number}: {error.message}", remedy) from error
                refused.append({"line": number, "reason": error.message})
                continue
            guessed += [{"line": number, **guess} for guess in record["guessed"]]
            if record["offer"]:
                offers.append({"line": number, "why": record["why"], "offer": record["offer"]})
            if record["kind"] is None:
                noted += 1
            else:
                written += 1
                fulfilled += record["fulfilled"]
    for row in refused[:REFUSED_SHOWN]:
        env.say(f"Line {row['line']}: {row['reason']}.")
    if len(refused) > REFUSED_SHOWN:
        env.say(f"... and {len(refused) - REFUSED_SHOWN} more lines were left out.")
    added = [person.handle for person in jotter.people.added]
    document: JotLinesDocument = {
        "written": written, "noted": noted, "added": added,
        "guessed": guessed, "refused": refused, "fulfilled": fulfilled, "offers": offers,
    }  # fmt: skip
    code = 1 if refused and not written + noted else 0
    return Answer("contacts.jot", document, plain=[(written, noted)], exit_code=code, wrote=True)


def _offered(record: JottedSentence) -> str:
    """Describe for scripts a note that may be a contact or a plan."""
    if record["why"]:
        return f"That is still to come, so it is kept as a note. To plan it: {record['offer']}"
    return f"Kept as a note: it does not say that you met. To log it: {record['offer']}"


class Jotter:
    """Reads sentences and writes what they say.

    Args:
        env: For today, and for whom somebody chose.
        store: Open in a unit.
        add: Whether people who are not there yet are added.
        text: The only sentence, so that only who may be named in it is looked up; "" for many.
        at: Now, UTC, ISO to the second; "" for many sentences.
    """

    def __init__(self, env: Env, store: Store, *, add: bool, text: str = "", at: str = "") -> None:
        self.env, self.store, self.at = env, store, at
        self.is_one_of_many = not text
        self.people = KnownPeople(env, store, add=add, text=text)
        self.kinds = {row[1]: Kind(row) for row in store.rows(sql.kinds)}
        self.places = Places(store.rows(sql.places))

    def keep(self, text: str, kept_as: str) -> tuple[JottedSentence, list[int]]:
        """Read one sentence and write the contact, plan or note that it is.

        Args:
            text: The sentence.
            kept_as: What to keep it as where it is a plan or unclear: "contact", "plan", "note";
                "" to ask.

        Returns:
            What became of it, still without `ties` and `added`; and the ids of the people of a
            contact.

        Raises:
            UnsettledError: It is to be asked about.
            TinynetError: It cannot be read, or names somebody who is not here.
        """
        reading = jot.read(
            Words(text), self.people.names, today=self.env.today, order=self.env.date_order,
            kinds=self.kinds, places=self.places,
        )  # fmt: skip
        if reading.why == jot.NOBODY and self.is_one_of_many:
            raise jot.names_nobody(text)  # a diary had better be read with nobody missing
        who = resolve(self.people, reading)
        # Where even "other" was removed, the first kind there is.
        kind = self.kinds.get(reading.kind) or next(iter(self.kinds.values()))
        offer = jot_offers.line(self.env, reading, kind, who.people)
        if offer and not kept_as:
            raise jot_offers.unsettled(self.env, reading, kind, who.people)
        record: JottedSentence
        there: list[int] = []
        if reading.state == jot.CONTACT or (offer and kept_as == jot.CONTACT):
            there = [person.id for person in who.people]
            record = self.contact(reading, who, kind)
        elif offer and kept_as == jot.PLAN:
            record = self.plan(reading, who, kind)
        else:
            record = self.note(reading, who, offer)
        for relative in who.relatives:
            self.relate(record, *relative)
        return record, there

    def contact(self, reading: Reading, who: ResolvedPeople, kind: Kind) -> JottedContact:
        """Write a contact."""
        on = reading.on or self.env.today
        happening = NewInteraction(
            kind, on, [person.id for person in who.people],
            minutes=reading.minutes, place=reading.place, note=reading.note, deep=reading.deep,
            by=reading.by, attempt=reading.attempt,
        )  # fmt: skip
        number = interactions.put_interaction(self.store, happening)
        for tag in reading.tags:
            self.store.run(sql.put_interaction_tag, interaction_id=number, name=tag)
        return {
            **self.common(reading, who, "attempted" if reading.attempt else "logged"),
            "id": number,
            "on": on.isoformat(),
            "kind": kind.name,
            "minutes": happening.minutes or kind.minutes or None,
            "place": reading.place,
            "deep": reading.deep,
            "by": reading.by,
            "attempt": reading.attempt,
            "occasion": None,
            **follow_up(self.store, happening, number, self.at),
        }

    def plan(self, reading: Reading, who: ResolvedPeople, kind: Kind) -> JottedPlan:
        """Write a plan, unless the same one is open already."""
        from tinynet.plans import rows as plans

        store, by = self.store, reading.by_day.isoformat() if reading.by_day else None
        ids, handles = [p.id for p in who.people], {p.handle for p in who.people}
        known = next(
            (
                plan
                for plan in store.records(sql.plans_with, who=ids[0], all=0)
                if plan["kind"] == kind.name and set(plan["people"].split(",")) == handles
            ),
            None,
        )
        if known:
            was = {"by_on": by or known["by"], "note": known["note"], "said_by": known["said_by"]}
            store.run(sql.set_plan, plan=known["id"], offered_on=self.env.today.isoformat(), **was)
        values = {"by_on": by, "note": reading.plan_note, "said_by": None, "kind_id": kind.id}
        made_on = self.env.today.isoformat()
        number = known["id"] if known else plans.put(store, ids, made_on=made_on, **values)
        return {
            **self.common(reading, who, "planned"),
            "on": made_on,
            "kind": None,
            "notes": [],
            "plan": number,
            "planned": kind.name,
            "by_day": by,
        }

    def note(self, reading: Reading, who: ResolvedPeople, offer: str | None) -> JottedNote:
        """Write a note about each person; about nobody in particular where nobody is named."""
        on, text = (reading.on or self.env.today).isoformat(), reading.note or ""
        numbers = [
            self.store.run(sql.put_note, person_id=person.id, on=on, text=text, next_time=0)
            for person in who.people
        ]
        remark = None if who.people else self.store.run(sql.put_remark, on=on, text=text)
        return {
            **self.common(reading, who, "asked" if offer else "noted"),
            "offer": offer,
            "on": on,
            "kind": None,
            "notes": numbers,
            "remark": remark,
        }

    def common(self, reading: Reading, who: ResolvedPeople, outcome: str) -> Jotted:
        """The keys that every sentence has in JSON."""
        today = self.env.today.isoformat()
        return {
            "outcome": outcome,
            "why": reading.why or None,
            "offer": None,
            "on": today,
            "note": reading.note,
            "tags": reading.tags,
            "people": [person.handle for person in who.people],
            "names": [person.name for person in who.people],
            "guessed": who.guessed,
            "mentioned": [person.handle for person in who.mentioned],
            "relations": [],
            "related": [],
            "today": today,
            "ties": [],
            "added": [],
        }

    def relate(
        self, record: JottedSentence, of: Found, word: str, who: Found | None, name: str
    ) -> None:
        """Write a relation that is not known yet, by name only where the other is not here."""
        store, number = self.store, who.id if who else None
        if number == of.id:
            return
        if number:
            known = bool(store.rows(sql.relations_between, who=of.id, other=number))
        else:
            named = store.rows(sql.relations_to_names, who=of.id)
            same = fold(name), inverse(word)
            known = any((fold(row[1]), inverse(row[2])) == same for row in named)
        if known:
            return
        store.run(
            sql.put_relation, person_id=of.id, relation=word, other_id=number,
            other_name=None if who else name,
        )  # fmt: skip
        other = who.name if who else name
        related: NewRelation = {
            "handle": of.handle, "name": of.name, "relation": word,
            "other": who.handle if who else None, "other_name": other,
        }  # fmt: skip
        record["related"] = [*record["related"], related]
        record["relations"] = [*record["relations"], describe_relation(of.name, word, other)]

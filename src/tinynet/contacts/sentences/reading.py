"""Parse a sentence: "yesterday: lunch with Grace and Anne in Paris #food" -> a Reading.

The readers of `when`, `who`, `where` and `how` claim the words they understand, the
surest first; `together` says by grammar who was with the writer, and `happened` what did
not happen. Here the sentence becomes one of four things: a contact, a plan, a note, or unclear.
"""

from __future__ import annotations

from tinynet.contacts.sentences import how, length, new_names, phrases, verbs, when, where, who
from tinynet.contacts.sentences.day_phrases import day_phrases
from tinynet.contacts.sentences.left_over import left_over
from tinynet.contacts.sentences.text import Sentence, UnreadableError, has, keys
from tinynet.contacts.sentences.together import Together
from tinynet.contacts.sentences.two_contacts import refuse_two
from tinynet.contacts.sentences.where import Places
from tinynet.core.kind_words import kind_in
from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tinynet.contacts.sentences.new_names import Relative
    from tinynet.contacts.sentences.who import Named, Names

UNSAID = "other"  # the kind of a contact that does not say its kind
CONTACT, PLAN, NOTE, UNCLEAR = "contact", "plan", "note", "unclear"
NOBODY = "nobody"  # why a general remark is not a contact
_VAGUE = frozenset({UNSAID, "help", "social"})  # kinds whose bare names are ordinary words
_WIDE = frozenset({UNSAID, "event"})  # kinds that hold many things
_SAYS_NO_MORE = (  # than the kind does
    "event", "met", "meet", "caught up", "catch", "hung", "hang", "got together", "get together",
    "ran into", "run into", "bumped", "spent",
)  # fmt: skip
_COMING = frozenset({"ahead", "order"})  # rules by which a sentence is a plan
_CONTACTS = verbs.SPEAKING | {"met", "saw", "visited", "with", "hosted"}
_NO_ATTEMPT = frozenset({"ahead", "order", "question", "wish", "memory"})
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201c", "\u00ab": "\u00bb"}


class Reading:
    """What a sentence says.

    Attributes:
        state: "contact" where the writer and they met, spoke or wrote; "plan" for what is to come;
            "unclear" where it may have been a contact; "note" for all else.
        why: The name of the rule by which it is not a contact (see `happened`); or "".
        on: The day; None where none is said.
        by_day: The day that a plan names, or None.
        kind: The name of a kind; "" of a note.
        people: Who was there, or would be, known here or not; of a note, whom it is about.
        mentioned: Who is only talked about.
        relatives: What people are to each other.
        minutes: How long, or None.
        place: Where, or None.
        tags: In order, once each, without their mark.
        by: "me", "them" or None.
        deep: Whether it was a talk that mattered.
        attempt: Whether nobody answered.
        note: What the sentence says more than all of these, or None; of no contact, the sentence.
        plan_note: What it says more than the plan, where it is kept as one; "tomorrow" would not
            be true for long.
    """

    def __init__(self) -> None:
        self.state = NOTE
        self.why = self.kind = ""
        self.on: date | None = None
        self.by_day: date | None = None
        self.people: list[Named] = []
        self.mentioned: list[Named] = []
        self.relatives: list[Relative] = []
        self.minutes: int | None = None
        self.place: str | None = None
        self.tags: list[str] = []
        self.by: str | None = None
        self.deep = self.attempt = False
        self.note: str | None = None
        self.plan_note: str | None = None


def read(
    sentence: Sentence,
    names: Names,
    *,
    today: date,
    order: str = "",
    kinds: Iterable[str] = (),
    places: Places | None = None,
) -> Reading:
    """What a sentence says.

    Args:
        sentence: Nothing of it claimed yet.
        names: Everybody who may be named.
        today: The day it is.
        order: The configured `date_order`.
        kinds: The names of the kinds there are.
        places: The places known from before.

    Raises:
        UnreadableError: It says nothing, or tells of a contact with nobody.
        BadValueError: Its day or its length cannot be told.
    """
    known = places or Places()
    if not any(not word.role for word in sentence.words):
        raise UnreadableError(
            "The sentence does not say anything", 'For example: tinynet jot "coffee with Anne"'
        )
    made = Reading()
    made.tags = list(dict.fromkeys(w.text[1:] for w in sentence.words if w.role == "tag"))
    _quoted(sentence)
    days = day_phrases(sentence, today, order)
    made.minutes = length.length(sentence)
    days = sorted([*days, *when.days(sentence, today, order)], key=lambda day: day.start)
    days = when.without_festive(sentence, days)
    begin = when.prefix(sentence)
    made.place = where.marked(sentence, known) or where.known_place(sentence, known, 2)
    found = who.find(sentence, names)
    owned, owner = where.host(sentence, found)
    made.place = made.place or owned
    named_kind = _kind(sentence, kinds)
    made.relatives = new_names.relatives(sentence, found)
    found = sorted([*found, *new_names.strangers(sentence, found)], key=lambda named: named.start)
    made.place = made.place or where.known_place(sentence, known, 1)
    made.place = made.place or where.new_place(sentence)
    if not found:
        _about_nobody(sentence, made, named_kind, days)
        return made
    parts = _Parts(sentence, days, begin, named_kind)
    parts.together = Together(sentence, found, begin, owner)
    if sentence.people:  # friends.md says itself who was there
        made.people, parts.together.met_clauses = found, parts.together.clauses
    elif parts.is_ahead():
        made.why = "ahead"
    else:
        made.people = parts.together.people
    if made.people:
        if not sentence.people:
            refuse_two(sentence, made.people)
        _contact(made, parts, kinds)
    elif not _attempt(made, parts):
        _no_contact(made, parts)
    return made


class _Parts:
    """The parts of a sentence being parsed.

    Attributes:
        sentence: Its words claimed.
        days: The days it names.
        begin: Where it begins, behind a day in front.
        named_kind: The kind it names, or "".
        together: Its clauses, and who was with the writer.
    """

    together: Together

    def __init__(
        self, sentence: Sentence, days: list[when.Day], begin: int, named_kind: str
    ) -> None:
        self.sentence, self.days, self.begin, self.named_kind = sentence, days, begin, named_kind

    def ahead(self) -> list[when.PlanError]:
        """The days that are still to come."""
        return [day.resolved for day in self.days if isinstance(day.resolved, when.PlanError)]

    def is_ahead(self) -> bool:
        """Whether the day of the contact is still to come: in its clauses, or in front."""
        for day in self.days:
            told = [clause.verb < clause.end for clause in self.together.met_clauses]
            in_front = day.start < self.begin  # as in a diary
            if day.coming is not None and not in_front and not any(told):
                typed = self.sentence.typed(day.start, day.end)
                day.resolved = when.PlanError(typed, day.coming)
        return any(
            isinstance(day.resolved, when.PlanError)
            and (
                day.start < self.begin
                or any(
                    clause.start <= day.start < clause.end for clause in self.together.met_clauses
                )
            )
            for day in self.days
        )


def _contact(made: Reading, parts: _Parts, kinds: Iterable[str]) -> None:
    """Fill in the reading of a contact."""
    sentence, met_clauses = parts.sentence, parts.together.met_clauses
    head = tuple(
        word for clause in met_clauses for word in sentence.masked(clause.start, clause.end)
    )
    made.state = CONTACT
    made.mentioned = [named for named in parts.together.found if named not in made.people]
    made.on = _day(parts)
    made.kind = _kind_of(parts, kinds)
    made.kind = made.kind or how.written_kind(head) or UNSAID
    made.deep = how.is_deep(head)
    made.by = how.reached_out(sentence, made.people)
    if made.kind in _WIDE:
        _keep_what(sentence)
    made.note = left_over(sentence, made.people, how.DEEP if made.deep else ())


def _keep_what(sentence: Sentence) -> None:
    """Leave to the note what a wide kind does not say: the swim, the concert."""
    words = " ".join(word.text for word in sentence.words if word.role == "kind")
    if not words.startswith(_SAYS_NO_MORE):
        sentence.release("kind", 0, len(sentence.words))


def _attempt(made: Reading, parts: _Parts) -> bool:
    """Whether the sentence tells that somebody tried and nobody answered."""
    sentence, together = parts.sentence, parts.together
    names = [named for named in together.found if not named.owns]
    others = any(together.subject(clause)[0] == "other" for clause in together.clauses)
    if len(names) != 1 or others or not _NO_ATTEMPT.isdisjoint(together.reasons):
        return False
    if not how.attempted(sentence.masked(parts.begin, len(sentence.words))):
        return False
    kind = _said_kind(sentence)
    made.state, made.attempt, made.people = CONTACT, True, names
    made.kind = kind if kind and kind in how.DISTANT else "call"
    together.met_clauses = together.clauses
    made.mentioned = [named for named in together.found if named not in names]
    made.on = _day(parts)
    made.by = how.reached_out(sentence, names) or "me"
    made.note = left_over(sentence, names, how.TRIES)
    return True


def _no_contact(made: Reading, parts: _Parts) -> None:
    """Classify a sentence that is not a contact: a plan, unclear, or a note."""
    together, ahead = parts.together, parts.ahead()
    # A day to come is not a day of the note, so it stays in its text.
    made.on, made.note = (None, parts.sentence.text) if ahead else _dated(parts)
    made.why = made.why or next(iter(together.reasons), "")
    people = _once([named for named in _with_me(together) if named.people])
    if people and (made.why in _COMING or (ahead and not made.why)):
        made.state, made.why = PLAN, made.why or "ahead"
        made.by_day = ahead[0].on if ahead else None
        made.plan_note = _plan_note(parts.sentence, people)
    elif people and not made.why:
        made.state = UNCLEAR
        together.met_clauses = together.clauses
        made.on = _day(parts)
    else:
        made.why = made.why or "news"
        made.people = _about(together.found, made.relatives)
        return
    made.people, made.kind = people, parts.named_kind or UNSAID


def _plan_note(sentence: Sentence, people: list[Named]) -> str | None:
    """What a plan has no place for: all but its kind, people and day."""
    end = len(sentence.words)
    for role in ("where", "clock", "long", "tag"):
        sentence.release(role, 0, end)
    for number in range(end):
        if sentence.word(number) == "at":  # "tomorrow at 6"
            sentence.release("when", number, number + 3)
    return left_over(sentence, people, (*phrases.AHEAD, "see", "meet"))


def _with_me(together: Together) -> list[Named]:
    """The people who would have been with the writer if it had happened."""
    every = [n for number in range(len(together.clauses)) for n in together.in_clause(number)]
    mine = (named for named in together.found if not named.owns and together.is_mine(named))
    return every or list(mine)


def _once(people: list[Named]) -> list[Named]:
    return [
        n for k, n in enumerate(people) if not any(n.people == one.people for one in people[:k])
    ]


def _quoted(sentence: Sentence) -> None:
    """Claim quoted speech, unless it is the whole sentence."""
    spans: list[tuple[int, int]] = []
    start, mark = -1, ""
    for number, letter in enumerate(sentence.text):
        if mark and letter == mark:
            spans.append((start, number))
            mark = ""
        elif not mark and letter in _QUOTES:
            start, mark = number, _QUOTES[letter]
    inside = [sentence.within(span) for span in spans]
    if sum(end - first for first, end in inside) < len(sentence.words):
        for first, end in inside:
            sentence.claim("said", first, end)


def _kind_of(parts: _Parts, kinds: Iterable[str]) -> str:
    """The kind of contact in the contact's clauses, or in front of them: "Lunch, with Sam"."""
    sentence, met_clauses = parts.sentence, parts.together.met_clauses
    places = [n for n, word in enumerate(sentence.words) if word.role == "kind"]
    if not places or any(clause.start <= places[0] < clause.end for clause in met_clauses):
        return parts.named_kind
    for number in places:
        sentence.words[number].role = ""
    spans = [(clause.start, clause.end) for clause in met_clauses]
    kind = _kind(sentence, kinds, spans)
    if not kind and _stands_alone(parts, places):
        sentence.claim("kind", places[0], places[-1] + 1)
        return parts.named_kind
    return kind


def _stands_alone(parts: _Parts, places: list[int]) -> bool:
    """Whether a clause is no more than the kind of what the next ones say, without a verb."""
    sentence, clauses = parts.sentence, parts.together.clauses
    first = clauses[0]
    alone = all(
        number in places or sentence.role(number) or sentence.word(number) in verbs.FILLERS
        for number in range(first.start, first.end)
    )
    inside = first.start <= places[0] <= places[-1] < first.end
    goes_on = all(clause.joined and clause.verb == clause.end for clause in clauses[1:])
    return alone and inside and goes_on


def _said_kind(sentence: Sentence) -> str:
    words = " ".join(word.text for word in sentence.words if word.role == "kind")
    found = kind_in(words)
    return found[0] if found else ""


def _kind(
    sentence: Sentence, kinds: Iterable[str], spans: list[tuple[int, int]] | None = None
) -> str:
    """Claim the first words that name a kind of contact; "" if none do."""
    known = set(kinds)
    spelled = {keys(name): name for name in known if name not in _VAGUE and _is_own(name)}
    own: tuple[int, int, str] | None = None
    for start in range(len(sentence.words)):
        for words, name in spelled.items():
            end = start + len(words)
            if sentence.texts(start, end) == words and sentence.free(start, end):
                own = own or (start, end, name)
    blank = "".join(sentence.text)
    for number, word in enumerate(sentence.words):
        outside = spans is not None and not any(a <= number < b for a, b in spans)
        if word.role or outside:
            blank = blank[: word.start] + " " * (word.end - word.start) + blank[word.end :]
    found = None if has(sentence.texts(0, len(sentence.words)), "birthday is") else kind_in(blank)
    if found is not None:
        name, span = found
        start, end = sentence.within(span)
        if end > start and (own is None or end <= own[0]):  # "a beer" is a beer, if that is a kind
            own = (start, end, name if name in known or not known else UNSAID)
    if own is None:
        return ""
    sentence.claim("kind", own[0], own[1])
    return own[2]


def _is_own(kind: str) -> bool:
    """Whether a kind is one of the user's own, whose name `kind_in` does not know."""
    found = kind_in(kind)
    return found is None or found[0] != kind


def _day(parts: _Parts) -> date | None:
    """The day of the contact: what stands in front, in its clauses, or where no verb is.

    Raises:
        BadValueError: It cannot be told, lies ahead, or there are two.
    """
    sentence, together, days = parts.sentence, parts.together, parts.days
    if parts.begin:
        fitting = days[:1]
    else:
        spans = [(c.start, c.end) for c in together.met_clauses]
        spans += [
            (c.start, c.end)
            for c in together.clauses
            if c.verb == c.end and not c.attached and not together.why_not(c)
        ]
        fitting = [day for day in days if any(a <= day.start < b for a, b in spans)]
        fitting = fitting or _carried_on(parts)
    different = [day.on() for day in fitting]
    if len(set(different)) > 1:
        both = " and ".join(f'"{sentence.typed(day.start, day.end)}"' for day in fitting[:2])
        raise UnreadableError(
            f"It says two days, {both}", 'Put the day in front, as in "yesterday: ..."'
        )
    for day in days:
        if day not in fitting:  # of another clause: it belongs to the note
            sentence.release("when", max(day.start - 2, 0), day.end)
    return different[0] if different else None


def _carried_on(parts: _Parts) -> list[when.Day]:
    """The day of what the writer did before: "Got to Rome yesterday, met Anne at the station".

    Raises:
        UnreadableError: It is in a sentence of its own, so that it may be another day.
    """
    sentence, together = parts.sentence, parts.together
    parted = False
    first = together.clauses.index(together.met_clauses[0])
    for number in range(first, 0, -1):
        parted = parted or not together.clauses[number].joined
        clause = together.clauses[number - 1]
        if not together.is_deed_of_mine(number - 1):
            return []
        told = [day for day in parts.days if clause.start <= day.start < clause.end]
        if told and parted:
            typed = sentence.typed(told[0].start, told[0].end)
            raise UnreadableError(
                f'It does not say whether you met "{typed}", too',
                'Put the day in front, as in "yesterday: ..."',
            )
        if told:
            return told
    return []


def _about(people: Sequence[Named], relatives: list[Relative]) -> list[Named]:
    """The people a note is about, without those named only as a relative."""
    children = [relative.who for relative in relatives]
    return [named for named in people if named.people and named not in children] or list(people)


def _about_nobody(sentence: Sentence, made: Reading, kind: str, days: list[when.Day]) -> None:
    """Read a general remark.

    Raises:
        UnreadableError: It tells of a contact, so a name is missing or spelled otherwise.
    """
    if kind or made.minutes:
        raise UnreadableError(
            "The sentence does not say with whom",
            'Write "with" and a name, as in "coffee with Anne"',
        )
    made.on, made.note = _dated(_Parts(sentence, days, when.prefix(sentence), kind))
    if made.note is None or _CONTACTS & {word.text for word in sentence.words}:
        raise names_nobody(sentence.text)
    made.why = NOBODY


def names_nobody(text: str) -> UnreadableError:
    """The error for a sentence that had better name somebody."""
    shown = text if len(text) <= 60 else f"{text[:57].rstrip()}..."
    return UnreadableError(
        f'"{shown}" names nobody you know', 'Write a name, as in "coffee with Anne"'
    )


def _dated(parts: _Parts) -> tuple[date | None, str | None]:
    """The day in front of a note, and the sentence without it; None where there is nothing else.

    Raises:
        BadValueError: A day stands in front with a colon, and cannot be told.
    """
    sentence, days = parts.sentence, parts.days
    first = next((number for number, word in enumerate(sentence.words) if word.role != "when"), 0)
    if not days or days[0].start >= max(first, 1):
        return None, sentence.text
    if isinstance(days[0].resolved, BadValueError):
        if parts.begin and not isinstance(days[0].resolved, when.PlanError):
            raise days[0].resolved
        return None, sentence.text
    start = sentence.words[first].start if first else len(sentence.text)
    return days[0].resolved, sentence.text[start:].strip(" ,") or None

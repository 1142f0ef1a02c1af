"""What a sentence says: "yesterday: lunch with Grace and Anne in Paris #food" -> a Reading.

The readers of `jot_when`, `jot_who`, `jot_where` and `jot_how` claim the words they understand, the
surest first; here it is decided what the sentence is (a contact, a note, neither) and who of those
named was there. What nobody claimed makes the sentence worth keeping as a note.
"""

from __future__ import annotations

from tinynet.contacts.sentences import how, length, new_names, when, where, who
from tinynet.contacts.sentences.text import Sentence, UnreadableError, has, keys, words_of
from tinynet.contacts.sentences.where import Places
from tinynet.core.kind_words import kind_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tinynet.contacts.sentences.new_names import Relative
    from tinynet.contacts.sentences.who import Named, Names

UNSAID = "other"  # the kind of a contact that does not say its kind
_VAGUE = frozenset({UNSAID, "help", "social"})  # kinds whose bare names are ordinary words
_NOT_THERE = words_of(
    "about without regarding re concerning despite than like for of that said knows not mentioned "
    "discussed missed remembered considering"
)
_STATES = words_of(
    "is was has had got will wants said says told moved started lost just isn't wasn't can can't "
    "couldn't needs had"
)
_CAME = ("joined", "came", "too", "also", "with", "as well", "met", "we", "there", "saw")
_FILLERS = words_of(
    "a an the with and at in on to for from of by up out i we me us my our it had have has was "
    "were did got get went met saw together today or over again then me but"
)
_VERBS = words_of("called phoned rang texted emailed wrote messaged visited back grabbed")


class Reading:
    """What a sentence says.

    Attributes:
        on: The day; None where none is said.
        kind: The name of a kind; "" where it is a note about people, no contact.
        people: Who was there, known here or not; of a note, whom it is about.
        mentioned: Who is only talked about.
        relatives: What people are to each other.
        minutes: How long, or None.
        place: Where, or None.
        tags: In order, once each, without their mark.
        by: "me", "them" or None.
        deep: Whether it was a talk that mattered.
        attempt: Whether nobody answered.
        note: The sentence, where it says more than all of these, or None.
    """

    def __init__(self) -> None:
        self.on: date | None = None
        self.kind = ""
        self.people: list[Named] = []
        self.mentioned: list[Named] = []
        self.relatives: list[Relative] = []
        self.minutes: int | None = None
        self.place: str | None = None
        self.tags: list[str] = []
        self.by: str | None = None
        self.deep = self.attempt = False
        self.note: str | None = None


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
        UnreadableError: It says nothing, names nobody, is a plan or did not happen.
        BadValueError: Its day or its length cannot be told.
    """
    known = places or Places()
    if not any(not word.role for word in sentence.words):
        raise UnreadableError(
            "The sentence does not say anything", 'For example tinynet jot "coffee with Anne"'
        )
    made = Reading()
    made.tags = list(dict.fromkeys(w.text[1:] for w in sentence.words if w.role == "tag"))
    made.minutes = length.length(sentence)
    days = when.days(sentence, today, order)
    begin = when.prefix(sentence)
    made.place = where.marked(sentence, known) or where.known_place(sentence, known, 2)
    found = who.find(sentence, names)
    owned, owner = where.host(sentence, found)
    made.place = made.place or owned
    kind = _kind(sentence, kinds)
    made.relatives = new_names.relatives(sentence, found)
    found = sorted([*found, *new_names.strangers(sentence, found)], key=lambda named: named.start)
    made.place = made.place or where.known_place(sentence, known, 1)
    made.place = made.place or where.new_place(sentence)
    there = _there(sentence, found, owner)
    liking = bool(there) and how.is_liking(sentence.texts(there[0].end, there[0].end + 1))
    end = sentence.clause_end(there[-1].end - 1 if there else begin)
    head = sentence.told(begin, end)
    made.people, made.mentioned = there, [named for named in found if named not in there]
    told = sentence.people or how.is_contact(head) or owner is not None or made.minutes
    made.attempt = bool(there) and how.attempted(
        head if not kind else sentence.told(begin, len(sentence.words)), kind
    )
    made.by = how.reached_out(sentence, there)
    lead = sentence.told(begin, there[0].start) if there else ()
    if not there and (kind or not made.mentioned or how.is_talk_about(head)):
        _refuse_nobody(sentence, made, kind)
    if there and not liking and (kind or told or made.by or made.attempt):
        said = next((n for n, w in enumerate(sentence.words) if w.role == "kind"), 0)
        first = min(there[0].start, said) if kind else there[0].start
        made.on = _day(sentence, days, begin, end)
        if not made.attempt:
            how.check_happened(head, sentence.told(begin, first), sentence.text)
            how.check_no_wish(sentence.told(there[0].end, said), sentence.text)
        made.kind = kind or ("call" if made.attempt else UNSAID)
        made.deep = how.is_deep(head)
        if made.attempt and made.by is None:
            made.by = "me"
        made.note = _note(sentence, made)
    else:
        made.people = _about([*there, *made.mentioned], made.relatives)
        made.mentioned = []
        made.on = days[0].on() if begin and days else None
        how.check_no_plan(lead, sentence.text)
        made.note = _kept(sentence)
    return made


def _kind(sentence: Sentence, kinds: Iterable[str]) -> str:
    """Claim the words that say the kind of contact, the first; "" where none do."""
    known = set(kinds)
    spelled = {keys(name): name for name in known if name not in _VAGUE and _is_own(name)}
    own: tuple[int, int, str] | None = None
    for start in range(len(sentence.words)):
        for words, name in spelled.items():
            end = start + len(words)
            if sentence.texts(start, end) == words and sentence.free(start, end):
                own = own or (start, end, name)
    blank = "".join(sentence.text)
    for word in sentence.words:
        if word.role:
            blank = blank[: word.start] + " " * (word.end - word.start) + blank[word.end :]
    found = None if has(sentence.texts(0, len(sentence.words)), "birthday is") else kind_in(blank)
    if found is not None:
        name, span = found
        start, end = sentence.within(span)
        if end > start and (own is None or start <= own[0]):
            own = (start, end, name if name in known or not known else UNSAID)
    if own is None:
        return ""
    sentence.claim("kind", own[0], own[1])
    return own[2]


def _is_own(kind: str) -> bool:
    """Whether a kind is one of the user's own, whose name `kind_in` does not know."""
    found = kind_in(kind)
    return found is None or found[0] != kind


def _there(sentence: Sentence, found: list[Named], owner: Named | None) -> list[Named]:
    """Those of the names who were there; the others are only talked about."""
    if sentence.people:
        return found
    there: list[Named] = []
    left: Named | None = None
    main = 0
    for named in found:
        before = named.start - 1
        listed = sentence.word(before) == "and" or sentence.comma(named.start)
        follows = left is not None and left.end >= before - 1 and listed
        clause = sentence.clause_end(named.start)
        if there and clause != main:
            away = not has(sentence.texts(sentence.clause_start(named.start), clause), *_CAME)
        else:
            stated = bool(there) and sentence.comma(named.start)
            states = sentence.word(named.end) in _STATES and sentence.role(named.end) != "who"
            away = stated and states
        if (named.owns and named is not owner) or follows or away or _is_topic(sentence, before):
            left = named
            continue
        there.append(named)
        main = main or clause
    return there


def _is_topic(sentence: Sentence, before: int) -> bool:
    """Whether the word before a name keeps it from having been there: "about Bob"."""
    word = sentence.word(before)
    asked = sentence.texts(before - 1, before + 1) in {("heard", "of"), ("instead", "of")}
    return word in _NOT_THERE or asked or (word == "that" and before > 0)


def _day(sentence: Sentence, days: list[when.Day], begin: int, end: int) -> date | None:
    """The day of the contact: what stands in front, or in its clause, or alone behind a stop.

    Raises:
        BadValueError: It cannot be told, lies ahead, or there are two.
    """
    if begin:
        said = days[:1]
    else:
        said = [day for day in days if day.start < end or _is_alone(sentence, day)]
    different = [day.on() for day in said]
    if len(set(different)) > 1:
        both = " and ".join(f'"{sentence.typed(day.start, day.end)}"' for day in said[:2])
        raise UnreadableError(
            f"It says two days, {both}", 'Put the day in front, as in "yesterday: ..."'
        )
    return different[0] if different else None


def _is_alone(sentence: Sentence, day: when.Day) -> bool:
    start, end = sentence.clause_start(day.start), sentence.clause_end(day.start)
    return {word.role for word in sentence.words[start:end]} == {"when"}


def _about(people: list[Named], relatives: list[Relative]) -> list[Named]:
    """Whom a note is about: not whoever is only somebody's daughter."""
    children = [relative.who for relative in relatives]
    return [named for named in people if named.people and named not in children] or people


def _refuse_nobody(sentence: Sentence, made: Reading, kind: str) -> None:
    if kind or made.mentioned or made.minutes:
        raise UnreadableError(
            "The sentence does not say with whom",
            'Write "with" and a name, as in "coffee with Anne"',
        )
    shown = sentence.text if len(sentence.text) <= 60 else f"{sentence.text[:57].rstrip()}..."
    raise UnreadableError(
        f'"{shown}" names nobody you know', 'Write a name, as in "coffee with Anne"'
    )


def _note(sentence: Sentence, made: Reading) -> str | None:
    """The sentence where it says more than what was read from it."""
    if made.mentioned or made.relatives:
        return _kept(sentence)
    words = [word.text for word in sentence.words if not word.role]
    if made.attempt or made.deep:
        words = how.without_modifiers(words)
    return None if set(words) <= _FILLERS | _VERBS else _kept(sentence)


def _kept(sentence: Sentence) -> str | None:
    """The sentence without the day in front and the tags behind."""
    words = sentence.words
    start, end = 0, len(words)
    while start < end and words[start].role == "when":
        start += 1
    while end > start and words[end - 1].role == "tag":
        end -= 1
    if start == end:
        return None
    stop = words[end].start if end < len(words) else len(sentence.text)
    return sentence.text[words[start].start : stop].strip(" ,") or None

"""Decide who was with the writer, and which clauses say so.

The rules of `company`, `deeds` and `arrivals` are given a clause and return the names in it that
stand, by the grammar, together with the writer. Whether the clause tells what happened is asked of
`happened`; a later clause may take an earlier one back.
"""

from __future__ import annotations

from itertools import pairwise

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.arrivals import by_arriving, by_them
from tinynet.contacts.sentences.company import (
    by_hello,
    by_house,
    by_letter,
    by_only_us,
    by_us,
    by_we,
    by_with,
)
from tinynet.contacts.sentences.contests import by_contest
from tinynet.contacts.sentences.deeds import by_deed
from tinynet.contacts.sentences.happened import is_to_be_done, undoes
from tinynet.contacts.sentences.homes import by_baby, by_their_home
from tinynet.contacts.sentences.tale import Tale
from tinynet.contacts.sentences.text import has, phrases_of, words_of
from tinynet.contacts.sentences.verbs import is_adverb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_VERB_NOUNS = words_of(
    "drinks walks calls visits texts runs dances emails messages phones rings help calling helps "
    "drops gifts hikes birthday walking drinking running visiting ringing dancing texting meets "
    "video films walked call walk text drank"
)
_CAME_TOO = phrases_of(
    "joined, too, also, as well, was there, were there, came along, tagged along, came, turned up"
)
_WAS_THERE = ("was there", "were there", "joined", "came along", "tagged along", "came out")
_ON_TOPIC = words_of("re about regarding")
_HANGS_ON = frozenset({"for", "to", "of", "by"})
_HOSTS = words_of("threw hosted")  # a dinner where the writer met somebody
_HANGS = frozenset(
    {"question", "memory", "wish", "ahead", "order", "thought", "hearsay", "habit", "tried"}
)
_LEAD_INS = words_of("when if unless whenever once before after since until")
RULES = (
    by_with, by_deed, by_them, by_arriving, by_us, by_we, by_house, by_letter, by_hello, by_contest,
    by_only_us, by_their_home, by_baby,
)  # fmt: skip


class Together(Tale):
    """The people who were with the writer, according to a sentence.

    Attributes:
        people: They, in the order they stand.
        met_clauses: Those that tell the contact.
        reasons: Why the others do not, by the name of the rule, in order.
    """

    def __init__(
        self, sentence: Sentence, found: Sequence[Named], begin: int, owner: Named | None
    ) -> None:
        super().__init__(sentence, found, begin, owner)
        self.met_clauses: list[Clause] = []
        self.reasons: list[str] = []
        self.people: list[Named] = []
        reasons_against = self._reasons_against()
        self._telegram(reasons_against)
        self._who_came_too()
        self.people = _once(sorted(self.people, key=lambda named: named.start))

    def _reasons_against(self) -> dict[int, str]:
        """The rule that excludes each clause, by its position."""
        why: dict[int, str] = {}
        taken: list[tuple[int, list[Named]]] = []
        for number, clause in enumerate(self.clauses):
            why[number] = self.why_not(clause) or self._inherited(number, why)
            there = self.in_clause(number)
            if there and not why[number]:
                taken.append((number, there))
            elif taken and not there:
                undone = self._undone(*taken[-1], clause, why[number])
                if undone:
                    why[taken.pop()[0]] = undone
                    why[number] = why[number] or undone
        for number, there in taken:
            self.met_clauses.append(self.clauses[number])
            self.people += there
        self.reasons = [reason for reason in why.values() if reason]
        return why

    def _inherited(self, number: int, why: dict[int, str]) -> str:
        """The rule that a clause inherits from the one before it; or ""."""
        clause, reason = self.clauses[number], why.get(number - 1, "")
        if not reason:
            return ""
        before = self.clauses[number - 1]
        hangs = (clause.attached and clause.marker != "but") or _leads_in(before, clause)
        if hangs and reason in _HANGS:
            return reason
        return reason if _heads(self.sentence, before, clause) else ""

    def _undone(self, number: int, there: list[Named], clause: Clause, reason: str) -> str:
        """The rule by which a later clause cancels an earlier one, with who was there; or ""."""
        sentence, earlier = self.sentence, self.clauses[number]
        who, names = self.subject(clause)
        if who == "them" and _once([*there, *names])[len(there) :] == names:
            return ""  # "dinner at Anne's. Bob couldn't come"
        if earlier.verb == earlier.end and is_to_be_done(sentence, clause):
            return "ahead"
        dated = clause.attached and clause.marker in {"when", "since"} and reason == "memory"
        only_meant = clause.marker == "but" and _is_purpose(sentence, earlier)
        undone = dated or only_meant or undoes(sentence, clause)
        return (reason or "failed") if undone else ""

    def in_clause(self, number: int) -> list[Named]:
        """The people who are with the writer in one clause, whether it happened or not."""
        made: list[Named] = []
        for rule in RULES:
            made += rule(self, number)
        return _once(made)

    def _telegram(self, why: dict[int, str]) -> None:
        """Without a verb: "coffee anne, 40 min", "sam, pub, 3 pints", "lunch - Anne, Bob"."""
        if self.people:
            return
        run: list[Clause] = []
        for number, clause in enumerate([*self.clauses, None]):
            if clause is not None and clause.verb >= clause.end and not why[number]:
                run.append(clause)
                continue
            names = [named for one in run for named in self._bare_names(one)]
            if names and any(self._says_what(one, len(run)) for one in run):
                self.met_clauses += run
                self.people += names
            run = []

    def _says_what(self, clause: Clause, count: int) -> bool:
        """Whether a clause without a verb says what was done, how long, where, or "and me"."""
        inside = range(clause.start, clause.end)
        reasons_against = any(
            self.sentence.role(n) == "long"
            or (
                self.sentence.role(n) == "kind"
                and self.sentence.word(n) not in {"happy", "birthday"}
            )
            for n in inside
        )
        words = self.sentence.texts(clause.start, clause.end)
        return (
            reasons_against
            or has(words, "at mine", "at ours", "my place", "my house", "our place")
            or (count > 1 and "me" in words)
        )

    def _bare_names(self, clause: Clause) -> list[Named]:
        """The names of a clause without a verb in which nothing else is said of them."""
        sentence, end = self.sentence, clause.end
        for number in range(clause.start, end):
            word, role = sentence.word(number), sentence.role(number)
            named = self.at.get(number)
            if named is not None and named.owns:
                return []
            if word in _ON_TOPIC and not role:
                end = number
                break
            before = number - 1
            while before > clause.start and is_adverb(sentence.word(before)):
                before -= 1
            does = role == "kind" and word in _VERB_NOUNS and sentence.role(before) == "who"
            if does and clause.start <= before and not sentence.comma(number):
                return []
            if not role and word not in verbs.FILLERS:
                return []
        names = [named for named in self.found if clause.start <= named.start < end]
        bare: list[Named] = []
        ends = len(sentence.words)  # of a list that hangs on "of": "the wedding of Grace and Tom"
        for named in names:
            before = named.start - 1
            hangs = named.start != clause.start and sentence.word(before) in _HANGS_ON
            if hangs or ends in {before, before + 1}:
                ends = named.end
            else:
                bare.append(named)
        return bare

    def _who_came_too(self) -> None:
        """Add people who were there according to another clause: "Bob joined us later"."""
        for number, clause in enumerate(self.clauses):
            if clause in self.met_clauses or self.why_not(clause):
                continue
            words = self.sentence.texts(clause.start, clause.end)
            beside_me = self.is_deed_of_mine(number - 1) and has(words, *_WAS_THERE)
            if not self.people and not beside_me:
                continue
            who, names = self.subject(clause)
            hosts = self.sentence.word(clause.verb) in _HOSTS
            hosts = hosts and self.sentence.holds(clause.verb, clause.end, "kind")
            if who == "them" and (hosts or has(words, *_CAME_TOO)):
                self.people += names
                self.met_clauses.append(clause)

    def is_deed_of_mine(self, number: int) -> bool:
        """Whether a clause tells what the writer did: "Helped with the move, Sam was there too"."""
        if number < 0:
            return False
        clause = self.clauses[number]
        mine = clause.verb < clause.end and self.subject(clause)[0] in {"me", ""}
        return mine and not self.why_not(clause)


def _is_purpose(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what somebody set out for: "went to meet Bob"."""
    words = sentence.texts(clause.start, clause.end)
    pairs = pairwise(words)
    return any(a == "to" and b in verbs.TO_DO for a, b in pairs)


def _heads(sentence: Sentence, before: Clause, clause: Clause) -> bool:
    """Whether the clause before is a heading, before a colon: "To do: lunch with Anne"."""
    return ":" in sentence.words[clause.start].gap and before.end - before.start < 4


def _leads_in(before: Clause, clause: Clause) -> bool:
    """Whether a clause in front sets the time or the condition: "When we were kids, Li and I"."""
    leads = before.marker in _LEAD_INS and not before.attached
    return leads and (clause.joined == "," or before.marker == "whenever")


def _once(people: Sequence[Named]) -> list[Named]:
    made: list[Named] = []
    for named in people:
        same = any(named is one or (named.people and named.people == one.people) for one in made)
        if not same:
            made.append(named)
    return made

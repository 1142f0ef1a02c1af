"""Who was with the writer, and which clauses say so.

The rules of `company`, `deeds` and `arrivals` are given a clause and return the names in it that
stand, by the grammar, together with the writer. Whether the clause tells what happened is asked of
`happened`; a later clause may take an earlier one back.
"""

from __future__ import annotations

from itertools import pairwise

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.arrivals import by_arriving, by_them
from tinynet.contacts.sentences.clauses import antecedents, clauses, has_person
from tinynet.contacts.sentences.company import (
    by_hello,
    by_house,
    by_letter,
    by_us,
    by_we,
    by_with,
)
from tinynet.contacts.sentences.deeds import by_deed
from tinynet.contacts.sentences.happened import is_to_be_done, undoes, why_not
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
_TALKED_OF = words_of("about for of than like without except")
_HANGS = frozenset(
    {"question", "memory", "wish", "ahead", "order", "thought", "hearsay", "habit", "tried"}
)
_LEAD_INS = words_of("when if unless whenever once before after since until")
RULES = (
    by_with, by_deed, by_them, by_arriving, by_us, by_we, by_house, by_letter, by_hello,
)  # fmt: skip


class Together:
    """Who was with the writer, by a sentence.

    Attributes:
        people: They, in the order they stand.
        clauses: Every clause of the sentence.
        told: Those that tell the contact.
        reasons: Why the others do not, by the name of the rule, in order.
    """

    def __init__(
        self, sentence: Sentence, found: Sequence[Named], begin: int, owner: Named | None
    ) -> None:
        self.sentence, self.found, self.owner = sentence, found, owner
        self.at = {named.start: named for named in found}
        self.clauses = clauses(sentence, begin)
        self.told: list[Clause] = []
        self.reasons: list[str] = []
        self.people: list[Named] = []
        said = self._said()
        self._telegram(said)
        if self.people:
            self._who_came_too()
        self.people = _once(sorted(self.people, key=lambda named: named.start))

    def _said(self) -> dict[int, str]:
        """Go through the clauses; why each does not tell what happened, by its place."""
        why: dict[int, str] = {}
        taken: list[tuple[int, list[Named]]] = []
        for number, clause in enumerate(self.clauses):
            why[number] = why_not(self.sentence, clause) or self._inherited(number, why)
            there = self.in_clause(number)
            if there and not why[number]:
                taken.append((number, there))
            elif taken and not there:
                undone = self._undone(taken[-1][0], clause, why[number])
                if undone:
                    why[taken.pop()[0]] = undone
                    why[number] = why[number] or undone
        for number, there in taken:
            self.told.append(self.clauses[number])
            self.people += there
        self.reasons = [reason for reason in why.values() if reason]
        return why

    def _inherited(self, number: int, why: dict[int, str]) -> str:
        """The rule that holds for a clause because it holds for the one before it; or ""."""
        clause, reason = self.clauses[number], why.get(number - 1, "")
        if not reason:
            return ""
        before = self.clauses[number - 1]
        hangs = (clause.attached and clause.marker != "but") or _leads_in(before, clause)
        if hangs and reason in _HANGS:
            return reason
        return reason if _heads(self.sentence, before, clause) else ""

    def _undone(self, number: int, clause: Clause, reason: str) -> str:
        """The rule by which a later clause takes an earlier one back; or ""."""
        sentence, earlier = self.sentence, self.clauses[number]
        if earlier.verb == earlier.end and is_to_be_done(sentence, clause):
            return "ahead"
        dated = clause.attached and clause.marker in {"when", "since"} and reason == "memory"
        only_meant = clause.marker == "but" and _is_purpose(sentence, earlier)
        undone = dated or only_meant or undoes(sentence, clause)
        return (reason or "failed") if undone else ""

    def in_clause(self, number: int) -> list[Named]:
        """Those who were with the writer by one clause, whether it happened or not."""
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
                self.told += run
                self.people += names
            run = []

    def _says_what(self, clause: Clause, count: int) -> bool:
        """Whether a clause without a verb says what was done, how long, where, or "and me"."""
        inside = range(clause.start, clause.end)
        said = any(
            self.sentence.role(n) == "long"
            or (self.sentence.role(n) == "kind" and self.sentence.word(n) != "birthday")
            for n in inside
        )
        words = self.sentence.texts(clause.start, clause.end)
        return (
            said
            or has(words, "at mine", "at ours", "my place", "my house", "our place")
            or (count > 1 and "me" in words)
        )

    def _bare_names(self, clause: Clause) -> list[Named]:
        """The names of a clause without a verb in which nothing else is said of them."""
        sentence = self.sentence
        for number in range(clause.start, clause.end):
            word, role = sentence.word(number), sentence.role(number)
            named = self.at.get(number)
            if named is not None and named.owns:
                return []
            before = number - 1
            while before > clause.start and is_adverb(sentence.word(before)):
                before -= 1
            does = role == "kind" and word in _VERB_NOUNS and sentence.role(before) == "who"
            if does and clause.start <= before and not sentence.comma(number):
                return []
            if not role and word not in verbs.FILLERS:
                return []
        names = [named for named in self.found if clause.start <= named.start < clause.end]
        return [
            n
            for n in names
            if sentence.word(n.start - 1) not in {"for", "to", "of", "by"}
            or n.start == clause.start
        ]

    def _who_came_too(self) -> None:
        """Add those of whom another clause says that they were there: "Bob joined us later"."""
        for clause in self.clauses:
            if clause in self.told or why_not(self.sentence, clause):
                continue
            words = self.sentence.texts(clause.start, clause.end)
            who, names = self.subject(clause)
            if who == "them" and has(words, *_CAME_TOO):
                self.people += names
                self.told.append(clause)

    # What the rules look at ------------------------------------------------------------------

    def subject(self, clause: Clause) -> tuple[str, list[Named]]:
        """Who does it: "me", "them" with their names, "other", "thing", or "" where unsaid."""
        sentence = self.sentence
        verb = sentence.word(clause.verb) if clause.verb < clause.end else ""
        if verb in verbs.I_AM:
            return "me", []
        if verb in verbs.THEY_ARE:
            return ("thing", []) if verb == "it's" else self._pronoun(clause, clause.verb)
        names, kinds = self._subject_words(clause)
        if "me" in kinds:
            return "me", names + (self._pronoun(clause, clause.verb)[1] if "he" in kinds else [])
        if "other" in kinds and not names:
            return "other", names
        if "he" in kinds:
            return self._pronoun(clause, clause.verb)
        if not kinds and not names and clause.joined:
            return self._same_subject(clause)
        return ("them" if names else "thing" if kinds else ""), names

    def _subject_words(self, clause: Clause) -> tuple[list[Named], set[str]]:
        """The names before the verb, and what else is there: me, he, other people, things."""
        sentence = self.sentence
        names: list[Named] = []
        kinds: set[str] = set()
        for number in range(clause.start, clause.verb):
            named = self.at.get(number)
            if named is None:
                kinds.add(_subject_kind(sentence, number, clause))
            elif not _leading(sentence, number, clause.start):
                if named.owns:
                    kinds.add("other" if has_person(sentence, named) else "thing")
                else:
                    names.append(named)
        return names, kinds - {""}

    def _same_subject(self, clause: Clause) -> tuple[str, list[Named]]:
        """Who does it where a verb follows another: "Anne came home and called Grace"."""
        before = self.clauses[self.clauses.index(clause) - 1]
        who, names = self.subject(before)
        undone = why_not(self.sentence, before) in {"failed", "negated"}
        return ("", []) if who == "thing" or (undone and clause.joined == ",") else (who, names)

    def _pronoun(self, clause: Clause, before: int) -> tuple[str, list[Named]]:
        meant = self.meant(clause, before)
        return ("them", meant) if meant else ("other", [])

    def meant(self, clause: Clause, before: int) -> list[Named]:
        """Whom "him" or "she" means; nobody where several may be."""
        scope = self.clauses[: self.clauses.index(clause) + 1]
        named = antecedents(self.sentence, self.found, before, scope)
        plural = self.sentence.word(before) in {"them", "they", "they've", "they'd"}
        same = {tuple(one.people) for one in named}
        return named if plural or len(same) == 1 else []

    def group(self, number: int, end: int) -> list[Named]:
        """The names of the list that begins at a place, "Anne, her sister and Bob"."""
        sentence, made = self.sentence, []
        skipped = 0
        while number < end:
            named = self.at.get(number)
            if named is not None and not named.owns:
                made.append(named)
                number = named.end
                skipped = 0
            elif named is not None and has_person(sentence, named):
                number = named.end + 1
            elif named is not None:
                break
            elif (
                sentence.role(number) == "who"
                or sentence.word(number) in verbs.BEFORE_NAMES | verbs.OBJECTS
            ):
                number += 1
            elif skipped < 2 and made and sentence.word(number) in verbs.PEOPLE:
                number += 1
                skipped += 1
            else:
                break
        return made

    def is_mine(self, named: Named) -> bool:
        """Whether the writer, or nobody else, does what is said in the clause of a name."""
        for clause in self.clauses:
            if clause.start <= named.start < clause.end:
                who, names = self.subject(clause)
                written = self.sentence.texts(clause.start, clause.end)
                mine = any(w in verbs.MINE | verbs.MY | {"i", "we"} for w in written)
                at = named.start
                led = self.sentence.word(at - 1) in _TALKED_OF and at > clause.start
                bare = why_not(self.sentence, clause) in {"ahead", "order"} and at > clause.start
                bare = bare and clause.verb >= clause.end
                return not led and (
                    who == "me" or (who == "" and named not in names) or mine or bare
                )
        return False


def _subject_kind(sentence: Sentence, number: int, clause: Clause) -> str:
    """What a word before the verb says of who did it: "me", "he", "other", "thing", or ""."""
    word, role = sentence.word(number), sentence.role(number)
    if role == "who" and sentence.words[number].owns:
        return "thing"
    if role in verbs.ASIDE or role == "who" or is_adverb(word):
        return ""
    paired = "and" in sentence.texts(number - 1, number + 2)
    if word in {"i", "we"} or (word in {"me", "us"} and paired):
        return "me"
    if word in {"he", "she", "they"}:
        return "he"
    if word in verbs.OTHERS and not _leading(sentence, number, clause.start):
        return "other"
    return "" if word in verbs.FILLERS else "thing"


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
    return before.marker in _LEAD_INS and not before.attached and clause.joined == ","


def _once(people: Sequence[Named]) -> list[Named]:
    made: list[Named] = []
    for named in people:
        same = any(named is one or (named.people and named.people == one.people) for one in made)
        if not same:
            made.append(named)
    return made


def _leading(sentence: Sentence, number: int, start: int) -> bool:
    """Whether a preposition leads to a word: "lunch with Bob", "a letter to him and Anne"."""
    before = number - 1
    while before >= start and (
        sentence.role(before) == "who" or sentence.word(before) in verbs.BEFORE_NAMES | verbs.PEOPLE
    ):
        before -= 1
    return before >= start and sentence.word(before) in verbs.PREPOSITIONS

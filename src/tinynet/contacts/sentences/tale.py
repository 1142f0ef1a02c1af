"""A sentence as clauses and names, with who does what in each: the input of the rules."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.clauses import antecedents, clauses, has_person
from tinynet.contacts.sentences.happened import why_not
from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import is_adverb
from tinynet.contacts.sentences.where import co_hosts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_OUTINGS = words_of("night nights day evening weekend trip holiday outing do")
_TALKED_OF = words_of("about for of than like without except")
_WHO_TOGETHER = words_of("i me us we myself")
_BASES = words_of(
    "have meet see catch talk speak go grab get be do play watch spend eat drink walk chat sit "
    "work share take call ring say tell hug visit hang discuss celebrate run dance"
)
_DONE_TO = words_of("managed stayed stopped decided started began able happened ended")


class Tale:
    """A sentence, its names and its clauses.

    Attributes:
        sentence: Its words claimed.
        found: The names in it.
        owner: Whose house it was at, or None.
        at: The names by where they begin.
        clauses: Every clause, in order.
    """

    def __init__(
        self, sentence: Sentence, found: Sequence[Named], begin: int, owner: Named | None
    ) -> None:
        self.sentence, self.found, self.owner = sentence, found, owner
        self.at = {named.start: named for named in found}
        self.clauses = clauses(sentence, begin)
        self._subjects: dict[int, tuple[str, list[Named]]] = {}  # by where the clause begins
        self._why: dict[int, str] = {}

    def why_not(self, clause: Clause) -> str:
        """The first rule by which a clause does not tell what happened, or ""."""
        if clause.start not in self._why:
            self._why[clause.start] = why_not(self.sentence, clause)
        return self._why[clause.start]

    def subject(self, clause: Clause) -> tuple[str, list[Named]]:
        """The subject: "me", "them" with their names, "other", "thing", or "" if there is none."""
        if clause.start not in self._subjects:
            self._subjects[clause.start] = self._subject(clause)
        who, names = self._subjects[clause.start]
        return who, list(names)

    def _subject(self, clause: Clause) -> tuple[str, list[Named]]:
        sentence = self.sentence
        verb = sentence.word(clause.verb) if clause.verb < clause.end else ""
        if verb in verbs.I_AM or verb == "it's":
            return ("thing" if verb == "it's" else "me"), []
        names, kinds = self._subject_words(clause)
        if "me" in kinds:
            return "me", names + (self._pronoun(clause, clause.verb)[1] if "he" in kinds else [])
        if "other" in kinds and not names:
            return "other", names
        if "he" in kinds or verb in verbs.THEY_ARE:
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
            elif sentence.role(number) == "where":
                kinds.add("thing")  # whose house it was
            elif not _leading(sentence, number, clause.start):
                if named.owns and has_person(sentence, named):
                    kinds.add("other")
                elif named.owns:  # "Mark and Dawn's wedding"
                    kinds.add("thing")
                    owners = co_hosts(sentence, self.found, named)
                    names = [one for one in names if one not in owners]
                else:
                    names.append(named)
        return names, kinds - {""}

    def _same_subject(self, clause: Clause) -> tuple[str, list[Named]]:
        """Who does it where a verb follows another: "Anne came home and called Grace"."""
        before = self.clauses[self.clauses.index(clause) - 1]
        who, names = self.subject(before)
        stands = before.verb >= before.end  # "Bob's in hospital, visited him today"
        to_them = stands and self.sentence.word(clause.verb + 1) in verbs.OBJECTS
        mine = self.why_not(before) in {"failed", "negated"} or to_them
        return ("", []) if who == "thing" or (mine and clause.joined == ",") else (who, names)

    def _pronoun(self, clause: Clause, before: int) -> tuple[str, list[Named]]:
        meant = self.meant(clause, before)
        return ("them", meant) if meant else ("other", [])

    def meant(self, clause: Clause, before: int) -> list[Named]:
        """The people whom "him" or "she" means; none if ambiguous."""
        scope = self.clauses[: self.clauses.index(clause) + 1]
        words = reversed(self.sentence.texts(clause.start, before + 1))
        pronoun = next((word for word in words if word in verbs.HE | verbs.SHE), "")
        named = antecedents(self.sentence, self.found, before, scope, pronoun)
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
        """Whether the writer, or nobody else, is the subject of a name's clause."""
        for clause in self.clauses:
            if clause.start <= named.start < clause.end:
                who, names = self.subject(clause)
                written = self.sentence.texts(clause.start, clause.end)
                mine = any(w in verbs.MINE | verbs.MY | {"i", "we"} for w in written)
                at = named.start
                led = self.sentence.word(at - 1) in _TALKED_OF and at > clause.start
                bare = self.why_not(clause) in {"ahead", "order"} and at > clause.start
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
    if role in verbs.ASIDE | {"who"} or is_adverb(word) or is_attribute(sentence, number):
        return ""
    paired = "and" in sentence.texts(number - 1, number + 2)
    if word in {"i", "we"} or (word in {"me", "us", "myself"} and paired):
        return "me"
    if word in {"he", "she", "they"}:
        return "he"
    other = word in verbs.OTHERS and not sentence.words[number].owns
    if other and not _leading(sentence, number, clause.start):
        return "other"
    return "" if word in verbs.FILLERS else "thing"


def is_attribute(sentence: Sentence, number: int) -> bool:
    """Whether people say what kind of night it was: "girls' night in with Anne", "kids' party"."""
    word = sentence.word(number)
    meeting = sentence.role(number + 1) == "kind" or sentence.word(number + 1) in _OUTINGS
    return word.endswith("s") and word in verbs.PEOPLE and meeting


def _leading(sentence: Sentence, number: int, start: int) -> bool:
    """Whether a preposition leads to a word: "lunch with Bob", "a letter to him and Anne"."""
    before = number - 1
    while before >= start and (
        sentence.role(before) == "who"
        or sentence.words[before].owns
        or sentence.word(before) in verbs.BEFORE_NAMES | verbs.PEOPLE
    ):
        before -= 1
    return before >= start and sentence.word(before) in verbs.PREPOSITIONS


def begins(tale: Tale, clause: Clause, names: Sequence[Named]) -> bool:
    """Whether a clause begins with names, unlike "the book Li lent me"."""
    sentence = tale.sentence
    inside = [named.start for named in names if clause.start <= named.start < clause.end]
    if not inside or clause.marker:
        return True
    before = [
        sentence.word(n)
        for n in range(clause.start, min(inside))
        if sentence.role(n) not in verbs.ASIDE | {"who"} and not is_adverb(sentence.word(n))
    ]
    led = bool(before) and before[0] in verbs.PREPOSITIONS
    return led or all(
        word in verbs.FILLERS | verbs.BEFORE_NAMES | _WHO_TOGETHER | verbs.SUBJECTS
        for word in before
    )


def is_only_to(sentence: Sentence, clause: Clause, end: int) -> bool:
    """Whether an action is only a purpose: "lost my chance to have lunch with Bob"."""
    words = sentence.texts(clause.verb, end)
    to = next(
        (
            n
            for n, word in enumerate(words)
            if word == "to" and words[n + 1 : n + 2] and words[n + 1] in _BASES
        ),
        0,
    )
    if not to:
        return False
    done = words[to - 1] in {"had", "got"} or any(
        word in verbs.GOING or word in verbs.GOOD or word in _DONE_TO for word in words[:to]
    )
    return not done

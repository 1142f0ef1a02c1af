"""Who was with the writer: one rule for each way in which a clause says so.

Each rule is given a clause and returns the names in it that stand, by the grammar, together with
the writer: behind "with", as the object of what the writer did, as the subject of what reached
the writer. Whether the clause tells what happened is asked elsewhere (`happened`).
"""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.clauses import antecedents, clauses, has_person
from tinynet.contacts.sentences.happened import is_to_be_done, undoes, why_not
from tinynet.contacts.sentences.text import has, words_of
from tinynet.contacts.sentences.verbs import is_adverb, is_past
from tinynet.core.kind_words import kind_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

_ASIDE = frozenset({"when", "clock", "long", "where", "tag", "said"})
_BEFORE_NAMES = words_of(
    "my our the friend friends both old dear lovely good just mate pal neighbour also her his all "
    "poor little big darling and everyone lot gang a brilliant gorgeous marvellous"
)
_PARTICLES = words_of("up back round again home over through along across aside both")
_OUT_OR_OFF = frozenset(
    {("dropped", "off"), ("saw", "off"), ("helped", "out"), ("took", "out"), ("waved", "off")}
)
_UPBRINGING = words_of("brought gave wrote made looked")  # "brought up Bob" only names him
_OBJECTS = words_of("him her them")
_PREPOSITIONS = words_of(
    "with to from about of at for on in by into off like than without against behind after before "
    "near past through over under except beside opposite regarding re via"
)
_GOING = words_of(
    "went came drove walked flew popped travelled traveled cycled got managed ran nipped dashed "
    "rushed headed stopped hopped stayed met took dropped called biked trekked jumped"
)
_TO_DO = words_of(
    "see visit meet help collect fetch pick join hear catch hug have congratulate greet cheer watch "
    "say tell thank comfort drive take call ring phone text email walk rescue put feed"
)
_GOOD = words_of("good nice lovely great fun wonderful brilliant fab amazing so sweet fantastic")
_LEFT = words_of("left knocked rang dropped posted delivered parked forgot passed past lost")
_MY_PLACE = words_of("mine ours")
_FILLERS = words_of(
    "and the a an with at in on to for of by me i we us quick long nice lovely great good short brief "
    "big then also both just only our my proper early late little fun cheeky boozy "
    "impromptu first second another"
)
_VERB_NOUNS = words_of("drinks walks calls visits texts runs dances emails messages phones rings help "
                       "calling helps drops gifts hikes birthday walking drinking running visiting ringing "
                       "dancing texting meets video films walked call walk text drank")  # fmt: skip
_CAME_TOO = ("joined", "too", "also", "as well", "was there", "were there", "came along", "tagged along",
             "came", "turned up")  # fmt: skip
_WHO_TOGETHER = words_of("i me us we")


_TALKED_OF = words_of("about for of than like without except")


class Together:
    """Who was with the writer, by a sentence.

    Attributes:
        people: They, in the order they stand.
        clauses: Every clause of the sentence.
        told: Those that tell the contact.
        reasons: Why the others do not, by the name of the rule, in order.
    """

    def __init__(self, sentence: Sentence, found: Sequence[Named], begin: int, owner: Named | None):
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
        taken: list[tuple[Clause, list[Named]]] = []
        for number, clause in enumerate(self.clauses):
            reason = why_not(self.sentence, clause)
            if clause.attached and number and not reason and clause.marker != "but":
                reason = why.get(number - 1, "")
                reason = reason if reason in _HANGS else ""
            if number and not reason and _leads_in(self.clauses[number - 1], clause):
                reason = why[number - 1] if why[number - 1] in _HANGS else ""
            if number and not reason and _heads(self.sentence, self.clauses[number - 1], clause):
                reason = why[number - 1]
            why[number] = reason
            there = self.in_clause(number)
            if taken and not there and taken[-1][0].verb == taken[-1][0].end:
                if is_to_be_done(self.sentence, clause):
                    why[self.clauses.index(taken.pop()[0])] = "ahead"
            dated = clause.attached and clause.marker in {"when", "since"} and reason == "memory"
            only_meant = (
                clause.marker == "but" and taken and _is_purpose(self.sentence, taken[-1][0])
            )
            undone = dated or only_meant or undoes(self.sentence, clause)
            if taken and not there and undone:
                why[self.clauses.index(taken.pop()[0])] = why[number] = reason or "failed"
            if there and not reason:
                taken.append((clause, there))
        for clause, there in taken:
            self.told.append(clause)
            self.people += there
        self.reasons = [reason for reason in why.values() if reason]
        return why

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
            if not role and word not in _FILLERS:
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
        names: list[Named] = []
        kinds: set[str] = set()
        for number in range(clause.start, clause.verb):
            word, role = sentence.word(number), sentence.role(number)
            if number in self.at:
                named = self.at[number]
                led = _leading(sentence, number, clause.start)
                if led:
                    continue
                if named.owns:
                    kinds.add("other" if has_person(sentence, named) else "thing")
                else:
                    names.append(named)
            elif role in _ASIDE or role == "who" or is_adverb(word):
                if sentence.words[number].owns and role == "who":
                    kinds.add("thing")
            elif word in {"i", "we"} or (
                word in {"me", "us"} and "and" in sentence.texts(number - 1, number + 2)
            ):
                kinds.add("me")
            elif word in {"he", "she", "they"}:
                kinds.add("pronoun")
            elif word in verbs.OTHERS and not _leading(sentence, number, clause.start):
                kinds.add("other")
            elif word not in _FILLERS:
                kinds.add("thing")
        if "me" in kinds:
            if "pronoun" in kinds:
                names += self._pronoun(clause, clause.verb)[1]
            return "me", names
        if "other" in kinds and not names:
            return "other", names
        if "pronoun" in kinds:
            return self._pronoun(clause, clause.verb)
        if names:
            return "them", names
        if not kinds and clause.joined:
            return self._same_subject(clause)
        return ("thing" if kinds else ""), []

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
                sentence.role(number) == "who" or sentence.word(number) in _BEFORE_NAMES | _OBJECTS
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


_HANGS = frozenset(
    {"question", "memory", "wish", "ahead", "order", "thought", "hearsay", "habit", "tried"}
)


def _is_purpose(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what somebody set out for: "went to meet Bob"."""
    words = sentence.texts(clause.start, clause.end)
    pairs = zip(words, words[1:], strict=False)
    return any(a == "to" and b in _TO_DO for a, b in pairs)


def _heads(sentence: Sentence, before: Clause, clause: Clause) -> bool:
    """Whether the clause before is a heading, before a colon: "To do: lunch with Anne"."""
    return ":" in sentence.words[clause.start].gap and before.end - before.start < 4


def _leads_in(before: Clause, clause: Clause) -> bool:
    """Whether a clause in front sets the time or the condition: "When we were kids, Li and I"."""
    return before.marker in _LEAD_INS and not before.attached and clause.joined == ","


_LEAD_INS = words_of("when if unless whenever once before after since until")


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
        sentence.role(before) == "who" or sentence.word(before) in _BEFORE_NAMES | verbs.PEOPLE
    ):
        before -= 1
    return before >= start and sentence.word(before) in _PREPOSITIONS


def by_with(tale: Together, number: int) -> list[Named]:
    """Behind "with", where nobody else did it: "coffee with Bob", "spent the evening with him"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    made: list[Named] = []
    for at in range(clause.start, clause.end):
        if sentence.word(at) != "with" or sentence.role(at) not in {"", "kind"}:
            continue
        inside = at < clause.verb
        if who == "other" or (who == "them" and not _names_me(sentence, clause)):
            continue
        if who == "thing" and not inside and not _is_event(sentence, clause):
            continue
        if who == "thing" and clause.verb < clause.end and sentence.word(clause.verb) not in _WENT:
            continue
        if any(
            _is_owner(sentence, n) and tale.at.get(n) is not tale.owner
            for n in range(clause.start, min(at, clause.verb))
        ):
            continue
        if not inside and _is_only_to(sentence, clause, at):
            continue
        there = tale.group(at + 1, clause.end)
        if not there and sentence.word(at + 1) in _OBJECTS:
            there = tale.meant(clause, at + 1)
        elif sentence.word(at + 1) in _OBJECTS and sentence.word(at + 2) == "and":
            there = [*tale.meant(clause, at + 1), *there]
        made += there
    return made


_WENT = words_of(
    "was were went lasted took turned ended did made cheered gave started felt got helped left proved "
    "became came has been"
)  # "lunch with Li was fine", and not "... fell through"


def _is_owner(sentence: Sentence, number: int) -> bool:
    """Whether a word says whose it was: "Becky's lunch", and not "last night's"."""
    word = sentence.words[number]
    return (
        word.owns
        and sentence.role(number) not in {"when", "long", "where"}
        and word.text not in _TIMES
    )


_FOODS = frozenset({"coffee", "lunch", "dinner", "drinks"})
_TIMES = words_of("hour day night yesterday today week month minute morning evening afternoon")


def _is_only_to(sentence: Sentence, clause: Clause, end: int) -> bool:
    """Whether a deed is only what something was for: "lost my chance to have lunch with Bob"."""
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
        word in _GOING or word in _GOOD or word in _DONE_TO for word in words[:to]
    )
    return not done


_BASES = words_of(
    "have meet see catch talk speak go grab get be do play watch spend eat drink walk chat sit work "
    "share take call ring say tell hug visit hang discuss celebrate run dance"
)
_DONE_TO = words_of("managed stayed stopped decided started began able happened ended")


def _names_me(sentence: Sentence, clause: Clause) -> bool:
    return any(word in verbs.MINE for word in sentence.texts(clause.start, clause.end))


def _is_event(sentence: Sentence, clause: Clause) -> bool:
    """Whether what a clause is about is a meeting by its kind: "dinner was with Bob"."""
    return any(sentence.role(n) == "kind" for n in range(clause.start, clause.verb))


def by_deed(tale: Together, number: int) -> list[Named]:
    """As the object of what the writer did: "hugged Sam", "wrote to Bob", "cried on her shoulder"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    if who not in {"me", ""}:
        return []
    made: list[Named] = []
    for at in range(clause.verb + 1, clause.end):
        named = tale.at.get(at)
        pronoun = sentence.word(at) in _OBJECTS and not sentence.role(at)
        if named is None and not pronoun:
            continue
        after = sentence.word(named.end if named else at + 1)
        if named is not None and named.owns and after not in verbs.BODY:
            continue
        if pronoun and sentence.word(at) == "her" and _is_her(sentence, at, clause):
            continue
        if not _reaches(sentence, clause, at):
            continue
        made += tale.group(at, clause.end) or ([named] if named else tale.meant(clause, at))
    return made


def _is_her(sentence: Sentence, at: int, clause: Clause) -> bool:
    """Whether "her" is what is hers, "her mum", and not she."""
    after = sentence.word(at + 1)
    ends = at + 1 >= clause.end or bool(sentence.role(at + 1)) or sentence.comma(at + 1)
    return not (
        ends
        or after in verbs.OBJECTLESS | verbs.BODY | _PARTICLES | {"off", "to", "up"}
        or after in {"a", "an", "the", "my", "some", "goodbye", "all"}
    )


def _reaches(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether what the writer did leads to the person at a place."""
    before = at - 1
    while before > clause.verb and (
        sentence.word(before) in (_BEFORE_NAMES | verbs.PEOPLE) - {"and"}
        or sentence.role(before) == "when"
        or (sentence.words[before].owns and sentence.role(before) == "who")
    ):
        before -= 1
    led = before
    while led > clause.verb and (sentence.word(led) in _PARTICLES or is_adverb(sentence.word(led))):
        led -= 1
    if (sentence.word(led - 1), sentence.word(led)) in _OUT_OR_OFF and led > clause.verb:
        led -= 1
    if sentence.word(led + 1) == "up" and led < before and sentence.word(led) in _UPBRINGING:
        return False
    if _did(sentence, clause, led, verbs.MEETING | verbs.SPEAKING):
        return True
    if _did(sentence, clause, led, verbs.FEEDING):
        return not verbs.MEALS.isdisjoint(sentence.texts(at, at + 6)) or any(
            sentence.role(n) == "kind" and kind_for(sentence.word(n)) in _FOODS
            for n in range(at, clause.end)
        )
    if sentence.word(led) == "had" and led == clause.verb:
        after = sentence.texts(at, clause.end)
        return has(
            after,
            "over",
            "round",
            "in for",
            "to stay",
            "for dinner",
            "for lunch",
            "for tea",
            "up to",
            "here",
            "visit",
            "visiting",
            "around",
            "on the phone",
            "on the line",
        )
    if sentence.word(led) in _TO_DO and sentence.word(led - 1) in {"to", "and"}:
        deed = sentence.texts(clause.verb, led)
        had_to = sentence.texts(led - 2, led) == ("had", "to")
        return had_to or any(word in _GOING for word in deed) or any(word in _GOOD for word in deed)
    word, deed = sentence.word(before), sentence.texts(clause.verb, before)
    if word == "to" and _is_only_to(sentence, clause, before):
        return False
    if word == "to":
        return (
            any(_is_deed(one, verbs.TO_THEM) for one in deed)
            or sentence.word(before - 1) == "phone"
        )
    if word == "in":
        return "confided" in deed
    if word in {"into", "on"}:
        return any(one in verbs.ONTO for one in deed)
    if word in {"to", "beside", "opposite", "by", "near"} and any(
        one in verbs.NEXT_TO for one in deed
    ):
        return True
    if word == "by":
        return _is_passive(sentence, clause, before)
    if word == "for":
        return any(one in verbs.FOR_THEM for one in deed)
    if word in {"from", "off"}:
        sent = any(one in verbs.MESSAGES for one in deed) or "heard" in deed
        return sent and any(one in verbs.FROM_THEM for one in deed)
    if word == "at" and any(one in {"been", "was", "were"} for one in deed):
        return True
    if word in {"of", "after", "at"}:
        return has(sentence.texts(clause.verb, at), "got hold of", "took care of", "looked after", "get hold of",
                   "shouted at", "yelled at", "waved at", "smiled at", "caught hold of")  # fmt: skip
    return False


def _did(sentence: Sentence, clause: Clause, at: int, deeds: frozenset[str]) -> bool:
    """Whether the writer's deed at a place is of a class, in a tense of what happened."""
    word = sentence.word(at)
    if at < clause.verb or sentence.role(at) in {"who", "when", "where"}:
        return False
    if word == "found" and sentence.word(at + 1) == "out":
        return False
    if word in deeds:
        return word != "got" or at == clause.verb
    return (
        word.endswith("ing")
        and _is_deed(word, deeds)
        and any(
            one
            in {"was", "were", "been", "kept", "ended", "spent", "just", "enjoyed", "loved", "i'd"}
            for one in sentence.texts(clause.verb, at)
        )
    )


def _is_deed(word: str, deeds: frozenset[str]) -> bool:
    """Whether a word is one of the deeds, or its form in -ing."""
    if word in deeds:
        return True
    if not word.endswith("ing"):
        return False
    stem = word[:-3]
    return any(form in deeds for form in (f"{stem}ed", f"{stem}d", f"{stem}{stem[-1:]}ed"))


def _is_passive(sentence: Sentence, clause: Clause, by: int) -> bool:
    """Whether "by" names who did it to the writer: "was taken out for sushi by Grace"."""
    deed = sentence.texts(clause.verb, by)
    return any(one in verbs.PASSIVE | verbs.I_AM for one in deed) and any(
        is_past(one) and one not in verbs.PASSIVE for one in deed[1:]
    )


def _begins(tale: Together, clause: Clause, names: Sequence[Named]) -> bool:
    """Whether names are what a clause begins with, and not "the book Li lent me"."""
    sentence = tale.sentence
    inside = [named.start for named in names if clause.start <= named.start < clause.end]
    if not inside or clause.marker:
        return True
    before = [
        sentence.word(n)
        for n in range(clause.start, min(inside))
        if sentence.role(n) not in _ASIDE | {"who"} and not is_adverb(sentence.word(n))
    ]
    led = bool(before) and before[0] in _PREPOSITIONS
    return led or all(
        word in _FILLERS | _BEFORE_NAMES | _WHO_TOGETHER | verbs.SUBJECTS for word in before
    )


_DEEDS_TO_ME = (
    verbs.MEETING
    | verbs.SPEAKING
    | verbs.FEEDING
    | verbs.TO_THEM
    | verbs.TOGETHER
    | verbs.DONE_TO_ME
) | frozenset(verbs.ARRIVING)


def by_them(tale: Together, number: int) -> list[Named]:
    """As the subject of what reached the writer: "Bob drove me home", "Sam cooked for us"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who != "them" or clause.verb >= clause.end or not _begins(tale, clause, names):
        return []
    words = sentence.told(clause.verb, clause.end)
    if not any(is_past(word) or word in {"has", "have", "did"} for word in words):
        return []
    if words[0] in {"was", "were"} and not (words[1:2] and words[1].endswith("ing")):
        return []
    deeds = [word for word in words if is_past(word) or word in {"has", "have"}]
    if not any(word in _DEEDS_TO_ME for word in deeds[:2]):
        return []
    if any(word in verbs.AWAY for word in words[:3]) and not has(words, "me in", "us in"):
        return []
    for at in range(clause.verb + 1, clause.end):
        word, before = sentence.word(at), sentence.word(at - 1)
        if sentence.role(at) in {"who", "said"} or before in {
            "about",
            "like",
            "than",
            "without",
            "except",
            "of",
        }:
            continue
        if word in verbs.MY and sentence.word(at + 1) in verbs.BODY:
            return names
        if word in verbs.MINE or (
            word in verbs.MY and before in {"at", "on", "to", "into", "in", "round", "by", "over"}
        ):
            return names
    return []


def by_arriving(tale: Together, number: int) -> list[Named]:
    """As the subject of what needs no object to reach the writer: "Sam called", "Bob popped in"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who != "them":
        return []
    at = clause.verb
    if at >= clause.end:
        return _round_at(tale, clause)
    while (
        sentence.word(at) in {"has", "have", "had", "did", "just", "he's", "she's", "been"}
        and at + 1 < clause.end
    ):
        at += 1
    while is_adverb(sentence.word(at)) and at + 1 < clause.end:
        at += 1
    word, number = sentence.word(at), at + 1
    particles = verbs.ARRIVING.get(word)
    if particles is None:
        return []
    moved = 0
    while number < clause.end and (
        sentence.word(number) in particles or sentence.role(number) in {"when", "long"}
    ):
        moved += sentence.word(number) in particles
        number += 1
    if (
        word == "came"
        and sentence.word(number) == "to"
        and sentence.word(number + 1) in {"see", "visit", "stay", "help"}
    ):
        moved, number = moved + 1, number + 2
        if (
            sentence.word(number) in {"the", "a", "an", "our", "my", "how", "if"}
            and sentence.role(number + 1) != "who"
        ):
            return names
    if word == "came" and not moved and sentence.word(number) == "for":
        moved = not verbs.MEALS.isdisjoint(sentence.texts(number, number + 4))
    if word == "stayed" and not moved:
        stay = sentence.texts(number, number + 4)
        meal = stay[:1] == ("for",) and not verbs.MEALS.isdisjoint(stay)
        timed = any(sentence.role(n) == "long" for n in range(at, number)) or has(
            stay, "the night", "the weekend", "till", "until"
        )
        return names if meal or timed else []
    if word in verbs.MUST_HAVE and not moved:
        return []
    while is_adverb(sentence.word(number)):
        number += 1
    if word == "made" and sentence.word(number) not in {"over", "round", "to", "here", "back"}:
        return []
    if word in {"turned", "showed"} and sentence.word(number) not in {"at", "with"}:
        return []
    return names if number >= clause.end or _is_objectless(tale, clause, number) else []


def _is_objectless(tale: Together, clause: Clause, number: int) -> bool:
    """Whether nobody and nothing else follows that was visited or called."""
    sentence = tale.sentence
    for at in range(number, clause.end):
        if at in tale.at and sentence.word(at - 1) in {"to", "at", "by", "on", "and", "for"}:
            return False
    word = sentence.word(number)
    if sentence.word(clause.verb) in verbs.CALLING and _is_other_call(sentence, clause, number):
        return False
    if sentence.role(number) == "where":
        return has(sentence.texts(number, clause.end), "my", "our", "mine", "ours", "home")
    if sentence.role(number) in _ASIDE or (sentence.role(number) == "kind" and word != "to"):
        return True
    after = sentence.word(number + 1)
    if sentence.word(number - 1) == "for" and not verbs.MEALS.isdisjoint((word, after)):
        return True
    if word in {"to", "at", "by", "in", "on", "with", "into"}:
        mine = after in verbs.MINE | verbs.MY | {"here", "tears", "person", "passing"}
        errand = (word == "to" and after in _ERRANDS) or has(
            sentence.texts(number, number + 3),
            *("on his way", "on her way", "on the way", "on their way"),
        )
        soon = word == "at" and after in {"last", "once"}
        return mine or errand or soon or (word == "with" and number not in tale.at)
    return word in verbs.OBJECTLESS


def _is_other_call(sentence: Sentence, clause: Clause, number: int) -> bool:
    """Whether it is another call or another letter: "called for a taxi", "wrote about his trip"."""
    word, after = sentence.word(number), sentence.word(number + 1)
    if word in {"up", "out", "down", "off", "over"}:
        return number + 1 < clause.end and not sentence.role(number + 1)
    if word == "for":
        return after in {"a", "an", "the", "help", "his", "her"} and not has(
            sentence.texts(number, number + 3), "a chat", "a natter", "a catch-up", "an hour"
        )
    return word == "about" and sentence.word(clause.verb) == "wrote"


_ERRANDS = words_of(
    "say tell ask talk chat borrow help see return collect pick drop watch share show give bring "
    "check have catch wish thank apologise invite discuss cook play celebrate let get lend meet use"
)


def _round_at(tale: Together, clause: Clause) -> list[Named]:
    """Somebody who was round, without a verb: "Bob round for the match"."""
    for named in tale.found:
        if clause.start <= named.start < clause.end and not named.owns:
            after = tale.sentence.texts(named.end, named.end + 2)
            if after in {
                ("round", "for"),
                ("over", "for"),
                ("here", "for"),
                ("round", "at"),
                ("over", "at"),
            }:
                return [named]
            if after[:1] in {("round",), ("over",)} and len(after) == 1:
                return [named]
    return []


def by_us(tale: Together, number: int) -> list[Named]:
    """As the subject together with the writer: "Grace and I ran 10k", "he and I sat there"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who != "me" or not names or not _begins(tale, clause, names):
        return []
    if clause.verb >= clause.end:
        return [] if _is_bare(sentence, clause) and not _beside_us(tale, number) else names
    verb = sentence.word(clause.verb)
    if verb in {"are", "am", "is", "do", "can"}:
        return names if has(sentence.texts(clause.verb, clause.verb + 4), "back from") else []
    at = clause.verb + 1
    if verb in {"were", "was"}:
        word, role = sentence.word(at), sentence.role(at)
        doing = word.endswith("ing") and len(word) > 4
        return names if doing or role or word in {"in", "at", "out", "on", "partners", "up"} else []
    return names


def _is_bare(sentence: Sentence, clause: Clause) -> bool:
    return not any(
        sentence.role(n) in {"kind", "where", "long"} for n in range(clause.start, clause.end)
    )


def _beside_us(tale: Together, number: int) -> bool:
    """Whether the clause before tells what "Sam and I" did: "We had our picnic, Sam and me"."""
    if not number:
        return False
    before = tale.clauses[number - 1]
    words = tale.sentence.texts(before.start, before.end)
    told = any(word in {"we", "our"} for word in words)
    heading = before.verb >= before.end and not any(
        n in tale.at for n in range(before.start, before.end)
    )
    return (told or heading or not _is_bare(tale.sentence, before)) and not why_not(
        tale.sentence, before
    )


def by_we(tale: Together, number: int) -> list[Named]:
    """As those whom "we" means: "Bob dropped in, we talked for an hour"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    first = next(
        (n for n in range(clause.start, clause.end) if sentence.word(n) in {"we", "we've", "we'd"}),
        -1,
    )
    if who != "me" or first < 0 or names:
        return []
    deeds = [
        n
        for n in range(first + 1, min(first + 6, clause.end))
        if not sentence.role(n) or sentence.role(n) == "kind"
    ]
    did = next(
        (
            sentence.word(n)
            for n in deeds
            if is_past(sentence.word(n)) or sentence.word(n) in verbs.HISTORIC
        ),
        "",
    )
    if did not in verbs.TOGETHER | verbs.HISTORIC:
        return []
    if did in verbs.HISTORIC and not clause.attached and number == 0:
        return []
    scope = tale.clauses[:number]
    return antecedents(sentence, tale.found, clause.start, scope)


def by_house(tale: Together, number: int) -> list[Named]:
    """As the host: "tea at Anne's", "at Grace's party"."""
    clause, sentence, owner = tale.clauses[number], tale.sentence, tale.owner
    first = tale.at.get(clause.start)
    if first and first.owns and clause.verb >= clause.end and sentence.word(first.end) == "for":
        return [first]  # "Anne's for tea"
    if owner is None or not clause.start <= owner.start < clause.end:
        return []
    who, _ = tale.subject(clause)
    if who in {"other", "them"} or (
        who == "thing" and clause.verb < owner.start and not _is_event(sentence, clause)
    ):
        return []
    led = sentence.texts(clause.start, owner.start)
    if (
        led[-1:] == ("to",)
        and clause.verb < clause.end
        and (_GOING - {"got", "took", "met"}).isdisjoint(led)
    ):
        return []  # "an invitation to Anne's wedding"
    passed = any(word in _LEFT for word in sentence.texts(clause.start, owner.start))
    return [] if passed else [owner]


def by_letter(tale: Together, number: int) -> list[Named]:
    """As who sent or got it, without a verb: "a call from Bob", "letter to Zoe", "phone to Sam"."""
    clause, sentence = tale.clauses[number], tale.sentence
    if clause.verb < clause.end and sentence.word(clause.verb) not in {"was", "lasted", "took"}:
        return []
    made: list[Named] = []
    for at in range(clause.start + 2, clause.end):
        if at in tale.at and not tale.at[at].owns and sentence.word(at - 1) in {"from", "to"}:
            before = sentence.texts(max(clause.start, at - 4), at - 1)
            own = any(word.owns for word in sentence.words[clause.start : at])
            if (
                any(word in verbs.MESSAGES | {"phone", "chat", "talk"} for word in before)
                and not own
            ):
                made += tale.group(at, clause.end)
    return made


def by_hello(tale: Together, number: int) -> list[Named]:
    """As whom the writer greeted: "spotted Sam and went over to say hi"."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, _ = tale.subject(clause)
    words = sentence.texts(clause.start, clause.end)
    hello = has(
        words,
        "say hi",
        "say hello",
        "said hi",
        "said hello",
        "said goodbye",
        "say goodbye",
        "stayed for",
    )
    if (
        who not in {"me", ""}
        or not hello
        or any(n in tale.at for n in range(clause.start, clause.end))
    ):
        return []
    return tale.meant(clause, clause.start) if number else []


RULES = (
    by_with, by_deed, by_them, by_arriving, by_us, by_we, by_house, by_letter, by_hello,
)  # fmt: skip

"""Rules for clauses that do not say what happened: questions, negations, wishes and so on.

Each rule looks at one clause, never at the whole sentence, and each is about grammar: a negation,
an auxiliary, a question mark, a time of habit. `why_not` asks them in order. The texts they look at
have a * for each word of a name, so that nobody called Will is a plan.
"""

from __future__ import annotations

from itertools import pairwise

from tinynet.contacts.sentences import phrases
from tinynet.contacts.sentences.text import has, words_of
from tinynet.contacts.sentences.verbs import HISTORIC, NOT, SUBJECTS, is_adverb, is_past
from tinynet.contacts.sentences.when import came_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.text import Sentence

    Rule = Callable[[Sentence, Clause], bool]

_NO_OF = words_of(
    "no answer reply response word sign news luck joy show contact call calls text message "
    "messages coffee lunch dinner drinks walk visit visits sight trace time chance more longer "
    "way point"
)
_UNDONE = words_of(
    "answer answered pick reply replied respond responded come came show showed turn turned send "
    "sent post posted happen happened make made work connect arrive arrived deliver get got go "
    "went find there in home here appear meet met see catch reach leave receive materialise "
    "finish"
)
_NOT_THEN = words_of(
    "not never didn't didnt wasn't wasnt weren't werent couldn't couldnt wouldn't wouldnt hadn't "
    "hadnt hasn't hasnt haven't havent nobody"
)
_ORDERS = words_of(
    "ask tell call ring text phone email e-mail message buy book invite send write meet see visit "
    "get give take bring remind remember check pay thank return lend chase arrange plan organise "
    "organize reply find make try talk speak pick drop go have do let don't dont need "
    "want owe post order wrap collect fetch introduce congratulate nudge answer apologise "
    "apologize say show help cook bake follow schedule set forward print update tidy clean catch "
    "sort suggest discuss mention share contact confirm keep stop avoid never please"
)
_NOUNS = words_of(
    "call text phone email e-mail message visit plan book drop post help show check get"
)


def why_not(sentence: Sentence, clause: Clause) -> str:
    """The name of the first rule that excludes a clause; "" if it says what happened."""
    return next((name for name, rule in RULES if rule(sentence, clause)), "")


def is_question(sentence: Sentence, clause: Clause) -> bool:
    """A question: "Did I call Bob?", "When did I last see Grace?"."""
    for number in range(clause.end, len(sentence.words) + 1):
        gap = sentence.gap(number)
        if "?" in gap:
            return True
        if number == len(sentence.words) or any(mark in gap for mark in ".!;"):
            break
    first, second = sentence.word(clause.start), sentence.word(clause.start + 1)
    asked = first in {"did", "does", "do", "is", "are", "has", "have", "will", "can", "could"}
    return asked and (second in SUBJECTS or sentence.role(clause.start + 1) == "who")


def is_negated(sentence: Sentence, clause: Clause) -> bool:
    """A negation: "didn't", "never", "neither ... nor", "no sign of"."""
    words = sentence.masked(clause.start, clause.end)
    negations = sum(word in NOT for word in words)
    if negations > has(words, "not only", "not just", *phrases.FAINT_PRAISE):
        return True
    if has(words, *phrases.WITHOUT):
        return True
    return any(a == "no" and b in _NO_OF for a, b in pairwise(words))


def has_failed(sentence: Sentence, clause: Clause) -> bool:
    """A meeting that did not happen: "fell through", "cancelled", "skipped lunch with Sam"."""
    next_to = min(clause.verb + 4, clause.end)
    declined = sentence.word(clause.verb) in _DECLINED
    declined = declined and sentence.holds(clause.verb + 1, next_to, "kind")
    off = clause.verb == clause.end and sentence.word(clause.end - 1) == "off"
    return declined or off or has(sentence.masked(clause.start, clause.end), *phrases.FAILED)


_DECLINED = words_of("skipped declined refused missed dodged ditched swerved binned")


def undoes(sentence: Sentence, clause: Clause) -> bool:
    """A clause that cancels the one before it: "but she didn't answer", "but he was out"."""
    words = sentence.masked(clause.start, clause.end)
    if has(words, *phrases.LEFT_MESSAGE) and not has(words, "for *", "with *"):
        return True
    if has(words, *phrases.FAILED, "dream", "just kidding", "not really", "no wait") or words in {
        ("nothing",),
        ("off",),
        ("no",),
    }:
        return True
    for number, word in enumerate(words):
        if word in _NOT_THEN and any(later in _UNDONE for later in words[number + 1 : number + 4]):
            lasted = sentence.word(clause.end) in {"till", "until"}  # "didn't leave till two"
            return not lasted and not has(words, "home", "till", "until", "stop", "want")
    return has(words, *phrases.AWAY) and clause.marker != "because"


def is_to_be_done(sentence: Sentence, clause: Clause) -> bool:
    """A clause without a subject that is a to-do for the one before it: "must book"."""
    first = sentence.word(_first(sentence, clause))
    for_them = not _THEM.isdisjoint(sentence.masked(clause.start, clause.end)) and first != "bring"
    if for_them and not {".", "!"}.isdisjoint(sentence.words[clause.start].gap):
        return False  # "Lunch with Mark. Must send him the book"
    return first in {"must", "need", "needs", "tbc"} or is_order(sentence, clause)


_THEM = words_of("him her them his their *")


def is_tried(sentence: Sentence, clause: Clause) -> bool:
    """An attempt or a past intention: "tried", "meant to", "was supposed to", "missed"."""
    words = sentence.masked(clause.start, clause.end)
    if has(words, *phrases.TRIED):
        return True
    for number in range(clause.start, clause.end - 1):
        named = sentence.role(number + 1) == "who" and not sentence.words[number + 1].owns
        if sentence.word(number) == "tried" and named:
            return True
    pairs = pairwise(words)
    return any(
        a == "tried" and (b in {"to", "him", "her", "them"} or b.endswith("ing")) for a, b in pairs
    )


def is_wish(sentence: Sentence, clause: Clause) -> bool:
    """A wish, a condition, or something that nearly happened: "would have", "if only", "almost"."""
    conditional = clause.marker in {"if", "unless", "whether"}
    words = sentence.masked(clause.start, clause.end)
    if has(words, "happy", "luck", "well", "safe", "merry"):  # "rang to wish her luck"
        words = tuple(word for word in words if word not in {"wish", "wishing", "wished"})
    modal = sentence.word(clause.verb) in _MODALS and clause.verb < clause.end
    conditional = conditional or modal
    had = next((n for n, word in enumerate(words) if word in {"i'd", "we'd"}), None)
    if had is not None:
        after = next((word for word in words[had + 1 :] if not is_adverb(word)), "")
        conditional = conditional or not is_past(after)
    return conditional or has(words, *phrases.NEARLY)


_MODALS = words_of("could may might should would can shall must")


def is_ahead(sentence: Sentence, clause: Clause) -> bool:
    """Something in the future or only intended: "will", "need to", "looking forward to"."""
    words = _without_wills(sentence.masked(clause.start, clause.end))
    if any(came_by(sentence, n) for n in range(clause.start, clause.end)):
        words = [word for word in words if word != "by"]
    if has(words, *phrases.AHEAD) or _must(sentence, clause):
        return True
    verb = sentence.word(clause.verb) if clause.verb < clause.end else ""
    present = verb in {"am", "is", "are", "i'm", "we're", "he's", "she's", "they're"}
    if present:
        number = clause.verb + 1
        while is_adverb(sentence.word(number)) or sentence.role(number) == "who":
            number += 1
        ing = sentence.word(number).endswith("ing") and len(sentence.word(number)) > 4
        return ing or sentence.word(number) in {"to", "off", "on", "in", "at", "due", "free"}
    first = _first(sentence, clause)
    told = any(is_past(sentence.word(n)) for n in range(first, clause.end))  # going there was fun
    if clause.verb == clause.end and clause.start == 0 and sentence.word(clause.end - 1) == "later":
        return True  # dinner with Bob later
    return clause.verb in {clause.end, first} and not told and sentence.word(first) in _DOING


def _must(sentence: Sentence, clause: Clause) -> bool:
    """Whether "got to" says what must be done, and not "got to Sam's" or "we got to talk"."""
    for number in range(clause.start, clause.end - 1):
        if sentence.texts(number, number + 2) == ("got", "to"):
            led = sentence.word(number + 2) in _DETERMINERS or (
                number + 2 < clause.end and sentence.capital(number + 2)  # to Rome
            )
            led = led or sentence.role(number + 2) in {"who", "where"}
            before = sentence.word(number - 1)
            owed = (
                number == 0 or before.endswith(("'ve", "'s")) or before in {"have", "has", "still"}
            )
            return owed and not led
    return False


_DOING = words_of(
    "seeing meeting visiting having going getting taking leaving calling catching hosting picking "
    "planning thinking hoping looking waiting wondering missing heading flying driving coming "
    "bringing joining scheduling arranging organising organizing sorting celebrating "
    "wanting needing considering trying popping staying nipping"
)


def _without_wills(words: Sequence[str]) -> Sequence[str]:
    """The words without nouns like "the will", "a must", "her can"."""
    things = {"will", "must", "can", "due", "plan"}
    pairs = zip(("", *words), words, strict=False)
    return ["*" if w in things and b in _DETERMINERS else w for b, w in pairs]


_DETERMINERS = words_of("the a my our his her their your free good this that")


def is_order(sentence: Sentence, clause: Clause) -> bool:
    """An instruction to oneself: "Ask Sam about the tent", "call Bob"."""
    first = _first(sentence, clause)
    word, after = sentence.word(first), sentence.word(first + 1)
    if word not in _ORDERS or sentence.role(first) in {"who", "where"}:
        return False
    if clause.verb == first and word not in {"have", "do", "don't", "dont"}:
        return False
    if word == "have" and is_past(after):  # "Have been texting with Sam"
        return False
    if after in {"with", "from", "w"} or has(sentence.texts(first, first + 3), "catch up with"):
        return False
    timed = sentence.holds(clause.start, len(sentence.words), "long", "when")
    return not (word in _NOUNS and (timed or after in {"", "and", "to"}))


def is_memory(sentence: Sentence, clause: Clause) -> bool:
    """A memory of long ago: "used to", "years ago", "remember when", "first met"."""
    words = (clause.marker, *sentence.masked(clause.start, clause.end))
    if _is_since_then(sentence, clause):
        return False
    if any(w in {"years", "decades"} for w in words) and not (
        has(words, "years old") or _counts_from(words)
    ):
        return True
    if clause.marker == "when" and sentence.word(clause.start - 2) in _BACK_THEN:
        return True
    if _is_age(words) or _is_season(sentence, clause):
        return True
    those = sentence.word(clause.start) == "those" and clause.verb >= clause.end
    since = those or (clause.marker == "since" and clause.attached)
    way_back = has(words, "way back") and not has(
        words, "the way back", "my way back", "our way back"
    )
    return since or way_back or has(words, *phrases.LONG_AGO)


def _is_since_then(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says since when it was the first: "first pint with Sam since May"."""
    return clause.marker == "since" and _counts_from(sentence.texts(0, clause.start))


def _counts_from(words: Sequence[str]) -> bool:
    """Whether something was the first or the best for long: "the first chat in years"."""
    return any(word in _FIRST for word in words) and not has(words, "first met", "met first")


_FIRST = words_of("first best longest biggest nicest funniest loveliest")


def _is_age(words: Sequence[str]) -> bool:
    """Whether a clause tells how old somebody was: "when I was twelve", "when we were kids"."""
    for number in range(len(words) - 3):
        if words[number] == "when" and words[number + 2] in {"was", "were"}:
            rest = words[number + 3 : number + 6]
            young = any(word in _YOUNG for word in rest) or has(
                rest, "at school", "at uni", "at college"
            )
            return young or (rest[0] in _TEENS and len(rest) == 1) or rest[0].isdigit()
    return False


def _is_season(sentence: Sentence, clause: Clause) -> bool:
    """Whether a time of year is told by what happened then: "the summer we met", "the year of"."""
    return any(
        sentence.word(n) in _SEASONS
        and sentence.word(n - 1) == "the"
        and sentence.word(n + 1) in _THEN
        for n in range(clause.start + 1, clause.end)
    )


_BACK_THEN = words_of("back days time years")
_SEASONS = words_of("spring summer autumn fall winter year term")
_THEN = words_of("before after when that of i we he she they my our")
_YOUNG = words_of(
    "kid kids child children young younger little small student students teenager teenagers boy "
    "girl boys girls twenties teens toddler toddlers babies"
)
_TEENS = words_of(
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty"
)


def is_present(sentence: Sentence, clause: Clause) -> bool:
    """A general statement in the present: "I work with Li", "Sam and I share an office"."""
    if clause.verb < clause.end or sentence.holds(clause.start, clause.end, "when", "long"):
        return False
    inside = range(clause.start, clause.end - 1)
    subject = next((n for n in inside if sentence.word(n) in {"i", "we"}), None)
    if subject is None:
        return False
    verb = subject + 1
    while is_adverb(sentence.word(verb)):
        verb += 1
    is_narrated = sentence.word(verb) in HISTORIC | {"", "and", "at", "in", "on"}
    return sentence.role(verb) in {"", "kind"} and not is_narrated and not sentence.comma(verb)


def is_habit(sentence: Sentence, clause: Clause) -> bool:
    """A habit: "usually", "every week", "on Wednesdays", "whenever we talk"."""
    if clause.marker == "whenever":
        return True
    words = sentence.masked(clause.start, clause.end)
    return has(words, *phrases.HABIT) and not has(
        words, "as always", "as usual", "for a week", "for a month"
    )


def is_thought(sentence: Sentence, clause: Clause) -> bool:
    """A dream, a thought, or a feeling about somebody."""
    return has(sentence.masked(clause.start, clause.end), *phrases.MIND)


def is_hearsay(sentence: Sentence, clause: Clause) -> bool:
    """Something read, heard, or seen on a screen: "on television", "heard that", "a photo of"."""
    words = sentence.masked(clause.start, clause.end)
    verb = sentence.word(clause.verb)
    if verb in _TOOK_IN and any(word in _WORKS for word in words):
        seen = any(word in _SCREENED for word in words) and verb not in {"heard", "read"}
        return not seen or not has(words, *_SEEN_WITH) or has(words, "interview", "in it")
    if clause.marker in {"that", "what", "how"}:
        return True
    if verb in _SENDING or (verb in {"got", "received", "had"} and has(words, "from *")):
        words = tuple("*" if word in _PICTURES else word for word in words)  # sent, not found
    return has(words, *phrases.MEDIA)


_TOOK_IN = words_of("read listened watched heard saw seen enjoyed liked loved finished shared")
_WORKS = words_of(
    "article podcast blog profile posts post novel book interview song album film column thesis "
    "paper documentary programme episode newsletter website"
)
_SCREENED = words_of("film documentary programme episode")  # that people watch together
_SEEN_WITH = ("with *", "with him", "with her", "with them", "with my", "with both")
_SENDING = words_of(
    "sent texted emailed e-mailed mailed messaged whatsapped forwarded showed gave posted"
)
_PICTURES = words_of("photo photos picture pictures video")


def is_bond(sentence: Sentence, clause: Clause) -> bool:
    """A relationship, not a meeting: "known", "friends with", "lost touch"."""
    return has(sentence.masked(clause.start, clause.end), *phrases.BOND)


RULES: tuple[tuple[str, Rule], ...] = (
    ("question", is_question),
    ("memory", is_memory),
    ("failed", has_failed),
    ("ahead", is_ahead),
    ("order", is_order),
    ("negated", is_negated),
    ("tried", is_tried),
    ("wish", is_wish),
    ("habit", is_habit),
    ("thought", is_thought),
    ("hearsay", is_hearsay),
    ("bond", is_bond),
    ("present", is_present),
)


def _first(sentence: Sentence, clause: Clause) -> int:
    """Where the first word of a clause stands that says more than when and how."""
    for number in range(clause.start, clause.end):
        away = sentence.role(number) in {"when", "clock", "long", "tag", "said"}
        if not away and not is_adverb(sentence.word(number)):
            return number
    return clause.start

"""Read from the verbs who reached out, whether anybody answered, and whether it was deep."""

from __future__ import annotations

from itertools import pairwise

from tinynet.contacts.sentences.phrases import MACHINE, SILENCE
from tinynet.contacts.sentences.text import has, words_of
from tinynet.contacts.sentences.verbs import OBJECTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

REACHES = words_of(
    "called phoned rang texted emailed e-mailed wrote messaged facetimed skyped pinged visited "
    "invited contacted tried sent forwarded replied"
)
_THINGS = words_of(
    "flowers parcel parcels package packages hamper chocolates cake cookies books book jumper scarf"
)
_AWAY = words_of("home away off packing back to")  # "sent Bob home" was a meeting
_BETWEEN = words_of("just has had also then finally briefly kindly")
_TO = frozenset({"to", "up", "back", "on", "for"})
_SENT = words_of("call text letter email message heard visit voicemail card postcard note mail")
TRIES = (
    "tried calling", "tried to call", "tried to reach", "tried reaching", "tried to ring",
    "tried ringing", "tried phoning", "tried to phone", "tried texting", "tried to text",
    "tried to get hold of", "tried getting hold of", "tried to contact", "tried me",
    "didn't pick up", "did not pick up", "didn't answer", "did not answer", "didn't reply",
    "did not reply", "didn't respond", "did not respond", "no answer", "no reply", "no response",
    "couldn't reach", "could not reach", "didn't reach", "did not reach", "voicemail",
    "voice mail", "voicemail from", "missed call", "missed a call", "didn't get through",
    "could not get through",
    "couldn't get through", "left a message", "nobody answered", "not picking up",
    "without answer", "left * a voicemail", "left * a message", "left a voicemail",
    "left me a voicemail", "left us a voicemail", "left me a message", "left us a message",
    "left a message for *", "left a message with *",
)  # fmt: skip
_MESSAGES = ("voicemail", "message")
_ANSWERS = (
    "didn't reply", "did not reply", "didn't respond", "did not respond", "no answer", "no reply",
    "no response", "voicemail", "voice mail", "left a message", "nobody answered", "without answer",
    "no luck", *MACHINE, *SILENCE,
)  # fmt: skip
DEEP = (
    "deep talk", "deep conversation", "heart to heart", "heart-to-heart", "deep chat", "deep one",
    "deep and", "deep call", "deep walk", "deep dinner", "deep coffee", "deep lunch",
    "deep discussion", "deep evening", "really talked", "long and deep",
)  # fmt: skip
DISTANT = frozenset({"", "other", "call", "text", "video", "email", "letter", "social"})


def reached_out(sentence: Sentence, people: Sequence[Named]) -> str | None:
    """Who reached out: "me", "them", or None where the sentence does not say.

    "Sam called" and "a call from Sam" are theirs; "called Sam" and "I wrote to Sam" are mine.
    """
    for named in people:
        after = named.end
        while sentence.word(after) in _BETWEEN:
            after += 1
        if _reaches(sentence, after) and not sentence.comma(after) and not sentence.breaks(after):
            return "them"
        leaves = sentence.word(after) == "left" and not sentence.comma(after)
        if leaves and has(sentence.texts(after, after + 4), *_MESSAGES):
            return "them"
        sent = sentence.word(named.start - 1) == "from" and sentence.word(named.start - 2) in _SENT
        behind = sentence.texts(named.end, named.end + 4)
        if sent or has(behind, "reached out", "got in touch", "me a call", "us a call"):
            return "them"
        before = named.start - 1
        while sentence.word(before) in _TO:
            before -= 1
        calling = sentence.word(before) in {"calling", "ringing", "phoning", "texting", "call"}
        trying = calling and "tried" in sentence.texts(before - 2, before)
        if trying or (_reaches(sentence, before) and _is_mine(sentence, before)):
            return "me"
        if has(sentence.texts(named.start - 3, named.start), "i gave", "gave", "reached out to"):
            return "me" if "call" in sentence.texts(named.end, named.end + 3) else None
    return None


def _reaches(sentence: Sentence, number: int) -> bool:
    return sentence.word(number) in REACHES


def _is_mine(sentence: Sentence, verb: int) -> bool:
    """Whether the verb has "I" or "we" before it, or nothing that could have done it."""
    before = verb - 1
    while sentence.word(before) in _BETWEEN or sentence.role(before) in {"when", "clock"}:
        before -= 1
    return before < 0 or sentence.breaks(before + 1) or sentence.word(before) in {"i", "we", "and"}


def written_kind(words: Sequence[str]) -> str:
    """The kind of what came or went from afar where no word names one; "" where they met.

    Args:
        words: Those of the contact's clauses, with a * for each word of a name.
    """
    if has(words, "heard from", "hear from") or "replied" in words:
        return "text"
    for number, word in enumerate(words):
        if word in {"sent", "forwarded"}:
            behind = words[number + 1 : number + 6]
            if not _THINGS.isdisjoint(behind):
                return "gift"
            home = any(a in {"*", *OBJECTS} and b in _AWAY for a, b in pairwise(behind))
            return "" if home else "text"
    return ""


def attempted(words: Sequence[str]) -> bool:
    """Whether the words describe an attempt that nobody answered."""
    sure = has(words, *(phrase for phrase in TRIES if phrase not in _ANSWERS))
    reached = any(word in REACHES or word in {"call", "phone", "text"} for word in words)
    return sure or (reached and has(words, *_ANSWERS))


def is_deep(words: Sequence[str]) -> bool:
    """Whether it is called a deep talk."""
    return has(words, *DEEP)

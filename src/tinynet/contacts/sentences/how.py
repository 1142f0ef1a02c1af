"""How it went, by the verbs: who reached out, whether anybody answered, whether it happened."""

from __future__ import annotations

from tinynet.contacts.sentences.text import UnreadableError, has, words_of
from tinynet.contacts.sentences.when import PlanError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

REACHES = words_of(
    "called phoned rang texted emailed e-mailed wrote messaged facetimed skyped pinged visited "
    "invited contacted tried"
)
_BETWEEN = words_of("just has had also then finally briefly kindly")
_TO = frozenset({"to", "up", "back", "on", "for"})
_SENT = words_of("call text letter email message heard visit voicemail card postcard note mail")
_TRIES = (
    "tried calling", "tried to call", "tried to reach", "tried reaching", "tried to ring",
    "tried ringing", "tried phoning", "tried to phone", "tried texting", "tried to text",
    "tried to get hold of", "tried getting hold of", "tried to contact", "tried me",
    "didn't pick up", "did not pick up", "didn't answer", "did not answer", "didn't reply",
    "did not reply", "didn't respond", "did not respond", "no answer", "no reply", "no response",
    "couldn't reach", "could not reach", "didn't reach", "did not reach", "voicemail",
    "voice mail", "missed call", "missed a call", "didn't get through", "could not get through",
    "couldn't get through", "left a message", "nobody answered", "not picking up",
    "without answer",
)  # fmt: skip
_TRYING = ("tried", "calling", "ringing", "phoning", "texting", "missed", "to", "deep", "answer")
_NEVER = (
    "cancelled", "canceled", "postponed", "rescheduled", "called off", "fell through",
    "stood me up", "no show", "didn't meet", "did not meet", "didn't see", "did not see",
    "didn't make", "did not make", "didn't happen", "did not happen", "didn't come",
    "did not come", "couldn't make", "could not make", "haven't seen", "have not seen",
    "haven't heard", "have not heard", "haven't met", "haven't spoken", "haven't talked",
    "missed lunch", "missed dinner", "missed coffee", "missed drinks", "no coffee", "no lunch",
    "no dinner", "didn't have", "did not have", "didn't call", "did not call", "forgot to",
)  # fmt: skip
_PLANS = (
    "let's", "lets", "should", "need to", "must", "want to", "wants to", "would like to",
    "plan to", "planning", "going to meet", "going to see", "going to call", "remember to",
    "hope to", "i'll", "we'll", "i will", "we will", "will meet", "will see", "meaning to",
    "have to", "ought to", "could", "todo", "remind me",
)  # fmt: skip
_INTENTIONS = (
    "i'll", "we'll", "i will", "we will", "let's", "lets", "i should", "we should", "i need to",
    "we need to", "i must", "we must", "i want to", "we want to", "i have to", "remember to",
    "remind me",
)  # fmt: skip
_WISHES = ("will", "going to", "would like", "wants to", "want to", "should", "might", "could")
_LIKES = words_of(
    "likes loves hates prefers enjoys dislikes wants needs works lives plays has is owns collects "
    "speaks doesn't isn't knows studies runs swims reads drinks cooks teaches"
)
_NEVER_SEEN = ("haven't seen", "have not seen", "haven't met", "haven't heard", "haven't spoken")
_CONTACT = (
    "with", "saw", "met", "ran into", "bumped into", "together", "and i", "i and", "and me",
    "went", "joined", "hung out", "spent", "stayed", "hosted", "played", "watched", "chatted",
    "talked", "spoke", "spoken", "caught up", "told me",
    "told us", "i told", "showed me", "helped me", "came over",
    "dropped by", "came by", "got in touch", "reached out", "made it", "visited", "invited",
    "heard from", "we", "had over", "crossed paths", "babysat", "contacted", "asked me",
)  # fmt: skip
_DEEP = (
    "deep talk", "deep conversation", "heart to heart", "heart-to-heart", "deep chat", "deep one",
    "deep and", "deep call", "deep walk", "deep dinner", "deep coffee", "deep lunch",
    "deep discussion", "deep evening", "really talked", "long and deep",
)  # fmt: skip
_DISTANT = frozenset({"", "other", "call", "text", "video", "email", "letter", "social"})


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


def attempted(words: Sequence[str], kind: str) -> bool:
    """Whether nobody answered; what people sit at together was no attempt."""
    return kind in _DISTANT and has(words, *_TRIES)


def is_deep(words: Sequence[str]) -> bool:
    """Whether it is called a deep talk."""
    return has(words, *_DEEP)


def is_liking(words: Sequence[str]) -> bool:
    """Whether the words behind a name say what somebody likes or is, not what happened."""
    return bool(words) and words[0] in _LIKES


def is_contact(words: Sequence[str]) -> bool:
    """Whether the words say that you were there, where they name no kind of contact."""
    return has(words, *_CONTACT)


def check_no_wish(between: Sequence[str], whole: str) -> None:
    """Refuse what somebody will do, or wants to.

    Args:
        between: The words between the first person and the kind: "Sam will visit Bob".
        whole: The sentence.

    Raises:
        PlanError: It is an intention.
    """
    if has(between, *_WISHES):
        raise PlanError(_short(whole))


def is_talk_about(words: Sequence[str]) -> bool:
    """Whether the words say that there was talk about somebody, but not with whom."""
    return has(words, "talked about", "spoke about", "chatted about", "discussed")


def check_no_plan(lead: Sequence[str], whole: str) -> None:
    """Refuse an intention that names no kind of contact: "I will see Sam".

    Args:
        lead: The words before the first person.
        whole: The sentence.

    Raises:
        PlanError: It is an intention.
    """
    if has(lead, *_INTENTIONS):
        raise PlanError(_short(whole))
    if has(lead, *_NEVER_SEEN):
        raise _never(whole)


def check_happened(words: Sequence[str], lead: Sequence[str], whole: str) -> None:
    """Refuse what did not happen, and what has not happened yet.

    Args:
        words: Of the clause that tells the contact.
        lead: Those before the kind and the first person.
        whole: The sentence.

    Raises:
        UnreadableError: It was cancelled, or nobody met.
        PlanError: It is an intention.
    """
    if has(lead, *_PLANS) or has(words, "next week", "next month", "next year"):
        raise PlanError(_short(whole))
    if has(words, *_NEVER):
        raise _never(whole)


def without_modifiers(words: Sequence[str]) -> list[str]:
    """The words without the phrases that say that nobody answered, or that it was deep."""
    line = f" {' '.join(words)} "
    for phrase in sorted((*_TRIES, *_DEEP, *_TRYING), key=len, reverse=True):
        line = line.replace(f" {phrase} ", " ")
    return line.split()


def _never(whole: str) -> UnreadableError:
    return UnreadableError(
        f'"{_short(whole)}" did not happen, so there is nothing to log',
        "If it is worth remembering, keep it as a note: tinynet note anne ...",
    )


def _short(whole: str) -> str:
    return whole if len(whole) <= 60 else f"{whole[:57].rstrip()}..."

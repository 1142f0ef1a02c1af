"""Monica's own words in tinynet's: relations, activities, fields, days in a life."""

from __future__ import annotations

from tinynet.core.kind_words import OTHER
from tinynet.exchange.kind_titles import kind_of

MAN, WOMAN = "M", "F"
_GENDERS = {"m": MAN, "man": MAN, "male": MAN, "f": WOMAN, "woman": WOMAN, "female": WOMAN}

# Monica's relation -> (nothing known of the gender, of a man, of a woman, the same from the other
# side). The word is for the `of_contact`, who is that to the `contact_is`, as Monica shows it.
_RELATIONS = {
    "partner": ("partner", "partner", "partner", "partner"),
    "spouse": ("spouse", "husband", "wife", "spouse"),
    "date": ("date", "date", "date", "date"),
    "lover": ("lover", "lover", "lover", "lover"),
    "inlovewith": ("love", "love", "love", "lovedby"),
    "lovedby": ("secret lover", "secret lover", "secret lover", "inlovewith"),
    "ex": ("ex", "ex", "ex", "ex"),
    "ex_husband": ("ex-spouse", "ex-husband", "ex-wife", "ex_husband"),
    "parent": ("parent", "father", "mother", "child"),
    "child": ("child", "son", "daughter", "parent"),
    "stepparent": ("step-parent", "stepfather", "stepmother", "stepchild"),
    "stepchild": ("stepchild", "stepson", "stepdaughter", "stepparent"),
    "sibling": ("sibling", "brother", "sister", "sibling"),
    "grandparent": ("grandparent", "grandfather", "grandmother", "grandchild"),
    "grandchild": ("grandchild", "grandson", "granddaughter", "grandparent"),
    "uncle": ("aunt or uncle", "uncle", "aunt", "nephew"),
    "nephew": ("niece or nephew", "nephew", "niece", "uncle"),
    "cousin": ("cousin", "cousin", "cousin", "cousin"),
    "godfather": ("godparent", "godfather", "godmother", "godson"),
    "godson": ("godchild", "godson", "goddaughter", "godfather"),
    "friend": ("friend", "friend", "friend", "friend"),
    "bestfriend": ("best friend", "best friend", "best friend", "bestfriend"),
    "colleague": ("colleague", "colleague", "colleague", "colleague"),
    "boss": ("boss", "boss", "boss", "subordinate"),
    "subordinate": ("report", "report", "report", "boss"),
    "mentor": ("mentor", "mentor", "mentor", "protege"),
    "protege": ("mentee", "mentee", "mentee", "mentor"),
}
# The types of activity that every account begins with, by their translation keys.
_ACTIVITIES = {
    "just_hung_out": OTHER,
    "watched_movie_at_home": "visit", "talked_at_home": "visit",
    "did_sport_activities_together": "event", "picnicked": "event",
    "ate_at_their_place": "dinner", "ate_at_his_place": "dinner", "ate_restaurant": "dinner",
    "went_bar": "drinks", "went_theater": "event", "went_concert": "event",
    "went_play": "event", "went_museum": "event",
}  # fmt: skip
_CHANNELS = {
    "email": "email", "facebook": "social", "twitter": "social", "linkedin": "social",
    "instagram": "social", "mastodon": "social",
}  # fmt: skip
# Events of a life that come back every year; the others are only notes.
YEARLY = {
    "engagement": "engagement", "marriage": "anniversary", "wedding": "anniversary",
    "married": "anniversary", "anniversary": "anniversary", "new_child": "birth of a child",
}  # fmt: skip


def gender(word: str) -> str:
    """MAN, WOMAN or "" for Monica's gender: a letter, or a name of one."""
    return _GENDERS.get(word.lower(), "")


def relation(kind: str, sex: str) -> str:
    """What somebody of that gender is, by Monica's name of the relation; another one in words."""
    neutral, man, woman, _ = _RELATIONS.get(kind, (kind.replace("_", " "),) * 4)
    return {MAN: man, WOMAN: woman}.get(sex, neutral)


def reverse(kind: str) -> str:
    """The same relation from the other side; "" for one that Monica does not come with."""
    return _RELATIONS.get(kind, ("",))[-1]


def activity_kind(summary: str, key: str, name: str, description: str) -> str:
    """The kind of an activity: what its summary says, else its type, else the description.

    Args:
        summary: A line, "Lunch at the Market".
        key: The translation key of its type, or "".
        name: The name of its type, or "".
        description: Whatever was written about it.
    """
    tries = (
        kind_of(summary),
        _ACTIVITIES.get(key, ""),
        kind_of(name),
        kind_of(description),
    )
    plain = [kind for kind in tries if kind]
    return next((kind for kind in plain if kind != OTHER), OTHER)


def channel(name: str) -> str:
    """The kind of a conversation over a kind of address: Email -> email, WhatsApp -> text."""
    return _CHANNELS.get(name.lower(), "text")

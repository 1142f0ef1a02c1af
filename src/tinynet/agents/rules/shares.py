"""Which people and which columns agents may see: the settings under `agents.`, and the tables.

Whatever is not named here is not there for an agent: a table that is left out cannot be read, and
a column that is left out is empty.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMES, TIES, FACTS, NOTES, WAYS = "names", "ties", "facts", "notes", "ways"
PRIVATE = "private"  # the tag of people whom no agent ever sees
INITIALS = "initials"

# Each table with its columns, by what must be shared for them to be seen. The first word decides
# about the rows.
COLUMNS: dict[str, dict[str, str]] = {
    "kind": {NAMES: "id name in_person minutes weight"},
    "person": {
        NAMES: "id handle name search archived_on",
        TIES: "circle every_days added_on counts_from skipped_on snoozed_until paused_until",
        FACTS: "met_how met_at met_on met_via organisation title",
    },
    "nickname": {NAMES: "id person_id name"},
    "detail": {WAYS: "id person_id what label value key"},
    "tag": {FACTS: "person_id name"},
    "fact": {FACTS: "id person_id key value done_on"},
    "note": {NOTES: "id person_id on text next_time done_on"},
    "remark": {NOTES: "id on text"},
    "relation": {FACTS: "id person_id relation other_id other_name"},
    "anniversary": {FACTS: "id person_id what on month_day"},
    "interaction": {
        TIES: "id on kind_id minutes deep by attempt",
        FACTS: "place occasion",
        NOTES: "note",
    },
    "participant": {TIES: "person_id day interaction_id minutes credit"},
    "interaction_tag": {FACTS: "interaction_id name"},
    "place": {FACTS: "id name same_as"},
    "occasion": {FACTS: "id name on"},
    "plan": {
        TIES: "id kind_id made_on by_on said_by done_on interaction_id dropped_on offered_on",
        NOTES: "note",
    },
    "plan_person": {TIES: "plan_id person_id"},
    "favour": {NOTES: "id person_id way on text"},
    "introduction": {TIES: "id one_id other_id on outcome", NOTES: "note"},
}


class Shares:
    """What the owner shares with agents.

    Attributes:
        words: Of "names", "ties", "facts", "notes" and "ways", those that are shared.
        circles: Only people in one of these circles; everybody where there are none.
        tags: Only people with one of these tags; everybody where there are none.
        initials: Whether names are cut to their first letters.
    """

    def __init__(self, settings: Mapping[str, object]) -> None:
        self.words = frozenset(words(settings["agents.share"]))
        self.circles = words(settings["agents.circles"])
        self.tags = words(settings["agents.tags"])
        self.initials = settings["agents.names"] == INITIALS


def words(setting: object) -> list[str]:
    """The words of a setting, with blanks or commas between them."""
    return str(setting).replace(",", " ").casefold().split()

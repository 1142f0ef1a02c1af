"""The whole schema: every table there is, and which of them the journal watches.

Written by people, and journalled so that every command can be undone: JOURNALLED.
Derived, never journalled, always recomputed: Tie. Keeping house: Setting, Unit, Change.
"""

from __future__ import annotations

from sqlmodel import SQLModel

from tinynet.db import tables as t
from tinynet.db import tables_friends as f
from tinynet.db import tables_keeping as k

JOURNALLED: tuple[type[SQLModel], ...] = (
    t.Person, t.Nickname, t.Detail, t.Tag, t.Fact, t.Note, t.Relation, t.Anniversary,
    t.Kind, t.Interaction, t.Participant, t.Origin, t.Trace, t.InteractionTag,
    f.Remark, f.Place, f.Occasion, f.Plan, f.PlanPerson, f.Favour, f.Introduction, f.Card,
    f.Dismissal,
)  # fmt: skip
OTHERS = (t.Tie, k.Setting, k.Unit, k.Change)
METADATA = SQLModel.metadata

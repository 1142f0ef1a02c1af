"""A table says all of itself, or is refused by name."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

from tinynet.db import declare as d
from tinynet.db import schema


def told(*columns: Column, name: str = "pet", **said) -> Table:
    """A table of people's pets in a schema of its own, which differs by what it says."""
    metadata = MetaData()
    Table("person", metadata, Column("id", Integer, primary_key=True))
    owner = Column("person_id", ForeignKey("person.id", ondelete="CASCADE"))
    whole = {
        "merge": d.MOVES, "same": ("person_id", "name"), "counted": "pets",
        "noun": ("pet", "pets"),
    }  # fmt: skip
    info = d.table("pets", "pets", **(whole | said))["info"]
    number = Column("id", Integer, primary_key=True)
    return Table(name, metadata, number, owner, *columns, info=info)


def name() -> Column:
    return Column("name", String, info={"shape": d.TEXT})


@pytest.mark.parametrize(
    ("columns", "said", "refused"),
    [
        ((Column("name", String),), {}, "pet.name: say what it holds"),
        ((name(),), {"merge": d.STAYS}, "pet belongs to people: say what a merge does"),
        ((name(),), {"same": ()}, "pet: say what makes two of its rows the same one"),
        ((name(),), {"same": ("nmae",)}, "pet has no column nmae"),
        ((name(),), {"alike": ("colour",)}, "pet has no column colour"),
        ((name(),), {"counted": ""}, "pet: say what forget and merge call its rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_table_leaves_unsaid_is_refused_by_name(columns, said, refused):
    with pytest.raises(TypeError, match=refused):
        schema.check([told(*columns, **said)])


def test_a_table_that_says_everything_is_taken():
    schema.check([told(name())])
    assert schema.described(told(name())) == {
        "name": "pet", "words": "pets", "noun": ("pet", "pets"), "section": "pets",
        "owners": ("person_id",), "merge": "moves", "alike": (), "counted": "pets", "days": (),
        "partial": (), "texts": ("name",), "shared": (), "merged": {},
    }  # fmt: skip


def test_a_column_of_a_person_that_is_no_field_is_refused_by_name():
    columns = Column("shoe_size", Integer), Column("mood", String, info={"shape": d.TEXT})
    metadata = MetaData()
    number = Column("id", Integer, primary_key=True)
    person = Table("person", metadata, number, *columns, info=d.table("p", "people")["info"])
    with pytest.raises(TypeError, match=r"person\.shoe_size: say .*; person\.mood: say which"):
        schema.check([person])


def test_a_field_says_what_its_declaration_leaves_out():
    plain = schema.d.field("pronouns", "person", d.TEXT, {"option": "pronouns"})
    assert plain == {
        "name": "pronouns", "table": "person", "what": "", "shape": "text", "text": True,
        "words": "pronouns", "option": "pronouns", "form": "pronouns", "hint": "",
        "group": "pronouns", "leads": False, "phrase": "{}", "csv": "pronouns", "map": "pronouns",
        "record": "pronouns", "vcard": "X-TINYNET-PRONOUNS",
    }  # fmt: skip

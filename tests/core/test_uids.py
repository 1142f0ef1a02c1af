"""The random number of somebody is found wherever it stands."""

from __future__ import annotations

from uuid import uuid4

from tinynet.core.uids import UID


def test_the_random_number_that_somebody_gets_is_found_in_any_text(tinynet):
    tinynet.ok("add 'Anne Baker'")
    (person,) = tinynet.ok("export json").json["people"]
    for uid in (person["uid"], str(uuid4())):
        assert UID.findall(f'{{"participant/person.{uid}":[1,"a",{uid}]}}') == [uid, uid]
    assert UID.findall("2026-03-01 and 0000-4000-8000") == []

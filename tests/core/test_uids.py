"""The random number of somebody is found wherever it stands."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tinynet.core.uids import found_in, in_card, is_uid


def test_the_random_number_that_somebody_gets_is_found_in_any_text(tinynet):
    tinynet.ok("add 'Anne Baker'")
    (person,) = tinynet.ok("export json").json["people"]
    for uid in (person["uid"], str(uuid4())):
        assert is_uid(uid)
        assert found_in(f'{{"participant/person.{uid}":[1,"a",{uid}]}}') == [uid, uid]
        assert in_card(f" URN:UUID:{uid.upper()} ") == uid
    assert found_in("2026-03-01 and 0000-4000-8000") == []


@pytest.mark.parametrize(
    "text",
    [
        "", "id:42", "0" * 36, "00000000-0000-4000-8000-00000000000",
        "0000000g-0000-4000-8000-000000000001", "00000000-0000-4000-8000-0000-00000000",
        "00000000-0000-4000-8000-000000000001\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not_one(text):
    assert not is_uid(text)

"""What a tool answers is what its output schema says, whatever is shared."""

from __future__ import annotations

import pytest
from agent_twins import calls, twins
from jsonschema import Draft202012Validator

from tinynet.agents.mcp_schemas import output_schema
from tinynet.agents.rules.tools import READING, WRITING
from tinynet.errors import TinynetError

EVERYTHING = "names ties facts notes ways"
SETTINGS = (
    {},
    {"agents.share": EVERYTHING},
    {"agents.share": EVERYTHING, "agents.names": "initials"},
    {"agents.share": "names facts"},
)
QUESTIONS = (
    ("due", {"within": "1y", "limit": 50}), ("due", {"page": 2}), ("upcoming", {"within": "1y"}),
    ("history", {}), ("history", {"who": "anne bob"}), ("find", {"query": "a"}),
    ("find", {"query": "coffee", "limit": 1}), ("ask", {"topic": "running"}),
    *((tool, {"who": who}) for tool in ("brief", "common", "why")
      for who in ("anne", "bob", "caroline", "anne bob", "anne bob caroline", "@running")),
)  # fmt: skip


@pytest.fixture(scope="module")
def friends(tmp_path_factory):
    return twins(tmp_path_factory.mktemp("twins"))[0]


@pytest.mark.parametrize("tool", [*READING, *WRITING])
def test_a_schema_is_one_and_names_every_key(tool):
    schema = output_schema(tool)
    Draft202012Validator.check_schema(schema)
    assert set(schema["required"]) <= set(schema["properties"])
    assert "schema" in schema["required"]


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_every_answer_is_as_its_schema_says(friends, settings):
    for key, value in settings.items():
        friends.ok(["config", "set", key, value])
    server = calls(friends)
    answered = set()
    try:
        for tool, given in QUESTIONS:
            if tool not in server.tools():
                continue
            try:
                document = server.call(tool, given, "test")
            except TinynetError:
                continue  # fewer are known to agents, or not by this name
            answered.add(tool)
            faults = [
                (fault.json_path, fault.message)
                for fault in Draft202012Validator(output_schema(tool)).iter_errors(document)
            ]
            assert faults == [], (tool, given)
            assert set(document) <= set(output_schema(tool)["properties"])
    finally:
        for key in settings:
            friends.ok(
                ["config", "set", key, ""] if key == "agents.tags" else ["config", "unset", key]
            )
    assert "find" in answered
    if settings == {"agents.share": EVERYTHING}:
        assert answered == set(READING)


def test_a_write_answers_as_its_schema_says(friends):
    server = calls(friends, allow_writes=True)
    for tool, given in (
        ("log", {"kind": "coffee", "who": "anne"}),
        ("note", {"who": "anne", "text": "hello"}),
        ("plan", {"kind": "walk", "who": ["anne"], "by": "2026-04-01"}),
    ):
        validator = Draft202012Validator(output_schema(tool))
        announced = server.call(tool, given, "test")
        validator.validate(announced)
        validator.validate(server.call(tool, {**given, "token": announced["token"]}, "test"))

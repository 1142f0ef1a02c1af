"""tinynet common."""

from __future__ import annotations

import pytest
from villages import settle


@pytest.fixture
def village(network, built):
    return built(network, settle)


def test_json_has_what_is_shared_what_is_not_and_who_knows_whom(village):
    interest, team = {"what": "interest"}, {"what": "fact", "text": "team: Arsenal"}
    pub = {"what": "place", "text": "The Red Lion"}

    def liking(text):
        return {**interest, "text": text}

    assert village.ok("common anne bob caroline --json").json == {
        "schema": 1,
        "people": [
            {"handle": "anne", "name": "Anne", "interests": ["cheese", "running"]},
            {"handle": "bob-m", "name": "Bob Marsh", "interests": ["chess", "running", "vegan"]},
            {"handle": "caroline-o", "name": "Caroline Øvergård",
             "interests": ["cheese", "dancing"]},
        ],
        "shared": [],
        "only": {
            "anne": [],
            "bob-m": [liking("chess"), liking("vegan")],
            "caroline-o": [liking("dancing")],
        },
        "pairs": [
            {"people": ["anne", "bob-m"], "shared": [liking("running"), pub],
             "met": {"how": "spouse", "on": None}, "avoid": False},
            {"people": ["anne", "caroline-o"], "shared": [liking("cheese")],
             "met": {"how": "through", "on": None}, "avoid": False},
            {"people": ["bob-m", "caroline-o"], "shared": [team], "met": None, "avoid": False},
        ],
        "things": [
            {**liking("cheese"), "people": ["anne", "caroline-o"]},
            {**liking("running"), "people": ["anne", "bob-m"]},
            {**team, "people": ["bob-m", "caroline-o"]},
            {**pub, "people": ["anne", "bob-m"]},
            {**liking("chess"), "people": ["bob-m"]},
            {**liking("vegan"), "people": ["bob-m"]},
            {**liking("dancing"), "people": ["caroline-o"]},
        ],
    }  # fmt: skip


def test_a_person_both_know_is_shared_with_the_handle(village):
    shared = village.ok("common bob farah --json").json["shared"]
    assert shared[-1] == {"what": "person", "text": "Anne", "handle": "anne"}


def test_two_are_drawn_as_two_sets_that_overlap(village):
    assert village.ok("common anne bob", human=True).out == (
        "╭─ Anne ────────────────────────────────────╮\n"
        "│                     ╭─────────────────────┼───────── Bob Marsh ─╮\n"
        "│ cheese              │ running             │ chess               │\n"
        "│                     │ place: The Red Lion │ vegan               │\n"
        "│                     ╰─────────────────────┼─────────────────────╯\n"
        "╰───────────────────────────────────────────╯\n"
        "\n"
        "They know each other (spouse).\n"
    )


def test_three_are_drawn_as_three(village):
    village.ok("tag farah cheese swimming")
    assert village.ok("common anne bob farah", human=True).out == (
        "╭─ Anne ───────────────────────────────────────╮\n"
        "│                        ╭─────────────────────┼──────────── Bob Marsh ─╮\n"
        "│                        │                     │ chess                  │\n"
        "│                        │                     │ vegan                  │\n"
        "│  ╭─────────────────────┼─────────────────────┼─────────────────────╮  │\n"
        "│  │ cheese              │ running             │                     │  │\n"
        "│  │                     │ place: The Red Lion │                     │  │\n"
        "╰──┼─────────────────────┼─────────────────────╯                     │  │\n"
        "   │                     ╰───────────────────────────────────────────┼──╯\n"
        "   │ swimming                                                        │\n"
        "   ╰─ Farah ─────────────────────────────────────────────────────────╯\n"
        "\n"
        "Not met yet, as far as you know: Bob Marsh and Farah.\n"
        "  tinynet introduce bob-m farah\n"
    )


@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize("line", ["common anne bob", "common anne bob farah"])
def test_a_drawing_stays_within_the_page_whatever_the_names(village, columns, line):
    village.environ["COLUMNS"] = str(columns)
    village.ok(["edit", "bob", "--name", "鮑勃" * 40])
    village.ok(["edit", "farah", "--name", "فرح" * 60])
    village.ok(["note", "anne", "x" * 300, "--fact", "team"])
    village.ok(["note", "bob", "x" * 300, "--fact", "team"])
    line = line.replace("bob", "bob-m")
    drawn = village.ok(line, human=True).out.split("\n\n")[0].splitlines()
    from tinynet.output.text import width

    assert max(map(width, drawn)) <= min(columns, 80)
    assert width(drawn[0].rstrip()) < width(drawn[1]) == max(map(width, drawn))


def test_a_full_field_says_how_much_more_there_is(village):
    village.ok("tag anne " + " ".join(f"interest-{number}" for number in range(12)))
    drawn = village.ok("common anne bob", human=True).out
    assert "│ interest-3          │" in drawn
    assert "│ and 6 more          │" in drawn
    assert "interest-4" not in drawn


def test_a_narrow_page_gets_words(village):
    village.environ["COLUMNS"] = "59"
    assert village.ok("common anne bob", human=True).out == (
        "both: running, place: The Red Lion\n"
        "only Anne: cheese\n"
        "only Bob Marsh: chess, vegan\n"
        "\n"
        "They know each other (spouse).\n"
    )


def test_four_get_words(village):
    assert village.ok("common anne bob caroline mei", human=True).out == (
        "Anne, Caroline Øvergård and Mei: cheese\n"
        "Bob Marsh and Mei: chess\n"
        "Anne and Bob Marsh: running, place: The Red Lion\n"
        "Bob Marsh and Caroline Øvergård: team: Arsenal\n"
        "Anne and Mei: knows Farah\n"
        "only Bob Marsh: vegan\n"
        "only Caroline Øvergård: dancing\n"
        "\n"
        "Not met yet, as far as you know: Anne and Mei; Bob Marsh and Caroline Øvergård; Bob Marsh"
        " and Mei;\nCaroline Øvergård and Mei.\n"
        "  tinynet introduce anne mei\n"
    )
    village.ok("log dinner anne bob caroline mei --on 2026-02-28")
    everybody = village.ok("common anne bob caroline mei", human=True).out
    assert everybody.endswith("\n\nAll of them know each other.\n")


def test_a_pipe_gets_a_line_a_thing(village):
    assert village.ok("common anne bob").out == (
        "anne,bob-m\tinterest\trunning\n"
        "anne,bob-m\tplace\tThe Red Lion\n"
        "anne\tinterest\tcheese\n"
        "bob-m\tinterest\tchess\n"
        "bob-m\tinterest\tvegan\n"
    )
    assert village.ok("common anne bob -f csv").out.splitlines()[:2] == [
        "what,text,people", 'interest,running,"anne,bob-m"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "They have not met, as far as you know.\n  tinynet introduce bob-m caroline-o\n"),
        (
            ("log dinner bob caroline --on yesterday",),
            "They know each other; you last saw both at one table yesterday (dinner).\n",
        ),
        (
            ("log text bob caroline --on yesterday",),
            "They have not met, as far as you know.\n  tinynet introduce bob-m caroline-o\n",
        ),
        (("link bob avoid caroline",), "They avoid each other.\n"),
        (("link bob colleague caroline",), "They know each other (colleague).\n"),
    ],
)
def test_how_two_know_each_other(village, lines, said):
    for line in lines:
        village.ok(line)
    assert village.ok("common bob caroline", human=True).out.endswith(f"\n\n{said}")


def test_words_of_talks_are_interests_and_family_is_none(network):
    network.ok("tag anne family")
    network.ok("jot 'yesterday: coffee with bob #chess'")
    assert [p["interests"] for p in network.ok("common anne bob --json").json["people"]] == [
        ["running"], ["chess"],
    ]  # fmt: skip


def test_with_nothing_known_it_says_how_to_begin(network):
    network.ok("tag anne running --remove")
    assert network.ok("common anne bob", human=True).out == (
        "Nothing is known yet of what they share.\n"
        "\n"
        "No interests are known yet of Anne and Bob Marsh.\n"
        "  tinynet tag anne running\n"
        "\n"
        "They have not met, as far as you know.\n"
        "  tinynet introduce anne bob-m\n"
    )


@pytest.mark.parametrize("line", ["common", "common anne", "common anne anne"])
def test_two_people_are_needed(network, line):
    result = network(line)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "tinynet: Two people or more are needed.\nFor example: tinynet common anne bob\n"
    )

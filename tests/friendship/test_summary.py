"""`tinynet` and nothing else."""

from __future__ import annotations

import io

from command_line import Tinynet

from tinynet.cli import boundary, fastlane
from tinynet.cli.env import Env
from tinynet.friendship.views import summary


def screen(tinynet: Tinynet) -> str:
    """What a terminal shows."""
    out = io.StringIO()
    env = Env(tinynet.environ, stdin=io.StringIO(), stdout=out, stderr=io.StringIO())
    env.format = "human"
    assert boundary.run(env, []) == 0
    return out.getvalue()


def test_the_day_on_one_screen(network: Tinynet) -> None:
    network.ok("note anne --next 'how was the fair?'")
    network.ok("note bob --next 'the new job'")
    assert screen(network) == (
        "Sunday 1 March\n"
        "\n"
        "Bob Marsh  bob-m  9 months ago, circle says 6 months\n"
        "\n"
        "Wed 4 Mar  Anne: birthday (46)\n"
        "next time  Bob Marsh: the new job\n"
        "\n"
        "Last  coffee with anne, 9 days ago\n"
        "Hint  tinynet circles shows your 5, 15, 50 and 150\n"
    )


def test_three_are_shown_and_the_others_counted(network: Tinynet) -> None:
    network.at("2027-03-02")
    network.ok("log call anne bob Dora Emil --add --attempt --on 2027-03-01")
    assert screen(network.at("2027-12-01")) == (
        "Wednesday 1 December\n"
        "\n"
        "Anne               anne        21 months ago, usually every 9 days\n"
        "Bob Marsh          bob-m       2 years ago, circle says 6 months\n"
        "Caroline Øvergård  caroline-o  no contact yet, you chose 2 weeks\n"
        "and 2 others (tinynet due)\n"
        "\n"
        "Last  call with anne, bob-m, dora and 1 other, no answer, 9 months ago\n"
        "Hint  tinynet circles shows your 5, 15, 50 and 150\n"
    )


def test_a_very_long_name_leaves_room_for_the_reason(tinynet: Tinynet) -> None:
    tinynet.ok(["add", "Long " * 39 + "Name", "--every", "2w", "--handle", "x" * 60])
    tinynet.environ["COLUMNS"] = "72"
    assert screen(tinynet.at("2026-04-01")) == (
        "Wednesday 1 April\n"
        "\n"
        "Long Long Long Long…  xxxxxxxxxxxxxxxxxxxxxxx…  no contact yet, you\n"
        "                                                chose 2 weeks\n"
        "\n"
        "Hint  tinynet log call WHO --attempt when nobody answers\n"
    )


def test_nobody_due_and_nothing_logged(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne")
    assert screen(tinynet) == (
        "Sunday 1 March\n"
        "\n"
        "Nobody is waiting to hear from you today.\n"
        "\n"
        "Hint  tinynet circles shows your 5, 15, 50 and 150\n"
    )


def test_in_a_pipe_it_is_due(network: Tinynet) -> None:
    assert network.ok("").out == network.ok("due --plain").out != ""
    assert network.ok("--plain").out == network.ok("due --plain").out


def test_json_is_that_of_due_with_the_last_contact(network: Tinynet) -> None:
    last = network.ok("history --json --limit 1").json["interactions"][0]
    assert network.ok("--json").json == {**network.ok("due --json").json, "last": last}


def test_it_says_how_to_begin_while_there_is_nobody_yet(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = "80"
    shown = screen(tinynet).splitlines()
    assert len(shown) < 24
    assert max(map(len, shown)) <= 80
    assert 'tinynet add "Anne Baker"' in shown[6]
    assert shown[-1] == "  tinynet help                   all the commands; with one, more about it"
    assert tinynet.ok("").out == tinynet.ok("help --plain").out
    assert list(tinynet.folder.iterdir()) == []


def test_every_hint_names_a_command_line_that_there_is() -> None:
    import shlex

    for command, _ in summary.HINTS:
        assert fastlane.bind(shlex.split(command)[1:]) is not None, command

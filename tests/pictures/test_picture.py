"""tinynet picture draws what is there, wherever it is to go."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest
from command_line import Tinynet
from demo_network import crowd, demo
from svg_reading import labels, outside, overlapping, parse, texts
from villages import settle

from tinynet.pictures.views.svg import LIGHT

PICTURES = ("orbit", "days", "person p3")
LONG = "Bartholomäus Featherstonehaugh " * 6
HARD = (
    LONG[:200],
    "🦊👩\u200d👧🎈",
    "משה בן־מימון",
    "محمد",
    "</text><script>",
    "A&B \u202egnp.exe",
)


@pytest.fixture(scope="module")
def twelve(tmp_path_factory) -> Tinynet:
    return demo(Tinynet(tmp_path_factory.mktemp("twelve")))


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Tinynet:
    return crowd(Tinynet(tmp_path_factory.mktemp("many")), 150)


@pytest.fixture(scope="module")
def very_many(tmp_path_factory) -> Tinynet:
    return crowd(Tinynet(tmp_path_factory.mktemp("very_many")), 500)


@pytest.fixture
def hard(tinynet: Tinynet) -> Tinynet:
    """People whose names are hard to draw, and who are closer than others."""
    for number, name in enumerate(HARD):
        tinynet.ok(["add", name, "--handle", f"h{number}", "--yes", "--met", f"by {name}"])
        tinynet.ok(["log", "coffee", f"h{number}", "--on", "2026-02-01", "--at", name])
    return tinynet


def sound(svg: str) -> None:
    """Check that a picture is whole: nothing overlaps, nothing is outside, it says what it is."""
    root = parse(svg)
    assert root.find("{http://www.w3.org/2000/svg}title").text
    assert root.find("{http://www.w3.org/2000/svg}desc").text
    assert overlapping(svg) == []
    assert outside(svg) == []


# In a pipe, in a file, on a terminal -------------------------------------------------------------


@pytest.mark.parametrize("picture", ["orbit", "days", "person ruth", "person caroline"])
def test_into_a_pipe_goes_svg_the_same_for_the_same_day(twelve, picture):
    svg = twelve.ok(f"picture {picture}").out
    sound(svg)
    assert twelve.ok(f"picture {picture}").out == svg
    assert twelve.process(f"picture {picture}", PYTHONHASHSEED="7").out == svg


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_of_150_and_of_500_are_sound(many, very_many, picture):
    sound(many.ok(f"picture {picture}").out)
    sound(very_many.ok(f"picture {picture}").out)


def test_all_150_can_be_read_and_of_500_the_strongest_fifty(many, very_many):
    names = {label.text for label in labels(many.ok("picture orbit").out)}
    people = many.ok("picture orbit --json").json["people"]
    assert len(people) == 150
    assert all(one["named"] for one in people)
    assert {one["name"] for one in people} <= names
    assert sum(one["named"] for one in very_many.ok("picture orbit --json").json["people"]) == 50


def test_the_ending_says_what_is_written(twelve, tmp_path):
    svg, page = tmp_path / "o.svg", tmp_path / "o.HTML"
    said = twelve.ok(["picture", "orbit", "--out", str(svg)], human=True).out
    assert said == f"The orbit of 12 people -> {svg}\n"
    assert svg.read_text() == twelve.ok("picture orbit").out
    assert twelve.ok("picture orbit --out -").out == svg.read_text()
    assert svg.stat().st_mode & 0o777 == 0o600
    twelve.ok(["picture", "orbit", "--out", str(page)])
    text = page.read_text()
    assert text.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in text
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)| on\w+=", text)


def test_png_has_twice_the_pixels(twelve, tmp_path):
    pytest.importorskip("resvg_py")
    from PIL import Image

    file = tmp_path / "o.png"
    document = twelve.ok(["picture", "orbit", "--out", str(file), "--json"]).json
    assert (document["file"], document["format"]) == (str(file), "png")
    svg = parse(twelve.ok("picture orbit").out)
    with Image.open(file) as image:
        assert image.width == 2 * int(svg.attrib["width"])
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50  # something is drawn


@pytest.mark.parametrize("picture", ["orbit", "ties"])
def test_on_a_terminal_without_pixels_it_is_half_blocks_with_marks_and_names(twelve, picture):
    pytest.importorskip("resvg_py")
    for columns in (100, 60):
        twelve.environ |= {"COLUMNS": str(columns), "FORCE_COLOR": "1"}
        shown = twelve.ok(f"picture {picture}", human=True).out
        twelve.environ["COLUMNS"] = "100"
        del twelve.environ["FORCE_COLOR"]
        lines = re.sub(r"\x1b\[[^m]*m", "", shown).splitlines()
        drawn = "".join(line for line in lines if "▀" in line)
        assert max(map(len, lines)) <= columns
        assert {"▲", "○"} <= set(drawn)
        assert "Daniel" in drawn
        if picture == "orbit":
            named = [one["name"] for one in twelve.ok("picture orbit --json").json["people"]]
            assert [name for name in named if name not in drawn] == []


def test_names_of_many_that_find_no_room_on_a_terminal_are_left_out_and_none_is_cut(many):
    pytest.importorskip("resvg_py")
    shown = many.ok("picture orbit", human=True).out
    names = {one["name"] for one in many.ok("picture orbit --json").json["people"]}
    found = set(re.findall(r"[A-ZÉ]\w+ [A-ZØ]\w+", shown.partition("\n")[2]))
    assert len(found) > 15
    assert found <= {*names, "Further away"}


def test_without_colours_a_picture_on_a_terminal_is_shaded(twelve):
    pytest.importorskip("resvg_py")
    shown = twelve.ok("picture orbit", human=True).out
    assert "\x1b" not in shown
    assert "▀" not in shown
    assert "Henrik ■" in shown or "■ Henrik" in shown
    assert set("·● ") < set(shown)


def test_days_are_shown_with_characters_where_there_are_no_pixels(twelve):
    twelve.ok("log call ruth --on 2026-02-28")
    try:
        shown = twelve.ok("picture days", human=True).out
        ruth = twelve.ok("picture days --with ruth", human=True).out
    finally:
        twelve.ok("undo")
    assert shown == (
        "Days with friends\n"
        "24 Feb 2025 to 1 Mar 2026: in person on 47 days, calls and messages on 14\n\n"
        "    Mar  Apr May Jun  Jul Aug  Sep Oct Nov  Dec Jan Feb\n"
        "Mon ·························░··░·░····░··░·░··░··░···░··\n"
        "    ·····················○········░···▒··░·▒··░░░··░░░░░░\n"
        "Wed ····░···································░○○·●········\n"
        "    ················░························░·○░●●○●░○░░\n"
        "Fri ·········································░▒░▒▒░▒▒●▒●●\n"
        "    ··············································░·····○\n"
        "Sun ·····················································\n\n"
        "░▒▓█ met once to 4 times and more · ○ a call or a message · ● both\n"
    )
    assert ruth.startswith("Days with ruth\n")


def test_on_a_narrow_screen_the_last_weeks_are_shown_and_plain_characters_where_others_fail(twelve):
    twelve.environ |= {"COLUMNS": "30", "LC_ALL": "C"}
    shown = twelve.ok("picture days", human=True).out
    twelve.environ["COLUMNS"] = "100"
    del twelve.environ["LC_ALL"]
    assert "Fri ..............121221" in shown
    assert shown.replace(" · ", "").replace(" ·\n", "").isascii()  # what parts two texts
    assert "the last 26 weeks of 53\n" in shown
    assert max(map(len, shown.splitlines())) <= 30


def test_how_you_met_is_shown_with_characters_where_there_are_no_pixels(twelve, tinynet):
    assert twelve.ok("picture tree", human=True).out == (
        "How you met everybody\n"
        "12 people, 2 of them through somebody else\n\n"
        "2025  Anne\n"
        "      └─ Caroline\n"
        "2023  Daniel\n"
        "2024  └─ Yusuf\n\n"
        "Met by yourself, and nobody through them\n"
        "2025  Farah · Grace · Henrik · Inés · Jonas · Mei · Ruth · Tomás\n"
    )
    assert tinynet.ok("picture tree", human=True).out == (
        "How you met everybody\n0 people, 0 of them through somebody else\n"
    )


# A friendship with characters --------------------------------------------------------------------


def test_a_friendship_is_told_with_sparklines_where_there_are_no_pixels(twelve):
    assert twelve.ok("picture person daniel", human=True).out == (
        "Daniel  daniel\n\n"
        "         2023      2024        2025\n"
        "depth    ▆▆▆▆▆▆▆▅▅▅▅▅█▇▇▇▇▇▇▆▆▆▇▇█████████▇▇▇▇  2.3\n"
        "contacts █▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁█▁█▁▁▁█▁▁▁▁▁▁▁▁  0\n\n"
        "peaks    27 Mar 2023: visit, 4h  depth 2.0\n"
        "         29 Mar 2024: visit, 4h  depth 2.5\n"
        "         26 Mar 2025: visit, 4h  depth 2.8\n"
        "busiest  Jul 2025, 1 contact\n"
    )


def test_on_a_narrow_screen_the_last_months_are_shown(twelve):
    twelve.environ["COLUMNS"] = "20"
    shown = twelve.ok("picture person daniel", human=True).out
    twelve.environ["COLUMNS"] = "100"
    assert "depth    ██▇▇▇▇  2.3\n" in shown or "depth    ██████  2.3\n" in shown
    assert all(len(line) <= 20 for line in shown.splitlines())


def test_of_somebody_never_met_it_says_what_to_do(twelve):
    assert twelve.ok("picture person caroline", human=True).out == (
        "Caroline  caroline\nNo contact yet.\ntinynet log coffee caroline\n"
    )


def test_scores_that_are_hidden_are_in_no_picture(twelve):
    twelve.ok("config set scores false")
    try:
        assert "2.3" not in twelve.ok("picture person daniel", human=True).out
        assert not re.search(
            r"\d\.\d",
            "\n".join(label.text for label in labels(twelve.ok("picture person daniel").out)),
        )
        assert "strength" not in re.sub(r"by strength", "", twelve.ok("picture orbit").out)
    finally:
        twelve.ok("config set scores true")


def test_without_the_extra_a_friendship_is_still_told_and_others_say_what_to_install(
    twelve, monkeypatch, tmp_path
):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert "depth" in twelve.ok("picture person daniel", human=True).out
    twelve.ok(["picture", "orbit", "--out", str(tmp_path / "o.svg")])
    for line in (["picture", "orbit", "-f", "human"],
                 ["picture", "orbit", "--out", str(tmp_path / "o.png")]):  # fmt: skip
        result = twelve(line)
        assert (result.code, result.out) == (1, "")
        assert result.err == (
            "tinynet: PNG files and pictures in the terminal need resvg_py and textual-image, "
            "which are not installed.\n"
            'Run pip install "tinynet-crm[pictures]", or pipx inject tinynet-crm resvg_py '
            "textual-image; --out FILE.svg needs neither.\n"
        )
    assert not (tmp_path / "o.png").exists()


# The data ----------------------------------------------------------------------------------------


def test_the_orbit_has_the_numbers_of_rank_and_those_of_three_months_ago(twelve):
    people = twelve.ok("picture orbit --json").json["people"]
    ranked = twelve.ok("rank --json").json["people"]
    assert [one["handle"] for one in people] == [one["handle"] for one in ranked]
    for one, other in zip(people, ranked, strict=True):
        assert one["value"] == pytest.approx(other["strength"])
        assert one["hours"] == pytest.approx(other["hours"])
    deep = twelve.ok("picture orbit --by depth --json").json
    assert deep["by"] == "depth"
    by_depth = {one["handle"]: one["depth"] for one in ranked}
    assert {one["handle"]: pytest.approx(one["value"]) for one in deep["people"]} == by_depth
    before = {one["handle"]: one["before"] for one in people}
    then = twelve.at("2025-11-30").ok("rank --json").json["people"]
    twelve.at("2026-03-01")
    # Of Daniel and Yusuf nothing has been logged since.
    past = {one["handle"]: one["strength"] for one in then if one["handle"] in {"daniel", "yusuf"}}
    assert {handle: pytest.approx(before[handle]) for handle in past} == past
    assert (before["ruth"], before["anne"]) == (0, 0)


def test_days_tell_in_person_and_remote_apart_and_may_be_somebodys_or_a_years(twelve):
    document = twelve.ok("picture days --json").json
    assert (document["since"], document["until"]) == ("2025-02-24", "2026-03-01")
    history = twelve.ok("history --since 2025-02-24 --json").json["interactions"]
    assert sum(day["in_person"] + day["remote"] for day in document["days"]) == len(history)
    calls = [one for one in history if one["kind"] == "call"]
    assert sum(day["remote"] for day in document["days"]) == len(calls)
    ruth = twelve.ok("picture days --with ruth --json").json
    assert ruth["handle"] == "ruth"
    assert sum(day["remote"] for day in ruth["days"]) == 12
    year = twelve.ok("picture days 2025 --json").json
    assert (year["since"], year["until"]) == ("2025-01-01", "2025-12-31")
    assert twelve.ok("picture days 2026 --json").json["until"] == "2026-03-01"


def test_a_friendship_has_its_months_and_its_peaks(twelve):
    document = twelve.ok("picture person daniel --json").json
    assert document["months"][-1]["depth"] == pytest.approx(
        twelve.ok("why daniel --json").json["tie"]["depth"]
    )
    assert [peak["on"] for peak in document["peaks"]] == ["2023-03-27", "2024-03-29", "2025-03-26"]
    assert document["peaks"][0]["kind"] == "visit"


def test_plain_lines_are_asked_for_by_name(twelve):
    assert twelve.ok("picture days --plain").out.splitlines()[0] == "2025-03-26\t1\t0"
    assert twelve.ok("picture orbit --plain").out.splitlines()[0].startswith("ruth\t3.97")


# Anonymous ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", ["orbit", "days", "days --with ruth", "person daniel"])
@pytest.mark.parametrize("form", ["", " --json", " --plain", " -f human"])
def test_anonymous_pictures_name_nobody_anywhere(twelve, picture, form):
    pytest.importorskip("resvg_py")
    twelve.ok("log coffee daniel --on 2026-02-28 --at 'The Red Lion'")
    try:
        out = twelve.ok(f"picture {picture} --anonymous{form}").out
        people = twelve.ok("list --json").json["people"]
    finally:
        twelve.ok("undo")
    words = texts(out) if out.startswith("<svg") else out
    telling = [one[key] for one in people for key in ("name", "handle")] + ["Red Lion", "stall"]
    assert [word for word in telling if re.search(rf"\b{word}\b", words, re.IGNORECASE)] == []


def test_anonymous_people_have_their_initials(hard):
    people = hard.ok("picture orbit --anonymous --json").json["people"]
    assert {one["name"] for one in people} == {"BF", "?", "מב", "م", "T", "AG"}


# What is hard to draw, and what cannot be --------------------------------------------------------


@pytest.mark.parametrize(
    "picture", ["orbit", "days --with h2", *(f"person h{n}" for n in range(6))]
)
def test_names_that_are_hard_to_draw_are_drawn(hard, picture):
    svg = hard.ok(f"picture {picture}").out
    sound(svg)
    assert "<script" not in svg
    assert "\u202e" not in svg


def test_every_picture_of_nobody_is_a_picture(tinynet):
    for picture in ("orbit", "days", "tree", "ties"):
        sound(tinynet.ok(f"picture {picture}").out)
    result = tinynet("picture person anne")
    assert result.code == 4


def test_a_network_of_one_is_a_picture(tinynet):
    tinynet.ok("add Anne")
    for picture in ("orbit", "days", "tree", "ties", "person anne"):
        sound(tinynet.ok(f"picture {picture}").out)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("picture", "PICTURE"),
        ("picture sunset", 'There is no picture "sunset"'),
        ("picture orbit anne", 'Picture orbit is of everybody; "anne" is too much'),
        ("picture person", "Whose friendship?"),
        ("picture days anne", 'The year has to be from 1900 to 2200, not "anne"'),
        ("picture days 2025 2026", '"2025 2026" is more than a year'),
        ("picture days 2027", "2027 has not begun"),
        ("picture orbit --by hours", '--by cannot be "hours"'),
        ("picture days --by depth", "--by is for orbit"),
        ("picture orbit --with anne", "--with is for days"),
        ("picture orbit --out - --json", "The picture itself goes to stdout"),
        ("picture orbit --out orbit.gif", "orbit.gif does not say what to write"),
        ("picture orbit --out orbit", "orbit does not say what to write"),
        ("picture orbit --out /tmp", "/tmp is a folder"),
        ("picture orbit --out new/", "new/ is a folder"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(network, line, said):
    result = network(line)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_file_that_is_there_is_replaced_only_if_that_is_said(network, tmp_path):
    file = tmp_path / "orbit.svg"
    file.write_text("mine")
    line = ["picture", "orbit", "--out", str(file)]
    refused = network(line)
    assert refused.code == 2
    assert "is there already. Replace it?" in refused.err
    assert "--yes" in refused.err
    assert file.read_text() == "mine"
    network.ok([*line, "--yes"])
    assert file.read_text().startswith("<svg")


def test_a_dry_run_writes_nothing(network, tmp_path):
    file = tmp_path / "orbit.svg"
    said = network.ok(["picture", "orbit", "--out", str(file), "--dry-run"], human=True).out
    assert said.split() == f"The orbit of 3 people -> {file} would be written".split()
    assert not file.exists()


def test_the_archive_is_in_no_orbit(network):
    network.ok("archive bob")
    handles = [one["handle"] for one in network.ok("picture orbit --json").json["people"]]
    assert "bob" not in json.dumps(handles)
    assert len(handles) == 2


def test_a_place_that_cannot_be_written_is_told(network):
    result = network(["picture", "orbit", "--out", str(Path("/proc/none/orbit.svg"))])
    assert result.code == 1
    assert "cannot be written" in result.err


# A year ------------------------------------------------------------------------------------------


def test_the_page_of_a_year_needs_nothing_but_itself_and_says_what_year_says(twelve):
    page = twelve.ok("picture year 2025").out
    assert page == twelve.process("picture year 2025", PYTHONHASHSEED="7").out
    assert not re.search(
        r"<script|<link|<img|url\(|@import|https?://(?!www\.w3\.org/2000/svg)", page
    )
    assert "default-src 'none'" in page
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page
    year = twelve.ok("year 2025 --json").json
    text = re.sub(r"<[^>]+>", " ", page)
    assert f"You were in touch with {year['seen']} people, {year['contacts']} times." in text
    for heading in ("New this year", "Met a second time", "Seen most", "The deepest hours",
                    "Came closer"):  # fmt: skip
        assert f"<h2>{heading}</h2>" in page
    assert "visit with Daniel" in text


def test_the_pictures_in_the_page_of_a_year_are_sound(many):
    pictures = re.findall(r"<svg.*?</svg>", many.ok("picture year 2025").out)
    assert len(pictures) == 2
    for svg in pictures:
        sound(svg)
    assert len(set(re.findall(r'id="([^"]+)"', "".join(pictures)))) == 4


def test_the_page_has_the_data_of_year_and_the_deepest_hours(twelve, tmp_path):
    twelve.ok("log walk anne --on 2025-12-13 --for 10m --deep --at 'the river'")
    file = tmp_path / "year.html"
    try:
        document = twelve.ok(["picture", "year", "2025", "--json", "--out", str(file)]).json
        year = twelve.ok("year 2025 --json").json
    finally:
        twelve.ok("undo")
    year.pop("schema")
    assert document["year"] == year
    assert file.read_text().startswith("<!DOCTYPE html>")
    assert len(document["hours"]) == 6
    deep = next(one for one in document["hours"] if one["deep"])
    assert deep == {
        "on": "2025-12-13", "kind": "walk", "minutes": 10, "deep": True, "place": "the river",
        "people": [{"handle": "anne", "name": "Anne"}],
    }  # fmt: skip
    minutes = sorted((one["minutes"] for one in document["hours"] if not one["deep"]), reverse=True)
    assert minutes[:2] == [240, 180]


def test_the_anonymous_page_of_a_year_names_nobody(twelve):
    twelve.ok("met anne 'Zebedee Quill' --at \"Caroline's ball\" --on 2025-12-20 --yes")
    try:
        out = twelve.ok("picture year 2025 --anonymous").out
        data = twelve.ok("picture year 2025 --anonymous --json").out
        people = twelve.ok("list --json").json["people"]
    finally:
        twelve.ok("undo")
    names = [one[key] for one in people for key in ("name", "handle")] + ["ball", "Zebedee"]
    for text in (out, data):
        assert [name for name in names if re.search(rf"\b{name}\b", text, re.IGNORECASE)] == []
    assert "ZQ" in out


def test_hostile_names_stay_text_in_the_page(hard):
    page = hard.ok("picture year 2026").out
    assert "<script" not in page
    assert "&lt;/text&gt;&lt;script&gt;" in page
    assert "\u202e" not in page


def test_a_year_without_anything_is_a_page_too(tinynet):
    assert "Nothing is logged in 2024." in tinynet.ok("picture year 2024").out
    tinynet.ok("add Anne")
    assert "<h1>2026 in friends</h1>" in tinynet.ok("picture year").out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("picture year --out year.svg", "year is a page"),
        ("picture year 2027", "2027 has not begun"),
        ("picture year 20", 'The year has to be from 1900 to 2200, not "20"'),
        ("picture year 2025 2026", '"2025 2026" is more than a year'),
        ("picture year -f human", "A page does not fit into a terminal"),
    ],
)
def test_a_page_that_cannot_be_is_refused_in_a_sentence(network, line, said):
    result = network(line)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_without_scores_a_page_has_no_depths(twelve):
    assert "depth 0.0 to" in twelve.ok("picture year 2025").out
    twelve.ok("config set scores false")
    try:
        page = twelve.ok("picture year 2025").out
    finally:
        twelve.ok("config set scores true")
    assert "depth" not in page
    assert "Hours together" not in page


# How you met, and who knows whom -----------------------------------------------------------------


@pytest.fixture
def villagers(network) -> Tinynet:
    return settle(network)


def test_the_tree_is_that_of_through_with_the_years(twelve):
    document = twelve.ok("picture tree --json").json
    through = twelve.ok("through --json").json["people"]
    key = {"handle", "name", "via", "level"}
    assert [{k: one[k] for k in key} for one in document["people"]] == [
        {k: one[k] for k in key} for one in through
    ]
    on = {one["handle"]: one["on"] for one in document["people"]}
    assert (on["caroline"], on["daniel"]) == (None, "2023-03-27")
    words = {label.text for label in labels(twelve.ok("picture tree").out)}
    assert "November 2024, the ferry to Mull" in words
    assert "2025" in words


def test_every_line_of_a_tree_drawn_smaller_is_a_pixel_wide_and_crisp(very_many, tmp_path):
    pytest.importorskip("resvg_py")
    from PIL import Image, ImageColor

    file = tmp_path / "tree.png"
    very_many.ok(["picture", "tree", "--out", str(file)])
    svg = parse(very_many.ok("picture tree").out)
    lines = [one for one in svg.iter() if one.tag.endswith("polyline")]
    with Image.open(file) as image:
        pixels, zoom = image.convert("RGB"), image.width / float(svg.attrib["width"])
    assert (zoom < 1, len(lines) > 200) == (True, True)
    for line in lines:
        (down, _), _, (right, y) = (
            [zoom * float(part) for part in corner.split(",")]
            for corner in line.attrib["points"].split()
        )
        name = line.attrib["class"].split()[0]
        colour = ImageColor.getrgb(LIGHT["line" if name == "rule" else name.removeprefix("line-")])
        middle = (down + right - 6 * zoom) / 2  # left of the mark
        near = range(-2, 3)
        level = [pixels.getpixel((int(middle), int(y) + n)) == colour for n in near]
        upright = [pixels.getpixel((int(down) + n, int(y) - 3)) == colour for n in near]
        assert (sum(level), sum(upright)) == (1, 1), line.attrib


def test_ties_are_those_that_gather_knows_but_for_people_to_keep_apart(villagers):
    document = villagers.ok("picture ties --json").json
    assert [(t["one"], t["other"], t["sort"], t["how"]) for t in document["ties"]] == [
        ("anne", "bob-m", "related", "spouse"),
        ("anne", "caroline-o", "through", "through"),
        ("anne", "farah", "together", "walk"),
    ]
    assert document["crossings"] == 0
    assert document["alone"] == 1  # Mei, whom Farah is to be spared
    assert {one["handle"] for one in document["people"]} == {"anne", "bob-m", "caroline-o", "farah"}


@pytest.mark.parametrize("picture", ["tree", "ties"])
def test_trees_and_ties_are_sound(twelve, many, very_many, hard, picture):
    for network in (twelve, many, very_many, hard):
        svg = network.ok(f"picture {picture}").out
        sound(svg)
        assert network.ok(f"picture {picture}").out == svg
    assert very_many.process("picture ties", PYTHONHASHSEED="3").out == (
        very_many.ok("picture ties").out
    )


def test_of_many_who_know_each_other_those_in_small_groups_have_names_too(very_many):
    document = very_many.ok("picture ties --json").json
    words = {label.text for label in labels(very_many.ok("picture ties").out)}
    near: dict[str, set[str]] = {}
    for tie in document["ties"]:
        near.setdefault(tie["one"], set()).add(tie["other"])
        near.setdefault(tie["other"], set()).add(tie["one"])
    pairs = [one for one, others in near.items() if len(others) == 1 and near[min(others)] == {one}]
    assert len(pairs) > 10
    names = {one["handle"]: one["name"] for one in document["people"]}
    assert {names[one] for one in pairs} <= words


def test_the_rings_that_are_there_are_explained(tinynet, twelve, many, very_many):
    tinynet.ok("add Anne")
    for network, held in (
        (tinynet, "The ring holds 5."), (twelve, "The rings hold 5 and 15."),
        (many, "The rings hold 5, 15, 50 and 150."),
        (very_many, "The rings hold 5, 15, 50 and 150."),
    ):  # fmt: skip
        assert held in network.ok("picture orbit").out


def test_shapes_are_explained_where_somebody_is_in_a_circle(twelve, tinynet):
    for picture in ("orbit", "tree", "ties"):
        words = [label.text for label in labels(twelve.ok(f"picture {picture}").out)]
        assert "friends" in words
    tinynet.ok("add Anne")
    tinynet.ok("add Bob --via anne")
    for picture in ("tree", "ties"):
        assert "in no circle" not in tinynet.ok(f"picture {picture}").out


@pytest.mark.parametrize("picture", ["tree", "ties", "ties --out ~/t.dot"])
def test_anonymous_trees_and_ties_name_nobody(villagers, picture, tmp_path):
    file = tmp_path / "t.dot"
    out = villagers.ok(["picture", *picture.replace("~/t.dot", str(file)).split(), "--anonymous"])
    text = file.read_text() if file.exists() else texts(out.out)
    people = villagers.ok("list --json").json["people"]
    names = [one[key].split()[0] for one in people for key in ("name", "handle")]
    assert [name for name in [*names, "stall"] if name.lower() in text.lower()] == []


def test_a_graph_is_written_for_other_programs(hard, tmp_path):
    hard.ok("introduce h0 h4")
    hard.ok(["add", 'Quo"te\\', "--handle", "q", "--via", "h4"])
    file = tmp_path / "ties.dot"
    hard.ok(["picture", "ties", "--out", str(file)])
    assert file.read_text().splitlines() == [
        "graph friends {",
        f'  "h0" [label="{LONG[:200].strip()}"];',
        '  "h4" [label="</text><script>"];',
        '  "q" [label="Quo\\"te\\\\"];',
        '  "h0" -- "h4" [label="introduced"];',
        '  "h4" -- "q" [label="through"];',
        "}",
    ]
    assert hard(["picture", "orbit", "--out", str(tmp_path / "o.dot")]).code == 2


def test_what_to_type_instead_names_whom_or_which_year_the_picture_is_of(network):
    page = network("picture year 2025", human=True)
    assert page.err.endswith("Name a file: tinynet picture year 2025 --out year.html\n")
    inside = network(["picture", "person", "bob marsh", "--out", f"{network.folder}/"])
    assert inside.err.endswith(
        f"Name a file in it: tinynet picture person 'bob marsh' --out {network.folder}/person.svg\n"
    )
    typed = shlex.split(inside.err.splitlines()[-1].removeprefix("Name a file in it: tinynet "))
    network.ok(typed)
    assert (network.folder / "person.svg").exists()

"""A friendship over the years as curves."""

from __future__ import annotations

from datetime import date

from tinynet.pictures.rules.chart import DEPTH, LEFT, LETTERS, RIGHT, lay_out
from tinynet.pictures.rules.lettering import line_box
from tinynet.pictures.rules.story import Contact, story

TODAY = date(2026, 3, 1).toordinal()


def chart(*ago: int, name: str = "dinner"):
    told = story([Contact(TODAY - days, 1.5, 60, "dinner", True, None) for days in ago], TODAY)
    return lay_out(told, [name] * len(told.peaks), TODAY)


def test_today_is_at_the_right_and_the_first_contact_at_the_left():
    drawn = chart(2000, 5)
    assert drawn.depth[0][0] == LEFT
    assert drawn.depth[-1][0] == RIGHT
    assert all(DEPTH[0] <= y <= DEPTH[1] for _, y in drawn.depth)


def test_a_young_friendship_has_a_year_of_room():
    assert chart(10).strokes[0][0] > LEFT + (RIGHT - LEFT) * 0.9
    assert [text for _, text in chart(10).ticks][:3] == ["Apr", "May", "Jun"]


def test_of_every_second_month_january_is_named_with_its_year():
    for days in (500, 530, 560):
        texts = [text for _, text in chart(days, 5).ticks]
        assert [text for text in texts if text.startswith("Jan 20")]
        assert len(texts) <= 12


def test_long_friendships_are_ticked_by_years():
    assert [text for _, text in chart(2000, 5).ticks] == [
        "2021", "2022", "2023", "2024", "2025", "2026",
    ]  # fmt: skip
    assert len(chart(20000, 5).ticks) <= 12


def test_names_of_peaks_stay_inside_and_do_not_overlap():
    drawn = chart(1700, 1695, 1690, 700, 690, 685, 20, 15, 10, name="a dinner of 3h at the Lion")
    boxes = [line_box(peak.text, LETTERS, *peak.at) for peak in drawn.peaks]
    assert len(boxes) == 3
    assert all(box[0] >= LEFT and box[2] <= RIGHT + 0.1 for box in boxes)
    for one, other in ((boxes[0], boxes[1]), (boxes[1], boxes[2]), (boxes[0], boxes[2])):
        assert one[2] <= other[0] or one[3] <= other[1] or other[3] <= one[1]


def test_without_contacts_there_are_no_curves():
    drawn = lay_out(story([], TODAY), [], TODAY)
    assert (drawn.depth, drawn.strokes, drawn.peaks) == ((), (), ())

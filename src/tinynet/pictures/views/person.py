"""Draw a friendship over the years."""

from __future__ import annotations

from datetime import date

from tinynet.core.partial import say_partial
from tinynet.core.spans import say_duration
from tinynet.output.page import count_of
from tinynet.pictures.rules import chart as layout
from tinynet.pictures.rules.chart import DEPTH, LEFT, RIGHT, STROKES, WARMTH
from tinynet.pictures.rules.lettering import cut
from tinynet.pictures.views.months import say_month
from tinynet.pictures.views.svg import Drawing, element, header, points, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.pictures.rules.chart import Chart
    from tinynet.pictures.rules.story import Peak, Story

NAME_MOST = 320.0  # pixels of a peak's name


def draw(story: Story, name: str, today: date, *, scores: bool) -> Drawing:
    """The picture of a friendship."""
    names = [cut(peak_name(peak), layout.LETTERS, NAME_MOST) for peak in story.peaks]
    chart = layout.lay_out(story, names, today.toordinal())
    heading = f"You and {name}"
    parts = [
        header(cut(heading, 22, layout.WIDTH - 80), summary(story, today)),
        _axes(chart, scores=scores),
        _curves(chart),
        "".join(_stroke(x, met=met) for x, met in chart.strokes),
        _peaks(chart),
        _legend(),
    ]
    return Drawing(heading, about(story, name, today), layout.WIDTH, layout.HEIGHT, "".join(parts))


def summary(story: Story, today: date) -> str:
    """The friendship in a line."""
    if not story.contacts:
        return f"No contact yet, {say_partial(str(today))}"
    met = sum(contact.in_person for contact in story.contacts)
    minutes = sum(contact.minutes for contact in story.contacts if contact.in_person)
    since = _month(story.contacts[0].day)
    return (
        f"{count_of(len(story.contacts), 'contact')} since {since}, {met:,} in person, "
        f"{count_of(round(minutes / 60), 'hour')} together; {say_partial(str(today))}"
    )


def about(story: Story, name: str, today: date) -> str:
    """What the picture shows, in sentences."""
    if not story.peaks:
        return f"How deep and how warm the friendship with {name} was. {summary(story, today)}."
    peaks = "; ".join(peak_name(peak) for peak in story.peaks)
    return (
        f"How deep and how warm the friendship with {name} was, month by month. "
        f"{summary(story, today)}. It was deepest around: {peaks}."
    )


def peak_name(peak: Peak) -> str:
    """A peak by its month and what happened: "visit of 4h, Hull, Jul 2025"."""
    contact = peak.contact
    long = f" of {say_duration(contact.minutes)}" if contact.in_person and contact.minutes else ""
    where = f", {contact.place}" if contact.place else ""
    return f"{contact.kind}{long}{where}, {_month(peak.day)}"


def _month(day: int) -> str:
    return say_month(str(date.fromordinal(day)))


def _axes(chart: Chart, *, scores: bool) -> str:
    made = []
    for y, value in chart.heights:
        made.append(element("line", x1=LEFT, y1=y, x2=RIGHT, y2=y, class_="rule"))
        if scores:
            made.append(words(str(value), LEFT - 10, y + 4, 11.5, "end", class_="quiet"))
    made += [element("line", x1=LEFT, y1=y, x2=RIGHT, y2=y, class_="rule") for y in WARMTH]
    for x, text in chart.ticks:
        made.append(element("line", x1=x, y1=DEPTH[1], x2=x, y2=DEPTH[1] + 5, class_="rule"))
        made.append(words(text, x, DEPTH[1] + 20, 11.5, "middle", class_="quiet"))
    for text, y in (("depth", DEPTH[0] - 12), ("warmth", sum(WARMTH) / 2 + 4),
                    ("contacts", sum(STROKES) / 2 + 4)):  # fmt: skip
        made.append(words(text, LEFT - 10, y, 12.5, "end", font_weight="600"))
    return "".join(made)


def _curves(chart: Chart) -> str:
    made = ""
    for places, bottom, colour in ((chart.depth, DEPTH[1], "close"),
                                   (chart.warmth, WARMTH[1], "inner")):  # fmt: skip
        if places:
            area = ((places[0][0], bottom), *places, (places[-1][0], bottom))
            made += element("polygon", points=points(*area), class_=colour, fill_opacity="0.16")
            made += element("polyline", points=points(*places), class_=f"line-{colour}",
                            stroke_width="2", stroke_linejoin="round")  # fmt: skip
    return made


def _stroke(x: float, *, met: bool) -> str:
    """A contact: a long stroke where you met, a short one with a dot's colour elsewhere."""
    top, bottom = STROKES if met else (STROKES[0] + 14, STROKES[1])
    name = "line-close" if met else "line-inner"
    return element("line", x1=x, y1=top, x2=x, y2=bottom, class_=name, stroke_width="1.6",
                   stroke_opacity="0.75")  # fmt: skip


def _peaks(chart: Chart) -> str:
    made = ""
    for peak in chart.peaks:
        x, y, anchor = peak.at
        made += element("line", x1=peak.x, y1=peak.y - 5, x2=peak.x, y2=y + 4, class_="thread")
        made += element("circle", cx=peak.x, cy=peak.y, r=4.5, class_="close edge")
        made += words(peak.text, x, y, layout.LETTERS, anchor, class_="halo")
    return made


def _legend() -> str:
    y = layout.HEIGHT - 22
    return (
        _legend_stroke(LEFT, y, "line-close", 14)
        + words("in person", LEFT + 10, y, 12, class_="quiet")
        + _legend_stroke(LEFT + 96, y, "line-inner", 8)
        + words("calls and messages", LEFT + 106, y, 12, class_="quiet")
    )


def _legend_stroke(x: float, y: float, name: str, tall: float) -> str:
    return element("line", x1=x, y1=y, x2=x, y2=y - tall, class_=name, stroke_width="2")

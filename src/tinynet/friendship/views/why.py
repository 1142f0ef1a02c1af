"""Show how a person's numbers are computed, step by step, so that each can be checked."""

from __future__ import annotations

from datetime import date

from tinynet.core import cadence, strength
from tinynet.core.dates import say_day
from tinynet.core.spans import say_duration
from tinynet.friendship.views.due import NOT_YET, STATE_STYLES
from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.friendship.documents import ContactDay, Tie, WhyDocument, WhyPerson
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page

    Step = tuple[str, Cell, str]  # what, how much, how it comes about

SHOWN = 10  # contact days; the older ones are summed
THRESHOLDS = (
    ("dormant", cadence.DORMANT),
    ("fading", cadence.FADING),
    ("overdue", cadence.OVERDUE),
)
CREDIT = (
    f"A day counts log2(1 + minutes / {strength.MINUTES_UNIT}) in person, "
    f"{strength.CREDIT_MAX:g} at most, and the kind's weight "
    f"otherwise; x {strength.DEEP_FACTOR:g} if it was deep, / sqrt(people); less with age, in days."
)


def show(answer: Answer[WhyDocument], page: Page) -> None:
    """Show the counting days, then a line per number; no scores if `scores` is off."""
    document = answer.envelope()
    person, tie, days = document["person"], document["tie"], document["days"]
    page.title(person["name"], f"  {person['handle']}", ("  why", "dim"))
    page.say()
    if days:
        contacts(days, page)
        page.say()
    steps = [*(scores(tie, days) if page.scores and days else []), *when_due(person, tie, page)]
    steps += [hours(tie)] if page.scores and tie["hours"] else []
    page.table([[(what, "dim"), much, how] for what, much, how in steps], align=" rw")


def contacts(days: Sequence[ContactDay], page: Page) -> None:
    """The latest contact days; one line for the older ones, and the sum."""
    numbers = ("credit", "age", "now") if page.scores else ()
    rows: list[list[Cell]] = [
        [
            (say_day(date.fromisoformat(day["on"]), page.today), "cyan"),
            day["kind"] + (", deep" if day["deep"] else ""),
            say_duration(day["minutes"]) if day["minutes"] else "",
            str(day["people"]),
            *((f"{day['credit']:.2f}", str(day["age_days"]), f"{day['decayed']:.2f}")
              if page.scores else ()),
        ]
        for day in days[:SHOWN]
    ]  # fmt: skip
    older = days[SHOWN:]
    if older:
        rows.append([(f"and {len(older):,} older", "dim"), "", "", ""])
    if page.scores:
        if older:
            rows[-1] += ["", "", f"{evidence(older):.2f}"]
        rows.append([("together", "dim"), *[""] * 5, (f"{evidence(days):.2f}", "bold")])
    page.table(rows, head=("day", "kind", "length", "people", *numbers), align=" wrrrrr")
    if page.scores:
        page.say()
        page.text(CREDIT, style="dim")


def evidence(days: Sequence[ContactDay]) -> float:
    """The sum of the credits of the days."""
    return float(sum(day["decayed"] for day in days))


def scores(tie: Tie, days: Sequence[ContactDay]) -> list[Step]:
    """Depth, usual gap, warmth and strength."""
    gap, silence = tie["usual_gap_days"] or 0, max(tie["days_since"] or 0, 0)
    first, last = tie["first_on"] or days[-1]["on"], tie["last_on"] or days[0]["on"]
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    days_met = count_of(tie["contact_days"], "contact day")
    between, pseudo = count_of(span, "day"), strength.PSEUDO_GAP
    life = tie["half_life_days"]
    family = " for family" if life == strength.FAMILY_HALF_LIFE else ""
    horizon = min(max(strength.WARM_GAPS * gap, strength.WARM_MIN), strength.WARM_MAX)
    how = f"{strength.WARM_GAPS} usual gaps"
    if horizon == strength.WARM_MIN:
        how += f", {strength.WARM_MIN} at least"
    elif horizon == strength.WARM_MAX:
        how += f", {strength.WARM_MAX} at most"
    return [
        (
            "depth",
            f"{tie['depth']:.2f}",
            f"log2(1 + {evidence(days):.2f}); a credit halves in {life} days{family}",
        ),
        (
            "usual gap",
            f"{gap:.2f}",
            f"({between} from first to last + {pseudo}) / {days_met}",
        ),
        (
            "warmth",
            f"{tie['warmth']:.2f}",
            f"1 / (1 + {count_of(silence, 'day')} of silence / {horizon:.2f}), which is {how}",
        ),
        (
            "strength",
            f"{tie['strength']:.2f}",
            f"depth {tie['depth']:.2f} x warmth {tie['warmth']:.2f}",
        ),
    ]


def when_due(person: WhyPerson, tie: Tie, page: Page) -> list[Step]:
    """Cadence, ratio, state and due day."""
    days, source = tie["cadence_days"], tie["cadence_from"]
    chosen = source in {"person", "circle"}
    where = {
        "person": "days, as you chose for them",
        "circle": f"days, the {person['circle']} circle's",
        "rhythm": of_rhythm(tie["usual_gap_days"], days),
        "default": f"days, the default until there are {cadence.RHYTHM_DAYS} contact days",
    }[source]
    if days == cadence.NEVER or tie["clock_on"] is None or tie["due_on"] is None:
        return [("cadence", "never", "as you chose for them"), *quiet(person, page)]
    clock = date.fromisoformat(tie["clock_on"])
    silence = max((page.today - clock).days, 0)
    since = "the last contact" if tie["clock_on"] == tie["last_on"] else "you added them"
    if tie["clock_on"] == person["skipped_on"]:
        since = "you skipped"
    due_from = cadence.SOON if chosen else cadence.DUE
    state = NOT_YET if tie["last_on"] is None and tie["state"] == "ok" else tie["state"]
    due_on = date.fromisoformat(tie["due_on"])
    wait = count_of((due_on - clock).days, "day")
    return [
        ("cadence", f"{days:.2f}".removesuffix(".00"), where),
        ("ratio", f"{tie['ratio']:.2f}", f"{count_of(silence, 'day')} since {since} / the cadence"),
        ("state", (state, STATE_STYLES.get(state, "dim")), reads(tie["state"], due_from)),
        (
            "due",
            say_day(due_on, page.today),
            f"{say_day(clock, page.today)} + {wait}, the first with a ratio of {due_from:g}",
        ),
        *quiet(person, page),
    ]


def of_rhythm(gap: float | None, days: float) -> str:
    """Where a cadence by rhythm comes from: the usual gap, or the minimum."""
    if gap is not None and gap < days:
        return f"days: rhythm {gap:.2f} d, counted as {days:g}"
    return f"days, your usual gap, from {cadence.RHYTHM_DAYS} contact days on"


def reads(state: str, due_from: float) -> str:
    """The range of ratios of a state."""
    floors = [*THRESHOLDS, ("due", due_from)]
    if due_from > cadence.SOON:
        floors.append(("soon", cadence.SOON))
    above = ""
    for name, floor in floors:
        if name == state:
            return f"a ratio from {floor:g} on{above}"
        above = f", {name} from {floor:g}"
    return f"a ratio below {floors[-1][1]:g}"


def quiet(person: WhyPerson, page: Page) -> list[Step]:
    """What keeps the person off the due list."""
    if person["archived_on"]:
        return [("archived", "", "on nobody's list until you take them back")]
    today = page.today.isoformat()
    steps: list[Step] = []
    for what, until in (("snoozed", person["snoozed_until"]), ("paused", person["paused_until"])):
        if until and until > today:
            word = "until you say so" if until == cadence.FOREVER else ""
            day = word or f"until {say_day(date.fromisoformat(until), page.today)}"
            steps.append((what, "", f"{day}, off the due list"))
    return steps


def hours(tie: Tie) -> Step:
    """The hours together compared with Hall's marks."""
    spent = tie["hours"]
    further = [(floor, mark) for floor, mark in strength.HALL_MARKS if floor > spent]
    reached = f"a {tie['hall_mark']} by Hall's marks; " if tie["hall_mark"] else ""
    ahead = f"about {further[-1][0]} make a {further[-1][1]}" if further else "the last of them"
    how = f"in person; {reached}{ahead}"
    return ("hours", f"{spent:.1f}".removesuffix(".0"), how)

"""The friends of `tinynet demo`: invented, a dozen, as the command lines that make them.

All days are relative to today, so that the friends stay fresh; `{-3}` is a birthday in 3 days.
"""

from __future__ import annotations

from tinynet.core.partial import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

PEOPLE = (
    ("add", "Anne", "--met", "the stall on Fridays", "--tag", "market"),
    ("add", "Caroline", "--via", "anne", "--met", "her stall, and the cheese", "--every", "2w"),
    (
        "add",
        "Ruth",
        "--met",
        "she was there when I was born",
        "--tag",
        "family",
        "--circle",
        "inner",
    ),
    ("add", "Grace", "--met", "the book club", "--tag", "books", "--birthday", "{-3}"),
    ("add", "Farah", "--met", "the river run", "--tag", "running"),
    ("add", "Henrik", "--met", "the climbing wall", "--circle", "close"),
    ("add", "Inés", "--met", "the Thursday dance", "--tag", "dancing"),
    ("add", "Jonas", "--met", "the office on Mill Lane"),
    ("add", "Mei", "--met", "the flat above", "--tag", "books"),
    ("add", "Daniel", "--met", "we shared a kitchen at university", "--circle", "friends"),
    ("add", "Yusuf", "--met", "the ferry to Mull", "--via", "daniel"),
    ("add", "Tomás", "--met", "twice, at other people's parties"),
    ("note", "henrik", "--next", "how is the flat in Bergen?"),
    ("tag", "inés", "running"),
)
# kind, who, minutes, days ago; Anne's are Fridays, and added below.
CONTACTS = (
    ("call", "ruth", "40m", (2, 9, 17, 23, 31, 38, 45, 52, 60, 66, 74, 81)),
    ("dinner", "ruth", "3h", (20, 88)),
    ("coffee", "grace", "1h30", (12, 40, 68, 96, 131, 159)),
    ("walk", "farah", "1h", (3, 10, 24, 31, 45, 52, 59, 80)),
    ("drinks", "henrik", "2h", (75, 96, 110, 131, 160, 174, 195)),
    ("event", "inés", "2h", (16, 30, 37, 51, 58, 72)),
    ("lunch", "jonas", "1h", (48, 69, 90, 104, 125)),
    ("coffee", "mei", "30m", (5, 19, 43, 60)),
    ("dinner", "grace,mei", "2h30", (26,)),
    ("visit", "daniel", "4h", (340, 702, 1070)),
    ("call", "daniel", "30m", (222, 418)),
    ("visit", "yusuf", "3h", (255, 470)),
    ("drinks", "tomás", "1h30", (33, 61)),
)
KNOWN_DAYS = 60  # how long they are in tinynet, so that Caroline, never met, is somebody to meet
FRIDAYS = 12
FRIDAY = 4  # as date.weekday() counts


def people(today: date) -> list[tuple[str, ...]]:
    """The command lines that make them, in order."""
    return [tuple(_dated(word, today) for word in line) for line in PEOPLE]


def contacts(today: date) -> str:
    """What `tinynet log --batch -` reads, the oldest first."""
    friday = (today.weekday() - FRIDAY) % 7 or 7
    fridays = tuple(friday + 7 * week for week in range(FRIDAYS))
    lines = [
        (_day(ago, today), f"{kind}\t{who}\t{_day(ago, today)}\t{minutes}\n")
        for kind, who, minutes, days in (*CONTACTS, ("coffee", "anne", "20m", fridays))
        for ago in days
    ]
    return "".join(line for _, line in sorted(lines))


def _dated(word: str, today: date) -> str:
    """A word of PEOPLE; a day in braces becomes a birthday without its year."""
    if word[0] != "{":
        return word
    _, month, day = _day(int(word[1:-1]), today).split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}"


def _day(ago: int, today: date) -> str:
    from datetime import timedelta

    return (today - timedelta(days=ago)).isoformat()

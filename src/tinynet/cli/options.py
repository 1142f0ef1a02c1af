"""Declare each argument and option once, with the words that --help shows.

Commands name these in their annotations, and only Typer reads them (`app.py`): importing this file
costs several times what a TAB may take. What completes each parameter is therefore written into
`compiled_completion.py` by `python -m tinynet.cli.reference`.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

from typer import Argument, Option

from tinynet.cli.checks import ME_OR_THEM
from tinynet.core.cadence import CIRCLES
from tinynet.core.relations import COMMON_RELATIONS
from tinynet.output.answer import FORMATS

Text = str | None
if TYPE_CHECKING:
    Many = tuple[str, ...]  # what commands are given
else:
    Many = list[str]  # what Typer reads; `app.py` makes it a tuple


def _argument(metavar: str, text: str) -> Any:
    return Argument(metavar=metavar, help=text, show_default=False)


def _option(*declarations: str, metavar: str | None = None, text: str) -> Any:
    return Option(*declarations, metavar=metavar, help=text, show_default=False)


class Completes(NamedTuple):
    """What completion offers for a parameter.

    Attributes:
        what: A word of `complete.py` (people, kinds, tags, files ...), the words themselves, or in
            capitals the name of a constant of the command's module that holds them.
        or_files: Whether files are offered where none of the words begins so.
    """

    what: str | Sequence[str]
    or_files: bool = False


PEOPLE, KINDS, TAGS, FILES = map(Completes, ("people", "kinds", "tags", "files"))
INTERACTIONS, TOPICS, SETTINGS = map(Completes, ("interactions", "topics", "settings"))

# By position ------------------------------------------------------------------------------------
Who = Annotated[str, _argument("WHO", "handle, name or part of a name"), PEOPLE]
WhoOrMany = Annotated[
    str, _argument("WHO|@TAG|-", "somebody, all with a tag, or handles on stdin"), PEOPLE
]
MaybeWho = Annotated[Text, _argument("[WHO]", "handle, name or part of a name"), PEOPLE]
Whos = Annotated[Many, _argument("WHO...", "handles, names or parts of names, @tag, -"), PEOPLE]
Other = Annotated[str, _argument("WHO", "the other person"), PEOPLE]
Into = Annotated[Text, _argument("[INTO]", "the one who stays"), PEOPLE]
NewName = Annotated[str, _argument("NAME", "their name, in quotes if it has spaces")]
MaybeKind = Annotated[Text, _argument("KIND", "coffee, call, ... (see tinynet kinds)"), KINDS]
Words = Annotated[Many, _argument("[QUERY]...", "parts of names, tags"), PEOPLE]
NoteText = Annotated[Many, _argument("TEXT...", "the words, or - to read them from stdin")]
MaybeTags = Annotated[Many, _argument("[TAG]...", "words such as running, family"), TAGS]
Tags = Annotated[Many, _argument("TAG...", "words such as running, family, book-club"), TAGS]
Sentence = Annotated[Many, _argument("SENTENCE...", "what happened, or - to read lines of stdin")]
RelationName = Annotated[
    Text,
    _argument("[RELATION]", "spouse, child, colleague, knows, avoid, ..."),
    Completes(COMMON_RELATIONS),
]
Related = Annotated[Text, _argument("[WHO]", "the other person, or a name"), PEOPLE]
Id = Annotated[str, _argument("ID", "the number that log and history show"), INTERACTIONS]
PeriodWords = Annotated[Many, _argument("DURATION...", "3d, 2w, 1 month, or a day ahead")]
Calendar = Annotated[Text, _argument("[FILE]", "the calendar's file, DIR/, or - for stdout"), FILES]
MaybeYear = Annotated[Text, _argument("[YYYY]", "the year, such as 2025")]
MaybePeriod = Annotated[Many, _argument("[DURATION]...", "with --spread: over how long, 4w")]
Count = Annotated[Text, _argument("[N]", "how many commands, 1 unless given")]
Format = Annotated[
    str,
    _argument("[FORMAT]", "vcard, google, mbox, ...; found out if left out"),
    Completes("FORMATS", or_files=True),
]
Files = Annotated[
    Many, _argument("FILE...", "a file, a folder, several cards, or - for stdin"), FILES
]
ExportFormat = Annotated[
    str, _argument("FORMAT", "json, vcard, csv, markdown or friends"), Completes("FORMATS")
]
Target = Annotated[Text, _argument("[FILE]", "a file, a folder, or - for stdout"), FILES]
BackupFile = Annotated[
    Text, _argument("[FILE]", "a file or folder; beside the database if none"), FILES
]
Which = Annotated[Text, _argument("[WHICH]", "a number of backup --list, a day, or a file"), FILES]
Shell = Annotated[str, _argument("SHELL", "bash, zsh, fish or nushell"), Completes("SHELLS")]
Action = Annotated[Text, _argument("[ACTION]", "what to do"), Completes("ACTIONS")]
Key = Annotated[Text, _argument("[KEY]", "the setting"), SETTINGS]
Value = Annotated[Text, _argument("[VALUE]", "its new value")]
Topic = Annotated[Text, _argument("[TOPIC]", "a command, or exit-codes, dates, json, env"), TOPICS]
KindName = Annotated[Text, _argument("[NAME]", "the kind's name"), KINDS]

# When, how long, how often ----------------------------------------------------------------------
On = Annotated[Text, _option("--on", metavar="DATE", text="the day: yesterday, fri, 12 nov, ...")]
MetOn = Annotated[Text, _option("--on", metavar="DATE", text="when you met: 2019, May 2019, ...")]
Since = Annotated[
    Text, _option("--since", metavar="DATE", text="from then on: fri, 2025, jan, 'last month'")
]
Until = Annotated[
    Text,
    _option("--until", metavar="DATE", text="up to then: a day, or the end of a year, month, week"),
]
Back = Annotated[Text, _option("--until", metavar="DATE", text="the day they are back")]
Within = Annotated[Text, _option("--within", metavar="DURATION", text="look so far ahead: 2w")]
For = Annotated[Text, _option("--for", metavar="DURATION", text="how long: 45m, 1h30")]
Every = Annotated[Text, _option("--every", metavar="CADENCE", text="how often: 2w, monthly, never")]

# About a contact --------------------------------------------------------------------------------
Repeat = Annotated[
    Text, _option("--repeat", metavar="CADENCE", text="each time from --since on: 1w, monthly")
]
At = Annotated[Text, _option("--at", metavar="PLACE", text="where")]
NoteOption = Annotated[Text, _option("--note", metavar="TEXT", text="a note")]
By = Annotated[
    Text, _option("--by", metavar="me|them", text="who reached out"), Completes(ME_OR_THEM)
]
AtOccasion = Annotated[Text, _option("--at", metavar="OCCASION", text="the dinner, the conference")]
Occasion = Annotated[Text, _option("--occasion", metavar="O", text="the dinner, the conference")]
Kind = Annotated[Text, _option("--kind", metavar="KIND", text="the kind of contact"), KINDS]
Deep = Annotated[bool, _option("--deep", text="a talk that mattered")]
Attempt = Annotated[bool, _option("--attempt", text="nobody answered")]
NoDeep = Annotated[bool, _option("--no-deep", text="it was not that deep")]
NoAttempt = Annotated[bool, _option("--no-attempt", text="they did answer")]
AddMissing = Annotated[bool, _option("--add", text="add people who are not there yet")]
Batch = Annotated[
    Text, _option("--batch", metavar="FILE", text="one a line from a file or -"), FILES
]
KeepGoing = Annotated[bool, _option("--keep-going", text="leave bad lines out, say which")]
With = Annotated[Many, _option("--with", metavar="WHO", text="instead of those there"), PEOPLE]

# About a person ---------------------------------------------------------------------------------
Met = Annotated[Text, _option("--met", metavar="HOW", text="how you met")]
Via = Annotated[Text, _option("--via", metavar="WHO", text="through whom you met"), PEOPLE]
Circle = Annotated[
    Text,
    _option("--circle", metavar="C", text="inner, close, friends or village"),
    Completes(tuple(CIRCLES)),
]
Emails = Annotated[Many, _option("--email", metavar="E", text="an e-mail (repeatable)")]
Phones = Annotated[Many, _option("--phone", metavar="P", text="a phone number (repeatable)")]
Addresses = Annotated[Many, _option("--address", metavar="A", text="an address (repeatable)")]
Work = Annotated[Text, _option("--work", metavar="ORG", text="where they work")]
Title = Annotated[Text, _option("--title", metavar="TITLE", text="what they are there")]
Birthday = Annotated[Text, _option("--birthday", metavar="D", text="12 April 1980, --04-12, 1980")]
TagOption = Annotated[Text, _option("--tag", metavar="T", text="only people with this tag"), TAGS]
TagOptions = Annotated[Many, _option("--tag", metavar="T", text="a tag (repeatable)"), TAGS]
Handle = Annotated[Text, _option("--handle", metavar="H", text="the short name scripts use")]
Name = Annotated[Text, _option("--name", metavar="NAME", text="their name")]
Nicknames = Annotated[Many, _option("--nickname", metavar="N", text="a nickname (repeatable)")]
Fact = Annotated[Text, _option("--fact", metavar="KEY", text="a fact under this key")]
AddValue = Annotated[bool, _option("--add", text="another value beside those there")]
RecordId = Annotated[
    Text, _option("--id", metavar="ID", text="which one, as show has it: n12, f3, r5, w7")
]
ShowPhoto = Annotated[bool, _option("--photo", text="the photo of an imported card")]
Next = Annotated[bool, _option("--next", text="show it before you meet next")]
Done = Annotated[
    bool, _option("--done", text="tick next-time notes off, or say that a gift was given")
]
Off = Annotated[bool, _option("--off", text="end it, so that they count again")]
Remove = Annotated[bool, _option("--remove", text="take away instead")]
Confirm = Annotated[Text, _option("--confirm", metavar="NAME", text="their whole name, to be sure")]
Mentions = Annotated[
    bool, _option("--mentions", text='put "somebody" where others\' texts name them')
]

# About people who are there twice ---------------------------------------------------------------
Suggest = Annotated[bool, _option("--suggest", text="list who may be there twice, and why")]
Dismiss = Annotated[bool, _option("--dismiss", text="they are two; do not suggest them again")]
Prefer = Annotated[
    Text,
    _option("--prefer", metavar="who|into", text="whose to keep where they differ"),
    Completes("SIDES"),
]

# About plans and favours ------------------------------------------------------------------------
ByDay = Annotated[Text, _option("--by", metavar="DATE", text="the day it is for, if any")]
SaidBy = Annotated[
    Text, _option("--said", metavar="me|them", text="whose idea it was"), Completes(ME_OR_THEM)
]
Drop = Annotated[
    Text, _option("--drop", metavar="WHO", text="let a plan go: its number, or whose"), PEOPLE
]
PlanDone = Annotated[
    Text, _option("--done", metavar="WHO", text="a plan is done: its number, or whose"), PEOPLE
]
AllPlans = Annotated[bool, _option("--all", text="those that are done or dropped, too")]
MaybeWay = Annotated[
    Text, _argument("gave|got", "gave: you helped; got: they did"), Completes("WAYS")
]
RemoveFavour = Annotated[Text, _option("--remove", metavar="N", text="take a favour out instead")]

# About introductions and who knows what ---------------------------------------------------------
AskTopic = Annotated[
    Many, _argument("TOPIC...", "what it is about: baking, moving house, ..."), TAGS
]
Outcome = Annotated[
    Text, _option("--outcome", metavar="O", text="met, stuck or faded"), Completes("OUTCOMES")
]
Depth = Annotated[Text, _option("--depth", metavar="N", text="at most so many steps from you")]
WholeTree = Annotated[bool, _option("--all", text="everybody, however many")]

# About what is found ----------------------------------------------------------------------------
FindWords = Annotated[Many, _argument("WORDS...", 'words, or "a phrase" in quotes of its own')]
FindWhat = Annotated[
    Text,
    _option("--what", metavar="WHAT,...", text="note, fact, interaction, phone, ..."),
    Completes("WHATS"),
]
FindWith = Annotated[Text, _option("--with", metavar="WHO", text="only about them"), PEOPLE]

# About agents -----------------------------------------------------------------------------------
AllowWrites = Annotated[
    bool, _option("--allow-writes", text="tools that log, note and plan, each after a look")
]
AgentsLog = Annotated[bool, _option("--log", text="show what agents asked")]

# About a list -----------------------------------------------------------------------------------
Limit = Annotated[Text, _option("--limit", metavar="N", text="at most so many")]
All = Annotated[bool, _option("--all", text="everybody who is due")]
Spread = Annotated[bool, _option("--spread", text="put what piled up over the next weeks")]
CountOnly = Annotated[bool, _option("--count", text="only how many")]
ExitCode = Annotated[bool, _option("--exit-code", text="exit with 1 when somebody is due")]
ByKey = Annotated[
    str, _option("--by", metavar="KEY", text="strength, depth, warmth or hours"), Completes("KEYS")
]
Sort = Annotated[
    str,
    _option("--sort", metavar="KEY", text="name, strength, depth, last, added"),
    Completes("KEYS"),
]
InPlace = Annotated[
    Text, _option("--in", metavar="PLACE", text="only who lives there: any part of an address")
]
Archived = Annotated[bool, _option("--archived", text="the people put away")]
ListOnly = Annotated[bool, _option("--list", text="only show what would be done")]

# About what other programs read -----------------------------------------------------------------
NoHeader = Annotated[bool, _option("--no-header", text="without the first line that mutt wants")]
NoDue = Annotated[bool, _option("--no-due", text="without due days")]
Alarms = Annotated[bool, _option("--alarms", text="with a bell at nine on each day")]
Days = Annotated[Text, _option("--days", metavar="N", text="due days up to so many days away")]

# About the quiz ---------------------------------------------------------------------------------
AnswerTo = Annotated[Text, _option("--answer", metavar="ID", text="you answered this question")]
Grade = Annotated[
    Text, _option("--grade", metavar="G", text="again, hard, good or easy"), Completes("GRADES")
]
Questions = Annotated[Text, _option("--limit", metavar="N", text="questions; 10 by default")]

# About a table of guests ------------------------------------------------------------------------
Size = Annotated[str, _option("--size", metavar="N", text="guests, without you; 6 by default")]
Around = Annotated[Text, _option("--around", metavar="TAG", text="what the evening is about"), TAGS]
Guests = Annotated[
    Many, _option("--with", metavar="WHO", text="who must come (repeatable)"), PEOPLE
]
Without = Annotated[Many, _option("--without", metavar="WHO", text="who not (repeatable)"), PEOPLE]

# About a picture --------------------------------------------------------------------------------
Picture = Annotated[
    str, _argument("PICTURE", "orbit, days, tree, ties, person or year"), Completes("PICTURES")
]
Pictured = Annotated[
    Many, _argument("[WHO|YYYY]...", "who for person, a year for days and year"), PEOPLE
]
Out = Annotated[
    Text, _option("--out", metavar="FILE", text=".svg, .png, .html, .dot; - for stdout"), FILES
]
ByWhich = Annotated[
    str, _option("--by", metavar="KEY", text="how near: strength or depth"), Completes("KEYS")
]
DaysWith = Annotated[
    Text, _option("--with", metavar="WHO", text="only days with this person"), PEOPLE
]
Anonymous = Annotated[bool, _option("--anonymous", text="initials for names, to show it around")]

# About backups ----------------------------------------------------------------------------------
ListBackups = Annotated[bool, _option("--list", text="those there are, newest first")]
Encrypt = Annotated[bool, _option("--encrypt", text="lock FILE with a passphrase (age)")]

# About an export --------------------------------------------------------------------------------
CardVersion = Annotated[Text, _option("--version", metavar="3|4", text="of vCard; 4 by default")]
Delete = Annotated[bool, _option("--delete", text="delete cards of people who are gone here")]

# About the database's health --------------------------------------------------------------------
Rebuild = Annotated[bool, _option("--rebuild", text="recompute what follows from the log")]
Salvage = Annotated[
    Text, _option("--salvage", metavar="FILE", text="save what can be read there"), FILES
]

# About all your machines ------------------------------------------------------------------------
SyncAction = Annotated[
    Text, _argument("[ACTION]", "init, join, status, conflicts, leave, remove, key"),
    Completes("ACTIONS"),
]  # fmt: skip
SyncWhat = Annotated[Text, _argument("[WHAT]", "the folder, the device, the conflict's N"), FILES]
DeviceName = Annotated[Text, _option("--name", metavar="NAME", text="of this device: laptop")]
Quiet = Annotated[bool, _option("--quiet", text="for timers: say only what came in")]
OtherValue = Annotated[bool, _option("--other", text="take the value that lost")]
NewKey = Annotated[bool, _option("--new", text="make a new key, and lock everything with it")]
CatchUp = Annotated[
    bool, _option("--catch-up", text="after a restore: bring this device up to date")
]
TakeBack = Annotated[
    bool, _option("--take-back", text="after a restore: take all devices back to it")
]
Moved = Annotated[bool, _option("--moved", text="the database was moved here, not copied")]

# About an import --------------------------------------------------------------------------------
Columns = Annotated[
    Many, _option("--map", metavar="FIELD=COLUMN", text="what a column of a CSV says (repeatable)")
]
Me = Annotated[Many, _option("--me", metavar="ME", text="your own address or name (repeatable)")]
Order = Annotated[
    Text, _option("--order", metavar="ORDER", text="of dates: dmy, mdy or ymd"), Completes("ORDERS")
]
AddPeople = Annotated[bool, _option("--add-people", text="whom you talked to become people")]
MinDays = Annotated[
    Text, _option("--min-days", metavar="N", text="only those you talked to on so many days")
]

# About an evening -------------------------------------------------------------------------------
Cost = Annotated[Text, _option("--cost", metavar="AMOUNT", text="what it cost you: 30, 12.50")]
Drained = Annotated[bool, _option("--drained", text="it left you tired")]
Lifted = Annotated[bool, _option("--lifted", text="it did you good")]

# About a kind -----------------------------------------------------------------------------------
InPerson = Annotated[bool, _option("--in-person", text="people meet, the default for a new kind")]
Remote = Annotated[bool, _option("--remote", text="people do not meet")]
Minutes = Annotated[Text, _option("--minutes", metavar="DURATION", text="how long it usually is")]
Weight = Annotated[Text, _option("--weight", metavar="W", text="what it counts: call 1, text .5")]

Version = Annotated[bool, _option("--version", text="the version")]

# Of every command -------------------------------------------------------------------------------
COMMON: dict[str, Any] = {
    "json": Annotated[bool, _option("--json", text="as JSON")],
    "nl": Annotated[bool, _option("--nl", text="as NDJSON, one record a line")],
    "plain": Annotated[bool, _option("--plain", text="one record a line, tab-separated")],
    "format": Annotated[
        Text,
        _option("--format", "-f", metavar="F", text=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"),
        Completes(FORMATS),
    ],
    "db": Annotated[Text, _option("--db", metavar="FILE", text="another database"), FILES],
    "no_color": Annotated[bool, _option("--no-color", text="no colour")],
    "yes": Annotated[bool, _option("--yes", "-y", text="do not ask")],
    "dry_run": Annotated[bool, _option("--dry-run", text="say what would happen, change nothing")],
}


def parameter_hints(function: Any) -> dict[str, Any]:
    """What the annotations of a command's parameters mean, by the parameters' names.

    What it returns is left out: a document is known to mypy and to the reference alone.
    """
    annotations = {
        name: text
        for name, text in function.__annotations__.items()
        if name not in {"env", "return"}
    }
    return get_type_hints(
        SimpleNamespace(__annotations__=annotations), globals(), include_extras=True
    )

"""Guess the fields of an unknown CSV file from its column names, in many languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from tinynet.core.fields import FIELDS as DECLARED
from tinynet.core.fields import OTHERS, in_order
from tinynet.exchange.own_fields import FIELDS as OWN
from tinynet.exchange.tables import column_words as words
from tinynet.exchange.tables import table, together

# What a column may say, in the order in which people read it.
FIELDS = tuple(
    in_order(
        (
            "name", "first", "last", "nickname", "email", "phone", "birthday", "anniversary",
            "tags", "note",
            "organisation", "title", OTHERS, "circle", "every", "met", "met_at", "met_on", "via",
            "url", "im", "address", *words.RELATIONS, "dates", "facts", "relations", "archived",
            "handle", "id",
        ),
        (
            "first", "last", *words.RELATIONS, *(one["map"] for one in DECLARED if one["map"]),
            "archived", "id",
        ),
    )
)  # fmt: skip
SEVERAL = ("email", "phone", "url", "im", "address", "note")  # email2, email3 ... are columns, too
SEVERAL_MAX = 99  # columns of one of them; each is looked at in every row
KEY_MAX = 40  # letters of a column's name; what is longer is a sentence

_NAMES = {
    word: field
    for fields in (words.WESTERN, words.CENTRAL, words.TURKISH, words.OTHERS, words.RELATIONS)
    for field, several in fields.items()
    for word in map(table.key, several.split())
}
_NAMES |= dict.fromkeys(words.SERVICES.split(), "im")
_NAMES = {table.key(one[form]): one["map"] for one in OWN for form in ("csv", "map")} | _NAMES
_DEPARTMENT = frozenset(words.DEPARTMENT.split())
_FIRST_OR_NAME, _LAST_OR_NAME, _FIRST_BESIDE_LAST, _MIDDLE, _PARTICLE = (
    frozenset(map(table.key, several.split()))
    for several in (
        words.FIRST_OR_NAME, words.LAST_OR_NAME, words.FIRST_BESIDE_LAST, words.MIDDLE,
        words.PARTICLE,
    )
)  # fmt: skip
# The given name of languages in which "Name" beside it is the family name.
_BESIDE_A_NAME = frozenset({("vorname",), ("prenom",), ("voornaam",)})
# Spanish for a wedding day, Portuguese for a birthday.
_ANIVERSARIO = "aniversario"
_PORTUGUESE = frozenset(
    {"nome", "nomecompleto", "sobrenome", "apelido", "endereco", "telemovel", "observacoes"}
)
# Yahoo's columns of telephones, which mean nothing alone.
_PLACES, _NUMBERS = frozenset({"home", "work"}), frozenset({"mobile", "cell", "pager", "fax"})
# Parts of a key; the first that fits says it.
_PARTS = (
    (re.compile(r"type|typ$|tipo|label|displayname|angezeigt|anzeige"), ""),
    (re.compile(r"nomcomplet|affich|nombrede|mostrar"), ""),
    (re.compile(r"mail(?!ing)|courriel|messagerie|correo(?!postal)"), "email"),
    (re.compile(r"^eposta|^epost(?:adresse?)?$|sahkoposti|почт(?!ов)|メール|邮箱|邮件"), "email"),
    (re.compile(r"fax|telecopie|pager"), "phone"),
    (re.compile(r"^messengerid|^im(?:address|id)"), "im"),
    (re.compile(r"phone|telefon|telephon|^tel(?!e[gx])|mobil|handy|^cell|portable|movil"), "phone"),
    (re.compile(r"celular|mobiel|komork|puhelin|^gsm|^tlf|телефон|電話|携帯|电话|手机"), "phone"),
    (re.compile(r"url|website|webpage|homepage|webseite|siteweb|sitioweb|paginaweb"), "url"),
    (re.compile(r"sitoweb|hemsida|hjemmeside|kotisivu|stronawww|^www|сайт$|网站"), "url"),
    (re.compile(r"^sociallinks$"), "url"),
    (re.compile(r"^addresses$|anschrift|direccion$|domicilio"), "address"),
)  # fmt: skip
_LABELS = (
    (re.compile(r"fax|telecopie"), "fax"),
    (re.compile(r"pager"), "pager"),
    (re.compile(r"mobil|handy|cell|portable|movil"), "mobile"),
    (
        re.compile(r"celular|mobiel|telemovel|komork|matkapuhelin|^gsm|мобил|携帯|手[机機]|移动"),
        "mobile",
    ),
    (re.compile(r"home|privat|domicile|casa|particular|personal|hem$|thuis|自宅|住宅"), "home"),
    (re.compile(r"work|business|office|geschaftlich|dienst|bureau|travail|trabajo"), "work"),
    (re.compile(r"arbet[es]|arbejd|ufficio|勤務先|商务"), "work"),
)
# How dates are to be written, at the end of a column's name; years first need no telling.
_FORMAT = re.compile(
    r"(?:yyyy|jjjj|aaaa)?(dd?mm?|tt?mm?|jj?mm?|mm?dd?)(?:yy|yyyy|jj|jjjj|aa|aaaa)?\Z"
)
_OWN = frozenset({"handle", "name", "circle", "every"})  # tinynet's export has all of these


def guess_fields(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field -> keys of the columns that tell it, for what can be told by the columns' names.

    Where there are several columns of one of `SEVERAL`, the next are "email2", "email3" and so on;
    of other fields the first column is taken. A date in parts and an address have several columns.
    """
    parts = together.dates(keys)
    numbers = _PLACES if set(keys) >= _PLACES and _NUMBERS & set(keys) else frozenset()
    places = {columns[0]: columns for columns in together.addresses(keys)}
    taken = {column for columns in (*parts.values(), *places.values()) for column in columns}
    found: dict[str, tuple[str, ...]] = dict(parts)
    counts: Counter[str] = Counter()
    for key in dict.fromkeys(keys):
        field = "address" if key in places else _field_of(key)
        field = "phone" if key in numbers else field
        if not field or (key in taken and key not in places):
            continue
        if field in SEVERAL:
            counts[field] += 1
            if counts[field] > SEVERAL_MAX:
                continue
            field += str(counts[field]) if counts[field] > 1 else ""
        if field in parts and len(found[field]) == 1 and together.is_year(*found[field]):
            found[field] += (key,)  # the whole date beside its year
        found.setdefault(field, places.get(key, (key,)))
    if set(keys) >= _OWN:
        found |= {own: (own,) for own in ("handle", "archived") if own in keys}
    department = next((key for key in keys if key in _DEPARTMENT), "")
    if "organisation" in found and department:
        found["organisation"] += (department,)
    if _ANIVERSARIO in keys:
        is_birthday = _PORTUGUESE & set(keys)
        found.setdefault("birthday" if is_birthday else "anniversary", (_ANIVERSARIO,))
    if "jobtitle" in keys:  # beside which a title is one of courtesy
        found["title"] = ("jobtitle",)
    found = _with_names(found, keys)
    order = {key: number for number, key in reversed(list(enumerate(keys)))}
    return dict(sorted(found.items(), key=lambda guessed: order[guessed[1][0]]))


def _field_of(key: str) -> str:
    return _NAMES.get(key) or _NAMES.get(_FORMAT.sub("", key)) or _by_part(key)


@lru_cache(maxsize=4096)  # the first rows of a file are looked at by several readers
def _by_part(key: str) -> str:
    return next((f for part, f in _PARTS if len(key) <= KEY_MAX and part.search(key)), "")


def _with_names(
    found: dict[str, tuple[str, ...]], keys: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The same, where a name means half of one: Name beside Vorname, Nombre beside Apellidos."""
    for key in keys:
        if key in _LAST_OR_NAME:
            found.setdefault("last" if "first" in found else "name", (key,))
        elif key in _FIRST_OR_NAME:
            found.setdefault("first" if "last" in found or "apelido" in keys else "name", (key,))
        elif key in _FIRST_BESIDE_LAST and "last" in found:
            found.setdefault("first", (key,))
    if "apelido" in keys:  # a family name in Portugal, a nickname in Brazil
        is_family = "first" in found and "last" not in found
        found.setdefault("last" if is_family else "nickname", ("apelido",))
    beside = found.get("first") in _BESIDE_A_NAME and "last" not in found
    if beside and found.get("name") in {("name",), ("naam",)}:
        found["last"] = found.pop("name")
    for key in keys:
        if key in _MIDDLE and len(found.get("first", ())) == 1:
            found["first"] += (key,)
        elif key in _PARTICLE and len(found.get("last", ())) == 1:
            found["last"] = (key, *found["last"])
    return found


def order_told(key: str) -> str:
    """The order of day and month that a column's name tells: Birthday (MM/DD/YYYY) is "mdy"."""
    told = _FORMAT.search(key)
    return "" if told is None else "mdy" if told[1][0] == "m" else "dmy"


def label_of(key: str) -> str:
    """What a column's name says of the number or address in it: "mobile", "home", "work" or ""."""
    return next((label for part, label in _LABELS if part.search(key)), "")

"""Guess the fields of an unknown CSV file from its column names, in four languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tinynet.core.fields import FIELDS as DECLARED
from tinynet.core.fields import OTHERS, in_order
from tinynet.exchange.own_fields import FIELDS as OWN
from tinynet.exchange.tables import table, together

# What a column may say, in the order in which people read it.
FIELDS = tuple(
    in_order(
        (
            "name", "first", "last", "nickname", "email", "phone", "birthday", "tags", "note",
            "organisation", "title", OTHERS, "circle", "every", "met", "met_at", "met_on", "via",
            "url", "address", "dates", "facts", "relations", "archived", "handle", "id",
        ),
        ("first", "last", *(one["map"] for one in DECLARED if one["map"]), "archived", "id"),
    )
)  # fmt: skip
SEVERAL = ("email", "phone", "url", "address", "note")  # email2, email3 ... are columns, too
SEVERAL_MAX = 99  # columns of one of them; each is looked at in every row
KEY_MAX = 40  # letters of a column's name; what is longer is a sentence

# Keys of `table.key`, from English, tinynet's own export, German, French and Spanish.
_NAMES = {
    word: field
    for field, words in {
        "name": "name fullname displayname contactname contact person friend vollstandigername "
        "namevollstandig anzeigename kontakt nomcomplet nometprenom nomprenom contacto "
        "nombrecompleto nombreyapellidos nombreyapellido",
        "first": "first firstname givenname forename vorname rufname prenom primernombre "
        "nombredepila",
        "last": "last lastname surname familyname nachname familienname zuname nomdefamille "
        "apellido apellidos primerapellido",
        "nickname": "nickname nicknames nick alias aka spitzname rufnamen surnom apodo",
        "birthday": "birthday birthdate dateofbirth dob born bday geburtstag geburtsdatum geboren "
        "geborenam gebdatum datedenaissance naissance anniversaire cumpleanos fechadenacimiento "
        "nacimiento",
        "tags": "tag tags label labels category categories group groups interests kategorie "
        "kategorien gruppe gruppen stichworter etiquette etiquettes categorie groupe groupes "
        "etiqueta etiquetas categoria categorias grupo grupos",
        "note": "note notes comment comments remarks about notiz notizen bemerkung bemerkungen "
        "kommentar anmerkungen remarque remarques commentaire commentaires nota notas comentario "
        "comentarios observaciones",
        "organisation": "organisation organization company employer firm organizationname firma "
        "unternehmen arbeitgeber societe entreprise employeur empresa organizacion compania",
        "title": "title jobtitle job position role occupation beruf stellung funktion poste "
        "fonction profession metier puesto cargo profesion titulo",
        "circle": "circle kreis cercle circulo",
        "every": "every cadence frequency howoften",
        "met": "met methow howwemet howmet kennengelernt rencontre",
        "met_at": "metat wherewemet wheremet",
        "met_on": "meton whenwemet whenmet datemet",
        "via": "via metvia metthrough through referredby introducedby",
        # Numbers of rows are no ids: they are given again when the rows are sorted.
        "id": "uid uuid guid contactid personid entryid resourcename externalid kontaktid",
        "dates": "dates",
        "facts": "facts fact",
        "relations": "relations",
    }.items()
    for word in words.split()
}
_NAMES = {table.key(one[form]): one["map"] for one in OWN for form in ("csv", "map")} | _NAMES
# Parts of a key; the first that fits says it.
_PARTS = (
    (re.compile(r"type|typ$|tipo|label|displayname|angezeigt|anzeige"), ""),
    (re.compile(r"nomcomplet|affich|nombrede|mostrar"), ""),
    (re.compile(r"mail(?!ing)|courriel|messagerie|correo(?!postal)"), "email"),
    (re.compile(r"fax|telecopie|pager"), "phone"),
    (re.compile(r"phone|telefon|telephon|^tel(?!e[gx])|mobil|handy|^cell|portable|movil"), "phone"),
    (re.compile(r"url|website|webpage|homepage|webseite|siteweb|sitioweb|paginaweb"), "url"),
    (re.compile(r"^addresses$|anschrift|direccion$|domicilio"), "address"),
)  # fmt: skip
_LABELS = (
    (re.compile(r"fax|telecopie"), "fax"),
    (re.compile(r"pager"), "pager"),
    (re.compile(r"mobil|handy|cell|portable|movil"), "mobile"),
    (re.compile(r"home|privat|domicile|casa|particular|personal"), "home"),
    (re.compile(r"work|business|office|geschaftlich|dienst|bureau|travail|trabajo"), "work"),
)
_OWN = frozenset({"handle", "name", "circle", "every"})  # tinynet's export has all of these


def guess_fields(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field -> keys of the columns that tell it, for what can be told by the columns' names.

    Where there are several columns of one of `SEVERAL`, the next are "email2", "email3" and so on;
    of other fields the first column is taken. A date in parts and an address have several columns.
    """
    parts = together.dates(keys)
    places = {columns[0]: columns for columns in together.addresses(keys)}
    taken = {column for columns in (*parts.values(), *places.values()) for column in columns}
    found: dict[str, tuple[str, ...]] = dict(parts)
    counts: Counter[str] = Counter()
    for key in dict.fromkeys(keys):
        field = "address" if key in places else _NAMES.get(key) or _by_part(key)
        if not field or (key in taken and key not in places):
            continue
        if field in SEVERAL:
            counts[field] += 1
            if counts[field] > SEVERAL_MAX:
                continue
            field += str(counts[field]) if counts[field] > 1 else ""
        found.setdefault(field, places.get(key, (key,)))
    if set(keys) >= _OWN:
        found |= {own: (own,) for own in ("handle", "archived") if own in keys}
    if "organisation" in found and "department" in keys:
        found["organisation"] += ("department",)
    found = _with_names(found, keys)
    order = {key: number for number, key in reversed(list(enumerate(keys)))}
    return dict(sorted(found.items(), key=lambda guessed: order[guessed[1][0]]))


def _by_part(key: str) -> str:
    return next((f for part, f in _PARTS if len(key) <= KEY_MAX and part.search(key)), "")


def _with_names(
    found: dict[str, tuple[str, ...]], keys: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The same, where a name means half of one: Name beside Vorname, Nombre beside Apellidos."""
    if "nom" in keys:
        found.setdefault("last" if "first" in found else "name", ("nom",))
    if "nombre" in keys:
        found.setdefault("first" if "last" in found else "name", ("nombre",))
    beside = found.get("first") in {("vorname",), ("prenom",)} and "last" not in found
    if beside and found.get("name") == ("name",):
        found["last"] = found.pop("name")
    return found


def label_of(key: str) -> str:
    """What a column's name says of the number or address in it: "mobile", "home", "work" or ""."""
    return next((label for part, label in _LABELS if part.search(key)), "")

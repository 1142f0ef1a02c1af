"""Columns of a table that tell one thing between them: a postal address, or a date in its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

# Year, month and day, as `table.key` has them: "Birth Day" beside "Birth Year" is not a birthday.
_DATES = {
    "birthday": (
        ("birthyear", "birthmonth", "birthday"),
        ("yearofbirth", "monthofbirth", "dayofbirth"),
        ("birthdayyear", "birthdaymonth", "birthdayday"),
        ("birthdateyear", "birthdatemonth", "birthdateday"),
        ("dobyear", "dobmonth", "dobday"),
        ("geburtsjahr", "geburtsmonat", "geburtstag"),
        ("anneedenaissance", "moisdenaissance", "jourdenaissance"),
        ("anodenacimiento", "mesdenacimiento", "diadenacimiento"),
        ("anodenascimento", "mesdenascimento", "diadenascimento"),
        ("annodinascita", "mesedinascita", "giornodinascita"),
        ("geboortejaar", "geboortemaand", "geboortedag"),
    ),
    "met_on": (("metyear", "metmonth", "metday"),),
}
_PART = {
    key: part
    for sets in _DATES.values()
    for keys in sets
    for part, key in zip("ymd", keys, strict=True)
}
_PLACES = (
    "home|private|privat|personal|particular|domicile|casa|work|business|office|geschaftlich|"
    "dienstlich|professionnelle?|bureau|travail|trabajo|lavoro|werk|other|andere|autre|otra|"
    "mailing|postal|billing|shipping|contact|general|adresse?\\d|address\\d|"
    "hem|arbete|arbejde|arbeid|thuis|prive|abitazione|ufficio|residencial|comercial|"
    "自宅の住所|勤務先の住所|会社の住所|その他の住所|住宅地址|商务地址|其他地址"
)
_STREET = (
    "street(?:address)?|address(?:line)?|addressstreet|streetline|strasse(?:hausnummer)?|"
    "hausnummer|adresse?|rue|calle|indirizzo|straat|endereco|gata|adresszusatz|apartment|apt|"
    "suite|(?:address)?pobox|postfach|"
    "adres|adresa|gatuadress|postadress|osoite|katuosoite|lakcim|cim|morada|ulica|ulice|utca|"
    "sokak|gade|vej|katu|адреса?|улица|вулиця|διευθυνση|住所|番地|地址|街道|주소"
)
_TOWN = (
    "(?:address)?(?:city|town)|ort|wohnort|stadt|ville|ciudad|localidad|citta|stad|plaats|cidade|"
    "locality|woonplaats|miasto|miejscowosc|mesto|obec|varos|telepules|kaupunki|sehir|oras|grad|"
    "comune|poststed|postort|город|місто|πολη|市区町村|城市"
)
_CODE = (
    "(?:address)?(?:zip|zipcode|postalcode|postcode)|zippostalcode|zippostcode|postalzip(?:code)?|plz|postleitzahl|"
    "codepostal|codigopostal|cap|postnummer|kodpocztowy|psc|iranyitoszam|cep|postinumero|postkod|"
    "postnr|codpostal|postakodu|postanskibroj|(?:почтовыи)?индекс|郵便番号|邮编|邮政编码"
)
_REST = (
    "(?:address)?(?:state|province|region|county|country(?:region)?)|state(?:province)?region|stateprovince|bundesland|"
    "provincia|estado|departement|land|pays|pais|paese|kraj|zeme|krajina|orszag|maa|ulke|tara|"
    "drzava|wojewodztwo|страна|область|краіна|都道府県|国|国家|省"
)
# A street, a town or a code makes an address of a region and a country.
_ADDRESS = re.compile(
    rf"(?P<place>(?:{_PLACES})?)(?:(?P<tells>{_STREET}|{_TOWN}|{_CODE})|{_REST})[1-4]?"
    rf"(?P<behind>(?:{_PLACES})?)"
)
KEY_MAX = 40  # letters of a column's name; what is longer is a sentence


def dates(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field -> the columns of a date in parts, where its year or its month has one."""
    there = set(keys)
    found: dict[str, tuple[str, ...]] = {}
    for field, sets in _DATES.items():
        for columns in sets:
            if field not in found and there & set(columns[:2]):
                found[field] = tuple(column for column in columns if column in there)
    return found


def addresses(keys: Sequence[str]) -> list[tuple[str, ...]]:
    """The columns of each postal address, in their order."""
    found: dict[str, list[str]] = {}
    telling: set[str] = set()
    for column in dict.fromkeys(keys):
        match = _ADDRESS.fullmatch(column) if len(column) <= KEY_MAX else None
        if match is not None and not (match["place"] and match["behind"]):
            place = match["place"] or match["behind"]
            found.setdefault(place, []).append(column)
            if match["tells"]:
                telling.add(place)
    return [tuple(columns) for place, columns in found.items() if place in telling]


def is_year(column: str) -> bool:
    """Whether a column is that of the year of a date in parts."""
    return _PART.get(column) == "y"


def is_in_parts(columns: Sequence[str]) -> bool:
    """Whether a date stands in parts: in several columns, or in that of its year or month alone."""
    return len(columns) > 1 or _PART.get(columns[0], "d") != "d"


def one_date(columns: Sequence[str], cells: Mapping[str, str]) -> str:
    """The text of a date whose parts stand in several columns; "" where there is none.

    Args:
        columns: The columns; those of `dates` know what they are, others stand in their order.
        cells: What is in them, without the empty ones.
    """
    filled = {
        column: text for column in columns if (text := cells.get(column, "").strip()).strip("0")
    }
    texts = list(filled.values())
    if is_year(columns[0]) and sum(map(str.isdigit, texts[-1] if texts else "")) > len("1231"):
        return texts[-1]  # a whole date beside the year
    if not all(column in _PART for column in columns):
        return ("-" if texts and len(texts[0]) == len("1980") else "/").join(texts)
    parts = {_PART[column]: text for column, text in filled.items()}
    year, month, day = (parts.get(part, "") for part in "ymd")
    if (day and not month) or not f"{month}{day}".isdigit():
        return " ".join(filter(None, (day, month, year)))
    parts_said = (f"{part:0>2}" for part in (month, day) if part)
    return "-".join((year or "-", *parts_said))


def listed(headers: Iterable[str]) -> str:
    """Columns as they are shown, and as --map reads them: "Birth Year + Birth Month"."""
    return " + ".join(headers)

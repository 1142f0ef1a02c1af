"""The columns of Outlook's export, and how the German one calls them."""

from __future__ import annotations

# Keys of `csv_table.key`, and the label of the number.
PHONES = {
    "primaryphone": "main",
    "mobilephone": "mobile",
    "homephone": "home",
    "homephone2": "home",
    "businessphone": "work",
    "businessphone2": "work",
    "companymainphone": "work",
    "otherphone": "",
    "otherphone2": "",
    "carphone": "car",
    "radiophone": "radio",
    "assistantsphone": "assistant",
    "callback": "callback",
    "homefax": "home fax",
    "businessfax": "work fax",
    "otherfax": "fax",
    "pager": "pager",
    "telex": "telex",
    "isdn": "isdn",
    "ttytddphone": "text telephone",
}

_ADDRESS = (
    *("street", "street2", "street3", "addresspobox"),
    *("city", "state", "postalcode", "countryregion", "country"),
)

COLUMNS = (
    *("title", "firstname", "middlename", "lastname", "suffix", "nickname", "company"),
    *("department", "jobtitle", "emailaddress", "email2address", "email3address"),
    *("birthday", "anniversary", "spouse", "children", "managersname", "assistantsname"),
    *("referredby", "categories", "keywords", "notes", "webpage", "personalwebpage", "imaddress"),
    *PHONES,
    *(place + part for place in ("home", "business", "other") for part in _ADDRESS),
)

# What is read, and what Outlook writes for itself.
TAKEN = frozenset((
    *("", "initials", "private", "priority", "sensitivity", "internetfreebusy"),
    *(f"email{number}{what}" for number in ("", 2, 3) for what in ("type", "displayname")),
    *("homeaddress", "businessaddress", "otheraddress"),  # the same once more, on one line
    *COLUMNS,
))  # fmt: skip

_GERMAN = {
    "anrede": "title",
    "vorname": "firstname",
    "weiterevornamen": "middlename",
    "nachname": "lastname",
    "spitzname": "nickname",
    "firma": "company",
    "abteilung": "department",
    "position": "jobtitle",
    "emailadresse": "emailaddress",
    "email2adresse": "email2address",
    "email3adresse": "email3address",
    "emailtyp": "emailtype",
    "email2typ": "email2type",
    "email3typ": "email3type",
    "emailangezeigtername": "emaildisplayname",
    "email2angezeigtername": "email2displayname",
    "email3angezeigtername": "email3displayname",
    "geburtstag": "birthday",
    "jahrestag": "anniversary",
    "partner": "spouse",
    "partnerin": "spouse",
    "ehepartner": "spouse",
    "kinder": "children",
    "namedesdervorgesetzten": "managersname",
    "nameassistent": "assistantsname",
    "empfohlenvon": "referredby",
    "kategorien": "categories",
    "stichworter": "keywords",
    "notizen": "notes",
    "webseite": "webpage",
    "personlichewebseite": "personalwebpage",
    "chatadresse": "imaddress",
    "initialen": "initials",
    "privat": "private",
    "prioritat": "priority",
    "vertraulichkeit": "sensitivity",
    "internetfreigebucht": "internetfreebusy",
    "haupttelefon": "primaryphone",
    "mobiltelefon": "mobilephone",
    "telefonprivat": "homephone",
    "telefonprivat2": "homephone2",
    "telefongeschaftlich": "businessphone",
    "telefongeschaftlich2": "businessphone2",
    "telefonfirma": "companymainphone",
    "weiterestelefon": "otherphone",
    "autotelefon": "carphone",
    "mobiltelefon2": "radiophone",
    "telefonassistent": "assistantsphone",
    "ruckmeldung": "callback",
    "faxprivat": "homefax",
    "faxgeschaftlich": "businessfax",
    "weiteresfax": "otherfax",
    "telefonfurhorbehinderte": "ttytddphone",
    "weiterestrasse": "otherstreet",
    "weiterestrasse2": "otherstreet2",
    "weiterestrasse3": "otherstreet3",
    "weiterespostfach": "otheraddresspobox",
    "weitererort": "othercity",
    "weiteresrbundeslandkanton": "otherstate",
    "weiterepostleitzahl": "otherpostalcode",
    "weitereselandregion": "othercountryregion",
} | {
    f"{german}{where}{number}": f"{place}{part}{number}"
    for where, place in (("privat", "home"), ("geschaftlich", "business"))
    for german, part, numbers in (
        ("strasse", "street", ("", "2", "3")),
        ("postfach", "addresspobox", ("",)),
        ("ort", "city", ("",)),
        ("region", "state", ("",)),
        ("bundeslandkanton", "state", ("",)),
        ("postleitzahl", "postalcode", ("",)),
        ("landregion", "countryregion", ("",)),
    )
    for number in numbers
}


def english(column: str) -> str:
    """The key of the English column that a German one is; any other stays."""
    return _GERMAN.get(column, column)

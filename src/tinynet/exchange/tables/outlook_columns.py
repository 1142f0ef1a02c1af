"""The columns of Outlook's export, and how the German, French and Spanish ones call them."""

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


_FRENCH = (
    {
        "prenom": "firstname",
        "deuxiemeprenom": "middlename",
        "nom": "lastname",
        "suffixe": "suffix",
        "surnom": "nickname",
        "societe": "company",
        "service": "department",
        "titre": "jobtitle",  # and the courtesy title: two columns have this name
        "anniversaire": "birthday",
        "anniversairedemariageoufete": "anniversary",
        "conjointe": "spouse",
        "enfants": "children",
        "responsable": "managersname",
        "nomdelassistante": "assistantsname",
        "recommandepar": "referredby",
        "categories": "categories",
        "motscles": "keywords",
        "pageweb": "webpage",
        "pagewebpersonnelle": "personalwebpage",
        "initiales": "initials",
        "prive": "private",
        "priorite": "priority",
        "criteredediffusion": "sensitivity",
        "disponibiliteinternet": "internetfreebusy",
        "telmobile": "mobilephone",
        "telephoneprincipal": "primaryphone",
        "telephonesociete": "companymainphone",
        "telephonevoiture": "carphone",
        "telephonedelassistante": "assistantsphone",
        "recepteurderadiomessagerie": "pager",
        "rappel": "callback",
    }
    | {
        f"{french}{where}": f"{place}{part}"
        for where, place in (("bureau", "business"), ("domicile", "home"), ("autre", "other"))
        for french, part in (
            ("rue", "street"),
            ("ville", "city"),
            ("depregion", "state"),
            ("codepostal", "postalcode"),
            ("paysregion", "countryregion"),
            ("telephone", "phone"),
            ("telephone2", "phone2"),
            ("telecopie", "fax"),
        )
    }
    | {
        f"rue{where}{number}": f"{place}street{number}"
        for where, place in (("bureau", "business"), ("domicile", "home"), ("autre", "other"))
        for number in (2, 3)
    }
)
_SPANISH = {
    "titulo": "title",
    "nombre": "firstname",
    "segundonombre": "middlename",
    "apellidos": "lastname",
    "sufijo": "suffix",
    "sobrenombre": "nickname",
    "apodo": "nickname",
    "organizacion": "company",
    "departamento": "department",
    "puesto": "jobtitle",
    "cumpleanos": "birthday",
    "aniversario": "anniversary",
    "conyuge": "spouse",
    "hijos": "children",
    "nombredeldirector": "managersname",
    "nombredelayudante": "assistantsname",
    "recomendadopor": "referredby",
    "referidopor": "referredby",
    "categorias": "categories",
    "palabrasclave": "keywords",
    "notas": "notes",
    "paginaweb": "webpage",
    "paginawebpersonal": "personalwebpage",
    "iniciales": "initials",
    "privado": "private",
    "prioridad": "priority",
    "confidencialidad": "sensitivity",
    "telefonomovil": "mobilephone",
    "telefonoprincipal": "primaryphone",
    "particular": "homephone",
    "telefonoparticular": "homephone",
    "numerodetelefono2particular": "homephone2",
    "telefonodeltrabajo": "businessphone",
    "telefonodeltrabajo2": "businessphone2",
    "otrotelefono": "otherphone",
    "telefonodelautomovil": "carphone",
    "telefonodelayudante": "assistantsphone",
    "numerodecentralitadelaorganizacion": "companymainphone",
    "devoluciondellamada": "callback",
    "faxdeltrabajo": "businessfax",
    "faxparticular": "homefax",
    "otrofax": "otherfax",
    "localizador": "pager",
    "calledeltrabajo": "businessstreet",
    "calle2deltrabajo": "businessstreet2",
    "calle3deltrabajo": "businessstreet3",
    "ciudaddetrabajo": "businesscity",
    "provinciaoestadodetrabajo": "businessstate",
    "codigopostaldeltrabajo": "businesspostalcode",
    "paisoregiondeltrabajo": "businesscountryregion",
    "calleparticular": "homestreet",
    "calle2particular": "homestreet2",
    "calle3particular": "homestreet3",
    "ciudadderesidencia": "homecity",
    "provinciaoestadoderesidencia": "homestate",
    "codigopostalpersonal": "homepostalcode",
    "codigopostalderesidencia": "homepostalcode",
    "paisoregiondeldomicilio": "homecountryregion",
    "otracalle": "otherstreet",
    "otraciudad": "othercity",
    "otraprovinciaoestado": "otherstate",
    "otrocodigopostal": "otherpostalcode",
    "otropaisoregion": "othercountryregion",
}
# An address, its type and the name shown with it, of the first, second and third one.
_EMAILS = {
    foreign + number: english
    for number, place in (("", ""), ("2", "2"), ("3", "3"))
    for foreign, english in (
        ("adressedemessagerie", f"email{place}address"),
        ("adresseemail", f"email{place}address"),
        ("typedemessagerie", f"email{place}type"),
        ("nomcompletdeladressedemessagerie", f"email{place}displayname"),
        ("direcciondecorreoelectronico", f"email{place}address"),
        ("direcciondelcorreoelectronico", f"email{place}address"),
        ("tipodecorreoelectronico", f"email{place}type"),
        ("nombredepantalladecorreoelectronico", f"email{place}displayname"),
    )
}
_FOREIGN = _SPANISH | _FRENCH | _GERMAN | _EMAILS


def english(column: str) -> str:
    """The key of the English column that a foreign one is; any other stays."""
    return _FOREIGN.get(column, column)

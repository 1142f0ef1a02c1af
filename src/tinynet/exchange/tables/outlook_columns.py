"""The columns of Outlook's export, and what five other languages call them."""

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

ADDRESS = (
    *("street", "street2", "street3", "addresspobox"),
    *("city", "state", "postalcode", "countryregion", "country"),
)

COLUMNS = (
    *("title", "firstname", "middlename", "lastname", "suffix", "nickname", "company"),
    *("department", "jobtitle", "emailaddress", "email2address", "email3address"),
    *("birthday", "anniversary", "spouse", "children", "managersname", "assistantsname"),
    *("referredby", "categories", "keywords", "notes", "webpage", "personalwebpage", "imaddress"),
    *PHONES,
    *(place + part for place in ("home", "business", "other") for part in ADDRESS),
)

# What is read, and what Outlook writes for itself.
TAKEN = frozenset((
    *("", "initials", "private", "priority", "sensitivity", "internetfreebusy"),
    *(f"email{number}{what}" for number in ("", 2, 3) for what in ("type", "displayname")),
    *("homeaddress", "businessaddress", "otheraddress"),  # the same once more, on one line
    *COLUMNS,
))  # fmt: skip

# What other languages call each of them: German, French, Spanish, Italian, Dutch. "#" is nothing,
# 2 or 3. In French two columns are "titre", and the other one is of courtesy; "priv" has lost its
# accent.
_NAMES = """
    title: anrede titulo titolo titel
    firstname: vorname prenom nombre nome voornaam
    middlename: weiterevornamen deuxiemeprenom segundonombre secondonome middelstenaam
    lastname: nachname nom apellidos cognome achternaam
    suffix: suffixe sufijo titolostraniero suffisso achtervoegsel
    nickname: spitzname surnom sobrenombre apodo soprannome bijnaam
    company: firma societe organizacion societa bedrijf
    department: abteilung service departamento reparto afdeling
    jobtitle: position titre1 titre puesto posizione functie
    email#address: email#adresse adressedemessagerie# adresseemail# direcciondecorreoelectronico#
         direcciondelcorreoelectronico# indirizzopostaelettronica# indirizzodipostaelettronica#
         emailadres#
    birthday: geburtstag anniversaire cumpleanos compleanno verjaardag
    anniversary: jahrestag anniversairedemariageoufete aniversario anniversario specialedatum
    spouse: partner partnerin ehepartner conjointe conyuge nomeconiugepartner coniuge
    children: kinder enfants hijos figli kinderen
    managersname: namedesdervorgesetzten responsable nombredeldirector nomemanager naammanager
    assistantsname: nameassistent nomdelassistante nombredelayudante nomeassistente naamassistent
    referredby: empfohlenvon recommandepar recomendadopor referidopor presentatoda referentievan
    categories: kategorien categories categorias categorie categorien categorieen
    keywords: stichworter motscles palabrasclave parolechiave trefwoorden
    notes: notizen notas note notities
    webpage: webseite pageweb paginaweb webpagina
    personalwebpage: personlichewebseite pagewebpersonnelle paginawebpersonal paginawebpersonale
         persoonlijkewebpagina
    imaddress: chatadresse
    primaryphone: haupttelefon telephoneprincipal telefonoprincipal telefonoprincipale hoofdtelefoon
    mobilephone: mobiltelefon telmobile telefonomovil cellulare mobieletelefoon
    homephone: telefonprivat telephonedomicile particular telefonoparticular abitazione
         telefoonthuis
    homephone2: telefonprivat2 telephone2domicile numerodetelefono2particular abitazione2
         telefoonthuis2
    businessphone: telefongeschaftlich telephonebureau telefonodeltrabajo ufficio telefoonopwerk
    businessphone2: telefongeschaftlich2 telephone2bureau telefonodeltrabajo2 ufficio2
         telefoonopwerk2
    companymainphone: telefonfirma telephonesociete numerodecentralitadelaorganizacion
         telefonoprincipalesocieta hoofdtelefoonbedrijf
    otherphone: weiterestelefon telephoneautre otrotelefono altrotelefono anderetelefoon
    otherphone2: telephone2autre
    carphone: autotelefon telephonevoiture telefonodelautomovil telefonoauto autotelefoon
    radiophone: mobiltelefon2 radiotelefono radiotelefoon
    assistantsphone: telefonassistent telephonedelassistante telefonodelayudante telefonoassistente
         telefoonassistent
    callback: ruckmeldung rappel devoluciondellamada richiamataautomatica richiamata terugbellen
    homefax: faxprivat telecopiedomicile faxparticular faxab faxthuis
    businessfax: faxgeschaftlich telecopiebureau faxdeltrabajo faxuff faxopwerk
    otherfax: weiteresfax telecopieautre otrofax altrofax anderefax
    pager: recepteurderadiomessagerie localizador cercapersone
    ttytddphone: telefonfurhorbehinderte telefonottytdd teksttelefoon
    homestreet#: strasseprivat# ruedomicile# calle#particular viaab# huisadresstraat#
         huisadres#straat
    homeaddresspobox: postfachprivat indirizzoabcasellapostale huisadrespostbusnummer
    homecity: ortprivat villedomicile ciudadderesidencia cittaab huisadresplaats
    homestate: regionprivat bundeslandkantonprivat depregiondomicile provinciaoestadoderesidencia
         provinciaab huisadresprovincie
    homepostalcode: postleitzahlprivat codepostaldomicile codigopostalpersonal
         codigopostalderesidencia capab huisadrespostcode
    homecountryregion: landregionprivat paysregiondomicile paisoregiondeldomicilio
         paeseareageograficaab landregiothuis
    businessstreet#: strassegeschaftlich# ruebureau# calle#deltrabajo viauff# werkadres#straat
         werkadresstraat#
    businessaddresspobox: postfachgeschaftlich indirizzouffcasellapostale werkadrespostbusnummer
    businesscity: ortgeschaftlich villebureau ciudaddetrabajo cittauff werkadresplaats
    businessstate: regiongeschaftlich bundeslandkantongeschaftlich depregionbureau
         provinciaoestadodetrabajo provinciauff werkadresprovincie
    businesspostalcode: postleitzahlgeschaftlich codepostalbureau codigopostaldeltrabajo capuff
         werkadrespostcode
    businesscountryregion: landregiongeschaftlich paysregionbureau paisoregiondeltrabajo
         paeseareageograficauff landregiowerk
    otherstreet#: weiterestrasse# rueautre# altravia# anderadres#straat anderadresstraat#
    otherstreet: otracalle
    otheraddresspobox: weiterespostfach altroindirizzocasellapostale anderadrespostbusnummer
    othercity: weitererort villeautre otraciudad altracitta anderadresplaats
    otherstate: weiteresrbundeslandkanton depregionautre otraprovinciaoestado altraprovincia
         anderadresprovincie
    otherpostalcode: weiterepostleitzahl codepostalautre otrocodigopostal altrocap
         anderadrespostcode
    othercountryregion: weitereselandregion paysregionautre otropaisoregion altropaeseareageografica
         landregioanders
    email#displayname: email#angezeigtername nomcompletdeladressedemessagerie#
         nombredepantalladecorreoelectronico# nomevisualizzatopostaelettronica#
         weergavenaamvooremail# emailweergegevennaam#
    email#type: email#typ typedemessagerie# tipodecorreoelectronico# tipopostaelettronica#
         tipodipostaelettronica# emailtype#
    initials: initialen initiales iniciales iniziali
    internetfreebusy: internetfreigebucht disponibiliteinternet disponibilitainternet
         internetbeschikbaarheidsinfo
    priority: prioritat priorite prioridad priorita prioriteit
    private: privat prive privado privato priv
    sensitivity: vertraulichkeit criteredediffusion confidencialidad riservatezza gevoeligheid
"""
_FOREIGN: dict[str, str] = {}
for _word in _NAMES.split():
    if _word.endswith(":"):
        _column = _word[:-1]
    else:
        _FOREIGN |= {_word.replace("#", n): _column.replace("#", n) for n in ("", "2", "3")}


def english(column: str) -> str:
    """The key of the English column that a foreign one is; any other stays."""
    return _FOREIGN.get(column, column)

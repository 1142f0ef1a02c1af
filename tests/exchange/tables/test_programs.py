"""Tables as programs of the day write them: what is understood, twice, and out and back."""

from __future__ import annotations

import csv
import io

import pytest
from command_line import Tinynet
from readings import comes_back, people_in, understood


def table(row: dict[str, str], delimiter: str = ",") -> str:
    written = io.StringIO()
    rows = csv.DictWriter(written, row, delimiter=delimiter)
    rows.writeheader()
    rows.writerow(row)
    return written.getvalue()


GOOGLE = {
    "First Name": "Pia", "Middle Name": "", "Last Name": "Lund", "Phonetic First Name": "",
    "Phonetic Middle Name": "", "Phonetic Last Name": "", "Name Prefix": "Dr.", "Name Suffix": "",
    "Nickname": "Pi", "File As": "", "Organization Name": "Firm", "Organization Title": "Baker",
    "Organization Department": "Bread", "Birthday": "--04-12", "Notes": "line1\nline2",
    "Photo": "", "Labels": "Friends ::: * myContacts", "E-mail 1 - Label": "* Home",
    "E-mail 1 - Value": "pia@x.example ::: p2@x.example", "Phone 1 - Label": "Mobile",
    "Phone 1 - Value": "+44 1 ::: +44 2", "Website 1 - Label": "Blog",
    "Website 1 - Value": "https://x.example", "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2011-06-18", "Relation 1 - Label": "Spouse", "Relation 1 - Value": "Sam",
    "Custom Field 1 - Label": "Hobby", "Custom Field 1 - Value": "kites",
}  # fmt: skip
OLD_GOOGLE = {
    "Name": "Pia Lund", "Given Name": "Pia", "Additional Name": "", "Family Name": "Lund",
    "Yomi Name": "", "Nickname": "Pi", "Maiden Name": "Vik", "Birthday": "1980-04-12",
    "Hobby": "kites", "Notes": "hello", "Group Membership": "Friends ::: * myContacts",
    "E-mail 1 - Type": "* Home", "E-mail 1 - Value": "pia@x.example", "Phone 1 - Type": "Mobile",
    "Phone 1 - Value": "+44 1", "Organization 1 - Type": "", "Organization 1 - Name": "Firm",
    "Organization 1 - Title": "Baker",
}  # fmt: skip
OUTLOOK = {
    "Title": "Dr.", "First Name": "Pia", "Last Name": "Lund", "Company": "Firm",
    "Department": "Bread", "Job Title": "Baker", "Business Street": "2 Work St",
    "Business City": "York", "Home Street": "1 Hill", "Home City": "York",
    "Business Phone": "+44 1", "Mobile Phone": "+44 2", "Anniversary": "0/0/00",
    "Birthday": "25/12/1980", "Categories": "Friends;Kites", "Children": "Bo, Mo",
    "E-mail Address": "pia@x.example", "E-mail Type": "SMTP",
    "E-mail Display Name": "Pia Lund (pia@x.example)", "E-mail 2 Address": "p2@x.example",
    "Manager's Name": "Mo Boss", "Referred By": "Otto Lind", "Spouse": "Sam",
}  # fmt: skip
GERMAN = {
    "Anrede": "Herr", "Vorname": "Jörg", "Nachname": "Grün", "Firma": "Bäcker",
    "Position": "Müller", "Straße privat": "Weg 1", "Ort privat": "Köln",
    "Postleitzahl privat": "50667", "Mobiltelefon": "+49 1", "E-Mail-Adresse": "j@g.example",
    "Geburtstag": "12.04.1980", "Jahrestag": "0.0.00", "Kategorien": "Freunde", "Kinder": "Max",
    "Partner/in": "Käthe", "Empfohlen von": "Otto Lind",
}  # fmt: skip
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Pia,"Lund, MBA",https://www.linkedin.com/in/pia-lund,,Firm,"Baker, head",15 Jun 2020
,,,,,,
Bo,Vik,https://www.linkedin.com/in/bo-vik,bo@x.example,,,03 Feb 2021
"""
TABLES = {
    "Google": (
        table(GOOGLE),
        {
            "Dr. Pia Lund": [
                "anniversary 2011-06-18", "birthday --04-12", "email [home] p2@x.example",
                "email [home] pia@x.example", "fact hobby: kites", "nickname Pi",
                "note line1\nline2", "organisation Firm, Bread", "phone [mobile] +44 1",
                "phone [mobile] +44 2", "spouse: Sam", "tag friends", "title Baker",
                "url [blog] https://x.example",
            ]
        },
    ),
    "Google, old, in UTF-16": (
        table(OLD_GOOGLE).encode("utf-16"),
        {
            "Pia Lund": [
                "birthday 1980-04-12", "email [home] pia@x.example", "fact hobby: kites",
                "fact maiden name: Vik", "nickname Pi", "note hello", "organisation Firm",
                "phone [mobile] +44 1", "tag friends", "title Baker",
            ]
        },
    ),
    "Outlook": (
        table(OUTLOOK),
        {
            "Dr. Pia Lund": [
                "address [home] 1 Hill, York", "address [work] 2 Work St, York",
                "birthday 1980-12-25", "child: Bo", "child: Mo", "email p2@x.example",
                "email pia@x.example", "manager: Mo Boss", "organisation Firm, Bread",
                "phone [mobile] +44 2", "phone [work] +44 1", "referred by: Otto Lind",
                "spouse: Sam", "tag friends", "tag kites", "title Baker",
            ]
        },
    ),
    "Outlook, German, with semicolons, in Windows-1252": (
        table(GERMAN, ";").encode("cp1252"),
        {
            "Jörg Grün": [
                "address [home] Weg 1, Köln, 50667", "birthday 1980-04-12", "child: Max",
                "email j@g.example", "organisation Bäcker", "phone [mobile] +49 1",
                "referred by: Otto Lind", "spouse: Käthe", "tag freunde", "title Müller",
            ]
        },
    ),
    "LinkedIn, with notes before": (
        LINKEDIN,
        {
            "Pia Lund": [
                "met_on 2020-06-15", "organisation Firm", "title Baker, head",
                "url [linkedin] https://www.linkedin.com/in/pia-lund",
            ],
            "Bo Vik": [
                "email bo@x.example", "met_on 2021-02-03",
                "url [linkedin] https://www.linkedin.com/in/bo-vik",
            ],
        },
    ),
    "a spreadsheet with tabs": (
        "Full Name\tEmail\tDate of Birth\tTags\tHow we met\nPia Lund\tpia@x.example\t1980-04-12\t"
        "kites, boats\tat the market\n",
        {"Pia Lund": ["birthday 1980-04-12", "email pia@x.example", "tag boats", "tag kites"]},
    ),
    "names with the surname first": (
        '\ufeffName,Email\n"Lund, Pia",pia@x.example\n',
        {"Pia Lund": ["email pia@x.example"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", TABLES)
def test_what_the_tables_of_a_program_say_is_kept_and_comes_back(
    program: str, tinynet: Tinynet
) -> None:
    data, right = TABLES[program]
    assert people_in(understood(tinynet, "people.csv", data)) == right
    comes_back(tinynet, tinynet.folder)

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
    "Organization 1 - Title": "Baker", "Website 1 - Type": "Blog",
    "Website 1 - Value": "http\\://pia.example",
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
    "Geburtstag": "12.04.1980", "Jahrestag": "0.0.00", "Kategorien": "Freunde",
    "Kinder": "Max und Mia", "Partner/in": "Käthe", "Empfohlen von": "Otto Lind",
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
                "phone [mobile] +44 1", "tag friends", "title Baker", "url [blog] http://pia.example",
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
                "child: Mia", "email j@g.example", "organisation Bäcker", "phone [mobile] +49 1",
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
    "Polish, in Windows-1250": (
        "Imię;Nazwisko;E-mail;Telefon komórkowy;Data urodzenia;Ulica;Kod pocztowy;Miasto;Uwagi\n"
        "Zofia;Łęcka;zofia@x.example;+48 1;2.11.1983;Długa 3;90-001;Łódź;lubi góry\n".encode(
            "cp1250"
        ),
        {
            "Zofia Łęcka": [
                "address Długa 3, 90-001, Łódź", "birthday 1983-11-02", "email zofia@x.example",
                "note lubi góry", "phone [mobile] +48 1",
            ]
        },
    ),
    "Hungarian, in Windows-1250": (  # whose header has the same letters in Windows-1252
        "Név;Telefon;Cég;Megjegyzés\nErdős Pál;+36 1;Könyv;nős\n".encode("cp1250"),
        {"Erdős Pál": ["note nős", "organisation Könyv", "phone +36 1"]},
    ),
    "Turkish, in Windows-1254": (
        "Ad;Soyad;E-posta;Doğum Tarihi;Şirket;Notlar\n"
        "Ayşe;Doğan;ayse@x.example;10.09.1977;Güneş;çay sever\n".encode("cp1254"),
        {
            "Ayşe Doğan": [
                "birthday 1977-09-10", "email ayse@x.example", "note çay sever",
                "organisation Güneş",
            ]
        },
    ),
    "Russian, in Windows-1251": (
        "Имя;Отчество;Фамилия;Эл. почта;Мобильный телефон;День рождения;Город\n"
        "Анна;Львовна;Смирнова;anna@x.example;+7 1;05.03.1986;Тверь\n".encode("cp1251"),
        {
            "Анна Львовна Смирнова": [
                "address Тверь", "birthday 1986-03-05", "email anna@x.example",
                "phone [mobile] +7 1",
            ]
        },
    ),
    "Japanese, in Shift JIS": (
        "姓,名,メールアドレス,携帯電話,誕生日,会社,メモ\n"
        "佐藤,健,ken@x.example,090-1,1987/04/05,海運,釣り好き\n".encode("cp932"),
        {
            "佐藤健": [
                "birthday 1987-04-05", "email ken@x.example", "note 釣り好き", "organisation 海運",
                "phone [mobile] 090-1",
            ]
        },
    ),
    "French, of a Mac": (
        "Prénom;Nom;Adresse e-mail;Société\nZoé;Lévêque;zoe@x.example;Forêt\n".encode("mac_roman"),
        {"Zoé Lévêque": ["email zoe@x.example", "organisation Forêt"]},
    ),
    "Dutch, with a particle and a family": (
        "Voornaam,Tussenvoegsel,Achternaam,Mobiel,Geboortedatum,Straat,Woonplaats,Kinderen,Partner\n"
        'Sanne,van der,Berg,06-1,04-05-1991,Kade 1,Utrecht,"Bas, Fem",Tim\n'
        "Daan,,Smit,,31-12-1990,,,,\n",
        {
            "Sanne van der Berg": [
                "address Kade 1, Utrecht", "birthday 1991-05-04", "child: Bas", "child: Fem",
                "partner: Tim", "phone [mobile] 06-1",
            ],
            "Daan Smit": ["birthday 1990-12-31"],
        },
    ),
    "Portuguese": (
        "Nome;Apelido;Telemóvel;Aniversário\nInês;Castro;+351 1;25/08/1984\n",
        {"Inês Castro": ["birthday 1984-08-25", "phone [mobile] +351 1"]},
    ),
    "Brazilian": (
        "Nome completo;Apelido;Celular;Aniversário\nInês Castro;Nê;+55 1;25/08/1984\n",
        {"Inês Castro": ["birthday 1984-08-25", "nickname Nê", "phone [mobile] +55 1"]},
    ),
    "with bars": (
        'Name|E-mail|Groups|Notes\n"Lund, Pia"|pia@x.example|kites, boats|"a | b\nc"\n',
        {"Pia Lund": ["email pia@x.example", "note a | b\nc", "tag boats", "tag kites"]},
    ),
    "drawn in Markdown": (
        "# Friends\n\nMet here | and there.\n\n| Name | E-mail | Notes |\n|---|:---:|--:|\n"
        '| Pia "Pi" Lund | pia@x.example | a \\| b |\n| Bo Vik | | "so |\n\nMore | of it.\n',
        {
            'Pia "Pi" Lund': ["email pia@x.example", "note a | b"],
            "Bo Vik": ['note "so'],
        },
    ),
    "drawn by a database": (
        "+------+-----+\n| name | tel |\n+======+=====+\n| Pia  | +44 |\n+------+-----+\n",
        {"Pia": ["phone +44"]},
    ),
    "another keeper of friends": (
        "First Name,Middle,Last Name,Description,Kids\n"
        "Pia,Maria,Lund,likes jazz,Bo and Mo\n",
        {"Pia Maria Lund": ["child: Bo", "child: Mo", "note likes jazz"]},
    ),
    "messengers and networks": (
        "Name,Skype,WhatsApp,Instagram,LinkedIn\n"
        "Pia Lund,pia.l,+44 1,@pia,https://in.example/pia\n",
        {
            "Pia Lund": [
                "im [instagram] @pia", "im [skype] pia.l", "im [whatsapp] +44 1",
                "url [linkedin] https://in.example/pia",
            ]
        },
    ),
    "Yahoo": (  # whose telephones are called by their places alone
        table({
            "First": "Pia", "Middle": "", "Last": "Lund", "Nickname": "", "Email": "pia@x.example",
            "Category": "Kites", "Messenger ID": "pi", "Home": "+44 1", "Work": "+44 2",
            "Pager": "", "Mobile": "+44 3", "Company": "Firm", "Home Address": "1 Hill",
            "Home City": "York", "Birthday": "25/12/1980", "Anniversary": "18/6/2011",
        }),
        {
            "Pia Lund": [
                "address [home] 1 Hill, York", "anniversary 2011-06-18", "birthday 1980-12-25",
                "email pia@x.example", "im pi", "organisation Firm", "phone [home] +44 1",
                "phone [mobile] +44 3", "phone [work] +44 2", "tag kites",
            ]
        },
    ),
    "a telephone of Nokia": (  # whose title is one of courtesy beside a job's
        table({
            "Title": "", "First name": "Pia", "Last name": "Lund", "Job title": "Baker",
            "Company": "Firm", "General mobile": "+44 1", "General street": "1 Hill",
            "General postal/ZIP code": "YO1", "General city": "York", "Home email": "p@x.example",
        }, ";"),
        {
            "Pia Lund": [
                "address 1 Hill, YO1, York", "email [home] p@x.example", "organisation Firm",
                "phone [mobile] +44 1", "title Baker",
            ]
        },
    ),
    "HubSpot, and Salesforce": (
        table({
            "First Name": "Pia", "Last Name": "Lund", "Company Name": "Firm",
            "Street Address": "1 Hill", "City": "York", "State/Region": "NY",
        }),
        {"Pia Lund": ["address 1 Hill, York, NY", "organisation Firm"]},
    ),
    "Notion, which writes links to its pages": (
        "Name,Birthday,Partner,Kids\n"
        'Pia Lund,"April 12, 1980",Bo Ek (https://www.notion.so/Bo-0a1b?pvs=21),Mo (Mo%201a.md)\n',
        {"Pia Lund": ["birthday 1980-04-12", "child: Mo", "partner: Bo Ek"]},
    ),
    "Outlook in Swedish": (
        table({
            "Förnamn": "Åsa", "Efternamn": "Ek", "Telefon (hem)": "+46 1",
            "Telefon (arbete)": "+46 2", "Gatuadress (hem)": "Vägen 1", "Ort (hem)": "Lund",
            "Make/maka": "Bo Ek", "Årsdag": "2011-06-18",
        }),
        {
            "Åsa Ek": [
                "address [home] Vägen 1, Lund", "anniversary 2011-06-18", "phone [home] +46 1",
                "phone [work] +46 2", "spouse: Bo Ek",
            ]
        },
    ),
    "GMX": (
        table({
            "Vorname": "Jörg", "Nachname": "Grün", "Adresse1 Strasse": "Weg 1",
            "Adresse1 PLZ": "10115", "Adresse1 Ort": "Berlin", "Adresse2 Strasse": "Gasse 2",
            "Adresse2 Ort": "Köln",
        }, ";"),
        {"Jörg Grün": ["address Gasse 2, Köln", "address Weg 1, 10115, Berlin"]},
    ),
    "Outlook in Japanese and Chinese": (
        "氏名,携帯電話,自宅の住所(番地),自宅の住所(市区町村),住宅地址 街道\n"
        "山田花子,+81 1,1-2-3,中央,\n王小明,,,,中山路1号\n",
        {
            "山田花子": ["address [home] 1-2-3, 中央", "phone [mobile] +81 1"],
            "王小明": ["address [home] 中山路1号"],
        },
    ),
    "a department in German, and children with an and": (
        "Name;Firma;Abteilung;Kinder\nAnna Grün;Acme;IT;Mia, Tom und Lea\n",
        {"Anna Grün": ["child: Lea", "child: Mia", "child: Tom", "organisation Acme, IT"]},
    ),
    "Thunderbird in German": (
        "Vorname,Nachname,Messenger-Name,Abteilung,Organisation\nUwe,Jäger,uwej,Küche,Acme\n",
        {"Uwe Jäger": ["im uwej", "organisation Acme, Küche"]},
    ),
    "a template that says how dates are to be written": (
        "Name,Birthday (MM/DD/YYYY),Title\nAnn Bee,04/12/1980,Mrs.\n",
        {"Ann Bee": ["birthday 1980-04-12"]},
    ),
    "what spreadsheets and databases write for nothing, and for texts": (
        'Name,Email,Phone,Mobile,Work phone\nAnn Bee,N/A,"=""0170 12""",-,NULL\n'
        "Cee Dee,\\N,'0170 34,(null),1.555123E+11\n",
        {
            "Ann Bee": ["phone 0170 12"],
            "Cee Dee": ["note Work phone: 1.555123E+11", "phone 0170 34"],
        },
    ),
    "lists as JSON has them": (
        'fullName,emails,phoneNumbers\nAnn Bee,"[""a@x.example"",""c@x.example""]",[]\n',
        {"Ann Bee": ["email a@x.example", "email c@x.example"]},
    ),
    "commas in the notes that nobody quoted": (
        "Name,Email,Notes\nAnn Bee,ann@x.example,likes tea, cake, and jam\nCee,cee@x.example,x,,\n",
        {
            "Ann Bee": ["email ann@x.example", "note likes tea, cake, and jam"],
            "Cee": ["email cee@x.example", "note x"],
        },
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

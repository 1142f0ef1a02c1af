"""Cards as programs of the day write them: what is understood, twice, and out and back."""

from __future__ import annotations

import pytest
from command_line import Tinynet
from readings import comes_back, people_in, understood


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def quoted(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode())


QP = "ENCODING=QUOTED-PRINTABLE"
OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jürgen;;Herr Dr.
FN;CHARSET=Windows-1252:Herr Dr. Jürgen Müller
ORG;CHARSET=Windows-1252:Bücher & Söhne;Vertrieb
TITLE:Leiter
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Mag Gr=FCntee=0D=0A=
und Hunde; Katzen nicht=0D=0A=0D=0A
TEL;WORK;VOICE:+49 89 1234567
TEL;CELL;VOICE:+49 170 1234567
TEL;WORK;FAX:+49 89 1234568
ADR;WORK;PREF;CHARSET=Windows-1252:;;Straße 1;München;Bayern;80331;Deutschland
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Stra=DFe 1=0D=0A=
80331 M=FCnchen=0D=0A=
Deutschland
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
URL;WORK:http://mueller.example
EMAIL;PREF;INTERNET:jm@mueller.example
X-MS-IMADDRESS:jm@im.example
X-MS-SPOUSE;CHARSET=Windows-1252:Käthe
X-MS-CHILD:Max
X-MS-MANAGER:Frau Blum
X-MS-ANNIVERSARY:20080601
BDAY:19700315
X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://x" ver="1.0"/>
REV:20240101T000000Z
END:VCARD
"""
CARDS = {
    "a semicolon within a part, and a nickname, of Nokia": (
        card(
            "N:Lund;Pia", "X-EPOCSECONDNAME:Pi", "TEL;CELL:+44 1",
            "ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;1 Hill=3B back;York;;YO1;UK",
            "NOTE;ENCODING=QUOTED-PRINTABLE:a=3B b; c", version="2.1",
        ),
        {
            "Pia Lund": [
                "address [home] 1 Hill; back, York, YO1, UK", "nickname Pi", "note a; b; c",
                "phone [mobile] +44 1",
            ]
        },
    ),
    "labels and relations that begin with the name of a program": (
        card(
            "FN:Pia", "TEL;TYPE=X-EVOLUTION-COMPANY:+44 1", "X-WEIBO:pi",
            "RELATED;TYPE=domestic-partner,x-domestic-partner;VALUE=text:Bo", version="4.0",
        ),
        {"Pia": ["domestic-partner: Bo", "im [weibo] pi", "phone [company] +44 1"]},
    ),
    "an old Outlook of Russia, without a CHARSET": (
        card("N:Петров;Иван", "ORG:Завод", version="2.1").encode("cp1251"),
        {"Иван Петров": ["organisation Завод"]},
    ),
    "a letter that a fold cuts in half, in UTF-8": (
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nNOTE:%b\n %b\nEND:VCARD\n"
        % ("Привет".encode()[:5], "Привет".encode()[5:]),
        {"Ann": ["note Привет"]},
    ),
    "Outlook of 2.1": (
        OUTLOOK.replace("\n", "\r\n").encode("cp1252"),
        {
            "Herr Dr. Jürgen Müller": [
                "address [work] Straße 1, München, Bayern, 80331, Deutschland",
                "anniversary 2008-06-01", "birthday 1970-03-15", "child: Max",
                "email jm@mueller.example", "im [im] jm@im.example", "manager: Frau Blum",
                "note Mag Grüntee\nund Hunde; Katzen nicht",
                "organisation Bücher & Söhne, Vertrieb", "phone [mobile] +49 170 1234567",
                "phone [work fax] +49 89 1234568", "phone [work] +49 89 1234567",
                "spouse: Käthe", "title Leiter", "url [work] http://mueller.example",
            ]
        },
    ),
    "Google": (
        card(
            "FN:Dr. María José Núñez", "N:Núñez;María José;;Dr.;",
            "EMAIL;TYPE=INTERNET;TYPE=HOME:mj@nunez.example",
            "EMAIL;TYPE=INTERNET;TYPE=WORK:mj@work.example",
            "TEL;TYPE=CELL:+34 600 000 001", "item1.TEL:+34 600 000 002", "item1.X-ABLabel:Abuela",
            "item2.URL:https\\://nunez.example/a\\,b", "item2.X-ABLabel:_$!<HomePage>!$_",
            "BDAY:--0412", "item3.X-ABDATE:20110618", "item3.X-ABLabel:_$!<Anniversary>!$_",
            "item4.X-ABRELATEDNAMES:Pedro", "item4.X-ABLabel:Partner",
            "item5.X-ABDATE:--0901", "item5.X-ABLabel:First day",
            "CATEGORIES:Book Club,myContacts,starred",
            "NOTE:line1\\nline2\\, and more\\; done",
        ),
        {
            "Dr. María José Núñez": [
                "anniversary 2011-06-18", "birthday --04-12", "email [home] mj@nunez.example",
                "email [work] mj@work.example", "first day --09-01",
                "note line1\nline2, and more; done", "partner: Pedro",
                "phone [Abuela] +34 600 000 002", "phone [mobile] +34 600 000 001",
                "tag book-club", "url [home page] https://nunez.example/a,b",
            ]
        },
    ),
    "Android of 2.1": (
        card(
            f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('Иванова')};{quoted('Ол')}=",
            f"{quoted('ьга')};;;",
            f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('Ольга Иванова')}",
            "TEL;CELL;PREF:+7 900 000 00 01", "TEL;X-Dacha:+7 900 000 00 02",
            "X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/"
            f"nickname;{quoted('Оля')};1;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2012-01-02;0;Met;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Pyotr;14;;;;;;;;;;;;;",
            "BDAY:1980-04-12",
            version="2.1",
        ),
        {
            "Ольга Иванова": [
                "birthday 1980-04-12", "met 2012-01-02", "nickname Оля",
                "phone [dacha] +7 900 000 00 02", "phone [mobile] +7 900 000 00 01",
                "spouse: Pyotr",
            ]
        },
    ),
    "iCloud": (
        card(
            "PRODID:-//Apple Inc.//iCloud Web Address Book 2422B1//EN",
            "N:Dubois;Chloé;;;", "FN:Chloé Dubois", "UID:5e2d-1",
            "BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-02-29",
            "X-SOCIALPROFILE;type=twitter;x-user=chloe:http://twitter.com/chloe",
            "IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:chloe.d",
            "item1.ADR;type=HOME;type=pref:;;1 Rue Noire\\nAppt 3;Paris;;75001;France",
            "item1.X-ABADR:fr", "item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604;type=pref:1604-06-18",
            "item2.X-ABLabel:_$!<Other>!$_", "item3.X-ABRELATEDNAMES;type=pref:Anne Baker",
            "item3.X-ABLabel:_$!<Mother>!$_", "NOTE:",
        )
        + card("N:;;;;", "FN:Atelier Noir", "ORG:Atelier Noir;", "X-ABShowAs:COMPANY", "UID:5e2d-2")
        + card(
            "N:Amis;;;;", "FN:Amis du vélo", "UID:5e2d-3", "X-ADDRESSBOOKSERVER-KIND:group",
            "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:5e2d-1",
        ),
        {
            "Chloé Dubois": [
                "address [home] 1 Rue Noire, Appt 3, Paris, 75001, France",
                "birthday --02-29", "im [skype] chloe.d", "mother: Anne Baker", "other --06-18",
                "tag amis-du-velo", "url [twitter] http://twitter.com/chloe",
            ],
            "Atelier Noir": ["organisation Atelier Noir"],
        },
    ),
    "Proton": (
        card(
            "FN;PREF=1:Zoë Ortiz", "N:Ortiz;Zoë;;;", "UID:proton-web-1",
            "ITEM1.EMAIL;TYPE=home;PREF=1:zoe@ortiz.example", "ITEM1.CATEGORIES:Book club",
            "ITEM1.X-PM-ENCRYPT:true", "ITEM1.KEY;PREF=1:data:application/pgp-keys;base64,AAAA",
            "ITEM2.EMAIL;PREF=2:z@o.example", "ITEM2.CATEGORIES:Book club,Neighbours",
            "ANNIVERSARY;VALUE=TEXT:midsummer 2011", "PHOTO;PREF=1:https://x.example/p.jpg",
            version="4.0",
        ),
        {
            "Zoë Ortiz": [
                "email [home] zoe@ortiz.example", "email z@o.example",
                "note Anniversary: midsummer 2011", "tag book-club", "tag neighbours",
            ]
        },
    ),
    "RFC 9554": (  # the street once more in small parts, after the seven
        card(
            "FN:Pia Lund", "N;PHONETIC=ipa;ALTID=1;SCRIPT=Latn:;/pia/;;;",
            "N;ALTID=1:Lund;Pia;;;;;",
            'ADR;LABEL="1 Hill St\\nYork":;;1 Hill St;York;;YO1;UK;;;;1;Hill St;;;;;;',
            'SOCIALPROFILE;SERVICE-TYPE=Mastodon;USERNAME="@pia":https://x.example/@pia',
            "SOCIALPROFILE;SERVICE-TYPE=Chat;VALUE=text:pia77", "PRONOUNS:she/her",
            'TEL;TYPE="work,voice";VALUE=uri:tel:+44-20-7946-0102;ext=12', "DEATHDATE:2020",
            "TEL;TYPE=HOME,TYPE=VOICE:+44 20 7946 0103", version="4.0",
        ),
        {
            "Pia Lund": [
                "address 1 Hill St, York, YO1, UK", "death 2020", "im [chat] pia77",
                "phone [home] +44 20 7946 0103", "phone [work] +44-20-7946-0102 ext. 12",
                "url [mastodon] https://x.example/@pia",
            ]
        },
    ),
    "several languages": (
        card(
            "FN;ALTID=1;LANGUAGE=en;PREF=2:Yamada Taro", "FN;ALTID=1;LANGUAGE=ja;PREF=1:山田太郎",
            "N;ALTID=1;LANGUAGE=ja:山田;太郎;;;", "BDAY:---12",
            version="4.0",
        ),
        {"山田太郎": ["nickname Yamada Taro", "note Birthday: ---12"]},
    ),
    "one name at several messengers, and an address with a name": (
        card(
            "FN:Cat Fox", "N:Fox;Cat;;;", "X-AIM;TYPE=WORK:catfox",
            "IMPP;X-SERVICE-TYPE=Telegram:x-apple:catfox", "IMPP;X-SERVICE-TYPE=Telegram:catfox",
            "IMPP;X-SERVICE-TYPE=GoogleTalk;TYPE=HOME:xmpp:cat@g.example",
            "EMAIL:Cat Fox <cat@x.example>",
        ),
        {
            "Cat Fox": [
                "email cat@x.example", "im [aim, telegram] catfox", "im [googletalk] cat@g.example",
            ]
        },
    ),
    "KDE": (
        card(
            "N:Berg;Kai;;;", "FN:Kai Berg", "BDAY:1980-04-12T00:00:00",
            "X-KADDRESSBOOK-X-SpousesName:Sam", "X-KADDRESSBOOK-X-Anniversary:2011-06-18",
            "X-messaging/xmpp-All:kai@x.example", "X-KADDRESSBOOK-X-ManagersName:Mo",
            "CATEGORIES:Kites,boats\\, small",
        ),
        {
            "Kai Berg": [
                "anniversary 2011-06-18", "birthday 1980-04-12", "im [xmpp] kai@x.example",
                "manager: Mo", "spouse: Sam", "tag boats-small", "tag kites",
            ]
        },
    ),
    "a Samsung with a label of one's own": (
        card(
            "N:Holm;Signe;;;", "FN:Signe Holm",
            f"TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,{quoted('Hütte, oben')}):+45 1",
            "TEL;X-CUSTOM(Boat):+45 2", "BDAY:0000-03-04",
            version="2.1",
        ),
        {"Signe Holm": ["birthday --03-04", "phone [boat] +45 2", "phone [hütte oben] +45 1"]},
    ),
    "Outlook's other numbers": (
        card(
            "N:Lund;Pia;;;", "FN:Pia Lund", "X-MS-TEL;VOICE;COMPANY:+45 30", "X-MS-INTERESTS:sails",
            "BDAY:0000-00-00", "EMAIL;INTERNET:pia@lund.example,lund@work.example",
            version="2.1",
        ),
        {
            "Pia Lund": [
                "email lund@work.example", "email pia@lund.example", "fact interest: sails",
                "phone [company] +45 30",
            ]
        },
    ),
    "Evolution": (
        card(
            "N:Novak;Petr;;Ing.;CSc.", "FN:Ing. Petr Novak CSc.", "X-EVOLUTION-MANAGER:Eva",
            "EMAIL;X-EVOLUTION-UI-SLOT=1;TYPE=OTHER:petr@novak.example",
            "X-EVOLUTION-BLOG-URL:https://petr.example",
        )
        + card(
            "N:list;Hill;;;", "FN:Hill club", "X-EVOLUTION-LIST:TRUE",
            "EMAIL;X-EVOLUTION-DEST-HTML-MAIL=FALSE:Petr Novak <Petr@novak.example>",
        ),
        {
            "Ing. Petr Novak CSc.": [
                "email petr@novak.example", "manager: Eva", "tag hill-club",
                "url [blog] https://petr.example",
            ]
        },
    ),
    "Nextcloud, Roundcube and an iPhone": (
        card(
            "N:Conti;Giulia;;;", "FN:Giulia Conti", "X-MANAGERSNAME:Dora", "X-MAIDENNAME:Ferri",
            "X-TWITTER:giuliac", "X-FACEBOOK:https://social.example/giulia",
            "IMPP;X-SERVICE-TYPE=WhatsApp;type=HOME;type=pref:x-apple:%2B39333960",
        ),
        {
            "Giulia Conti": [
                "fact maiden name: Ferri", "im [twitter] giuliac", "im [whatsapp] +39333960",
                "manager: Dora", "url [facebook] https://social.example/giulia",
            ]
        },
    ),
    "RFC 6474 and 6715": (
        card(
            "N:Yamada;Taro;;;", "FN:Taro Yamada", "BIRTHPLACE:Kyoto", "HOBBY;LEVEL=high:kendo",
            "INTEREST;INDEX=1;LEVEL=medium:sake", "EXPERTISE;LEVEL=expert:calligraphy",
            version="4.0",
        ),
        {
            "Taro Yamada": [
                "fact birthplace: Kyoto", "fact expertise: calligraphy", "fact hobby: kendo",
                "fact interest: sake",
            ]
        },
    ),
    "several children of Outlook and of Nokia, and Evolution's edition": (
        card(
            "N:Lund;Pia", "X-MS-CHILD:Max, Mia", "X-CHILDREN:Bo und Eva",
            "REV:2024-01-01T00:00:00Z(3)", version="2.1",
        ),
        {"Pia Lund": ["child: Bo", "child: Eva", "child: Max", "child: Mia"]},
    ),
    "an empty unit, with a character set": (
        card("N:Lund;Pia", "TEL;CELL:1 23", f"ORG;CHARSET=UTF-8;{QP}:=C3=85s;", version="2.1"),
        {"Pia Lund": ["organisation Ås", "phone [mobile] 1 23"]},
    ),
    "a proxy address of Exchange, and a list that is no address": (
        card("FN:Pia Lund", "EMAIL:SMTP:pia@x.example", 'EMAIL:["bo@x.example"'),
        {"Pia Lund": ["email pia@x.example"]},
    ),
    "Exchange, with the family name first": (
        card("FN:Lund\\, Pia (Berlin)", "N:Lund;Pia;;;", "TEL;TYPE=CELL:+45 1")
        + card("FN:Marsh\\, Bob", "N:;Marsh\\, Bob;;;"),  # as tinynet writes who is called so
        {"Pia Lund": ["phone [mobile] +45 1"], "Marsh, Bob": []},
    ),
    "an old Mac": (
        b"\xef\xbb\xbfbegin:vcard\rversion:3.0\rfn:Eve Moss\rn:Moss;Eve;;;\remail:eve@m.example\r"
        b"end:vcard\r\r\rBEGIN:VCARD\rVERSION:3.0\rN:Rook;Tim;;;\rEND:VCARD\r",
        {"Eve Moss": ["email eve@m.example"], "Tim Rook": []},
    ),
    "UTF-16": (
        card("N:Šimić;Ana;;;", "FN:Ana Šimić", "TEL;CELL:+385 1", version="2.1").encode("utf-16"),
        {"Ana Šimić": ["phone [mobile] +385 1"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", CARDS)
def test_what_the_cards_of_a_program_say_is_kept_and_comes_back(
    program: str, tinynet: Tinynet
) -> None:
    data, right = CARDS[program]
    assert people_in(understood(tinynet, "cards.vcf", data)) == right
    comes_back(tinynet, tinynet.folder)

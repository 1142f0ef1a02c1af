"""WhatsApp's time stamps: of every locale, in every order, and never a wrong day."""

# ruff: noqa: RUF001, DTZ001, PT017  every script; local times; errors that may come or not
from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.exchange.record import InteractionRecord, UndecidedError
from tinynet.exchange.talks import whatsapp
from tinynet.exchange.talks.whatsapp_stamps import (
    NoSuchDayError,
    day_of,
    orders_that_fit,
    plain,
    stamp_of,
)

TODAY = date(2026, 11, 26)
AUGUST = date(2019, 8, 31)
# What Android and iPhones write for 31 August 2019, 13:25:07, each in some locale.
LOCALES = {
    "Afrikaans": "2019-08-31 1:25 nm. - ",
    "Albanian": "31.8.2019, 1:25 e pasdites - ",
    "Arabic": "٣١\u200f/٨\u200f/٢٠١٩، ١:٢٥ م - ",
    "Arabic, morning": "[٣١\u200f/٨\u200f/٢٠١٩، ٩:٢٥:٠٧ ص] ",
    "Assamese": "৩১-৮-২০১৯ অপৰাহ্ন ১.২৫ - ",
    "Basque": "2019/8/31 (13:25) - ",
    "Bengali": "৩১/৮/১৯, ১:২৫ PM - ",
    "Bulgarian": "31.08.19\u202fг., 13:25\u202fч. - ",
    "Bulgarian, iPhone": "[31.08.19 г., 13:25:07 ч.] ",
    "Burmese": "၃၁-၈-၁၉ ၁၃:၂၅ - ",
    "Catalan": "31/8/19, 1:25 p.\u00a0m. - ",
    "Chinese": "[2019/8/31 下午1:25:07] ",
    "Chinese, in words": "2019年8月31日 下午1:25 - ",
    "Chinese of Taiwan": "2019/8/31 晚上8:25 - ",
    "Chinese of Taiwan, of the Republic": "民國108/8/31 下午1:25 - ",
    "Corsican": "31/08/2019 à 13:25 - ",
    "Croatian": "31. 08. 2019. 13:25 - ",
    "Czech": "31.08.2019 13:25 - ",
    "Danish": "31.08.2019 13.25 - ",
    "Danish, with kl.": "31.08.2019 kl. 13.25 - ",
    "Dutch": "31-08-19 13:25 - ",
    "English": "31/08/2019, 13:25 - ",
    "English of the USA": "8/31/19, 1:25\u202fPM - ",
    "English of the USA, iPhone": "\u200e[8/31/19, 1:25:07\u202fPM] ",
    "English of South Africa": "2019/08/31, 13:25 - ",
    "Ewe": "ɣetrɔ ga 1:25 8/31/19 - ",
    "Finnish": "31.8.2019 klo 13.25 - ",
    "French": "31/08/2019 à 13:25 - ",
    "French of Canada": "[2019-08-31 13 h 25 min 07 s] ",
    "German": "31.08.19, 13:25 - ",
    "German, old": "31.08.2019, 13:25 Uhr - ",
    "Greek": "31/8/19, 1:25 μ.μ. - ",
    "Gujarati": "31/8/19, 01:25 PM - ",
    "Hebrew": "31.8.2019, 1:25 אחה״צ - ",
    "Hindi": "31/8/19, 1:25 अपराह्न - ",
    "Hungarian": "2019. 08. 31. 13:25 - ",
    "Hungarian, half a day": "2019. 08. 31. du. 1:25 - ",
    "Indonesian": "31/08/19 13.25 - ",
    "Italian": "31/08/19, 13:25 - ",
    "Japanese": "[2019/08/31 13:25:07] ",
    "Japanese, half a day": "2019/08/31 午後1:25 - ",
    "Japanese, of the era": "[R1/8/31 13:25:07] ",
    "Kannada": "31/8/19, 01:25 ಅಪರಾಹ್ನ - ",
    "Kazakh": "31.08.19, 13:25 - ",
    "Konkani": "31-8-19 म.नं. 1:25 - ",
    "Korean": "2019. 8. 31. 오후 1:25 - ",
    "Korean, two digits": "19. 8. 31. 오후 1:25 - ",
    "Korean, in words": "2019년 8월 31일 오후 1:25 - ",
    "Lithuanian": "2019-08-31 13:25 - ",
    "Macedonian": "31.8.2019\u202fг., во 13:25 - ",
    "Malay": "31/08/2019, 1:25 PTG - ",
    "Marathi": "३१/८/१९, १:२५ म.उ. - ",
    "Marathi, full": "३१/८/२०१९, १:२५ PM - ",
    "Nepali": "१९/८/३१, १३:२५ - ",
    "Norwegian": "31.08.2019, 13:25 - ",
    "Occitan": "31/08/2019 13h25 - ",
    "Persian": "۱۳۹۸/۶/۹،\u200f ۱۳:۲۵ - ",
    "Persian, half a day": "[۱۳۹۸/۶/۹،\u200f ۱:۲۵:۰۷ بعدازظهر] ",
    "Polish": "31.08.2019, 13:25 - ",
    "Portuguese of Brazil": "31/08/2019 13:25 - ",
    "Punjabi": "31/8/19, 1:25 ਬਾ.ਦੁ. - ",
    "Russian": "31.08.2019, 13:25 - ",
    "Russian, with г.": "31.08.2019 г., 13:25 - ",
    "Serbian": "31. 8. 2019. 13:25 - ",
    "Slovak": "31. 8. 2019 13:25 - ",
    "Slovene, with ob": "31. 8. 2019 ob 13:25 - ",
    "Spanish": "31/8/19 13:25 - ",
    "Spanish of Mexico": "31/08/19 1:25 p. m. - ",
    "Swedish": "2019-08-31 13:25 - ",
    "Swedish, with kl.": "2019-08-31 kl. 13:25 - ",
    "Tamil": "31/8/19, பிற்பகல் 1:25 - ",
    "Thai": "31/8/2562 13:25 - ",
    "Thai, two digits": "[31/8/62 13:25:07] ",
    "Thai, with the era": "31/8/2562 พ.ศ. 13:25 น. - ",
    "Turkish": "31.08.2019 13:25 - ",
    "Turkish, half a day": "31.08.2019 ÖS 1:25 - ",
    "Ukrainian": "31.08.19 о 13:25 - ",
    "Urdu": "31/8/19، 1:25 PM - ",
    "Vietnamese": "13:25, 31/8/19 - ",
    "WhatsApp on the web": "[1:25 PM, 8/31/2019] ",
    "WhatsApp on the web, Chinese": "[下午1:25, 2019/8/31] ",
    "Wolof": "31-08-2019 - 13:25 - ",
    "an old iPhone": "31/08/2019 13:25:07: ",
}  # fmt: skip


def read(lines, order="", today=TODAY, name="WhatsApp Chat with Anne.txt"):
    text = "".join(f"{line}\n" for line in lines)
    return list(whatsapp.read(text.encode(), name, "", order, today))


def days(found):
    return [record.on for record in found if isinstance(record, InteractionRecord)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_stamps_of_every_locale_are_read(locale):
    stamp = LOCALES[locale]
    assert whatsapp.sniff(f"{stamp}Anne: hi\n".encode())
    (record,) = read([f"{stamp}Anne: 12:30 - it is late"])
    assert (record.on, record.people[0].name) == (AUGUST.isoformat(), "Anne")


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_is_no_stamp_goes_on_with_the_message_before(locale):
    stamp = LOCALES[locale]
    body = ["3 o'clock: at the market", "1/2: half of it", "12:30 - 13:15: lunch", "[x] Bob: no"]
    assert len(read([f"{stamp}Anne: hi", *body])) == 1


# --- which day it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "order", "expected"),
    [
        (("1", "1", "1388"), "dmy", date(2009, 3, 21)),
        (("1398", "12", "29"), "ymd", date(2020, 3, 19)),
        (("1399", "12", "30"), "ymd", date(2021, 3, 20)),  # a leap year
        (("1400", "1", "1"), "ymd", date(2021, 3, 21)),
        (("1403", "7", "30"), "ymd", date(2024, 10, 21)),
        (("1404", "1", "1"), "ymd", date(2025, 3, 21)),
        (("29", "2", "2563"), "dmy", date(2020, 2, 29)),
        (("31", "12", "52"), "dmy", date(2009, 12, 31)),
        (("108", "2", "3"), "dmy", date(2019, 2, 3)),
        (("2019", "2", "3"), "dmy", date(2019, 2, 3)),
        (("09", "2", "3"), "ymd", date(2009, 2, 3)),
    ],
)
def test_years_of_other_calendars_are_recognised_by_their_number(numbers, order, expected):
    assert day_of(numbers, order) == expected


@pytest.mark.parametrize(
    ("numbers", "order", "why"),
    [
        (("1398", "12", "30"), "ymd", "is no day"),  # no leap year
        (("1398", "13", "1"), "ymd", "is no day"),
        (("29", "2", "2562"), "dmy", "is no day"),
        (("5", "2", "8"), "dmy", "is no day"),
        (("3", "4", "20"), "ymd", "is no day"),  # no year has one digit
        (("13", "2", "2019"), "ymd", "is no day"),
        (("31", "12", "2008"), "dmy", "is before there was a WhatsApp"),
        (("1440", "12", "24"), "ymd", "is of a moon calendar, in which countries differ by a day"),
    ],
)
def test_what_is_no_day_or_no_sure_one_says_so(numbers, order, why):
    with pytest.raises(NoSuchDayError) as caught:
        day_of(numbers, order)
    assert str(caught.value) == why


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2009, 3, 21), date(2050, 3, 20)))
def test_the_persian_calendar_gives_every_day_once(day):
    """Counted on from New Year, as people do."""
    year = day.year - 621
    start = day_of((str(year), "1", "1"), "ymd")
    if day < start:
        year, start = year - 1, day_of((str(year - 1), "1", "1"), "ymd")
    lengths = [31] * 6 + [30] * 6
    left = (day - start).days
    month = 0
    while left >= lengths[month]:
        left -= lengths[month]
        month += 1
    assert day_of((str(year), str(month + 1), str(left + 1)), "ymd") == day


# --- in which order the numbers are --------------------------------------------------------------

SEPARATORS = ("/", ".", "-", ". ", " ")
PADDED = (True, False)
DIGITS = (2, 4)
CLOCKS = ("{:%H:%M}", "{:%I:%M %p}", "{:%I:%M:%S}\u202fp.\u00a0m.", "{:%H.%M}", "下午{:%I:%M}",
          "{:%H h %M}")  # fmt: skip
STYLES = ("{day}, {time} - {rest}", "{day} {time} - {rest}", "[{day} {time}] {rest}",
          "[{day}, {time}] {rest}")  # fmt: skip
LAYOUTS = list(product(("dmy", "mdy", "ymd"), SEPARATORS, PADDED, DIGITS, CLOCKS, STYLES))
CHATS = {
    "over a year": [date(2021, 11, 12), date(2021, 11, 14), date(2022, 1, 9), date(2022, 10, 31)],
    "within a month": [date(2021, 3, day) for day in (8, 9, 11, 12)],
    "days that are months": [date(2020, 1, 2), date(2020, 3, 4), date(2020, 5, 6)],
    "of twenty years": [date(2009, 10, 11), date(2019, 10, 11), date(2026, 11, 25)],
    "one day": [date(2015, 3, 12)],
    "one plain day": [date(2019, 5, 31)],
    "the first of months": [date(2011, month, 1) for month in (9, 10, 11, 12)],
    "birthdays": [date(year, 11, 12) for year in (2021, 2022, 2023)],
}
PLAIN = {"over a year", "one plain day"}


def written(day, order, separator, padded, digits):
    two = "{:02}" if padded else "{}"
    parts = {"d": two.format(day.day), "m": two.format(day.month),
             "y": str(day.year) if digits == 4 else f"{day:%y}"}  # fmt: skip
    return separator.join(parts[part] for part in order)


def chat(layout, on):
    order, separator, padded, digits, clock, style = layout
    at = [datetime(one.year, one.month, one.day, 13, 25, 7) for one in on]
    return [
        style.format(
            day=written(one, order, separator, padded, digits), time=clock.format(one),
            rest="Anne: hi",
        )
        for one in at
    ]  # fmt: skip


@pytest.mark.parametrize("name", CHATS)
def test_no_layout_ever_gives_a_wrong_day(name):
    """Right, or refused with the orders it may be, of which the right one gives the days."""
    expected = [day.isoformat() for day in CHATS[name]]
    asked = 0
    for layout in LAYOUTS:
        lines = chat(layout, CHATS[name])
        order, separator = layout[:2]
        if order == "mdy" and "." in separator and name not in PLAIN:
            continue  # nobody writes dots where the month comes first; see the dotted dates below
        try:
            found = days(read(lines))
        except UndecidedError as error:
            asked += 1
            assert (error.option, order in error.choices) == ("--order", True), lines
        else:
            assert found == expected, lines
        assert days(read(lines, order)) == expected, lines
    assert (asked == 0) == (name in PLAIN)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LAYOUTS),
    st.lists(st.dates(date(2009, 1, 1), TODAY), min_size=30, max_size=40, unique=True),
)
def test_a_chat_of_many_days_is_read_in_any_layout_without_a_question(layout, on):
    on.sort()
    assert days(read(chat(layout, on))) == [day.isoformat() for day in on]


@pytest.mark.parametrize(
    ("dates", "fit"),
    [
        (["21-11-12", "21-11-14", "22-01-09"], ("ymd",)),
        (["13.6.18", "24.6.18"], ("dmy", "ymd")),  # or once in 2013 and once in 2024
        (["3/4/26"], ("dmy", "mdy")),
        (["03.04.26"], ("dmy",)),  # dots never stand behind a month that comes first
        (["12-03-15"], ("dmy", "mdy", "ymd")),
        (["12.03.15"], ("dmy", "mdy", "ymd")),
        (["1/11/26", "12/11/26"], ("dmy",)),  # the 11 December is still to come
        (["27/11/26"], ("dmy",)),  # it is that day already elsewhere on Earth
        (["3/1/08", "3/2/08"], ("dmy",)),  # neither is any; each line will say so
        (["4/5/19", "4/7/19", "4/6/19", "5/6/19", "6/7/19", "7/8/19"], ("dmy", "mdy")),
        (
            ["1/1/19", "1/9/19", "1/7/19", "4/7/19", "1/9/19"],
            ("dmy", "mdy"),
        ),  # once, and twice, back
        (["2019-05-04", "2019-06-04"], ("dmy",)),  # by any name: a year of four digits is one
    ],
)
def test_the_order_is_the_one_that_nothing_speaks_against(dates, fit):
    stamps = [stamp_of(plain(f"{day}, 10:01 - Anne: hi")) for day in dates]
    found = orders_that_fit([one.numbers for one in stamps], TODAY, dotted=stamps[0].is_dotted)
    assert found == fit


def test_a_message_that_came_late_does_not_hide_the_order():
    on = [date(2019, 1, 1) + timedelta(7 * week) for week in range(50)]
    on.insert(20, on[15])
    lines = [f"{day:%m/%d/%y}, 10:01 - Anne: hi" for day in on]
    assert days(read(lines)) == sorted({day.isoformat() for day in on})


def test_the_days_of_whatsapps_own_lines_show_the_order_too():
    lines = ["3/25/19, 10:01 - Messages are encrypted.", "4/5/19, 10:01 - Anne: hi"]
    assert days(read(lines)) == ["2019-04-05"]


def test_without_an_order_the_question_names_the_choices():
    with pytest.raises(UndecidedError) as caught:
        read(["12-03-15, 10:01 - Anne: hi"])
    assert (caught.value.message, caught.value.remedy, caught.value.choices) == (
        "The dates in WhatsApp Chat with Anne.txt can be read in three orders (12/03/15)",
        "Say which with --order dmy (day first), --order mdy (month first) or --order ymd "
        "(year first)",
        {
            "dmy": "day first, 2015-03-12",
            "mdy": "month first, 2015-12-03",
            "ymd": "year first, 2012-03-15",
        },
    )


# --- files made to be slow -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["9" * 1_000_000, "[" * 1_000_000, " " * 1_000_000, "1/" * 500_000, "a" * 1_000_000,
     "下午" * 500_000, "12:34 " * 160_000, "12/12/2012" + " a-b" * 250_000,
     "1. 1. " * 160_000, "\u200e" * 1_000_000, "١" * 1_000_000],
)  # fmt: skip
def test_a_line_of_a_million_characters_has_no_stamp(line):
    assert stamp_of(plain(line[: whatsapp.LINE_MAX])) is None

"""Recognise the kind of contact in plain words: "had a pint with Sam" -> drinks, "hike" -> walk.

This is the one list of such words: `kind_in` looks for them in a sentence, `kind_for` takes one
that was typed alone. Only words that are plain about it are here, in the inflections people use;
the kinds are those a new database begins with (`first_kinds.py`). A phrase without a kind keeps
its words from being misread: nobody was spoken to when a dinner was "called off".
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

OTHER = "other"  # they were together, but the words do not say how
WITH = frozenset(["w", "wiht", "wtih", "iwth", "wth"])  # "tea w/ Sam"
_REACH = 3  # words from "about" to what was only talked about: "about the big wedding"
_NO_GIFTS = frozenset({
    "hug", "kiss", "hand", "tour", "wave", "talk", "speech", "shout", "advice", "lecture", "chance",
    "ride", "call", "ring", "lift", "massage", "haircut", "look", "piggyback", "cuddle", "news",
})  # fmt: skip
_APOSTROPHES = "'\u2019"

# Phrases between commas. Of two that begin at the same word the longer one counts.
_PHRASES = {
    "coffee": """
        coffee, coffees, espresso, espressos, cappuccino, cappuccinos, latte, lattes, flat white,
        cuppa, cup of tea, cups of tea, pot of tea, afternoon tea, high tea, tea with, had tea,
        for tea, over tea, a tea, café, cafe, ☕, 🍵""",
    "lunch": """
        lunch, lunches, lunched, brunch, brunches, brunched, sandwich, sandwiches, burrito,
        burritos, bagels""",
    "dinner": """
        dinner, dinners, dined, supper, suppers, dinner party, dinner date, birthday dinner,
        barbecue, barbecued, bbq, potluck, sushi, pizza, pizzas, curry, tapas, ramen, noodles,
        dim sum, takeaway, fish and chips, roast, sunday roast, 🍕""",
    "drinks": """
        drinks, a drink, drank, drinking, quick drink, for drinks, drink with, drink at, beer,
        beers, pint, pints, cocktail, cocktails, glass of wine, glasses of wine, bottle of wine,
        some wine, wine with, wine at, wine, happy hour, pub, pub crawl, nightcap,
        swift half, 🍺, 🍻, 🍷""",
    "walk": """
        walk, walks, walked, walking, hike, hikes, hiked, hiking, stroll, strolls, strolled,
        strolling, ramble, rambled, went for a run, went running, a run, run with, ran with,
        running with, ran, run, runs, running, parkrun, jog, jogs, jogged, jogging, trek,
        trekked""",
    "visit": """
        visit, visits, visited, visiting, stayed with, stayed at, stayed over, staying with,
        stayed, slept over, sleepover, came over, came by, came round, came around, came to see,
        come over, dropped by, dropped in, drops by, popped in, popped by, popped round,
        popped over, stopped by, called in on, called round, house call, had over, hosted""",
    "event": """
        event, events, party, parties, partied, birthday party, birthday, wedding, weddings,
        funeral, christening, baptism, graduation, housewarming, reunion, concert, concerts, gig,
        gigs, festival, festivals, conference, conferences, meetup, workshop, exhibition, museum,
        gallery, theatre, theater, cinema, movie, movies, film, films, opera, ballet, musical,
        recital, match, picnic, picnics, picnicked, game night, games night, movie night,
        board game, board games, pub quiz, quiz night, wine tasting, zoo, dance, danced, dancing,
        ceremony, parade, book club""",
    "help": """
        helped, helping, helps, help with, help from, help moving, helped out, gave a hand,
        gave me a hand, gave him a hand, gave her a hand, gave them a hand, lent a hand,
        lent me a hand, a lift, gave me a lift, gave him a lift,
        gave her a lift, gave them a lift""",
    "gift": """
        gift, gifts, gifted, a present, presents, birthday present, christmas present,
        wedding present, the present, gave""",
    "call": """
        call, calls, called, calling, phone call, phone calls, phonecall, phone,
        phoned, phoning, telephone,
        telephoned,
        rang, ring, ringing, on the phone, by phone, spoke on the phone, gave a call,
        whatsapp call, whatsapp called, 📞, ☎""",
    "video": """
        video, video call, video calls, video called, video calling, video chat, video chats,
        video chatted, video chatting, videochat, whatsapp video, facetime, facetimes, facetimed,
        facetiming, face time, face timed, zoom, zooms, zoomed, zooming, zoom call, zoom calls,
        skype, skyped, skyping, skype call, google meet, google hangout, teams call, on teams""",
    "text": """
        text, texts, texted, texting, text message, text messages, message, messages, messaged,
        messaging, voice note, voice notes, voice noted, voice message, voice messages,
        voice messaged,
        sms, whatsapp, whatsapped, whatsapping, dm, dms, dmed, chatted online,
        happy birthday""",
    "email": "email, emails, emailed, emailing, e mail, e mails, e mailed, e mailing, mailed",
    "letter": """
        letter, letters, postcard, postcards, thank you note, birthday card, christmas card,
        wrote to, wrote""",
    "social": """
        social media, liked a post, liked her post, liked his post, liked their post,
        liked her photo, liked his photo, commented, retweeted, tweet, tweets, tweeted,
        instagram, facebook, linkedin, mastodon, twitter""",
    OTHER: """
        met up, meet up, meeting up, met for, met with, caught up, catch up, catching up,
        hung out, hang out, hanging out, got together, get together, ran into, run into,
        bumped into, spent the day, spent the evening, spent the afternoon, spent the morning,
        spent the weekend, spent time, swim, swam, swimming, tennis, squash, badminton, golf, chess,
        yoga, pilates, gym, bowling, karaoke, sauna, cycling, bike ride, fishing, card game,
        shopping, charades, scrabble""",
    "": """
        called me a, called me an, called me names,
        called off, call off, calling off, call it off, called it off, call it a day,
        called it a day, called it, called out, calling card, called in sick, call in sick,
        is called, was called, are called, were called, be called, been called, being called,
        so called, close call, wake up call, roll call, port of call, on call, call for,
        called for, phone number, phone case, phone screen, new phone, phone bill,
        walked out, walked off, walked away, walked in, walked into, walked through, walked me,
        walk of life, walks of life, run out, runs out, run over, run by, run a, runs a, run the,
        runs the, running late, running out, running a, running the, run late, run away, run off,
        a running, in the running, run down, ran a, ran the, roast beef,
        ran out, ran late, ran away, ran over, ran off, ran through,
        zoomed in, zoomed out, third party, search party, political party, visiting hours,
        drinking water, drinking problem, drank water, rang a bell, ring a bell, key ring,
        wedding ring, engagement ring, a ring, the ring, rang true, cover letter, letter of,
        text book, text of, gave up, gave birth, gave in, gave notice, gave a talk, gave way,
        gave a speech, film crew, movie star, stayed home, stayed in touch, stayed up, stayed out,
        stayed late, wrote a book, wrote a song, wrote a poem, wrote down, wrote off,
        wrote a paper, video game, video games""",
}


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in _PHRASES.items():
        for phrase in phrases.split(","):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, kind))
    for same in found.values():
        same.sort(key=lambda entry: -len(entry[0]))
    return found


_BY_FIRST_WORD = _by_first_word()


def kind_in(text: str) -> tuple[str, tuple[int, int]] | None:
    """The kind of contact that a text in English names.

    Whole words only. What is plain ("lunch") counts before what only says that they were together
    ("met up", the kind "other"), both before what may only have been talked about ("about the
    wedding"), then what comes first.

    Args:
        text: A sentence, or a part of one.

    Returns:
        The kind's name and where its words stand in the text, from and up to; None where it names
        none.
    """
    words, spans = _words(text)
    best: tuple[tuple[bool, bool, int], str, int] | None = None
    number = 0
    while number < len(words):
        if words[number] not in _BY_FIRST_WORD:  # as nearly all are
            number += 1
            continue
        count, kind = _phrase_at(words, number)
        if kind:
            talked_about = "about" in words[max(number - _REACH, 0) : number]
            rank = (talked_about, kind == OTHER, number)
            if best is None or rank < best[0]:
                best = rank, kind, number + count - 1
        number += count
    if best is None:
        return None
    (_, _, first), kind, last = best
    return kind, (spans[first][0], spans[last][1])


def kind_for(word: str, own: Iterable[str] = ()) -> str | None:
    """The kind of contact that a word or a short phrase stands for: "pint" -> "drinks".

    Args:
        word: It alone, in any capitals.
        own: The names of the user's kinds, which count before the list.

    Returns:
        The kind's name; None where the word names none, or says more than a kind.
    """
    typed = " ".join(word.lower().split())
    for kind in own:
        if kind.lower() == typed:
            return kind
    found = kind_in(typed)
    return found[0] if found is not None and found[1] == (0, len(typed)) else None


def _phrase_at(words: list[str], number: int) -> tuple[int, str]:
    """How many words of the text the phrase there takes, and its kind; 1 and "" where none is."""
    for phrase, kind in _BY_FIRST_WORD[words[number]]:
        if phrase == ("gave",) and not _NO_GIFTS.isdisjoint(words[number + 1 : number + 6]):
            continue  # "gave Grace a hug"
        if tuple(words[number : number + len(phrase)]) == phrase:
            return len(phrase), kind
    return 1, ""


def _words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text in lower case, and where each begins and ends.

    A hyphen parts words, so that "video-called" is two, and an apostrophe inside one does not. Any
    other mark counts as a word, so that no phrase reaches over it: "I called. Off we went."
    """
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    begin = 0
    for piece in text.split(" "):
        if piece.isalnum():
            typed = piece.lower()
            words.append("with" if typed in WITH else typed)
            spans.append((begin, begin + len(piece)))
        elif piece:
            _split_piece(words, spans, piece, begin)
        begin += len(piece) + 1
    return words, spans


def _split_piece(words: list[str], spans: list[tuple[int, int]], piece: str, begin: int) -> None:
    """The words and marks of what stands between two spaces, the first of which is at `begin`."""
    start = -1
    for number, letter in enumerate(f"{piece} "):
        inside = letter.isalnum() or (letter in _APOSTROPHES and start >= 0)
        if inside and start < 0:
            start = number
        elif not inside:
            if start >= 0:
                word = piece[start:number].rstrip(_APOSTROPHES)
                typed = word.lower().replace("\u2019", "'")
                words.append("with" if typed in WITH else typed)
                spans.append((begin + start, begin + start + len(word)))
                start = -1
            if not letter.isspace() and letter != "-":
                words.append(letter)
                spans.append((begin + number, begin + number + 1))

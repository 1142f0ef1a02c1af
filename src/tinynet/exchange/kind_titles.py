"""Recognise the kind of contact in a title of another program, in many languages.

`core/kind_words.py` knows English, in whole sentences; here are the few words of other languages
that stand in calendars and diaries and mean one kind only: "Mittagessen mit Pia" -> lunch.
"""

from __future__ import annotations

from functools import lru_cache

from tinynet.core.kind_words import OTHER, kind_in
from tinynet.core.names import fold

# Without accents, phrases between commas; what is a word of English, too, is not here. In this
# order: German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, Finnish,
# Polish, Czech and Slovak, Hungarian, Romanian, Croatian, Turkish, Russian, Ukrainian, Greek.
_WORDS = {
    "coffee": """
        kaffee, kaffeetrinken, kaffeeklatsch, tee trinken, caffe, koffie, koffietje, kaffe, fika,
        kahvi, kahvit, kahville, kawa, kawe, kawka, kava, kavu, kave, kavezas, cafea, kahve, кофе,
        чай, кава, каву, καφες, καφε""",
    "lunch": """
        mittagessen, mittagspause, mittagstisch, zu mittag, dejeuner, almuerzo, comida, almorzar,
        almoco, almocar, pranzo, lunchen, lunchafspraak, lunsj, lounas, lounaalle, obiad, obed,
        ebed, ebedelni, pranz, rucak, ogle yemegi, обед, ланч, обід, μεσημεριανο""",
    "dinner": """
        abendessen, abendbrot, grillabend, grillfest, grillen, diner, souper, cena, cenar, jantar,
        avondeten, etentje, uit eten, middag med, middag hos, aftensmad, illallinen, paivallinen,
        kolacja, kolacje, vecere, vacsora, vecera, aksam yemegi, ужин, вечеря, δειπνο,
        βραδινο""",
    "drinks": """
        bier, biere, feierabendbier, umtrunk, apero, aperitif, un verre, cerveza, cervezas, copas,
        canas, tomar algo, cerveja, chope, birra, birre, aperitivo, borrel, borreltje, vrijmibo,
        biertje, afterwork, after work, olut, oluella, piwo, piwko, pivo, sorozes, bira, пиво,
        выпить, μπυρα""",
    "walk": """
        spaziergang, spazieren, wandern, wanderung, joggen, laufrunde, balade, promenade,
        randonnee, footing, paseo, caminata, senderismo, passeio, caminhada, passeggiata,
        wandeling, wandelen, promenad, vandring, gatur, kavely, kavelylle, spacer, prochazka,
        plimbare, setnja, yuruyus, прогулка, погулять, прогулянка, περιπατος""",
    "visit": """
        besuch, besuchen, visite, visita, bezoek, bezoeken, besok, besog, vierailu, odwiedziny,
        navsteva, latogatas, vizita, posjet, ziyaret, визит, в гости, επισκεψη""",
    "call": """
        anruf, telefonat, telefonieren, telefontermin, telefonkonferenz, telefon, appel,
        coup de fil, llamada, telefonema, ligacao, chamada, telefonata, chiamata,
        telefoongesprek, bellen, belafspraak, telefonsamtal, telefonmote, opringning, puhelu,
        hovor, telefonhivas, poziv, звонок, созвон, дзвінок, τηλεφωνημα""",
    "video": """
        videoanruf, videokonferenz, videogesprach, visio, visioconference, videollamada,
        videoconferencia, videochamada, videochiamata, videoconferenza, videogesprek,
        videobellen, videosamtal, videomote, videoopkald, videopuhelu, wideorozmowa, videohovor,
        videohivas, видеозвонок, видеосозвон, відеодзвінок""",
}
# What stands in scripts without spaces: Japanese, Chinese of both kinds, Korean.
_UNSPACED = {
    "coffee": "コーヒー カフェ お茶 咖啡 喝茶 커피",
    "lunch": "ランチ 昼食 昼ごはん 午餐 午饭 午飯 점심",
    "dinner": "ディナー 夕食 夕ごはん 晩ごはん 晚餐 晚饭 晚飯 저녁 식사",
    "drinks": "飲み会 飲みに 喝酒",
    "walk": "散歩 散步 산책",
    "video": "ビデオ通話 视频通话 視訊 화상 통화",
    "call": "電話 通話 电话 通话 전화 통화",
}
_ENDINGS_OF = ("kaffee", "mittagessen", "abendessen", "bier", "spaziergang", "wanderung", "anruf")
_LONGEST = 3  # words of a phrase

_KINDS = {fold(phrase): kind for kind, phrases in _WORDS.items() for phrase in phrases.split(",")}
_PARTS = {fold(part): kind for kind, parts in _UNSPACED.items() for part in parts.split()}


@lru_cache(maxsize=4_000)  # the titles of a diary or calendar repeat
def kind_of(title: str) -> str:
    """The kind of contact that a title names: "lunch" for "Mittagessen mit Pia", "" for none.

    English counts before other languages, and both before "met up", which is "other".
    """
    english = kind_in(title)
    if english and english[0] != OTHER:
        return english[0]
    folded = fold(title)
    return _by_word(folded) or _by_part(folded) or (OTHER if english else "")


def _by_word(folded: str) -> str:
    """The kind of the first phrase, of a German compound too: "Geburtstagskaffee"."""
    words = "".join(letter if letter.isalnum() else " " for letter in folded).split()
    for start in range(len(words)):
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            if kind := _KINDS.get(" ".join(words[start:end])):
                return kind
        for ending in _ENDINGS_OF:
            if words[start].endswith(ending):
                return _KINDS[ending]
    return ""


def _by_part(folded: str) -> str:
    return next((kind for part, kind in _PARTS.items() if part in folded), "")

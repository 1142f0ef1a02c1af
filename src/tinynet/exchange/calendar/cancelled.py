"""Whether a meeting was cancelled, or declined by you, in any of the ways in which programs say so.

Google and Apple write STATUS:CANCELLED, invitations come again with METHOD:CANCEL, and Outlook
keeps the meeting and writes "Canceled: " before its title, in its own language. That it no longer
takes your time (TRANSP, X-MICROSOFT-CDO-BUSYSTATUS:FREE) does not say that it was not held.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tinynet.core.names import fold
from tinynet.exchange.calendar.events import Event

LOOKED_AT = 1_000  # characters of a title
_CANCELLED_WORDS = """
    cancelled, canceled, cancelled event, canceled event, cancelled event with note, called off,
    canceled event with note, cancellation, cancelled meeting, canceled meeting, abgesagt,
    abgesagter termin, abgesagtes ereignis, absage, storniert, entfällt, fällt aus, ausgefallen,
    annulliert, annulé, annulée, annulés, annulées, annulation, événement annulé, réunion
    annulée, rendez-vous annulé, cancelado, cancelada, anulado, anulada, evento cancelado,
    reunión cancelada, cancelación, desmarcado, desmarcada, cancelamento, reunião cancelada,
    annullato, annullata, cancellato, cancellata, evento annullato, riunione annullata,
    cancel·lat, cancel·lada, anul·lat, anul·lada, cancelat, geannuleerd, geannuleerde afspraak,
    afgezegd, afgelast, vervalt, inställt, inställd, avbokat, avbokad, avbruten, avlyst,
    kansellert, aflyst, annulleret, avbestilt, peruutettu, peruttu, tühistatud, atcelts,
    atšaukta, aflýst, odwołane, odwołany, odwołano, odwołana, anulowane, anulowano, zrušeno,
    zrušené, zrušená, odpovedano, preklicano, otkazano, otkazan, lemondva, törölve, elmarad,
    lemondott, anulat, anulată, iptal, iptal edildi, отменено, отменена, отменен, отменён,
    отмена, скасовано, отказано, отменено мероприятие, ακυρώθηκε, ακυρωμένο, ακύρωση, בוטל,
    מבוטל, ملغي, ملغى, ملغاة, تم الإلغاء, đã hủy, dibatalkan, ยกเลิก, ยกเลิกแล้ว, キャンセル済み,
    キャンセル, 中止, 已取消, 取消, 취소됨, 취소
"""
_DECLINED_WORDS = """
    declined, abgelehnt, refusé, refusée, rechazado, rechazada, recusado, recusada, rifiutato,
    rifiutata, geweigerd, afgewezen, avböjt, afslået, avslått, hylätty, odrzucono, odmítnuto,
    отклонено
"""
_NOUNS = frozenset({"absage", "annulation", "cancellation", "cancelacion", "cancelamento"})
_MAIL = frozenset(
    {"fw", "fwd", "wg", "tr", "rv", "enc", "re", "aw", "ww", "doorst", "vs", "vb", "pd", "sv"}
    | {"antw", "rif"}
)
_HEAD = re.compile(r"[:!\])】]|\s[-\u2013\u2014|]|[-\u2013\u2014|]\s")  # ends the first words
_TAIL = re.compile(r"[:(\[【|]|\s[-\u2013\u2014]\s?")  # and begins the last
_SIGNS = re.compile(r"[^\w·]+")  # around them


def was_cancelled(event: Event) -> bool:
    """Whether a meeting, or the day of a series that this is, was called off."""
    return (
        event.calendar.method == "CANCEL"
        or event.text("STATUS").upper() in {"CANCELLED", "CANCELED"}
        or says_cancelled(event.text("SUMMARY")[:LOOKED_AT])
    )


@lru_cache(maxsize=1024)  # each is asked several times, and titles repeat
def says_cancelled(title: str) -> bool:
    """Whether a title says that the meeting was called off, with its first words or its last."""
    words = title.split()
    shouted = _words(fold(words[0])) if words and words[0].isupper() else ""  # CANCELLED Lunch
    last = _words(fold(words[-1])) if words else ""  # Lunch cancelled
    parts = _first(title), _words(_TAIL.split(fold(title))[-1]), shouted
    return not _CANCELLED.isdisjoint(parts) or last in _CANCELLED - _NOUNS


def says_declined(title: str) -> bool:
    """Whether a title says that you declined, as Outlook's calendar shows what you did."""
    return _first(title) in _DECLINED


def _first(title: str) -> str:
    """What stands before the first mark, a mail's "Fwd:" not counted."""
    parts = map(_words, _HEAD.split(fold(title)))
    return next((part for part in parts if part and part not in _MAIL), "")


def _words(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).split())


def _known(words: str) -> frozenset[str]:
    return frozenset(_words(fold(words)) for words in words.split(","))


_CANCELLED, _DECLINED = _known(_CANCELLED_WORDS), _known(_DECLINED_WORDS)

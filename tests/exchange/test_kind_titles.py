"""The kind of contact in titles of calendars and diaries, in many languages."""

from __future__ import annotations

import pytest

from tinynet.exchange.kind_titles import kind_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Mittagessen mit Pia", "lunch"),
        ("Geburtstagskaffee bei Jörg", "coffee"),
        ("Telefonat", "call"),
        ("Dîner chez Élise", "dinner"),
        ("Déjeuner : Luc", "lunch"),
        ("coup de fil à Luc", "call"),
        ("Cena con Lucía", "dinner"),
        ("Llamada", "call"),
        ("Almoço com Inês", "lunch"),
        ("Aperitivo da Carla", "drinks"),
        ("Wandelen met Sanne", "walk"),
        ("Fika med Sven", "coffee"),
        ("Middag med Sven", "dinner"),
        ("Vrijdag middag", ""),  # Dutch: in the afternoon
        ("Kolacja u Zofii", "dinner"),
        ("Oběd s Petrem", "lunch"),
        ("Öğle yemeği", "lunch"),
        ("Прогулка вдоль Невы", "walk"),
        ("ランチ 佐藤さん", "lunch"),
        ("晚饭", "dinner"),
        ("전화", "call"),
        ("Lunch, then Kaffee", "lunch"),
        ("Catch up over Kaffee", "coffee"),
        ("Catch up", "other"),
        ("Besprechung", ""),
        ("Kaffeemaschine kaufen", ""),
        ("", ""),
    ],
)
def test_a_title_tells_the_kind_where_it_is_plain(title: str, kind: str) -> None:
    assert kind_of(title) == kind

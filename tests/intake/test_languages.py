from __future__ import annotations

import pytest

from vedette.intake.languages import language_of

ROWS = [
    ("The army said on Friday that it had retaken the town after a week of fighting with the rebels.", "en"),
    ("Al-Shabaab militants attacked Garissa, Wajir, Mandera", "en"),
    ("Syrian army retakes Deir al-Zour, Mayadin, Abu Kamal", "en"),
    ("Dozens killed in Kidal", "en"),
    ("La policía mató a tres manifestantes en Bogotá el viernes, dijeron testigos.", "es"),
    ("Die Armee hat die Stadt am Freitag nach schweren Kämpfen eingenommen, sagte ein Sprecher.", "de"),
    ("L'armée a repris la ville vendredi après une semaine de combats, selon un porte-parole.", "fr"),
    ("Армия взяла город под контроль", "ru"),
    ("استعاد الجيش السيطرة على المدينة يوم الجمعة", "ar"),
    ("12345 — 67", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), ROWS)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language

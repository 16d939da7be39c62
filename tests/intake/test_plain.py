from __future__ import annotations

import pytest

from vedette.intake.plain import LONGEST_TITLE, read_plain

ROWS = [
    ("Rebels take Kidal\n\nRebels took the town.", "Rebels take Kidal"),
    ("Rebels take Kidal \n \nRebels took the town.", "Rebels take Kidal"),
    ("Rebels took the town.\n\nThe army fled.", None),
    ("“Rebels took the town.”\n\nThe army fled.", None),
    ("Who holds Kidal?\n\nRebels do.", None),
    ("BAMAKO (Wire) -\n\nRebels took the town.", None),
    ("Rebels take Kidal\nRebels took the town.", None),
    ("Rebels take Kidal", None),
    ("Rebels take Kidal\n\n", None),
    ("\nRebels take Kidal\n\nRebels took the town.", None),
    ("a" * LONGEST_TITLE + "\n\nb", "a" * LONGEST_TITLE),
    ("a" * (LONGEST_TITLE + 1) + "\n\nb", None),
]


@pytest.mark.parametrize(("text", "title"), ROWS)
def test_a_headline_is_the_title_and_the_text_stays(text: str, title: str | None) -> None:
    draft = read_plain(text)
    assert draft.title == title
    assert draft.body == text

from __future__ import annotations

import datetime as dt

import pytest

from vedette.errors import BadRecord, TooLarge, UnreadableFile
from vedette.intake import MAX_CHARACTERS, make_report


def test_a_separate_title_stands_first() -> None:
    assert make_report("Rebels took Kidal.", title="Kidal taken").text == "Kidal taken\n\nRebels took Kidal."


def test_a_title_that_the_text_begins_with_is_not_put_twice() -> None:
    assert make_report("Kidal taken\n\nRebels took Kidal.", title="Kidal  taken\n").text == "Kidal taken\n\nRebels took Kidal."


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"byline": "A. Reporter", "ref": "7", "path": "x.txt"}, True),
        ({"publisher": "Sahel Wire"}, False),
        ({"url": "https://example.org/1"}, False),
        ({"published": "2022-03-04"}, False),
        ({"title": "Kidal"}, False),
    ],
)
def test_the_id_is_a_hash_of_publisher_url_date_and_text(changes: dict[str, str], same: bool) -> None:
    assert (make_report("Rebels took Kidal.", **changes).id == make_report("Rebels took Kidal.").id) is same


def test_the_id_is_the_same_on_every_machine() -> None:
    assert make_report("Rebels took Kidal.", publisher="Sahel Wire", published=dt.date(2022, 3, 4)).id == "dd2e2f4c8deeceb1"


def test_the_bound_is_on_whole_text() -> None:
    assert len(make_report("a" * MAX_CHARACTERS).text) == MAX_CHARACTERS
    with pytest.raises(TooLarge, match="5,000,001"):
        make_report("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_no_text_is_an_error(text: str) -> None:
    with pytest.raises(UnreadableFile):
        make_report(text, title="Only a title")


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(BadRecord):
        make_report("Rebels took Kidal.", published="soon")

"""The adapter for TR-News, on an article made up here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from scoring.records import place

from vedette.errors import BadRecord, UnreadableFile
from vedette.model import Mention, PlaceMention, Report
from vedette.scoring.tr_news import APART, read_articles, score_tr_news

TEXT = "Troops left Kidal for Gao. The Malian army and Atlantis were not told in Gao."
ROWS = (
    # words, start as written, end, class, latitude and longitude
    ("Kidal", "12", 17, "P", "18.44", "1.41"),
    ("Gao", "{start}", 25, "P", "16.27", "-0.04"),
    ("Malian", "31", 37, "A", "18", "-2"),
    ("Atlantis", "47", 55, "", "", ""),
)
POINT = "<gaztag><name>x</name><fclass>{}</fclass><lat>{}</lat><lon>{}</lon></gaztag>"
TOPONYMS = "".join(
    f"<toponym><phrase>{words}</phrase><start>{start}</start><end>{end}</end>{POINT.format(*point) if point[0] else ''}</toponym>"
    for words, start, end, *point in ROWS
)
XML = (
    "<articles><article docid='7'><title>T</title><url> http://example.org/7 </url><dltime>2023-11-02</dltime>"
    "<text>{text}</text><toponyms>" + TOPONYMS + "</toponyms></article></articles>"
)


def folder(tmp_path: Path, start: str = "22") -> Path:
    (tmp_path / "TR-News.xml").write_text(XML.format(text=TEXT, start=start), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("start", ["22", "23", "20"])
def test_offsets_beside_the_words_are_set_right(tmp_path: Path, start: str) -> None:
    article = read_articles(folder(tmp_path, start) / "TR-News.xml")[0]
    assert [article.report.text[one.mention.start : one.mention.end] for one in article.toponyms] == [
        "Kidal",
        "Gao",
        "Malian",
        "Atlantis",
    ]
    assert article.toponyms[1].mention.start == 22
    assert [one.demonym for one in article.toponyms] == [False, False, True, False]


def found(_: Report) -> tuple[PlaceMention, ...]:
    return (place(TEXT, "Kidal", (18.5, 1.4)), place(TEXT, "Gao", (6.0, 0.0)), place(TEXT, "Atlantis"), place(TEXT, "Troops"))


def given(_: Report, mentions: Sequence[Mention]) -> tuple[PlaceMention, ...]:
    assert len(mentions) == 4
    return (place(TEXT, "Kidal", (18.5, 1.4)), place(TEXT, "Gao", (16.3, 0.0)), place(TEXT, "Malian", (17.0, -4.0)))


def test_scores(tmp_path: Path) -> None:
    scores = {score.measure: score for score in score_tr_news(folder(tmp_path), found, given)}
    assert (scores["recognition"].precision, scores["recognition"].recall) == (0.75, 0.75)
    assert scores["recognition" + APART].recall == 1.0
    assert scores["within 161 km, mentions given"].value == pytest.approx(2 / 3)  # Mali's middle is over 161 km away
    assert scores["within 161 km, mentions given" + APART].value == 1.0
    assert scores["within 161 km, end to end"].value == pytest.approx(1 / 3)
    assert scores["within 161 km, end to end" + APART].value == 0.5
    median = scores["median error over populated places, end to end"]
    assert (median.expected, median.found) == (2, 2)


def test_what_is_not_the_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_articles(tmp_path / "TR-News.xml")
    (tmp_path / "TR-News.xml").write_text("<articles><article docid='9'><text>x</text></article></articles>", encoding="utf-8")
    with pytest.raises(BadRecord, match="article 9: lacks <dltime>"):
        read_articles(tmp_path / "TR-News.xml")

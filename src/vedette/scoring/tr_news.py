"""Scores the TR-News corpus (XML, github ehsk/CHF-TopoResolver): finding names of places in raw text, and placing them.

A name is found where the program's span is the gold's; it is placed where the point lies within 161 km (100 miles, the
field's custom), and one without an answer counts as wrong. The set is measured on only and trains nothing.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET  # noqa: S405 - the file is the user's own gold, not something fetched
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vedette.errors import BadRecord, UnreadableFile
from vedette.lexicon import load
from vedette.model import Mention, PlaceMention, Report
from vedette.scoring.scores import Mark, Score, accuracy_score, f1_score, great_circle, median_score

NAME = "tr_news"
FILE = "TR-News.xml"
NEAR_KM = 161.0
DRIFT = 400  # some of the set's offsets stand a little beside the words; the nearest place where the words stand is meant
CONTEXT = 60
APART = ", demonyms left out"
Point = tuple[float, float]
FindPlaces = Callable[[Report], Sequence[PlaceMention]]
ResolvePlaces = Callable[[Report, Sequence[Mention]], Sequence[PlaceMention]]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold mention; `point` is None where GeoNames has no row for it, `settled` marks populated places."""

    mention: Mention
    point: Point | None
    settled: bool
    demonym: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A text of the set and its toponyms in order."""

    report: Report
    toponyms: tuple[Toponym, ...]


def score_tr_news(folder: Path, find: FindPlaces, resolve: ResolvePlaces) -> list[Score]:
    """The scores of `find` (names from raw text, placed) and `resolve` (names given); raises UnreadableFile, BadRecord."""
    articles = read_articles(folder / FILE)
    found = [tuple(find(article.report)) for article in articles]
    given = [tuple(resolve(article.report, [one.mention for one in article.toponyms])) for article in articles]
    marks = [mark for article, places in zip(articles, found, strict=True) for mark in _found_marks(article, places)]
    marks += [
        mark for article, places in zip(articles, given, strict=True) for mark in _placed_marks("mentions given", article, places)
    ]
    settled, near = _distances(articles, found)
    return [
        *(f1_score(NAME, measure, marks) for measure in ("recognition", "recognition" + APART)),
        *(
            accuracy_score(NAME, f"within 161 km, {way}{apart}", marks)
            for way in ("mentions given", "end to end")
            for apart in ("", APART)
        ),
        median_score(NAME, "median error over populated places, end to end", near, settled),
    ]


def read_articles(file: Path) -> tuple[Article, ...]:
    """The articles of the set; raises UnreadableFile, or BadRecord naming the article that is not what it should be."""
    try:
        root = ET.parse(file).getroot()  # noqa: S314 - as above
    except (OSError, ET.ParseError) as error:
        raise UnreadableFile(f"{file}: {error}") from error
    return tuple(_article_at(file, article) for article in root.iter("article"))


def _article_at(file: Path, article: ET.Element) -> Article:
    try:
        return _article(article)
    except (ValueError, TypeError) as error:
        raise BadRecord(f"{file}: article {article.get('docid')}: {error}") from error


def _article(article: ET.Element) -> Article:
    text = _text(article, "text")
    published = _day(_text(article, "dltime").strip())
    report = Report(id=str(article.get("docid")), text=text, published=published, url=_text(article, "url").strip(), language="en")
    return Article(report, tuple(_toponym(text, one) for one in article.iter("toponym")))


def _day(words: str) -> dt.date | None:
    """The set gives some of its days in words ("7:58 AM ET, Sat January 3, 2015"); places do not hang on them."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def _text(element: ET.Element, tag: str) -> str:
    found = element.findtext(tag)
    if found is None:
        raise ValueError(f"lacks <{tag}>")
    return found


def _toponym(text: str, element: ET.Element) -> Toponym:
    phrase = _text(element, "phrase")
    start = _nearest(text, phrase, int(_text(element, "start")))
    tag = element.find("gaztag")
    point = None
    if tag is not None and tag.findtext("lat") and tag.findtext("lon"):
        point = (float(_text(tag, "lat")), float(_text(tag, "lon")))
    settled = tag is not None and tag.findtext("fclass") == "P"
    return Toponym(Mention(phrase, start, start + len(phrase)), point, settled, phrase.casefold() in demonyms())


def _nearest(text: str, phrase: str, start: int) -> int:
    if text[start : start + len(phrase)] == phrase:
        return start
    before = text.rfind(phrase, max(0, start - DRIFT), start + len(phrase))
    after = text.find(phrase, start, start + DRIFT)
    tried = [at for at in (before, after) if at >= 0]
    return min(tried, key=lambda at: abs(at - start), default=start)


@lru_cache(maxsize=1)
def demonyms() -> frozenset[str]:
    """All words for a country's people, in lower case: the set marks "Syrian" as a place."""
    return frozenset(word.casefold() for row in load().rows("actors/countries", "country") for word in row.words("demonyms"))


# ── finding ──


def _found_marks(article: Article, places: Sequence[PlaceMention]) -> Iterator[Mark]:
    at = {(place.mention.start, place.mention.end): place for place in places}
    wanted = {(one.mention.start, one.mention.end) for one in article.toponyms}
    for one in article.toponyms:
        hit = at.get((one.mention.start, one.mention.end))
        yield from _both(article, one.mention, one.demonym, one.mention.text, hit.mention.text if hit else None)
    for span, place in at.items():
        if span not in wanted:
            yield from _both(article, place.mention, place.demonym, None, place.mention.text)
    yield from _placed_marks(
        "end to end", article, [place for place in places if (place.mention.start, place.mention.end) in wanted]
    )


def _both(article: Article, mention: Mention, demonym: bool, expected: str | None, got: str | None) -> Iterator[Mark]:
    for name in ("recognition",) if demonym else ("recognition", "recognition" + APART):
        yield Mark(name, article.report.id, _around(article, mention), expected, got, expected is not None and got is not None)


def _around(article: Article, mention: Mention) -> str:
    """The mention with the words about it, for a list of errors: an article is too long for one."""
    return " ".join(article.report.text[max(0, mention.start - CONTEXT) : mention.end + CONTEXT].split())


# ── placing ──


def _placed_marks(way: str, article: Article, places: Iterable[PlaceMention]) -> Iterator[Mark]:
    at = {(place.mention.start, place.mention.end): place for place in places}
    for one in article.toponyms:
        if one.point is None:
            continue
        hit = at.get((one.mention.start, one.mention.end))
        point = _point(hit)
        away = great_circle(one.point, point) if point else None
        got = f"{hit.match.value.name}, {away:.0f} km away" if hit and hit.match and away is not None else None
        for apart in ("",) if one.demonym else ("", APART):
            measure = f"within 161 km, {way}{apart}"
            yield Mark(
                measure,
                article.report.id,
                _around(article, one.mention),
                f"{one.mention.text} {one.point}",
                got,
                away is not None and away <= NEAR_KM,
            )


def _point(place: PlaceMention | None) -> Point | None:
    value = place.match.value if place and place.match else None
    return (value.latitude, value.longitude) if value and value.latitude is not None and value.longitude is not None else None


def _distances(articles: Sequence[Article], found: Sequence[Sequence[PlaceMention]]) -> tuple[int, list[float]]:
    """How many populated places there are to place, and how far off those are that were placed."""
    total, distances = 0, []
    for article, places in zip(articles, found, strict=True):
        at = {(place.mention.start, place.mention.end): _point(place) for place in places}
        for one in article.toponyms:
            if one.settled and one.point is not None:
                total += 1
                point = at.get((one.mention.start, one.mention.end))
                distances += [great_circle(one.point, point)] if point else []
    return total, distances

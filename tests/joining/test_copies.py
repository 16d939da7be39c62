"""Which reports are copies, of what and how: pairs of texts, credits, and the pairs of gold/copies.jsonl."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from copied_example import PARAPHRASED, STORY

from vedette.joining import copies_of, join_reports
from vedette.lexicon import load
from vedette.model import Coded, Garble, Report
from vedette.reading.garble import find_garble
from vedette.scoring.copies import score_copies

GOLD = Path(__file__).parents[2] / "gold" / "copies.jsonl"
LEAST = 0.95

REORDERED = (
    "Two pick-ups were set ablaze by men who came on motorcycles from Bankass way. "
    "Six police officers lost their lives on Monday as the gunmen attacked their post in Koro, Sahel Wire was told by a mayor. "
    "In the afternoon 14 wounded were found in the school when reinforcements from Mopti had got to Koro. "
    '"We heard the shooting for an hour," the mayor added.'
)
SECOND_REPORTER = (
    "The governor flew to Koro on Tuesday to bury the police officers who died in Monday's raid. "
    "Families said that seven men were missing and that nobody had warned them. "
    "Shops in Bankass closed in protest, and a union called for a strike. "
    "Two suspects were held near the border with Burkina Faso."
)
OTHER_NEWS = STORY.replace("Koro", "Tawila").replace("Bankass", "Kutum").replace("Mopti", "Zamzam").replace("six", "nineteen")


def coded(number: int, text: str, *, day: int = 5, publisher: str | None = None, **fields: str) -> Coded:
    made = Report(f"r{number}", text, publisher=publisher or f"Paper {number}", published=dt.date(2023, 3, day), **fields)
    return Coded(made, Garble(0.0), (), (), ())


PAIRS = [
    ("word for word", STORY, "reprint"),
    ("with a credit before it", f"(Sahel Wire) - {STORY}", "reprint"),
    ("cut short", ". ".join(STORY.split(". ")[:3]) + ".", "reprint"),
    ("in other words", PARAPHRASED, "paraphrase"),
    ("in other words and another order", REORDERED, "paraphrase"),
    ("by a second reporter", SECOND_REPORTER, None),
    ("the same form of words for other news", OTHER_NEWS, None),
    ("something else", "The central bank left its rate at five per cent on Monday. Markets rose.", None),
    ("a line", "Six killed in Koro.", None),
    ("nothing", "…", None),
]


@pytest.mark.parametrize(("text", "how"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_what_a_later_report_is_to_an_earlier(text: str, how: str | None) -> None:
    reports = [coded(1, STORY, publisher="Sahel Wire"), coded(2, text, day=6)]
    found = [(copy.report, copy.of, copy.how) for copy in copies_of(reports) if copy.how != "credit"]
    assert found == ([("r2", "r1", how)] if how else [])
    assert copies_of(reports[::-1]) == copies_of(reports)


FIRST = [
    ("the earlier", {"day": 5}, {"day": 6}),
    ("of one day the agency", {"publisher": "Sahel Wire"}, {"publisher": "Daily News"}),
    ("of one day the one that the other names", {"publisher": "Sahel Post"}, {"text": f"{STORY} Sahel Post first told of it."}),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in FIRST], ids=[row[0] for row in FIRST])
@pytest.mark.parametrize("swapped", [False, True])
def test_which_is_the_original(one: dict, other: dict, swapped: bool) -> None:  # type: ignore[type-arg]
    numbers = (2, 1) if swapped else (1, 2)
    plain = STORY.replace("told Sahel Wire", "said")
    pair = [coded(number, **{"text": plain, **fields}) for number, fields in zip(numbers, (one, other), strict=True)]
    (copy,) = [copy for copy in copies_of(pair) if copy.how != "credit"]
    assert (copy.report, copy.of) == (pair[1].report.id, pair[0].report.id)


NOTE = "Gunmen killed three soldiers in an ambush near {} on Friday, the army said. Two others were wounded."


@pytest.mark.parametrize(("town", "copies"), [("Mopti", 1), ("Djibo", 0)])
def test_a_note_of_another_town_is_no_copy(town: str, copies: int) -> None:
    assert len(copies_of([coded(1, NOTE.format("Mopti")), coded(2, NOTE.format(town), day=6)])) == copies


def test_a_copy_tells_which_sentences_it_repeats() -> None:
    first, second = coded(1, STORY), coded(2, STORY.split(". ", 1)[1], day=6)
    (copy,) = copies_of([first, second])
    assert len(copy.sentences) == 3
    for pair in copy.sentences:
        assert second.report.text[pair.start : pair.end] == first.report.text[pair.of_start : pair.of_end]


def test_the_news_of_a_month_ago_is_no_original() -> None:
    assert copies_of([coded(1, STORY, day=1), coded(2, STORY, day=28)]) == ()


CREDITS = [
    ("at the head", {"text": "GOMA, Congo (Reuters) - Rebels took a hill."}, "reuters"),
    ("after a place and a dash", {"text": "(AFP) – Rebels took a hill."}, "afp"),
    ("at the foot", {"text": "Rebels took a hill.\n\nSource: Reuters"}, "reuters"),
    ("alone at the foot", {"text": "Rebels took a hill.\n\nAFP"}, "afp"),
    ("in the byline", {"text": "Rebels took a hill.", "byline": "Reuters"}, "reuters"),
    ("an own one", {"text": "(Reuters) - Rebels took a hill.", "publisher": "Reuters"}, None),
    ("a name in brackets that is no outlet's", {"text": "The Islamic State group (IS) - also called Daesh - took a hill."}, None),
    ("none", {"text": "Rebels took a hill."}, None),
]


@pytest.mark.parametrize(("fields", "of"), [row[1:] for row in CREDITS], ids=[row[0] for row in CREDITS])
def test_a_credit_names_the_origin(fields: dict, of: str | None) -> None:  # type: ignore[type-arg]
    made = coded(1, **fields)
    assert [(copy.of, copy.how) for copy in copies_of([made])] == ([(of, "credit")] if of else [])
    (origin,) = join_reports([made]).origins
    assert origin.origin == (of or {"Reuters": "reuters"}.get(made.report.publisher or "", "paper 1"))


def test_copies_of_copies_have_the_first_origin() -> None:
    reports = [coded(1, STORY, publisher="Sahel Wire"), coded(2, STORY, day=6), coded(3, STORY, day=7)]
    assert {origin.origin for origin in join_reports(reports).origins} == {"sahel wire"}


def test_pairs_of_copies_are_told_apart() -> None:
    scores = score_copies(GOLD, lambda text: find_garble(text, load()))
    assert {score.measure: score.expected for score in scores} == {"reprint": 110, "paraphrase": 110, "independent": 110}
    assert {score.measure: score.value for score in scores if (score.value or 0) < LEAST} == {}

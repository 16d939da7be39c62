from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cited import uncited
from kept_example import filled, item, opened

from vedette.intake.files import read_paths
from vedette.keeping import add, refresh
from vedette.model import Around, Brief, Citation, Found, Interval, Report, Statement, Wanted
from vedette.pipeline import Coder
from vedette.situation import asked_words, make_brief
from vedette.store import Store, find_all

SAMPLE = Path(__file__).parents[2] / "samples" / "albu-kamal.jsonl"


@pytest.fixture(scope="module")
def samples(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The reports of the exercise, coded and joined."""
    store = opened(tmp_path_factory.mktemp("brief"))
    for report in read_paths([SAMPLE]):
        assert isinstance(report, Report)
        add(store, report, coder.code)
    refresh(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def found(samples: Store) -> Found:
    """All that the exercise holds."""
    with samples.reading() as connection:
        return find_all(connection, Wanted())


@pytest.fixture(scope="module")
def brief(found: Found) -> Brief:
    return make_brief(found, "the exercise")


def told(brief: Brief, section: str) -> tuple[Statement, ...]:
    return next((one.statements for one in brief.sections if one.id == section), ())


def cited(brief: Brief, statement: Statement) -> list[Citation]:
    return [citation for citation in brief.citations if citation.number in statement.citations]


def one(brief: Brief, section: str, *words: str) -> Statement:
    """The only statement of a section that holds all these words."""
    fitting = [statement for statement in told(brief, section) if all(word in statement.text for word in words)]
    assert len(fitting) == 1, [statement.text for statement in fitting or told(brief, section)]
    return fitting[0]


def test_what_changed_hands_within_the_days_asked(found: Found) -> None:
    whole = make_brief(found, "the exercise")
    steps = [statement.text for statement in told(whole, "changed") if statement.under == "Albu Kamal"]
    assert [" by 9 November" in steps[0], " on 11 November" in steps[1], " on 19 November" in steps[2]] == [True] * 3
    part = make_brief(found, "the exercise", Interval(dt.date(2017, 11, 11), dt.date(2017, 11, 18)))
    assert [statement.text for statement in told(part, "changed") if statement.under == "Albu Kamal"] == [steps[1]]
    assert uncited(part, found.coded) == []


def test_nothing_is_uncited(brief: Brief, found: Found) -> None:
    assert len(brief.citations) > 10
    assert uncited(brief, found.coded) == []


def test_nothing_is_uncited_elsewhere(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1), item(2), item(3, more="\n\nMore."))
    with store.reading() as connection:
        found = find_all(connection, Wanted())
    store.close()
    assert uncited(make_brief(found, "Mali"), found.coded) == []


def test_what_is_uncited_is_seen(brief: Brief, found: Found) -> None:
    """The check itself finds a name, a number, a day and a sentence that are made up, and a statement without citation."""
    section = brief.sections[0]
    statement = section.statements[-1]
    wrong = (
        replace(statement, text=statement.text + " Timbuktu."),
        replace(statement, text=statement.text + " 471 killed."),
        replace(statement, under="1 May 2016"),
        replace(statement, citations=()),
    )
    made = replace(brief, sections=(replace(section, statements=wrong),))
    assert [lack.rsplit(": ", 1)[1] for lack in uncited(made, found.coded)] == [
        "the name Timbuktu",
        "the number 471",
        "the day 1 May 2016",
        "no citation",
    ]
    forged = replace(brief.citations[0], sentence=replace(brief.citations[0].sentence, text="Nothing happened."))
    assert len(uncited(replace(brief, sections=(), citations=(forged,)), found.coded)) == 1


def test_every_citation_is_cited_and_numbered_in_order(brief: Brief) -> None:
    numbers = [citation.number for citation in brief.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {number for section in brief.sections for one in section.statements for number in one.citations} == set(numbers)


def test_what_it_rests_on_is_counted(brief: Brief, found: Found) -> None:
    assert (brief.events + brief.left_out, brief.reports, brief.copies) == (len(found.events), 11, 2)
    assert brief.left_out == sum(told.event.stance == "hypothetical" for told in found.events) > 0


def test_a_repeat_is_not_cited(brief: Brief) -> None:
    assert {citation.report.ref for citation in brief.citations}.isdisjoint({"r02", "r03"})


def test_a_contested_capture_stands_with_who_denies_it(brief: Brief) -> None:
    capture = one(brief, "happened", "took Albu Kamal", "denied by Euphrates Monitor")
    assert (capture.status, capture.under) == ("contested", "By 9 November 2017")
    assert {citation.report.ref for citation in cited(brief, capture)} == {"r04", "r05"}
    held = one(brief, "control", "held Albu Kamal", "until 11 November 2017")
    assert held.status == "contested"
    assert "told otherwise by Euphrates Monitor" in held.text


def test_a_toll_has_its_range_and_who_says_which(brief: Brief) -> None:
    toll = one(brief, "tolls", "ir strike", "14 to 22 killed")
    for words in (
        "at least 14, according to residents (Border Post)",
        "22, among them 9 children, according to the Euphrates Monitor",
    ):
        assert words in toll.text
    assert {citation.report.ref for citation in cited(brief, toll)} == {"r07", "r08"}


def test_who_did_it_is_laid_on_no_one_who_does_not_say_so(brief: Brief) -> None:
    strike = one(brief, "happened", "air strike")
    assert (
        "according to residents (Border Post) and the Euphrates Monitor; who did it is told by the Euphrates Monitor only"
        in strike.text
    )
    assert one(brief, "tolls", "ir strike").text.startswith("Air strike on civilians (Syria)")


def test_who_held_a_place_by_turns(brief: Brief) -> None:
    holders = [statement.text.split(" held ")[0] for statement in told(brief, "control") if statement.under == "Albu Kamal"]
    assert holders == ["The Islamic State", "The Government of Syria"] * 2


def test_what_one_side_says_is_a_claim(brief: Brief) -> None:
    claims = {statement.text: statement.under for statement in told(brief, "claims")}
    (rawa,) = [text for text in claims if "took Rawah" in text]
    assert claims[rawa] == "Claimed by one side only"
    assert "the Joint Operations Command" in rawa
    assert not any("took Rawah" in statement.text for statement in told(brief, "happened"))


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Not confirmed", "flight of the Islamic State"),
        ("Planned, threatened or expected", "advance on Albu Kamal by Kataib Hezbollah"),
    ],
)
def test_what_is_not_fact_stands_under_its_heading(brief: Brief, heading: str, words: str) -> None:
    assert one(brief, "claims", words).under == heading


def test_questions_are_no_happenings(brief: Brief) -> None:
    text = " ".join(statement.text for section in brief.sections for statement in section.statements)
    assert "oil fields" not in text
    assert "Washington" not in text


def test_what_is_not_told(brief: Brief) -> None:
    lacking = {(statement.under, statement.text) for statement in told(brief, "unknown")}
    assert ("Where it happened is not told", "Advance by Hezbollah and unidentified militia (Iraq) (8 November 2017).") in lacking
    assert not any("Planned" in text for _, text in lacking)


def test_the_order_of_what_is_found_changes_nothing(brief: Brief, found: Found) -> None:
    other = Found(found.events[::-1], found.control, found.ties, found.coded[::-1], found.heads[::-1])
    assert make_brief(other, "the exercise") == brief


def test_only_what_is_asked(samples: Store) -> None:
    with samples.reading() as connection:
        found = find_all(connection, Wanted(around=Around(34.48, 41.92, 10.0)))
        none = find_all(connection, Wanted(place="Nowhereville"))
    made = make_brief(found, "Rawa")
    assert {statement.under for statement in told(made, "control")} == {"Rawah"}
    assert {citation.report.ref for citation in made.citations} == {"r09"}
    assert make_brief(none, "Nowhereville") == Brief("Nowhereville", 0, 0, 0, 0, None, None, 0, (), ())


@pytest.mark.parametrize(
    ("wanted", "place", "words"),
    [
        (Wanted(), None, "All that is kept"),
        (Wanted(place="SYR"), "Syria", "Syria"),
        (Wanted(around=Around(15.2, 0.7, 30.0), actor="JNIM"), "Tessit", "Tessit, within 30 km, JNIM"),
        (Wanted(around=Around(15.2, 0.7, 2.5)), None, "15.2, 0.7, within 2.5 km"),
    ],
)
def test_what_was_asked_in_words(wanted: Wanted, place: str | None, words: str) -> None:
    assert asked_words(wanted, place) == words

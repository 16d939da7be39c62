"""Kill notices: an outlet takes an item back, whichever came first; a person may withdraw that; the log tells of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from kept_example import URL, code, item, opened

from vedette.keeping import add, refresh
from vedette.model import KillNotice, Report, Wanted
from vedette.store import (
    Store,
    cancel,
    find_events,
    find_judgements,
    find_log,
    find_reports,
    log_failure,
    outcome_of,
    remove,
    restore,
    withdraw,
)

URN = "urn:newsml:sahel.example:1"
DAY = dt.date(2022, 3, 5)


def numbered(version: int | None, ref: str = URN) -> Report:
    return item(1, ref=ref, published=DAY, more=f"\n\nVersion {version}.", version=version)


def notice(version: int | None = None, name: str = URN) -> KillNotice:
    return KillNotice(name, "canceled: A hoax", "Sahel Wire", version, "n.json")


def taken(folder: Path, *items: Report | KillNotice) -> Store:
    store = opened(folder)
    for one in items:
        if isinstance(one, KillNotice):
            cancel(store, one)
        else:
            add(store, one, code)
    refresh(store)
    return store


def standing(store: Store) -> dict[str, str]:
    """How each report stands, by the last line of its text."""
    with store.reading() as connection:
        return {kept.report.text.rsplit("Version ", 1)[-1].strip("."): kept.standing for kept in find_reports(connection)}


def events(store: Store) -> list[object]:
    with store.reading() as connection:
        return list(find_events(connection, Wanted()))


CASES = [
    ((numbered(1), notice()), {"1": "canceled"}),
    ((numbered(None), notice()), {"None": "canceled"}),
    ((numbered(None), notice(3)), {"None": "canceled"}),
    ((numbered(1), numbered(2)), {"1": "superseded", "2": "counted"}),
    ((numbered(1), numbered(2), notice(1)), {"1": "canceled", "2": "counted"}),
    ((numbered(1), numbered(2), notice(2)), {"1": "canceled", "2": "canceled"}),
    ((numbered(2), notice(1)), {"2": "counted"}),
    ((numbered(1), notice(1), notice(2)), {"1": "canceled"}),
    ((numbered(1), notice(name="urn:other")), {"1": "counted"}),
]


@pytest.mark.parametrize(("items", "expected"), CASES)
def test_an_item_is_canceled_whichever_came_first(
    items: tuple[Report | KillNotice, ...], expected: dict[str, str], tmp_path: Path
) -> None:
    for number, order in enumerate(permutations(items)):
        (tmp_path / str(number)).mkdir()
        assert standing(taken(tmp_path / str(number), *order)) == expected


@pytest.mark.parametrize(
    ("report", "name"),
    [
        (item(1, url=URL), "sahel.example/tessit"),
        (item(1, url=f"{URL}/other", ref=URN), URN),
        (item(1, url=f"{URL}/other", ref=URN), "sahel.example/tessit/other"),
    ],
)
def test_a_notice_finds_its_item_by_address_and_by_name(report: Report, name: str, tmp_path: Path) -> None:
    assert list(standing(taken(tmp_path, report, notice(name=name))).values()) == ["canceled"]


def test_what_rests_on_a_canceled_report_goes_and_comes_back_with_the_judgement(tmp_path: Path) -> None:
    store = taken(tmp_path, numbered(1))
    before = events(store)
    assert before
    assert cancel(store, notice())
    assert not cancel(store, notice())
    refresh(store)
    assert events(store) == []
    with store.reading() as connection:
        (kept,) = find_reports(connection)
        (judgement,) = find_judgements(connection)
    assert str(kept.reason).startswith("canceled: A hoax, says Sahel Wire; taken in on 20")
    assert (judgement.decision, judgement.subject, judgement.who, judgement.why) == (
        "cancel",
        URN,
        "Sahel Wire",
        "canceled: A hoax",
    )
    withdraw(store, judgement.id)
    assert not cancel(store, notice()), "a notice that a person has withdrawn stays so"
    refresh(store)
    assert events(store) == before


def test_a_person_may_remove_and_restore_what_is_canceled(tmp_path: Path) -> None:
    store = taken(tmp_path, numbered(1), notice())
    assert remove(store, numbered(1).id, why="doubtful")
    assert standing(store) == {"1": "removed"}
    assert restore(store, numbered(1).id)
    assert standing(store) == {"1": "canceled"}


def test_adding_again_what_is_canceled_says_known(tmp_path: Path) -> None:
    store = taken(tmp_path, notice())
    assert [add(store, numbered(1), code), add(store, numbered(1), code)] == ["canceled", "known"]
    with store.reading() as connection:
        assert outcome_of(connection, numbered(1).id) == "known"


LOGS: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["canceled", "canceled", "failed", "added"]),
    ({"failed": True}, ["failed"]),
    ({"limit": 2}, ["failed", "added"]),
    ({"since": dt.date(2000, 1, 1)}, ["canceled", "canceled", "failed", "added"]),
    ({"since": dt.date(2999, 1, 1)}, []),
]


@pytest.mark.parametrize(("asked", "outcomes"), LOGS)
def test_the_log_tells_what_came_and_what_did_not(asked: dict[str, object], outcomes: list[str], tmp_path: Path) -> None:
    store = taken(tmp_path, notice(), numbered(1))
    log_failure(store, "a.txt", "a.txt: the file is empty")
    log_failure(store, "a.txt", "a.txt: the file is empty")
    add(store, item(2), code)
    find: Callable[..., list[object]] = find_log  # type: ignore[assignment]  # its options by name
    with store.reading() as connection:
        assert [entry.outcome for entry in find(connection, **asked)] == outcomes  # type: ignore[attr-defined]  # rows of the log

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from kept_example import code, item, opened

from vedette import keeping
from vedette.keeping import add, recode, refresh
from vedette.model import Coded, Judgement, Rejoined, Report, Wanted
from vedette.store import Kept, Store, find_control, find_events, find_ties, save

pytestmark = pytest.mark.usefixtures("each_database")


def number_of_events(store: Store) -> int:
    with store.reading() as connection:
        return len(list(find_events(connection, Wanted())))


def test_a_report_that_is_kept_is_not_coded_again(tmp_path: Path) -> None:
    store, asked = opened(tmp_path), []

    def coder(report: Report) -> Coded:
        asked.append(report.ref)
        return code(report)

    assert [add(store, item(number), coder) for number in (1, 2, 1)] == ["added", "added", "known"]
    assert asked == ["m1", "m2"]


def test_events_control_and_ties_are_joined_when_what_they_rest_on_changed(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert not refresh(store)
    add(store, item(1), code)
    assert number_of_events(store) == 0
    assert refresh(store)
    assert not refresh(store)
    assert refresh(store, anew=True)
    assert number_of_events(store) == 2
    with store.reading() as connection:
        assert [one.holder.name for one in find_control(connection)] == ["Government of Mali"]
        assert [one.kind for one in find_ties(connection)] == ["backs"]


def test_another_version_joins_anew(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add(store, item(1), code)
    refresh(store)
    store.close()
    assert refresh(opened(tmp_path, made_by="0.2.0"))


def test_what_comes_in_while_events_are_joined_is_joined_in_another_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, join, tries = opened(tmp_path), keeping.rejoin, []
    add(store, item(1), code)

    def slowly(shelf: Kept, touched: list[str], judgements: list[Judgement]) -> Rejoined:
        tries.append(len(touched))
        if len(tries) == 1:
            save(store, code(item(2, more="\n\nMore.")))
        return join(shelf, touched, judgements)

    monkeypatch.setattr(keeping, "rejoin", slowly)
    assert refresh(store)
    assert not refresh(store)
    assert tries == [1, 2]
    with store.reading() as connection:
        told = next(find_events(connection, Wanted()))
    assert len(told.reports) == 2


def test_reports_are_read_anew(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in (1, 2):
        add(store, item(number), code)

    def poorer(report: Report) -> Coded:
        return replace(code(report), ties=()) if report.ref == "m2" else code(report)

    assert sorted((report.ref, differs) for report, differs in recode(store, poorer)) == [("m1", False), ("m2", True)]
    assert [differs for _, differs in recode(store, poorer, [item(2)])] == [False]

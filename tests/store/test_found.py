from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kept_example import filled, item

from vedette.model import Around, Wanted
from vedette.store import Store, find_all


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two reports, the second a copy of the first."""
    made = filled(tmp_path, item(1), item(2))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("wanted", "events", "places", "ties"),
    [
        (Wanted(), 2, {"Tessit"}, 1),
        (Wanted(place="Tessit"), 1, {"Tessit"}, 1),
        (Wanted(around=Around(15.2, 0.72, 5.0)), 1, {"Tessit"}, 1),
        (Wanted(around=Around(-15.2, 0.72, 5.0)), 0, set(), 0),
        (Wanted(actor="JNIM"), 1, {"Tessit"}, 0),
        (Wanted(actor="Burkina Faso"), 0, set(), 0),
        (Wanted(place="Gao"), 1, {"Tessit"}, 1),
    ],
)
def test_what_is_found(store: Store, wanted: Wanted, events: int, places: set[str], ties: int) -> None:
    with store.reading() as connection:
        found = find_all(connection, wanted)
    assert (len(found.events), {one.place.name for one in found.control}, len(found.ties)) == (events, places, ties)


def test_the_reports_behind_it_come_with_what_was_read_out_of_them(store: Store) -> None:
    with store.reading() as connection:
        found = find_all(connection, Wanted())
    behind = {report for told in found.events for report in told.event.reports}
    assert behind == {head.id for head in found.heads} == {one.report.id for one in found.coded}
    assert all(one.control for one in found.coded)

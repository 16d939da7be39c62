from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from coded_example import FRIDAY
from kept_example import URL, code, item, opened, put_views
from places import SORTS, placed

from vedette.joining import join_reports
from vedette.model import (
    Actor,
    Around,
    Box,
    ControlInterval,
    Interval,
    Joined,
    JoinedEvent,
    Place,
    TieInterval,
    Wanted,
)
from vedette.store import (
    Store,
    count_events,
    find_cards,
    find_control,
    find_event,
    find_events,
    find_numbers,
    find_reports,
    find_ties,
    knows_place,
    point_of,
    save,
)

GAO = Place("Gao", 2457161, "MLI", "Gao", 16.2717, -0.0447, "exact", 5.0)
DATELINE = Place("Taveuni", 1, "FJI", None, -16.8, 179.95, "exact", 5.0)
PROVINCE = Place("Mopti", 2, "MLI", "Mopti", 15.2, 0.7, "province", 200.0)


def put(event: JoinedEvent, name: str, place: Place, first: str | None, last: str | None, **changes: Any) -> JoinedEvent:
    """The event elsewhere and at another time; its claims are named after it."""
    assert event.place
    assert event.place.match
    assert event.when
    days = Interval(dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None)
    readings = tuple(replace(r, claim=replace(r.claim, id=f"{name}-{n}")) for n, r in enumerate(event.readings))
    return replace(
        event,
        id=name,
        place=replace(event.place, match=replace(event.place.match, value=place)),
        when=replace(event.when, value=days),
        readings=readings,
        parts=(name,),
        **changes,
    )


@pytest.fixture(autouse=True)
def _on_each_database() -> None:
    """The store is made once for each, since nothing is written to it."""


@pytest.fixture(scope="module", params=SORTS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two reports, five events, control and ties."""
    with placed(request):
        made = opened(tmp_path_factory.mktemp("db"))
        reports = [code(item(1, url=URL)), code(item(2))]
        for one in reports:
            save(made, one)
        joined = join_reports(reports)
        taken = next(event for event in joined.events if event.kind == "capture")
        plan = next(event for event in joined.events if event.kind == "advance")
        events = (
            taken,
            plan,
            put(taken, "aaaa", GAO, "2022-03-10", "2022-03-12", kind="air-strike", status="contested"),
            put(taken, "aaab", DATELINE, None, "2022-03-20", kind="killing", stance="denied"),
            put(taken, "bbbb", PROVINCE, "2022-04-01", None, actors=()),
        )
        army, jnim = Actor("mli-mil", "Military Forces of Mali", "MLI", "MIL"), Actor("jnim", "JNIM", "MLI", "REB")
        control = [
            interval(GAO, jnim, None, "2022-03-10"),
            interval(GAO, army, "2022-03-10", None),
            interval(DATELINE, army, "2022-01-01", None),
        ]
        ties = [TieInterval(army, jnim, "fights", dt.date(2022, 3, 1), dt.date(2022, 3, 9), "reported", ("r",), (), 1, "")]
        put_views(made, Joined(events, joined.copies, joined.origins, joined.joins), control, ties)
        yield made
        made.close()


def interval(place: Place, holder: Actor, since: str | None, until: str | None) -> ControlInterval:
    days = [dt.date.fromisoformat(day) if day else None for day in (since, until)]
    return ControlInterval(place, holder, days[0], days[1], "reported", ("r",), (), 1, (), "")


# What is wanted, and the kinds of the events that are found, in their order; "advance" has no day and comes last.
WANTED = [
    (Wanted(), "capture air-strike killing capture advance"),
    (Wanted(limit=2), "capture air-strike"),
    (Wanted(place="tessit"), "capture"),
    (Wanted(place="GAO"), "capture air-strike"),
    (Wanted(place="Ga%"), ""),
    (Wanted(place="MLI"), "capture air-strike capture"),
    (Wanted(place="Labbezanga"), "advance"),
    (Wanted(around=Around(16.3, -0.1, 20)), "air-strike"),
    (Wanted(around=Around(16.3, -0.1, 5)), ""),
    (Wanted(around=Around(-16.8, -179.95, 30)), "killing"),
    (Wanted(around=Around(15.2, 0.7, 50)), "capture"),
    (Wanted(around=Around(89.99, 0, 100)), ""),
    (Wanted(actor="mli-mil"), "capture air-strike killing advance"),
    (Wanted(actor="Malian soldiers"), "capture air-strike killing advance"),
    (Wanted(actor="soldiers"), "capture air-strike killing advance"),
    (Wanted(actor="soldier"), ""),
    (Wanted(actor="%"), ""),
    (Wanted(actor="MLI"), "capture air-strike killing capture advance"),
    (Wanted(kinds=frozenset({"air-strike", "killing"})), "air-strike killing"),
    (Wanted(stances=frozenset({"denied", "planned"})), "killing advance"),
    (Wanted(statuses=frozenset({"contested"})), "air-strike"),
    (Wanted(since=FRIDAY), "capture air-strike killing capture"),
    (Wanted(since=dt.date(2022, 3, 5)), "air-strike killing capture"),
    (Wanted(since=dt.date(2022, 3, 12), until=dt.date(2022, 3, 12)), "air-strike"),
    (Wanted(since=dt.date(2022, 3, 13), until=dt.date(2022, 3, 19)), ""),
    (Wanted(until=FRIDAY), "capture"),
    (Wanted(text="soldier towns"), "capture"),
    (Wanted(text="advances"), "advance"),
    (Wanted(text='"the town of Tessit"'), "capture"),
    (Wanted(text='"Tessit town"'), ""),
    (Wanted(text='fighters" OR NEAR('), ""),
    (Wanted(text="* ^"), ""),
    (Wanted(text=""), ""),
    (Wanted(text="\x00"), ""),
    (Wanted(source="outlet 1"), "capture air-strike killing capture advance"),
    (Wanted(source="outlet"), ""),
    (Wanted(box=Box(-1, 15, 1, 17)), "capture air-strike capture"),
    (Wanted(box=Box(179, -20, -179, -10)), "killing"),
    (Wanted(placed=True), "capture air-strike killing capture"),
    (Wanted(placed=False), "advance"),
    (Wanted(dated=True, kinds=frozenset({"capture"})), "capture capture"),
    (Wanted(dated=False), "advance"),
    (Wanted(disputed=True), ""),
    (Wanted(disputed=False, kinds=frozenset({"killing"})), "killing"),
    (Wanted(changed_since="2000-01-01"), "capture air-strike killing capture advance"),
    (Wanted(changed_since="9999-01-01"), ""),
    (Wanted(ids=frozenset({"bbbb", "aaab"})), "killing capture"),
    (Wanted(place="'; DROP TABLE events; --", actor="' OR 1=1 --"), ""),
]


@pytest.mark.parametrize(("wanted", "kinds"), WANTED)
def test_what_is_wanted_is_what_is_found(store: Store, wanted: Wanted, kinds: str) -> None:
    with store.reading() as connection:
        found = [one.event.kind for one in find_events(connection, wanted)]
        cards = find_cards(connection, wanted)
        everything = replace(wanted, limit=None)
        assert [card.kind for card in cards] == found
        assert count_events(connection, everything) == len(find_numbers(connection, everything)) >= len(found)
    # The events that were put elsewhere stand on claims that are not kept, so words find none of them.
    assert " ".join(found) == kinds


def test_an_event_comes_with_the_heads_of_its_reports(store: Store) -> None:
    with store.reading() as connection:
        first = next(find_events(connection, Wanted()))
    assert {(head.ref, head.publisher) for head in first.reports} == {("m1", "Outlet 1"), ("m2", "Outlet 2")}
    assert [head.id for head in first.reports] == list(first.event.reports)
    copies = [head for head in first.reports if head.copy_of]
    assert [head.how for head in copies] == ["reprint"]


IDS = [("aaaa", "aaaa"), ("aaab", "aaab"), ("b", "bbbb"), ("aaa", None), ("", None), ("zzz", None), ("aaa%", None)]


@pytest.mark.parametrize(("asked", "id_"), IDS)
def test_an_event_is_found_by_its_id_or_the_beginning_of_it(store: Store, asked: str, id_: str | None) -> None:
    with store.reading() as connection:
        found = find_event(connection, asked)
    assert (found.event.id if found else None) == id_


def test_a_retired_id_leads_to_what_the_event_became(store: Store) -> None:
    with store.reading() as connection:
        taken = next(find_events(connection, Wanted())).event
        names = connection.exec_driver_sql(
            "SELECT DISTINCT names_event FROM claims JOIN event_claims ON claim = claims.id WHERE kind = 'capture'"
        )
        for name in names.scalars().all():
            found = find_event(connection, name)
            assert found
            assert found.event.id == taken.id


CONTROL: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, [("Gao", "JNIM"), ("Gao", "Military Forces of Mali"), ("Taveuni", "Military Forces of Mali")]),
    ({"place": "gao", "since": dt.date(2022, 3, 9), "until": dt.date(2022, 3, 9)}, [("Gao", "JNIM")]),
    ({"place": "gao", "since": dt.date(2022, 3, 10), "until": dt.date(2022, 3, 10)}, [("Gao", "Military Forces of Mali")]),
    ({"place": "FJI"}, [("Taveuni", "Military Forces of Mali")]),
    ({"until": dt.date(2021, 12, 31)}, [("Gao", "JNIM")]),
]


@pytest.mark.parametrize(("asked", "expected"), CONTROL, ids=str)
def test_control_at_a_day_and_between_days(store: Store, asked: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    with store.reading() as connection:
        assert [(one.place.name, one.holder.name) for one in find_control(connection, **asked)] == expected


TIES: list[tuple[dict[str, Any], int]] = [
    ({}, 1),
    ({"actor": "jnim"}, 1),
    ({"actor": "Military Forces"}, 1),
    ({"actor": "Militar"}, 0),
    ({"actor": "%"}, 0),
    ({"actor": "…"}, 0),
    ({"actor": "MLI"}, 1),
    ({"actor": "Iran"}, 0),
    ({"since": dt.date(2022, 3, 9), "until": dt.date(2022, 3, 9)}, 0),
    ({"since": dt.date(2022, 3, 8), "until": dt.date(2022, 3, 8)}, 1),
]


@pytest.mark.parametrize(("asked", "number"), TIES, ids=str)
def test_ties(store: Store, asked: dict[str, Any], number: int) -> None:
    with store.reading() as connection:
        assert len(find_ties(connection, **asked)) == number


def test_places_that_the_database_knows(store: Store) -> None:
    with store.reading() as connection:
        assert point_of(connection, "Gao") == (16.2717, -0.0447)
        assert point_of(connection, "nowhere") is None
        assert knows_place(connection, "tessit")
        assert not knows_place(connection, "nowhere")


def test_reports_are_found_by_their_words(store: Store) -> None:
    with store.reading() as connection:
        assert len(list(find_reports(connection, text="garrison"))) == 2
        assert not list(find_reports(connection, text="aeroplane"))
        kept = list(find_reports(connection))
    assert [(one.events, one.standing) for one in kept] == [(5, "counted")] * 2
    assert sorted(one.copy.how if one.copy else "" for one in kept) == ["", "reprint"]

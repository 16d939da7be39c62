"""A database of a few reports that are coded as the example, for tests of the store and of the ways out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coded_example import BODY, TITLE, coded

from vedette.formats.cards import card_line
from vedette.intake import make_report
from vedette.keeping import add, refresh
from vedette.model import Coded, ControlInterval, Joined, Rejoined, Report, Restated, TieInterval
from vedette.store import Store, begin_anew, find_unjoined, open_store, replace_views

URL = "https://sahel.example/tessit"


def item(number: int = 1, *, more: str = "", **fields: object) -> Report:
    """A report that tells what the example tells, by another outlet; `more` is put after its text."""
    given = {"title": TITLE, "publisher": f"Outlet {number}", "published": dt.date(2022, 3, 5), "ref": f"m{number}"}
    return make_report(BODY + more, **{**given, **fields})  # type: ignore[arg-type]  # fields by name


def code(report: Report) -> Coded:
    """What a coder would read out of a report, with claims of its own."""
    made = coded(report)
    events = []
    for event in made.events:
        readings = tuple(replace(r, claim=replace(r.claim, id=f"{r.claim.id}-{report.id}")) for r in event.readings)
        events.append(replace(event, id=f"{event.id}-{report.id}", readings=readings))
    return replace(made, events=tuple(events))


def file_in(folder: Path, name: str = "v.db") -> str:
    """The path of a database that is a file."""
    return str(folder / name)


# What gives the address of a database by a folder and a name; the tests of both databases put a server in its place.
PLACES = [file_in]


def where(folder: Path, name: str = "v.db") -> str:
    """The address of a database in `folder`, or of one that stands for it on a server."""
    return PLACES[-1](folder, name)


def opened(folder: Path, name: str = "v.db", *, made_by: str = "0.1.0") -> Store:
    """A database in `folder`, made where it is not there."""
    return open_store(where(folder, name), made_by=made_by, create=True)


def put_views(store: Store, joined: Joined, control: Sequence[ControlInterval] = (), ties: Sequence[TieInterval] = ()) -> None:
    """Has these for all that joining makes of what is kept."""
    held: dict[str, tuple[ControlInterval, ...]] = {}
    for one in control:
        held[one.place.name] = (*held.get(one.place.name, ()), one)
    with store.writing() as connection:
        begin_anew(connection, store.made_by)
        reports = frozenset(find_unjoined(connection, 1_000_000))
        parts = frozenset(part for event in joined.events for part in event.parts)
        views = (joined.copies, joined.origins, joined.joins, joined.events)
        made = Rejoined(reports, reports, frozenset(), parts, (), (), *views)
        replace_views(connection, made, Restated(reports, (), (), held, {"two parties": tuple(ties)}), card_line)


def filled(folder: Path, *reports: Report) -> Store:
    """A database with these reports, joined."""
    store = opened(folder)
    for report in reports:
        add(store, report, code)
    refresh(store)
    return store

"""A database of a few reports that are coded as the example, for tests of the store and of the ways out of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from coded_example import BODY, TITLE, coded

from vedette.intake import make_report
from vedette.keeping import add, refresh
from vedette.model import Coded, Report
from vedette.store import Store, open_store

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


def opened(folder: Path, name: str = "v.db") -> Store:
    """A database in `folder`, made where it is not there."""
    return open_store(str(folder / name), made_by="0.1.0", create=True)


def filled(folder: Path, *reports: Report) -> Store:
    """A database with these reports, joined."""
    store = opened(folder)
    for report in reports:
        add(store, report, code)
    refresh(store)
    return store

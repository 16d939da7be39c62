"""What is wanted -> all that a database holds on it for a brief: events, control, ties, and what their reports say."""

from __future__ import annotations

import sqlalchemy as sa

from vedette.model import ControlInterval, Found, ToldEvent, Wanted
from vedette.resolving.distance import kilometres
from vedette.resolving.folding import fold
from vedette.store.kept import last_read
from vedette.store.queries import find_control, find_events, find_heads, find_ties


def find_all(connection: sa.Connection, wanted: Wanted) -> Found:
    """All on what is wanted. Ties have no place: they are those that the reports of the events tell."""
    events = tuple(find_events(connection, wanted))
    told = {report for one in events for report in one.event.reports}
    place = None if wanted.around else wanted.place
    held = find_control(connection, place=place, since=wanted.since, until=wanted.until)
    control = tuple(one for one in held if _belongs(one, wanted, events))
    ties = tuple(
        one
        for one in find_ties(connection, actor=wanted.actor, since=wanted.since, until=wanted.until)
        if told & set(one.asserted_by)
    )
    behind = told.union(
        *((*one.asserted_by, *one.denied_by) for one in control), *((*one.asserted_by, *one.denied_by) for one in ties)
    )
    heads = find_heads(connection, behind)
    return Found(events, control, ties, tuple(last_read(connection, behind)), tuple(heads[id_] for id_ in sorted(heads)))


def _belongs(interval: ControlInterval, wanted: Wanted, events: tuple[ToldEvent, ...]) -> bool:
    """Whether an interval lies in the circle that is asked for, and is the actor's or rests on an event that is his."""
    around, place = wanted.around, interval.place
    if around is not None:
        if place.latitude is None or place.longitude is None:
            return False
        if kilometres(around.latitude, around.longitude, place.latitude, place.longitude) > around.km:
            return False
    if wanted.actor is None:
        return True
    mine = {told.event.id for told in events}
    return f" {fold(wanted.actor)} " in f" {fold(interval.holder.name)} " or not mine.isdisjoint(interval.events)

"""The order of the stages into the database: code, keep, and join anew what that touches. It knows no parser.

Whoever calls hands in what codes a report. Events are views over what is kept: they are joined after reports came or went,
and by the next who asks where that was cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from vedette.formats.cards import card_line
from vedette.joining import rejoin
from vedette.model import Coded, ControlPoint, Joined, Rejoined, Report, Restated, TieTold
from vedette.situation import control_of, control_points, restate_control, ties_of, ties_told
from vedette.store import (
    CONTROL,
    TIE,
    Also,
    Kept,
    Outcome,
    Store,
    begin_anew,
    counted,
    find_judgements,
    find_unjoined,
    is_joined,
    joined_by,
    outcome_of,
    replace_views,
    save,
    save_again,
    state,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

Code = Callable[[Report], Coded]
Stated = TypeVar("Stated", ControlPoint, TieTold)
# So many reports are joined in one transaction.
BATCH = 4000
# So often are events joined anew while others add reports; who adds last joins them all.
ROUNDS = 3


def known_as(store: Store, report: Report) -> Outcome | None:
    """What adding a report that is kept already would come to; None for one that is not kept."""
    with store.reading() as connection:
        return outcome_of(connection, report.id)


def add(store: Store, report: Report, code: Code, *, also: Also | None = None) -> Outcome:
    """Codes and keeps a report, and what came of it; one that is kept already is not coded again.

    `also` writes what goes with it in the same transaction.
    """
    known = known_as(store, report)
    if known is None:
        return save(store, code(report), also=also)
    if also is not None:
        with store.writing() as connection:
            also(connection, known)
    return known


def recode(
    store: Store, code: Code, chosen: Sequence[Report] = (), *, through: Callable[[Iterable[Report]], Iterable[Report]] = iter
) -> Iterator[tuple[Report, bool]]:
    """Codes reports that are kept once more, all that count or those chosen; each with whether it reads differently now.

    They go `through` what may read ahead of the one in hand.
    """
    if not chosen:
        with store.reading() as connection:
            chosen = [coded.report for coded in counted(connection)]
    for report in through(chosen):
        yield report, save_again(store, code(report))


def refresh(store: Store, *, anew: bool = False) -> bool:
    """Joins what came, went or changed since all was joined, or all `anew`, with what that touches; whether there was any.

    It goes by a batch of days at a time, each in one transaction, so that it can be cut off. Others may write while it joins:
    a batch is then joined once more, and left to who writes last where that happens again and again.
    """
    if not _begun(store, anew=anew):
        return False
    tries = 0
    while tries < ROUNDS:
        with store.reading() as connection:
            touched, known = find_unjoined(connection, BATCH), state(connection)
            if not touched:
                return True
            made, restated = _joined(connection, touched)
        with store.writing() as connection:
            if state(connection) == known:
                replace_views(connection, made, restated, card_line)
                tries = 0
            else:
                tries += 1
    return True


def _begun(store: Store, *, anew: bool) -> bool:
    """Whether there is anything to join; where this version has joined nothing yet, or `anew`, that is all there is."""
    with store.reading() as connection:
        if is_joined(connection, store.made_by) and not anew:
            return False
        known = joined_by(connection)
        many = len(find_unjoined(connection, 0)) > BATCH  # changed, and to be joined at once
    if anew or many or known != store.made_by:
        with store.writing() as connection:
            begin_anew(connection, store.made_by)
    return True


def _joined(connection: Connection, touched: Sequence[str]) -> tuple[Rejoined, Restated]:
    """What joining the touched reports anew makes of all that they touch."""
    shelf = Kept(connection)
    judgements = find_judgements(connection)
    made = rejoin(shelf, touched, judgements)
    return made, _restated(shelf, made, labels=any(one.labels for one in judgements))


def _restated(shelf: Kept, made: Rejoined, *, labels: bool) -> Restated:
    """Control and ties of every place and pair on which the reports of what was joined had or have a say."""
    reports = made.reports.union(*(event.reports for event in made.events))
    coded = sorted(shelf.coded(reports).values(), key=lambda one: one.report.id)
    stating = {one.report.id for one in coded if one.control or labels}
    kept = [event for event in shelf.events(stating) if made.parts.isdisjoint(event.parts)]
    origins = {one.report: one for one in (*shelf.origins(reports), *made.origins)}
    joined = Joined(tuple(sorted((*kept, *made.events), key=lambda event: event.id)), (), tuple(origins.values()), ())
    points, told = control_points(restate_control(coded, joined), joined), ties_told(coded, joined)
    places = shelf.stated_by(reports, CONTROL) | {point.key for point in points}
    pairs = shelf.stated_by(reports, TIE) | {one.key for one in told}
    all_points = _by_key(places, (*shelf.control_points(places, reports), *points))
    all_told = _by_key(pairs, (*shelf.ties_told(pairs, reports), *told))
    return Restated(
        reports=reports,
        points=tuple(points),
        told=tuple(told),
        control={key: control_of(_in_order(stated)) for key, stated in all_points.items()},
        ties={key: ties_of(_in_order(stated)) for key, stated in all_told.items()},
    )


def _by_key(keys: Iterable[str], stated: Iterable[Stated]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = {key: [] for key in sorted(keys)}
    for one in stated:
        found[one.key].append(one)
    return found


def _in_order(stated: Iterable[Stated]) -> list[Stated]:
    """By report; those of one report stay as they were told."""
    return sorted(stated, key=lambda one: one.voice.report)

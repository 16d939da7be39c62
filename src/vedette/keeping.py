"""The order of the stages into the database: code, keep, and join anew all that is kept. It knows no parser.

Whoever calls hands in what codes a report. Events are views over what is kept: they are joined after reports came or went,
and by the next who asks where that was cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vedette.joining import join_reports
from vedette.model import Coded, Report
from vedette.situation import control_intervals, restate_control, tie_intervals
from vedette.store import Outcome, Store, counted, find_judgements, is_joined, outcome_of, replace_views, save, save_again, state

Code = Callable[[Report], Coded]
# So often are events joined anew while others add reports; who adds last joins them all.
ROUNDS = 3


def add(store: Store, report: Report, code: Code) -> Outcome:
    """Codes and keeps a report, and what came of it; one that is kept already is not coded again."""
    with store.reading() as connection:
        known = outcome_of(connection, report.id)
    if known is not None:
        return known
    return save(store, code(report))


def recode(store: Store, code: Code, chosen: Sequence[Report] = ()) -> Iterator[tuple[Report, bool]]:
    """Codes reports that are kept once more, all that count or those chosen; each with whether it reads differently now."""
    if not chosen:
        with store.reading() as connection:
            chosen = [coded.report for coded in counted(connection)]
    for report in chosen:
        yield report, save_again(store, code(report))


def refresh(store: Store, *, anew: bool = False) -> bool:
    """Joins all that is kept, where that has changed since it was joined, or `anew` in any case; whether it was joined.

    Others may write while it joins; what they added meanwhile is joined in another round.
    """
    for _ in range(ROUNDS):
        with store.reading() as connection:
            if is_joined(connection, store.made_by) and not anew:
                return False
            known = state(connection, store.made_by)
            coded, judgements = list(counted(connection)), find_judgements(connection)
        joined = join_reports(coded, judgements)
        restated = restate_control(coded, joined)
        control, ties = control_intervals(restated, joined), tie_intervals(restated, joined)
        with store.writing() as connection:
            if state(connection, store.made_by) == known:
                replace_views(connection, joined, control, ties, made_by=store.made_by)
                return True
    return True

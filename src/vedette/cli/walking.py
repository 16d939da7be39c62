"""`vedette review walk`: what awaits a person, one question after another, answered by a key; each answer is a judgement.

Answers are kept at once, so a walk can end anywhere. Events are joined anew when it ends.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from vedette.asking.decided import judgement_of
from vedette.cli.asking import ready
from vedette.cli.options import Database
from vedette.cli.output import JOINING, opened, say, show, working
from vedette.cli.reviewing import By, Limit, keep
from vedette.errors import UsageError

if TYPE_CHECKING:
    from vedette.model import Awaiting, Judgement, Reading
    from vedette.store import Store

Plain = Annotated[
    bool, typer.Option("--plain", help="Take the keys from standard input, one a line, also where that is no terminal.")
]
JOIN_KEYS = {"a": "as it stands", "m": "one happening", "s": "two happenings", "k": "skip", "u": "undo", "q": "quit"}
CONTROL_KEYS = {"a": "it is contested", "k": "skip", "u": "undo", "q": "quit"}
# What an answer says where it is not how it stands; the same answer as it stands is an acceptance.
OTHERWISE = {("joined", "s"): "split", ("apart", "m"): "merge"}


@dataclass(slots=True)
class _Walk:
    """How far a walk has come: what came of each question so far, a judgement or, where it was skipped, None."""

    store: Store
    awaiting: list[Awaiting]
    by: str
    plain: bool
    answers: list[Judgement | None] = field(default_factory=list)


def walk(*, by: By = "", limit: Limit = None, plain: Plain = False, db: Database = "vedette.db") -> None:
    """Go through what awaits a person, one question after another, and answer each by a key: a, m, s, k, u, q.

    Example: vedette review walk
    """
    from vedette.store import find_awaiting

    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("review walk asks in a terminal; with --plain it takes the keys from standard input, one a line")
    with ready(db) as store:
        with store.reading() as connection:
            awaiting = find_awaiting(connection)[:limit]
        going = _Walk(store, awaiting, by, plain)
        while len(going.answers) < len(awaiting) and _step(going):
            pass
        decided = sum(answer is not None for answer in going.answers)
        say(f"{decided} decided, {len(going.answers) - decided} skipped, {len(awaiting) - len(going.answers)} not looked at")
        if decided:
            _joined(store)


def _joined(store: Store) -> None:
    from vedette.keeping import refresh

    with working(JOINING):
        refresh(store)


def _step(going: _Walk) -> bool:
    """Shows the next question and takes its answer; False where the walk ends."""
    asked = going.awaiting[len(going.answers)]
    keys = JOIN_KEYS if asked.sort == "join" else CONTROL_KEYS
    sides = _sides(going.store, asked)
    _show(going, asked, sides)
    key = _key(going.plain, keys)
    if key == "u":
        _undo(going)
    elif key == "k":
        going.answers.append(None)
    elif key in keys and key != "q":
        going.answers.append(keep(going.store, _judged(asked, key, sides), going.by))
    return key != "q"


def _show(going: _Walk, asked: Awaiting, sides: tuple[list[Reading], list[Reading]]) -> None:
    from vedette.formats.walked import question_view
    from vedette.store import find_heads

    with going.store.reading() as connection:
        heads = find_heads(connection, {reading.claim.report for side in sides for reading in side})
    with opened(None) as stream:
        stream.write(f"\n── {len(going.answers) + 1} of {len(going.awaiting)}  {asked.id[:8]}\n")
        show(stream, lambda _: question_view(asked, sides, heads))


def _sides(store: Store, asked: Awaiting) -> tuple[list[Reading], list[Reading]]:
    """All readings of the reports on either side; of contested control, those that do not deny it and those that do."""
    from vedette.store import find_event

    with store.reading() as connection:
        events = [told.event for id_ in asked.events if (told := find_event(connection, id_)) is not None]
    readings = [reading for event in events for reading in event.readings]
    if asked.sort == "control":
        return [one for one in readings if one.claim.stance != "denied"], [one for one in readings if one.claim.stance == "denied"]
    if asked.outcome == "apart":
        first = asked.one[0].event
        return [r for e in events if e.id == first for r in e.readings], [r for e in events if e.id != first for r in e.readings]
    others = {told.report for told in asked.other} - {told.report for told in asked.one}
    return [one for one in readings if one.claim.report not in others], [one for one in readings if one.claim.report in others]


def _key(plain: bool, keys: dict[str, str]) -> str:
    """The key that is pressed, or the first letter of a line; asks again for one that is none, and quits where input ends."""
    words = ", ".join(f"{key} {does}" for key, does in keys.items())
    while True:
        print(f"[{words}] ", end="", flush=True)
        key = _line() if plain else _pressed()
        print(key if not plain else "")
        if key in keys:
            return key
        say(f"{key!r} is none of these keys")


def _line() -> str:
    """The first letter of the next line that is not empty; q where there is none."""
    while line := sys.stdin.readline():
        if line.strip():
            return line.strip()[0].lower()
    return "q"


def _pressed() -> str:
    import click

    try:
        return click.getchar().lower()
    except EOFError:
        return "q"


def _judged(asked: Awaiting, key: str, sides: tuple[list[Reading], list[Reading]]) -> Judgement:
    """The judgement that an answer is: an acceptance of what stands, or its opposite."""
    one, other = (tuple(sorted({reading.claim.id for reading in side})) for side in sides)
    decision = OTHERWISE.get((asked.outcome, key))
    if decision == "split":
        return judgement_of("split", asked.events[0], one=other, other=one, together=False)
    if decision == "merge":
        return judgement_of("merge", " ".join(sorted(asked.events)), one=one, other=other, together=True)
    named = tuple(tuple(sorted(told.claim for told in side)) for side in (asked.one, asked.other))
    together = asked.outcome == "joined" if asked.sort == "join" else None
    return judgement_of("accept", asked.id, one=named[0], other=named[1], together=together)


def _undo(going: _Walk) -> None:
    """Goes back to the question before, and withdraws the judgement that came of it."""
    from vedette.store import withdraw

    if not going.answers:
        say("there is nothing to undo")
        return
    answer = going.answers.pop()
    if answer is not None:
        withdraw(going.store, answer.id, who=going.by)
        say(f"{answer.id} ({answer.decision}) is withdrawn")

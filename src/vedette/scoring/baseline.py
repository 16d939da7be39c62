"""The floors under the F1 on the project's own gold: {"sentences": {"event": 0.7134, …}, …}, kept in gold/baseline.json.

A score may not sink below its floor. `python -m vedette.scoring.baseline [GOLD] --update-baseline` raises the floors to
what is reached now; one that would sink stops it unless `--allow-lower` is given too (and the changelog says why).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from vedette.errors import UnreadableFile, UsageError, VedetteError
from vedette.scoring.runs import NATIVE, run
from vedette.scoring.scores import Score

Floors = Mapping[str, Mapping[str, float]]
FILE = "baseline.json"
GRAIN = 10_000  # floors are cut, not rounded, to four places, so that a score is never below its own floor


def read_floors(file: Path) -> Floors:
    """The floors that a file holds, none where there is no file; raises UnreadableFile where it is not what it should be."""
    if not file.is_file():
        return {}
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return {name: {measure: float(floor) for measure, floor in rows.items()} for name, rows in held.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableFile(f"{file}: not a table of floors: {error}") from error


def sunk(scores: Iterable[Score], floors: Floors) -> tuple[str, ...]:
    """A line for each floor that its score is below, or that nothing was measured for."""
    now = values(scores)
    lines = []
    for name, measure, floor in _flat(floors):
        value = now.get(name, {}).get(measure)
        if value is None:
            lines.append(f"{name}, {measure}: nothing was measured, the floor is {floor}")
        elif value < floor:
            lines.append(f"{name}, {measure}: {value} is below the floor of {floor}")
    return tuple(lines)


def unguarded(scores: Iterable[Score], floors: Floors) -> tuple[str, ...]:
    """A line for each score that has no floor yet."""
    guarded = {(name, measure) for name, measure, _ in _flat(floors)}
    return tuple(
        f"{name}, {measure}: {value} has no floor"
        for name, measure, value in _flat(values(scores))
        if (name, measure) not in guarded
    )


def update(file: Path, scores: Sequence[Score], *, allow_lower: bool = False) -> tuple[str, ...]:
    """Writes what is reached now as the floors and returns a line for each that changed.

    Raises UsageError, and writes nothing, where a floor would sink and `allow_lower` is not given.
    """
    floors = read_floors(file)
    lower = sunk(scores, floors)
    if lower and not allow_lower:
        raise UsageError(f"a floor sinks only with --allow-lower: {'; '.join(lower)}")
    now = values(scores)
    file.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    was = {(name, measure): floor for name, measure, floor in _flat(floors)}
    rows = [(name, measure, was.get((name, measure)), value) for name, measure, value in _flat(now)]
    return tuple(f"{name}, {measure}: {old} -> {new}" for name, measure, old, new in rows if old != new)


def values(scores: Iterable[Score]) -> dict[str, dict[str, float]]:
    """The values of the scores, cut to four places, by set and measure; those with nothing to measure are left out."""
    table: dict[str, dict[str, float]] = {}
    for score in scores:
        if score.value is not None:
            table.setdefault(score.set, {})[score.measure] = math.floor(score.value * GRAIN + 1e-9) / GRAIN
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status: 0 where no score is below its floor, 1 where one is, 2 where it cannot be told."""
    parser = argparse.ArgumentParser(
        prog="python -m vedette.scoring.baseline", description="Hold the scores on gold/ to their floors."
    )
    parser.add_argument("gold", nargs="?", type=Path, default=Path("gold"), help="the folder of the project's own gold")
    parser.add_argument("--update-baseline", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--allow-lower", action="store_true", help="with --update-baseline: let floors sink too")
    asked = parser.parse_args(arguments)
    try:
        lines, status = _gate(asked.gold, update_floors=asked.update_baseline, allow_lower=asked.allow_lower)
    except VedetteError as error:
        lines, status = (str(error),), 2
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return status


def _gate(gold: Path, *, update_floors: bool, allow_lower: bool) -> tuple[tuple[str, ...], int]:
    from vedette.pipeline import Coder  # the parser takes seconds to load, and only this needs it

    scores = run([NATIVE], gold=gold, coder=Coder())
    if update_floors:
        return update(gold / FILE, scores, allow_lower=allow_lower) or ("no floor changed",), 0
    floors = read_floors(gold / FILE)
    lines = sunk(scores, floors) + unguarded(scores, floors)
    return lines or ("no score is below its floor",), 1 if lines else 0


def _flat(table: Floors) -> list[tuple[str, str, float]]:
    return [(name, measure, value) for name, rows in sorted(table.items()) for measure, value in sorted(rows.items())]


if __name__ == "__main__":
    sys.exit(main())

"""`vedette add DIR` of an archive: its shards into the database, many reports in a transaction, without the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vedette.store import Store

# So many things go in at once: a killed call leaves whole ones, and the next goes on behind them.
BATCH = 500


def take_in(store: Store, folders: Iterable[str]) -> Iterator[str]:
    """Keeps all that archives hold which is not kept yet, in their order; what came of each."""
    from vedette.archiving.taking import shelves_of, things_of
    from vedette.store import ArchiveMarks, find_noted, save_many

    marks, noted = ArchiveMarks(store, "shards"), find_noted(store)
    for folder in folders:
        for shelf in shelves_of(Path(folder)):
            things = things_of(shelf, marks.reached(shelf.mark))
            while batch := list(islice(things, BATCH)):
                yield from save_many(store, (thing for _, thing in batch), noted, shelf.version)
                marks.reach(shelf.mark, batch[-1][0] + 1)

"""Scores what the program says on one or more sets of gold. The sets are the rows of SETS: a folder's name and its adapter.

"native" is the project's own form (gold/README.md); the others are other people's data in a folder that the user names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vedette.errors import UsageError
from vedette.reading.garble import find_garble
from vedette.scoring import acled_notes, copies, event_location, factuality, plover_gsr, tr_news, ucdp_syria
from vedette.scoring.acled_notes import score_acled_notes
from vedette.scoring.copies import score_copies
from vedette.scoring.event_location import place_verb, score_event_location
from vedette.scoring.factuality import read_stances, score_factuality
from vedette.scoring.given import place_given
from vedette.scoring.native import FILES, score_native
from vedette.scoring.plover_gsr import score_plover_gsr
from vedette.scoring.scores import Score
from vedette.scoring.tr_news import demonyms, score_tr_news
from vedette.scoring.ucdp_syria import Readers, score_ucdp_syria

if TYPE_CHECKING:  # the parser is not loaded to look at a set's name
    from vedette.pipeline import Coder

NATIVE = "native"


def _score_tr_news(folder: Path, coder: Coder) -> list[Score]:
    return score_tr_news(folder, coder.places, partial(place_given, coder, demonyms=demonyms()))


def _score_copies(folder: Path, coder: Coder) -> list[Score]:
    return score_copies(folder.parent / copies.FILE, lambda text: find_garble(text, coder.lexicon))


def _score_ucdp_syria(folder: Path, coder: Coder) -> list[Score]:
    readers = Readers(coder.code, coder.places, lambda phrase, published: coder.resolve_date(phrase, published=published))
    return score_ucdp_syria(folder, readers)


SETS: dict[str, tuple[str, Callable[[Path, Coder], list[Score]]]] = {
    NATIVE: ("", lambda folder, coder: score_native(folder, coder.code)),
    copies.NAME: (copies.FILE, _score_copies),
    acled_notes.NAME: (f"{acled_notes.NAME}/{acled_notes.FILE}", lambda folder, coder: score_acled_notes(folder, coder.code)),
    plover_gsr.NAME: (f"{plover_gsr.NAME}/{plover_gsr.FILE}", lambda folder, coder: score_plover_gsr(folder, coder.code)),
    factuality.NAME: (
        f"{factuality.NAME}/{next(iter(factuality.FILES))}",
        lambda folder, coder: score_factuality(folder, partial(read_stances, coder)),
    ),
    event_location.NAME: (
        f"{event_location.NAME}/{event_location.FILE}",
        lambda folder, coder: score_event_location(folder, coder.code, partial(place_verb, coder)),
    ),
    tr_news.NAME: (f"{tr_news.NAME}/{tr_news.FILE}", _score_tr_news),
    ucdp_syria.NAME: (f"{ucdp_syria.NAME}/{ucdp_syria.FILE}", _score_ucdp_syria),
}


def run(sets: Sequence[str], *, gold: Path, coder: Coder, errors: int = 0) -> list[Score]:
    """The scores on each of `sets` that lies under `gold`, each with the first `errors` cases that are wrong.

    A set that is not there is left out; `absent` says which. Raises UsageError for a name that is no set,
    UnreadableFile and BadRecord for gold that is not what it should be.
    """
    scores = []
    for name in sets:
        if _there(name, gold):
            folder = gold if name == NATIVE else gold / name
            scores += [replace(score, wrong=score.wrong[:errors]) for score in SETS[name][1](folder, coder)]
    return scores


def present(gold: Path) -> tuple[str, ...]:
    """The names of the sets that lie under `gold`, a folder or a file in the project's own form."""
    return tuple(name for name in SETS if _there(name, gold))


def absent(sets: Sequence[str], gold: Path) -> tuple[str, ...]:
    """A line for each of `sets` that is not under `gold`, fit to be shown; raises UsageError for a name that is no set."""
    return tuple(f"{name}: skipped, {_where(name, gold)} is not there" for name in sets if not _there(name, gold))


def _there(name: str, gold: Path) -> bool:
    if name not in SETS:
        raise UsageError(f"no such set of gold: {name!r}; there are {', '.join(SETS)}")
    if name == NATIVE:
        return gold.is_file() or any((gold / file).is_file() for file in FILES)
    return _where(name, gold).is_file()


def _where(name: str, gold: Path) -> Path:
    return gold / (SETS[name][0] or next(iter(FILES)))

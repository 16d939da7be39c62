"""What joining asks of those who keep reports, and two who answer: a handful of reports at hand, and a desk that remembers.

Nothing here knows how reports are kept: a database answers the same questions (`store.shelf`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from vedette.joining.judging import divided
from vedette.joining.tellings import Telling, tellings_of
from vedette.model import Coded, Copy, Judgement, TellingMark, TextMark

Span = tuple[str, int, int]  # a bundle, the first and the last day


class Shelf(Protocol):
    """Reports that count, and what the last joining left of them: marks, copies, joins."""

    def coded(self, reports: Collection[str]) -> Mapping[str, Coded]:
        """Those of these reports that count, as they were last read."""

    def publishers(self) -> Mapping[str, int]:
        """How many marked reports each publisher has."""

    def naming(self, publishers: Collection[str]) -> set[str]:
        """The marked reports that may name one of these publishers."""

    def texts(self, *, reports: Collection[str] = (), days: tuple[int, int] | None = None) -> Sequence[TextMark]:
        """The text marks of these reports, or of those published from one day to another (ordinals, 0 for none)."""

    def copies(self, *, reports: Collection[str] = (), of: Collection[str] = ()) -> Sequence[Copy]:
        """The copies that these reports are, and those of what these reports are."""

    def tellings(self, *, reports: Collection[str] = (), spans: Collection[Span] = ()) -> Sequence[TellingMark]:
        """The marks of the tellings of these reports, and of those that are looked for on some of these days."""

    def joins(self, parts: Collection[str]) -> Collection[tuple[str, str]]:
        """The pairs of joins, and near joins, that have one of these parts."""

    def homes(self, parts: Collection[str]) -> Mapping[str, str]:
        """The report of each of these parts."""

    def telling(self, claims: Collection[str]) -> Mapping[str, str]:
        """The report of each of these claims."""


class OnHand:
    """Reports at hand that were never joined before."""

    def __init__(self, coded: Iterable[Coded]) -> None:
        """Takes the reports, each once."""
        self._coded = {one.report.id: one for one in coded}
        self._claims = {r.claim.id: one.report.id for one in self._coded.values() for event in one.events for r in event.readings}

    def coded(self, reports: Collection[str]) -> Mapping[str, Coded]:
        """Those that are at hand."""
        return {report: self._coded[report] for report in reports if report in self._coded}

    def publishers(self) -> Mapping[str, int]:
        """None: nothing was marked."""
        return {}

    def naming(self, publishers: Collection[str]) -> set[str]:  # noqa: ARG002  # nothing was kept
        """None."""
        return set()

    def texts(self, *, reports: Collection[str] = (), days: tuple[int, int] | None = None) -> Sequence[TextMark]:  # noqa: ARG002  # nothing was kept
        """None."""
        return ()

    def copies(self, *, reports: Collection[str] = (), of: Collection[str] = ()) -> Sequence[Copy]:  # noqa: ARG002  # nothing was kept
        """None."""
        return ()

    def tellings(self, *, reports: Collection[str] = (), spans: Collection[Span] = ()) -> Sequence[TellingMark]:  # noqa: ARG002  # nothing was kept
        """None."""
        return ()

    def joins(self, parts: Collection[str]) -> Collection[tuple[str, str]]:  # noqa: ARG002  # nothing was kept
        """None."""
        return ()

    def homes(self, parts: Collection[str]) -> Mapping[str, str]:  # noqa: ARG002  # nothing was kept
        """None."""
        return {}

    def telling(self, claims: Collection[str]) -> Mapping[str, str]:
        """By what is at hand."""
        return {claim: self._claims[claim] for claim in claims if claim in self._claims}


@dataclass(slots=True)
class Desk:
    """A shelf with what was taken from it in one joining: each report is read once, its events divided as people judged."""

    shelf: Shelf
    judgements: Sequence[Judgement]
    _coded: dict[str, Coded | None] = field(default_factory=dict)
    _tellings: dict[str, dict[str, Telling]] = field(default_factory=dict)

    def coded(self, reports: Collection[str]) -> dict[str, Coded]:
        """Those of these reports that count."""
        missing = [report for report in reports if report not in self._coded]
        if missing:
            found = self.shelf.coded(missing)
            self._coded.update(dict.fromkeys(missing))
            self._coded.update((one.report.id, one) for one in divided(list(found.values()), self.judgements))
        return {report: one for report in reports if (one := self._coded[report]) is not None}

    def tellings(self, report: str) -> dict[str, Telling]:
        """The tellings of a report that counts, by part."""
        if report not in self._tellings:
            coded = self.coded([report]).get(report)
            self._tellings[report] = {one.id: one for one in tellings_of(coded)} if coded else {}
        return self._tellings[report]

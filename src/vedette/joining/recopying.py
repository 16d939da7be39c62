"""Reports that came, went or changed -> which reports are copies now, of these and of those that they may touch.

Texts are looked for by the bands of their marks, week by week, each with the week before. Only those that share a band with
what changed are compared anew, so the result is that of comparing all, whatever came first.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vedette.joining.copies import Text, best_of, text_of
from vedette.joining.origins import credit_of, quote_of
from vedette.joining.shelf import Desk
from vedette.joining.text_marks import bands_of, text_mark
from vedette.model import Copy, Report, TextMark
from vedette.resolving.sources import plain_name

WEEK = 7
NEAR_DAYS = 10  # a copy comes within these days
FULLEST = 60  # of a block of more than this many, the first, or of an earlier week the last, are compared
Blocks = dict[int, list[TextMark]]


@dataclass(frozen=True, slots=True)
class Recopied:
    """The new marks of the reports in `marked`, and each report that was looked at anew with the copy that it is, or None."""

    marks: dict[str, TextMark]
    marked: frozenset[str]
    copies: dict[str, Copy | None]


@dataclass(slots=True)
class _Table:
    """What is laid out for the comparing: names of publishers, marks before and after, the texts of the last two weeks."""

    desk: Desk
    publishers: frozenset[str]
    plain: frozenset[str]
    again: set[str]
    marks: dict[str, TextMark] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)

    def text(self, report: str) -> Text:
        """The text of a report that counts."""
        if report not in self.texts:
            self.texts[report] = text_of(self.desk.coded([report])[report])
        return self.texts[report]

    def mark(self, report: str) -> TextMark:
        """The new mark of a report that counts."""
        if report not in self.marks:
            self.marks[report] = text_mark(self.text(report), self.publishers, self.plain)
        return self.marks[report]


def recopy(desk: Desk, touched: Collection[str]) -> Recopied:
    """Marks and copies of the touched reports, and the copies of those whose likeness to others may have changed with them."""
    coded, old = desk.coded(touched), {mark.report: mark for mark in desk.shelf.texts(reports=touched)}
    known = desk.shelf.publishers()
    now = Counter(known) - Counter(_publishers(old.values())) + Counter(_publishers(one.report for one in coded.values()))
    names = frozenset(now)
    naming = desk.shelf.naming(names ^ set(known)) - set(touched)
    old |= {mark.report: mark for mark in desk.shelf.texts(reports=naming)}
    table = _Table(desk, names, frozenset(plain_name(name) for name in names), set(touched))
    table.again |= {report for report in naming if report in desk.coded(naming) and table.mark(report) != old.get(report)}
    weeks: dict[int, set[str]] = defaultdict(set)
    for report in (*touched, *naming):
        if report in old:
            weeks[_week(old[report].published)].add(report)
        if report in desk.coded([report]):
            weeks[_week(desk.coded([report])[report].report.published)].add(report)
    return _by_week(table, weeks)


def _publishers(told: Iterable[Report | TextMark]) -> Iterator[str]:
    yield from (one.publisher for one in told if one.publisher)


def _by_week(table: _Table, weeks: Mapping[int, set[str]]) -> Recopied:
    """The weeks of what changed and each week after one, in order."""
    copies: dict[str, Copy | None] = {}
    last, earlier, keys = -1, dict[int, list[TextMark]](), set[int]()  # the week before: its blocks, the bands that changed
    for week in sorted({*weeks, *(week + 1 for week in weeks if week)}):
        if last != week - 1:
            earlier, keys = _blocks(_after(table, week - 1, _kept(table, week - 1), ())), set()
            table.texts.clear()
        before = _kept(table, week)
        after = _after(table, week, before, weeks.get(week, ()))
        blocks, blocks_before = _blocks(after), _blocks(before)
        own = {band for mark in (*before, *after) if mark.report in table.again for band in bands_of(mark)}
        looked = {report for report in weeks.get(week, ()) if report in table.desk.coded([report])}
        for band in own | keys:
            looked.update(mark.report for mark in (*blocks.get(band, ())[:FULLEST], *blocks_before.get(band, ())[:FULLEST]))
        held = {mark.report for mark in after}
        looked &= held
        table.desk.coded(looked)
        for mark in after:
            if mark.report in looked:
                copies[mark.report] = _copy_of(table, mark, blocks, earlier)
        table.texts = {report: text for report, text in table.texts.items() if report in held}
        last, earlier, keys = week, blocks, own
    copies |= {report: None for report in table.again if report not in copies}
    marks = {report: mark for report, mark in table.marks.items() if report in table.again}
    return Recopied(marks, frozenset(table.again), copies)


def _kept(table: _Table, week: int) -> list[TextMark]:
    """The marks of a week as the last joining left them, originals first."""
    days = (week * WEEK, week * WEEK + WEEK - 1) if week > 0 else (0, 0)
    return sorted(table.desk.shelf.texts(days=days), key=lambda mark: mark.order) if week >= 0 else []


def _after(table: _Table, week: int, before: Sequence[TextMark], changed: Collection[str]) -> list[TextMark]:
    """The marks of a week as they are now."""
    coded = table.desk.coded(changed)
    new = [table.mark(report) for report in changed if report in table.again and report in coded]
    kept = [mark for mark in before if mark.report not in table.again]
    return sorted([*kept, *(mark for mark in new if _week(mark.published) == week)], key=lambda mark: mark.order)


def _blocks(marks: Sequence[TextMark]) -> Blocks:
    blocks: dict[int, list[TextMark]] = defaultdict(list)
    for mark in marks:
        for band in bands_of(mark):
            blocks[band].append(mark)
    return blocks


def _copy_of(table: _Table, mark: TextMark, blocks: Blocks, earlier: Blocks) -> Copy | None:
    """The copy that a report is: of the text that it is most like, else of whom it credits, else of the one whom it quotes."""
    originals = (table.text(one.report) for one in _originals(mark, blocks, earlier) if _near(one, mark))
    coded = table.desk.coded([mark.report])[mark.report]
    return best_of(table.text(mark.report), originals) or credit_of(coded, table.plain) or quote_of(coded)


def _originals(mark: TextMark, blocks: Blocks, earlier: Blocks) -> list[TextMark]:
    """The texts before a report's that share a band with it, and of the week before, in order."""
    found: dict[str, TextMark] = {}
    for band in bands_of(mark):
        first = blocks[band][:FULLEST]
        if len(first) > 1 or band in earlier:
            own = next((at for at, one in enumerate(first) if one.report == mark.report), None)
            if own is not None:
                found.update((one.report, one) for one in (*first[:own], *earlier.get(band, ())[-FULLEST:]))
    return sorted(found.values(), key=lambda one: one.order)


def _near(one: TextMark, other: TextMark) -> bool:
    return one.published is None or other.published is None or abs((one.published - other.published).days) <= NEAR_DAYS


def _week(published: dt.date | None) -> int:
    """The week of publication; reports without a day are looked at among themselves."""
    return published.toordinal() // WEEK if published is not None else 0

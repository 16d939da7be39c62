"""Reports -> which of them are copies of which: word for word, nearly so, or sentence for sentence in other words.

MinHash over runs of three words, and over names and figures, finds the pairs worth comparing among reports of near days;
then the texts themselves decide. The later, the credited, the garbled, the shorter report is the copy.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from vedette.joining.aligning import Alignment, Line, align, lines_of
from vedette.lexicon.grammar import listed
from vedette.model import Coded, Copy, Report
from vedette.resolving.sources import outlet_role

if TYPE_CHECKING:  # arrays are loaded when first needed
    import numpy as np

AGENCY_WORDS = listed("agency-words")
Blocks = dict[tuple[str, int, int], list[int]]
BANDS, ROWS = 32, 3
MIX = 0x9E3779B97F4A7C15
WEEK = 7
NEAR_DAYS = 10  # a copy comes within these days
RUN = 3
FEWEST = 12  # runs of words from which a text can be a reprint
FEWEST_OWN = 40  # … where it is one outlet's twice: a standing form of words may tell of two happenings
REPRINT = 0.5  # share of the shorter text's runs that the other has
SHARED_ANCHORS = 0.4
COVERED, ALIKE, STRANGE = 0.6, 0.5, 0.34
MOST, CLOSELY, HARDLY = 0.7, 0.6, 0.2
FEWEST_ANCHORS = 5  # names and figures without which nothing shows a paraphrase
FEWEST_SENTENCES = 2
LONGEST_NAME = 5
WORDS = re.compile(r"[\w&’'-]+")
FULLEST = 60
GARBLED = 0.5
NEARLY_ALL = 0.9
LEFT_ALONE = 0.5  # share of a reprint's words in sentences that are left as they were


@dataclass(frozen=True, slots=True)
class Text:
    """A report as copies are told by; `order` puts originals before their copies."""

    coded: Coded
    lines: tuple[Line, ...]
    runs: frozenset[str]
    anchors: frozenset[str]
    order: tuple[object, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.coded.report.id


def find_copies(coded: Sequence[Coded], credited: Mapping[str, str]) -> tuple[Copy, ...]:
    """The copies among the reports, each of the report that it is most like, by report id; `credited` are those under a credit."""
    names = frozenset(one.report.publisher for one in coded if one.report.publisher)
    texts = sorted((_text(one, one.report.id in credited or _cites(one, names)) for one in coded), key=lambda text: text.order)
    found: dict[str, tuple[float, Copy]] = {}
    for first, second in _candidates(texts):
        copy = compare(texts[first], texts[second])
        if copy is not None and (copy.report not in found or copy.score > found[copy.report][0] + 1e-9):
            found[copy.report] = (copy.score, copy)
    return tuple(found[report][1] for report in sorted(found))


def _agency(report: Report) -> bool:
    """Whether a report is an agency's own."""
    name = report.publisher or ""
    return outlet_role(name) == "agency" or bool(set(name.lower().split()) & AGENCY_WORDS)


def _cites(coded: Coded, publishers: frozenset[str]) -> bool:
    """Whether a report names another outlet: of two alike of one day, that is the copy."""
    words = WORDS.findall(coded.report.text)
    runs = {" ".join(words[at : at + n]) for n in range(1, LONGEST_NAME + 1) for at in range(len(words)) if words[at][0].isupper()}
    return any(name != coded.report.publisher and name in runs for name in publishers & runs)


def text_of(coded: Coded, *, credited: bool = False) -> Text:
    """A report in the form that is compared."""
    return _text(coded, credited)


def _text(coded: Coded, credited: bool) -> Text:
    report = coded.report
    lines = lines_of(report, coded.garble)
    body = [line for line in lines if report.title is None or line.start >= len(report.title)] or list(lines)
    words = [word for line in body for word in line.words]
    runs = frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    anchors = frozenset().union(*(line.anchors for line in lines)) if lines else frozenset()
    moment = report.published_at.isoformat() if report.published_at else report.published.isoformat() if report.published else "9"
    day = report.published.isoformat() if report.published else "9"
    order = (day, credited, not _agency(report), round(coded.garble.score, 1), moment, -len(words), report.id)
    return Text(coded, tuple(body), runs, anchors, order)


def compare(original: Text, copy: Text) -> Copy | None:
    """Whether the second text is a copy of the first."""
    if not original.runs or not copy.runs:
        return None
    shared = len(original.runs & copy.runs) / min(len(original.runs), len(copy.runs))
    garbled = copy.coded.garble.score >= GARBLED > original.coded.garble.score
    likely = shared >= REPRINT and len(copy.runs) >= (FEWEST_OWN if _own_again(original, copy) else FEWEST)
    if likely and (how := align(copy.lines, original.lines)).strange <= STRANGE:
        told = f"{shared:.0%} of its runs of three words stand there"
        told += ", once a paraphraser's phrases are put back into plain words" if garbled else ""
        reworded = garbled or (how.verbatim < LEFT_ALONE and shared < NEARLY_ALL)
        return Copy(copy.id, original.id, "paraphrase" if reworded else "reprint", round(shared, 2), told, how.pairs)
    if len(copy.anchors) < FEWEST_ANCHORS or _dice(original.anchors, copy.anchors) < SHARED_ANCHORS:
        return None
    how = align(copy.lines, original.lines)
    if not _paraphrased(how, garbled):
        return None
    return Copy(copy.id, original.id, "paraphrase", round(how.covered * how.alike, 2), _told(how, garbled), how.pairs)


def _own_again(original: Text, copy: Text) -> bool:
    one, other = original.coded.report, copy.coded.report
    return one.publisher is not None and one.publisher == other.publisher


def _paraphrased(how: Alignment, garbled: bool) -> bool:
    if len(how.pairs) < FEWEST_SENTENCES:
        return False
    follows = how.covered >= COVERED and how.alike >= ALIKE and how.strange <= STRANGE
    closely = how.anywhere >= MOST and how.alike >= CLOSELY and how.strange <= HARDLY  # some sentences have changed places
    return follows or closely or (garbled and how.covered >= COVERED * 0.8 and how.alike >= ALIKE * 0.8 and how.strange <= STRANGE)


def _told(how: Alignment, garbled: bool) -> str:
    trace = " and it bears a paraphraser's traces" if garbled else ""
    covered = f"{len(how.pairs)} sentences, {how.covered:.0%} of its words"
    return f"{covered}, follow that report's in order with the same names and figures{trace}"


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


# ── pairs worth comparing ──


def _candidates(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """Pairs of indices in order of the texts, each once: near days and a band of a signature in common.

    Week by week, each with the one before, so that only two weeks' bands are held at a time.
    """
    weeks: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        weeks[_week(text)].append(index)
    before: Blocks = {}
    last = None
    for week in sorted(weeks):
        blocks: Blocks = before if last == week - 1 else {}
        own = _blocks(texts, weeks[week])
        seen = {pair for key, members in own.items() for pair in _paired(blocks.get(key, [])[-FULLEST:], members[:FULLEST])}
        yield from ((i, j) for i, j in sorted(seen) if _near(texts[i], texts[j]))
        before, last = own, week


def _blocks(texts: Sequence[Text], members: Sequence[int]) -> Blocks:
    blocks: Blocks = defaultdict(list)
    for index in members:
        text = texts[index]
        for sort, tokens in (("runs", text.runs), ("anchors", text.anchors)):
            for band in _bands(tokens if sort == "runs" or len(tokens) >= FEWEST_ANCHORS else ()):
                blocks[sort, *band].append(index)
    return blocks


def _paired(earlier: Sequence[int], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(members, 2)
    yield from ((min(i, j), max(i, j)) for i in earlier for j in members)


def _near(one: Text, other: Text) -> bool:
    first, second = one.coded.report.published, other.coded.report.published
    return first is None or second is None or abs((first - second).days) <= NEAR_DAYS


def _week(text: Text) -> int:
    """The week of publication; reports without a day are looked at among themselves."""
    day = text.coded.report.published
    return day.toordinal() // WEEK if day is not None else 0


def _bands(tokens: Iterable[str]) -> list[tuple[int, int]]:
    """The bands of a set's MinHash signature: two sets that are alike have one in common."""
    import numpy as np

    hashes = np.array([zlib.crc32(token.encode()) for token in tokens], dtype=np.uint64)
    if not len(hashes):
        return []
    multipliers, offsets = _permutations()
    signature = ((hashes[:, None] * multipliers + offsets) >> np.uint64(32)).min(axis=0).reshape(BANDS, ROWS)
    mixed = signature[:, 0] * np.uint64(MIX) + signature[:, 1] * np.uint64(MIX * MIX % 2**64) + signature[:, 2]
    return list(enumerate(mixed.tolist()))


@lru_cache(maxsize=1)
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """Fixed multipliers and offsets, the same on every machine."""
    import numpy as np

    drawn = [[_drawn(f"{name} {at}") for at in range(BANDS * ROWS)] for name in ("times", "plus")]
    return np.array(drawn[0], dtype=np.uint64) | np.uint64(1), np.array(drawn[1], dtype=np.uint64)


def _drawn(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")

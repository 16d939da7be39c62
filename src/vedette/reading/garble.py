"""In: a report's text. Out: a Garble: how far it bears the traces of machine paraphrasing, and each spun phrase in plain words.

The one decision: is this report spun at all? Only then are its weak traces read as spun too; a clean report keeps its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from vedette.lexicon.tables import Lexicon, Row
from vedette.model import Garble, Mention, SpunPhrase

KINDS = 2
DENSITY = 0.5
WEAK_KINDS = 4
REPEATS = 3
STRETCH = 500
WEAK_WEIGHT = 0.25
CLEAN_CEILING = 0.49
TWIN = 0.8
TWIN_WORDS = range(8, 81)
TWIN_SENTENCES = 1000
HEADLINE = 200

# "U.S." and "U.N" are one word each; a possessive is a word of its own, so that "metropolis's" is found.
WORD = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?|['’]s\b|\w+(?:['’](?!s\b)\w+)*")
ELEMENT = re.compile(rf"\{{\w+\}}|{WORD.pattern}")
CHOICE = re.compile(r"\(([^)]*)\)")
JOIN = re.compile(r"(?![^\S\n]*\n\s*\n)\s+|[-\u2010\u2011\u2013]|")
CONTEXT_JOIN = re.compile(rf"[)\]\"'’”»]*(?:{JOIN.pattern})[(\[\"'‘“«]*")
HYPHENS = "-\u2010\u2011\u2013"
YEAR = re.compile(r"(?:19|20)\d\d")
SENTENCE = re.compile(r"[^.!?\n]+")
CLOSED = re.compile(r"[.!?:\n\"“”‘]")


@dataclass(frozen=True, slots=True)
class Context:
    """Words that stand beside a phrase; `hyphen` where a hyphen must join them to it."""

    elements: tuple[str, ...]
    hyphen: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The contexts on one side of a phrase, by the word next to it; `open` are those that begin with a class of words."""

    near: dict[str, tuple[Context, ...]]
    open: tuple[Context, ...]

    def possible(self, neighbour: str) -> tuple[Context, ...]:
        """The contexts that can hold beside this word."""
        return self.near.get(neighbour, ()) + self.open

    def __bool__(self) -> bool:
        return bool(self.near or self.open)


@dataclass(frozen=True, slots=True)
class Substitution:
    """One phrase of the table. `row` is the table row's words, the same for all its inflected forms."""

    row: str
    words: tuple[str, ...]
    plain: str
    strong: bool
    case: str | None
    after: Side
    before: Side
    not_after: Side
    not_before: Side


@dataclass(frozen=True, slots=True)
class Table:
    """All phrases by their first word, longest first, and the word classes that contexts name."""

    phrases: dict[str, tuple[Substitution, ...]]
    classes: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words: `keys` are small letters with straight apostrophes."""

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next; a blank line at either end of the text."""
        if index < 0 or index + 1 >= len(self.keys):
            return "\n\n"
        return self.text[self.ends[index] : self.starts[index + 1]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the table found in a text: words [first, last)."""

    first: int
    last: int
    found: Substitution


def find_garble(text: str, lexicon: Lexicon) -> Garble:
    """The spun phrases of a report in text order, without overlaps, longest first, each with its plain words; and a score.

    A report is garbled when it has at least DENSITY (0.5) strong traces in 100 words, of at least KINDS (2) kinds. A trace
    is a strong phrase of the table `spun` (each row is a kind, counted at most REPEATS times in STRETCH words), or a twin:
    a sentence that stands twice with synonyms exchanged, at least TWIN (0.8) of its words equal and a phrase of the table
    among those that differ. WEAK_KINDS (4) kinds of weak phrases stand for one kind beside a strong trace. Then weak
    phrases count too, WEAK_WEIGHT (a quarter) each, and all are listed. The score is d / (d + DENSITY) for d traces in
    100 words: 0.5 or more when garbled. Otherwise no phrase is listed, and the score is that of the strong traces alone,
    kept below 0.5; without any it is 0.0, however many weak ones there are.

    How the numbers were set: of seven machine-paraphrased texts by different rewriters, on which the table was drawn up,
    six have from 1.4 to 9 strong traces in 100 words and one has none that the table knows, while in 24,000 clean texts of
    1.06 million words, from analysts' notes to long articles, none has two kinds; rows that were found there were made
    weak or narrower. One strong phrase alone never suffices, because it may be a slip or a quotation.
    Raises LexiconError where a row of the table cannot be read.
    """
    table = _table(lexicon)
    words = _cut(text)
    hits = list(_hits(words, table))
    strong = _apart(hit for hit in hits if hit.found.strong)
    if not strong:
        return Garble(0.0)
    listed = _apart(hits)
    weak = Counter(hit.found.row for hit in listed if not hit.found.strong)
    times = Counter(hit.found.row for hit in strong)
    twins = _twins(text, words, hits)
    most = REPEATS * (1 + len(words.keys) // STRETCH)
    traces = sum(min(count, most) for count in times.values()) + twins
    density = 100 * traces / len(words.keys)
    if len(times) + min(twins, 1) + len(weak) // WEAK_KINDS < KINDS or density < DENSITY:
        return Garble(min(CLEAN_CEILING, _score(density)))
    phrases = tuple(SpunPhrase(_mention(words, hit), _cased(words, hit)) for hit in listed)
    return Garble(_score(density + 100 * WEAK_WEIGHT * weak.total() / len(words.keys)), phrases)


def _score(density: float) -> float:
    return round(density / (density + DENSITY), 3)


@lru_cache(maxsize=4)
def _table(lexicon: Lexicon) -> Table:
    classes = {row["id"]: frozenset(row.words("words")) for row in lexicon.rows("spun", "class")}
    phrases: dict[str, list[Substitution]] = {}
    for row in lexicon.rows("spun", "spun"):
        for phrase in _variants(row):
            _check_classes(row, phrase, classes)
            phrases.setdefault(phrase.words[0], []).append(phrase)
    ordered = {first: tuple(sorted(found, key=lambda phrase: -len(phrase.words))) for first, found in phrases.items()}
    return Table(ordered, classes)


def _variants(row: Row) -> Iterator[Substitution]:
    """The row once for each way to choose among its "(a|b)"; raises LexiconError where the row cannot be read."""
    if row["strength"] not in ("strong", "weak"):
        raise row.wrong(f"strength is strong or weak, not {row['strength']!r}")
    if row.get("case") not in (None, "lower", "capital"):
        raise row.wrong(f"case is lower or capital, not {row['case']!r}")
    sides = (_side(row, "after"), _side(row, "before"), _side(row, "not_after"), _side(row, "not_before"))
    sizes, plain_sizes = ([choice.count("|") + 1 for choice in CHOICE.findall(row[key])] for key in ("words", "plain"))
    if plain_sizes != sizes[: len(plain_sizes)]:
        raise row.wrong("a choice in 'plain' must go in step with that of 'words'")
    for picks in product(*map(range, sizes)):
        words = tuple(_key(word) for word in WORD.findall(_filled(row, "words", picks)))
        plain = _filled(row, "plain", picks)
        if not words or not plain.strip() or words == tuple(_key(word) for word in WORD.findall(plain)):
            raise row.wrong("a spun phrase needs words, and plain words other than these")
        yield Substitution(row["words"], words, plain, row["strength"] == "strong", row.get("case"), *sides)


def _filled(row: Row, key: str, picks: tuple[int, ...]) -> str:
    """The field with its "(a|b)" replaced by the alternatives picked, the first by the first pick, and so on."""
    left = iter(picks)
    return CHOICE.sub(lambda choice: choice[1].split("|")[next(left)].strip(), row[key])


def _side(row: Row, key: str) -> Side:
    edge = -1 if key.endswith("after") else 0
    near: dict[str, tuple[Context, ...]] = {}
    for phrase in row.words(key):
        context = Context(tuple(_key(element) for element in ELEMENT.findall(phrase)), phrase.strip()[edge] == "-")
        near[context.elements[edge]] = (*near.get(context.elements[edge], ()), context)
    opened = tuple(context for element, contexts in near.items() if element.startswith("{") for context in contexts)
    return Side({element: contexts for element, contexts in near.items() if not element.startswith("{")}, opened)


def _check_classes(row: Row, phrase: Substitution, classes: dict[str, frozenset[str]]) -> None:
    known = {"{name}", "{year}", "{stop}", *(f"{{{name}}}" for name in classes)}
    for side in (phrase.after, phrase.before, phrase.not_after, phrase.not_before):
        for context in (*side.open, *(context for contexts in side.near.values() for context in contexts)):
            unknown = [element for element in context.elements if element.startswith("{") and element not in known]
            if unknown:
                raise row.wrong(f"no word class {unknown[0]}")


def _key(word: str) -> str:
    return word.lower() if word.isalnum() else word.lower().replace("’", "'").rstrip(".")


def _cut(text: str) -> Words:
    cut = Words(text, [], [], [])
    for match in WORD.finditer(text):
        start, end = match.span()
        cut.starts.append(start)
        cut.ends.append(end)
        cut.keys.append(_key(match[0]))
    return cut


def _hits(words: Words, table: Table) -> Iterator[Hit]:
    """The longest phrase that fits at each word."""
    for first, phrases in enumerate(map(table.phrases.get, words.keys)):
        for phrase in phrases or ():
            last = first + len(phrase.words)
            if _stands(words, first, phrase) and _fits(words, Hit(first, last, phrase), table.classes):
                yield Hit(first, last, phrase)
                break


def _stands(words: Words, first: int, phrase: Substitution) -> bool:
    """Whether the phrase's words stand here, in a case that lets them be no name."""
    last = first + len(phrase.words)
    if last > first + 1 and tuple(words.keys[first:last]) != phrase.words:
        return False
    if not all(JOIN.fullmatch(words.gap(index)) for index in range(first, last - 1)):
        return False
    capitals = [words.text[words.starts[index]].isupper() for index in range(first, last)]
    if phrase.case:
        return all(capitals) if phrase.case == "capital" else not capitals[0]
    # "the Brookings Institution" is a name; a rewriter's strong traces keep the capitals of what they replace.
    return phrase.strong or not any(capitals) or _opens(words, first, capitals) or _in_headline(words, first)


def _opens(words: Words, first: int, capitals: list[bool]) -> bool:
    return not any(capitals[1:]) and (first == 0 or CLOSED.search(words.gap(first - 1)) is not None)


def _in_headline(words: Words, first: int) -> bool:
    """Whether the line is short and every longer word on it has a capital."""
    start = words.starts[first]
    before = words.text[max(0, start - HEADLINE) : start].rpartition("\n")[2]
    after = words.text[start : start + HEADLINE].partition("\n")[0]
    line = before + after
    return len(line) < HEADLINE and all(word[0].isupper() or len(word) < 5 for word in WORD.findall(line))


def _fits(words: Words, hit: Hit, classes: dict[str, frozenset[str]]) -> bool:
    """Whether the phrase stands where its row asks, and not where it is barred."""
    phrase = hit.found
    if phrase.after and not _stands_after(words, hit.first, phrase.after, classes):
        return False
    if phrase.before and not _stands_before(words, hit.last, phrase.before, classes):
        return False
    barred = phrase.not_after and _stands_after(words, hit.first, phrase.not_after, classes)
    return not (barred or (phrase.not_before and _stands_before(words, hit.last, phrase.not_before, classes)))


def _stands_after(words: Words, first: int, side: Side, classes: dict[str, frozenset[str]]) -> bool:
    neighbour = words.keys[first - 1] if first else ""
    return any(_precedes(words, first, context, classes) for context in side.possible(neighbour))


def _stands_before(words: Words, last: int, side: Side, classes: dict[str, frozenset[str]]) -> bool:
    neighbour = words.keys[last] if last < len(words.keys) else ""
    return any(_follows(words, last, context, classes) for context in side.possible(neighbour))


def _precedes(words: Words, first: int, context: Context, classes: dict[str, frozenset[str]]) -> bool:
    start = first - len(context.elements)
    if start < 0 or (context.hyphen and words.gap(first - 1) not in HYPHENS):
        return False
    return all(
        _is(words, start + step, element, classes) and _joined(words, start + step) for step, element in enumerate(context.elements)
    )


def _follows(words: Words, last: int, context: Context, classes: dict[str, frozenset[str]]) -> bool:
    if context.hyphen and words.gap(last - 1) not in HYPHENS:
        return False
    for index, element in enumerate(context.elements, last):
        if element == "{stop}":
            return not _joined(words, index - 1) or words.text[words.ends[index - 1]] == "\n"
        if not _joined(words, index - 1) or not _is(words, index, element, classes):
            return False
    return True


def _joined(words: Words, index: int) -> bool:
    """Whether word `index` and the next are parts of one clause on one line or two: brackets and quotes may part them."""
    return CONTEXT_JOIN.fullmatch(words.gap(index)) is not None


def _is(words: Words, index: int, element: str, classes: dict[str, frozenset[str]]) -> bool:
    """Whether word `index` is the context's word, or one of the class that it names."""
    key = words.keys[index]
    if not element.startswith("{"):
        return key == element
    if element == "{name}":
        return words.text[words.starts[index]].isupper()
    if element == "{year}":
        return YEAR.fullmatch(key) is not None
    name = element[1:-1]
    return (
        key in classes.get(name, ())
        or (name == "num" and key.isdecimal())
        or (name == "ed" and key.endswith("ed") and len(key) > 4)
    )


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that do not overlap, the longest first, then the earliest; in text order."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        span = range(hit.first, hit.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _twins(text: str, words: Words, hits: list[Hit]) -> int:
    """How many sentences stand a second time with a phrase of the table exchanged; at most REPEATS.

    A sentence is compared with the one earlier sentence that shares most of its four-word runs, so that the work is linear.
    """
    spun = {words.keys[index] for hit in hits for index in range(hit.first, hit.last)}
    owners: dict[tuple[str, ...], int] = {}
    sentences: list[list[str]] = []
    twins = 0
    for match in SENTENCE.finditer(text):
        keys = [_key(word) for word in WORD.findall(match.group())]
        if len(keys) not in TWIN_WORDS:
            continue
        runs = [tuple(keys[index : index + 4]) for index in range(len(keys) - 3)]
        shared = Counter(owners[run] for run in runs if run in owners)
        twins += bool(shared) and _exchanged(sentences[shared.most_common(1)[0][0]], keys, spun)
        if twins == REPEATS or len(sentences) == TWIN_SENTENCES:
            break
        owners.update(dict.fromkeys(runs, len(sentences)))
        sentences.append(keys)
    return twins


def _exchanged(one: list[str], other: list[str], spun: set[str]) -> bool:
    """Whether two sentences are nearly the same, and differ in a spun word."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if one == other or matcher.ratio() < TWIN:
        return False
    changes = [change for change in matcher.get_opcodes() if change[0] == "replace"]
    return any(not spun.isdisjoint(one[a:b] + other[c:d]) for _, a, b, c, d in changes)


def _mention(words: Words, hit: Hit) -> Mention:
    start, end = words.starts[hit.first], words.ends[hit.last - 1]
    return Mention(words.text[start:end], start, end)


def _cased(words: Words, hit: Hit) -> str:
    """The plain words with the capitals of the words that they stand for."""
    spun = [words.text[words.starts[index] : words.ends[index]] for index in range(hit.first, hit.last)]
    plain = hit.found.plain
    if all(word.isupper() and len(word) > 1 for word in spun):
        return plain.upper()
    if len(spun) > 1 and all(word[0].isupper() for word in spun):
        return " ".join(word[0].upper() + word[1:] for word in plain.split())
    return plain[0].upper() + plain[1:] if spun[0][0].isupper() else plain

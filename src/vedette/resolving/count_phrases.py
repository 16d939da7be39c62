"""The words and the grammar of numbers: reads words into symbols, finds the numbers that count things, gives their values.

In: words as the parser splits them. Out: Numbered, spans with the least and the most that they say. A number is no count
where it is a date, time, measure, age, price or part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row
from vedette.resolving.date_phrases import find_dates

# One symbol a word: D digits, w number word, X multiplier, G plural of a number, Q vague number, Z none; a bound's own words.
SMALL = r"(?:D\d+ |w\d+ (?:(?:- )?w\d )?)"
TIMES = rf"X\d+ (?:(?:and )?{SMALL})?"
QUANT = (
    r"(?:half a X\d+ |G\w+ (?:of (?:G\w+ |X\d+ ))?|(?:a )?Q\w+ (?:of )?(?:(?:X\d+|G\w+) )*"
    rf"|{SMALL}and a half X\d+ |(?:a |(?:D\S+ |{SMALL})(?:- )?){TIMES}(?:{TIMES})*|{SMALL})"
)
Bounds = tuple[float, float | None]
NUMERAL = frozenset("DwXGQ")
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d+)?)(k)?(\+)?")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The word file read into look-ups; `finder` is the grammar with the words that bound a number."""

    symbols: dict[str, str]
    rows: dict[str, Row]
    bounds: dict[str, Row]
    behind: dict[str, Row]
    sets: dict[str, frozenset[str]]
    none_before: frozenset[str]
    none_through: frozenset[str]
    outcomes: dict[str, str]
    pronouns: dict[str, Row]
    plurals: frozenset[str]
    unless: dict[str, Row]
    finder: re.Pattern[str]
    bounds_pattern: re.Pattern[str]
    singles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence with their symbols, `owners` telling the word that each symbol came from."""

    words: Sequence[str]
    lowered: Sequence[str]
    symbols: Sequence[str]
    owners: Sequence[int]

    def word(self, index: int) -> str:
        """The word at an index, in lower case; "" outside the line."""
        return self.lowered[index] if 0 <= index < len(self.lowered) else ""

    def capital(self, index: int) -> bool:
        """Whether the word at an index begins with a capital."""
        return 0 <= index < len(self.words) and self.words[index][:1].isupper()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number among words [first, last): the least and the most that it says, how sure that is, and what it says."""

    first: int
    last: int
    low: int | None
    high: int | None
    score: float
    why: str


def split_phrase(phrase: str) -> list[str]:
    """The words of a phrase, marks apart, as a parser would give them."""
    return re.findall(r"\d[\d,.]*\d\w*\+?|\d\w*\+?|['’]s\b|[^\W\d_](?:[\w.-]*\w)?(?:['’][^\Ws]\w*)?|[^\w\s]", phrase)


def numbered(words: Sequence[str], known: Numbers) -> list[Numbered]:
    """The numbers among `words` that count something, in order."""
    line = _line(words, known)
    if not any(symbol[0] in NUMERAL or symbol in ("Z", "no") for symbol in line.symbols):
        return []
    symbols = _counting(line, known)
    text, starts, at = " ".join(symbols) + " ", {}, 0
    for index, symbol in enumerate(symbols):
        starts[at] = index
        at += len(symbol) + 1
    starts[at] = len(symbols)
    spans = ((m, starts[m.start()], starts[m.end()]) for m in known.finder.finditer(text))
    return [_valued(m, (line.owners[first], line.owners[last - 1] + 1), known) for m, first, last in spans]


def _line(words: Sequence[str], known: Numbers) -> Line:
    pairs = [(symbol, index) for index, word in enumerate(words) for symbol in _symbols(word, known)]
    return Line(words, [word.lower() for word in words], [symbol for symbol, _ in pairs], [index for _, index in pairs])


def _symbols(word: str, known: Numbers) -> list[str]:
    lowered = word.lower()
    if (symbol := known.symbols.get(lowered)) is not None:
        return [symbol]
    if (digits := _digits(lowered)) is not None:
        return digits
    if len(word) > 2 and any(mark in word for mark in "-–—"):
        parts = [part for part in re.split(r"([-–—])", lowered) if part]
        inner = [["-"] if part in "-–—" else _digits(part) or [known.symbols.get(part, "_")] for part in parts]
        if all(symbols[0] == "-" or symbols[0][0] in NUMERAL for symbols in inner):
            return [symbol for symbols in inner for symbol in symbols]
    return ["-"] if word in ("-", "–", "—") else ["_"]


def _digits(word: str) -> list[str] | None:
    m = DIGITS.fullmatch(word) if word[0].isdigit() else None
    if m is None:
        return None
    value = float(m[1].replace(",", "")) * (1000 if m[2] else 1)
    return [f"D{int(value)}" if value.is_integer() else f"D{value}", *(["+"] if m[3] else [])]


def _counting(line: Line, known: Numbers) -> list[str]:
    """The symbols, with those of numbers that count nothing blanked."""
    dated = {index for first, last in find_dates(line.words) for index in range(first, last)}
    kept: list[str] = []
    for place, symbol in enumerate(line.symbols):
        owner = line.owners[place]
        if symbol == "no":
            noun = line.word(owner + 1 + (line.word(owner + 1) in known.none_through))
            kept.append("Z" if noun in known.none_before or len(line.words) == 1 else "no")
        elif symbol[0] not in NUMERAL:
            kept.append(symbol)
        elif _unless(line, place, known):
            kept.append(line.word(owner))
        else:
            linked = len(kept) > 1 and kept[-1] in ("to", "-", "or") and kept[-2] == "#"
            none = linked or owner in dated or any(test(line, place, known) for test in NO_COUNTS)
            kept.append("#" if none else symbol)
    return kept


def _unless(line: Line, place: int, known: Numbers) -> bool:
    """ "no one", "how many": the word file's rows tell beside which words a number word is none."""
    owner = line.owners[place]
    row = known.unless.get(line.word(owner))
    if row is None:
        return False
    before = line.word(owner - 1)
    if row.words("only"):
        nearest = next((symbol for symbol in reversed(line.symbols[:place]) if symbol not in ("-", "of")), "_")
        return not (before in row.words("only") or nearest[0] in NUMERAL)
    return before in row.words("before") or line.word(owner + 1) in row.words("behind")


def _measured(line: Line, place: int, known: Numbers) -> bool:
    """ "30 km", "155 mm", "two to three hours", "hundreds of metres", "5 million dollars", "45-year-old", "two-storey"."""
    end = place + 1
    while end < len(line.symbols) and _runs_on(line.symbols, end):
        end += 1
    if end >= len(line.symbols):
        return False
    owner = line.owners[end]
    if line.symbols[end] == "-" and line.word(owner + 1)[:1].isalpha() and owner == line.owners[end - 1] + 1:
        return True
    noun = owner + (line.word(owner) in known.sets["skipped"])
    return line.word(owner) in known.sets["measure"] or line.word(noun) in known.sets["measure"]


def _runs_on(symbols: Sequence[str], at: int) -> bool:
    if symbols[at][0] in NUMERAL:
        return True
    linking = symbols[at] in ("to", "-", "or", "of", "and", "a")
    return linking and at + 1 < len(symbols) and symbols[at + 1][0] in NUMERAL


def _marked(line: Line, place: int, known: Numbers) -> bool:
    """ "$5", "aged 14", "No. 4", and "Ahmad, 45, said"."""
    owner = line.owners[place]
    between = (line.word(owner - 1), line.word(owner + 1))
    if line.symbols[place][0] == "D" and between in ((",", ","), ("(", ")")) and line.capital(owner - 2):
        return True
    return between[0] in known.sets["before"] or (between[0] == "-" and line.capital(owner - 2))


def _named(line: Line, place: int, known: Numbers) -> bool:
    """ "Route 60", "Brigade 4", "103 Brigade"; but "14 Army soldiers" are counted."""
    owner = line.owners[place]
    if line.word(owner - 1) in known.sets["label"]:
        digits = line.symbols[place][0] == "D" and line.word(owner + 1) not in known.plurals
        return line.capital(owner - 1) or digits
    if line.symbols[place][0] != "D" or not line.capital(owner + 1):
        return False
    after = line.word(owner + 1) in known.sets["label"] and line.word(owner + 2) not in known.plurals
    return after or (line.capital(owner + 2) and line.word(owner + 2) in known.sets["label"])


def _year(line: Line, place: int, known: Numbers) -> bool:
    """ "2014" and "in 2014"; but "2000 fighters" are counted. A fraction counts only in millions and the like.

    A number with nothing by it, asked for as a count, is one.
    """
    owner, symbol = line.owners[place], line.symbols[place]
    if "." in symbol:
        return not line.symbols[place + 1 : place + 2] or line.symbols[place + 1][0] != "X"
    if not (symbol[0] == "D" and line.words[owner].isdigit() and 1900 <= int(symbol[1:]) <= 2100):
        return False
    if len(line.words) == 1:
        return False
    noun = line.word(owner + 1)
    return not (noun in known.plurals or (noun.endswith("s") and not line.capital(owner + 1) and len(noun) > 3))


NO_COUNTS = (_measured, _marked, _named, _year)


def _valued(m: re.Match[str], span: tuple[int, int], known: Numbers) -> Numbered:
    first, last = span
    if m["none"]:
        return Numbered(first, last, 0, 0, 0.97, "says that there is none")
    one, two = m["a"] or m["a1"] or m["a2"], m["b"] or m["b1"] or m["b2"]
    low: int | None
    high: int | None
    low, high, why = _value(one.split(), known)
    if two:
        other = _value(two.split(), known)
        low, high = _shared(one, two, low), other[1]
        why = why or other[2]
    if low is not None and high is not None and low > high:
        low, high = high, low
    sure = 0.85 if why else 0.97
    said = f"says {spoken(low, high)}" + (f" ({why})" if why else "")
    for row in _bounds_of(m, known):
        low, high = _bounded(row, low, high)
        sure, said = min(sure, 0.92), f"says {spoken(low, high)}"
    return Numbered(first, last, low, high, sure, said)


def spoken(low: int | None, high: int | None) -> str:
    """A count in words: "14", "14 or more", "24 to 99"."""
    if low == high and low is not None:
        return f"{low:,}"
    if low is None:
        return "a number that is not known" if high is None else f"{high:,} or fewer"
    return f"{low:,} or more" if high is None else f"{low:,} to {high:,}"


def _value(symbols: Sequence[str], known: Numbers) -> tuple[int, int | None, str]:
    """Least and most of one number's symbols, and why where the word is vague."""
    done: Bounds = (0.0, 0.0)
    now: Bounds | None = None
    vague = ""
    for symbol in symbols:
        sort, rest = symbol[0], symbol[1:]
        if symbol == "half" and now:
            now = _plus(now, (0.5, 0.5))
        elif sort in "Dw" and rest:
            now = _plus(now or (0.0, 0.0), (float(rest), float(rest)))
        elif sort == "Q" or (sort == "G" and now is None):
            row = known.rows[rest]
            now = (float(row["low"]), float(row["high"]) if "high" in row else None)
            vague = "" if now[0] == now[1] else str(row["why"])
        elif sort in "XG" and rest:
            times = float(rest) if sort == "X" else float(known.rows[rest]["unit"])
            now = _times(now or (1.0, 1.0), times, vague=bool(vague))
            vague = vague and f"{vague}, times {times:,.0f}"
            done, now = (_plus(done, now), None) if times >= 1000 else (done, now)
    low, high = _plus(done, now or (0.0, 0.0))
    share = 0.5 if symbols[0] == "half" else 1.0
    return round((low or 0) * share), None if high is None else round(high * share), vague


def _plus(one: Bounds, two: Bounds) -> Bounds:
    return one[0] + two[0], None if one[1] is None or two[1] is None else one[1] + two[1]


def _times(now: Bounds, times: float, *, vague: bool) -> Bounds:
    """ "several hundred" reaches to the last number that still begins with nine."""
    return now[0] * times, None if now[1] is None else now[1] * times + (times - 1 if vague else 0)


def _shared(one: str, two: str, low: int) -> int:
    """ "two to three hundred" begins at two hundred."""
    times = [int(symbol[1:]) for symbol in two.split() if symbol[0] == "X"]
    if not times or "X" in one or times[0] == 12:
        return low
    head = re.search(r"(?:D|w)(\d+)", two)
    return low * times[0] if head and low <= int(head[1]) else low


def _bounds_of(m: re.Match[str], known: Numbers) -> list[Row]:
    rows = [known.bounds[words.strip()] for words in re.findall(known.bounds_pattern, m["bound"] or "")]
    return rows + ([known.behind[m["behind"].strip()]] if m["behind"] else [])


def _bounded(row: Row, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    number = high if high is not None else low
    margin = max(1, round((number or 0) * row.get("percent", 0) / 100))
    return BOUNDS[row["kind"]](low, high, margin)


BOUNDS: dict[str, Callable[[int | None, int | None, int], tuple[int | None, int | None]]] = {
    "least": lambda low, _high, _margin: (low, None),
    "above": lambda low, _high, _margin: (None if low is None else low + 1, None),
    "most": lambda _low, high, _margin: (None, high),
    "below": lambda _low, high, _margin: (None, None if high is None else high - 1),
    "about": lambda low, high, margin: (None if low is None else max(1, low - margin), None if high is None else high + margin),
    "short": lambda low, high, margin: (None if low is None else max(1, low - margin), None if high is None else high - 1),
    "past": lambda low, high, margin: (None if low is None else low + 1, None if high is None else high + margin),
    "exact": lambda low, high, _margin: (low, high),
}


@lru_cache(maxsize=8)
def numbers_of(lexicon: Lexicon) -> Numbers:
    """The look-ups of a lexicon's word file of counts."""
    tables = {table: lexicon.rows("counts", table) for table in TABLES}
    symbols = {word: f"{sign}{row[key]}" for sign, table, key in SIGNS for row in tables[table] for word in row.words("words")}
    bounds = {_normal(words): row for row in tables["bound"] if not row.get("behind") for words in row.words("words")}
    behind = {_normal(words): row for row in tables["bound"] if row.get("behind") for words in row.words("words")}
    for word in {word for words in (*bounds, *behind) for word in words.split()} | GLUE:
        symbols.setdefault(word, word)
    symbols |= {"an": "a"} | {word: "Z" for row in tables["none"] for word in row.words("words")}
    front, back = _either(bounds), _either(behind)
    pair = rf"between (?P<a1>{QUANT})and (?P<b1>{QUANT})|from (?P<a2>{QUANT})to (?P<b2>{QUANT})"
    number = rf"{pair}|(?P<a>{QUANT})(?:(?:- |to |or )(?P<b>{QUANT}))?"
    finder = rf"(?<!\S)(?:(?P<none>Z )|(?P<bound>(?:{front})*)(?:{number})(?P<behind>{back})?)"
    return Numbers(
        symbols,
        {str(row["id"]): row for table in ("group", "quantity") for row in tables[table]},
        bounds,
        behind,
        {table: frozenset(word for row in tables[table] for word in row.words("words")) for table in TABLES},
        frozenset(word for row in tables["none"] for word in row.words("before")),
        frozenset(word for row in tables["none"] for word in row.words("through")),
        {word: str(row["id"]) for row in tables["outcome"] for word in row.words("words")},
        {word: row for row in tables["pronoun"] for word in row.words("words")},
        frozenset(word for row in tables["person"] for word in (*row.words("plural"), *(f"{one}s" for one in row.words("words")))),
        {word: row for row in tables["unless"] for word in row.words("words")},
        re.compile(finder),
        re.compile(front),
        frozenset(word for row in tables["determiner"] if row["id"] == "single" for word in row.words("words")),
    )


SIGNS = (("w", "number", "value"), ("X", "multiplier", "value"), ("G", "group", "id"), ("Q", "quantity", "id"))
GLUE = {"a", "half", "of", "and", "or", "to", "between", "from", "no"}
TABLES = (
    *("number", "multiplier", "group", "quantity", "bound", "none", "including", "outcome", "person", "collective", "measure"),
    *("before", "label", "thing", "general", "ending", "joining", "determiner", "pronoun", "unless", "skipped"),
)


def _normal(words: str) -> str:
    return " ".join("a" if word == "an" else word for word in words.split())


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(f"{phrase} ") for phrase in sorted(phrases, key=len, reverse=True))

"""The words and the grammar of dates: finds date phrases among a sentence's words, and reads words into symbols.

In: the words of a sentence as the parser splits them. Out: spans of maximal date phrases; for resolving.dates a string of
symbols, a blank after each ("the O4 of M11 "), with the patterns to read it. A plain "on", "in" or "at" is left out of a
span, for it adds nothing to the day; "since", "by" and the like are in it. What may be a name or a number is no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row, load

# One symbol a word: N number, O ordinal, M month, W weekday, U unit, V units, P part, F half or quarter, S season,
# H time of day, R relative day, Q vague number, C decade, I whole date, A ambiguous date, T clock; else the glue word.
YEAR = r"N(?P<y>(?:19|20)\d\d) "
YEAR_TAIL = rf"(?:(?:, |of |in )?{YEAR}|(?:, |of )?(?:the )?(?P<ry>last|this|next|that|same) Uyear )?"
QTY = r"(?:(?:a|N\d+|Q\w+|Fhalf) (?:(?:of|or|to|and|-|a|N\d+|Q\w+|Fhalf) ){0,4})"
VAGUELY = r"(?:(?P<vague>about|more than|less than|at least|up to|over|shortly) )?"
DAY_FIRST = rf"(?:the )?[NO](?P<d>\d\d?) (?:of )?M(?P<m>\d+) {YEAR_TAIL}"
MONTH_FIRST = rf"M(?P<m>\d+) (?:the )?[NO](?P<d>\d\d?) {YEAR_TAIL}"
DAY = r"(?:the )?[NO]"
MORE_DAYS = r"(?:, [NO]\d\d? )*(?:, )?"
MONTH_AND_DAYS = (
    rf"M(?P<m>\d+) [NO](?P<d>\d\d?) (?:(?:- |to |until )[NO](?P<e>\d\d?) |{MORE_DAYS}(?:and |or )[NO](?P<f>\d\d?) (?!_ |[UVM]))"
)
TOLD = "that|same|previous|following"
SIDES = f"last|this|next|coming|past|{TOLD}"
WEEKDAY = r"W(?P<w>\d) (?:, )?(?:the )?"
SIDE = r"(?:P(?P<way>later|earlier)|(?P<side>before|after|previous)) "
SHIFT = rf"{VAGUELY}(?:(?P<q>{QTY})[UVH](?P<u>\w+)|V(?P<v>\w+)|the [UH](?P<t>\w+)) {SIDE}"
CLOCK = r"(?:N\d+ T |T |N\d{4} Vhour )"
HOUR = rf"(?:(?:before|after|about|shortly|until|by) )*(?:in |at )?(?:the )?(?:P\w+ (?:- )?)?(?:H\w+ |{CLOCK})(?:local )?(?:time )?"

# Dates that stand by themselves, the longest form first: name, pattern, and whether it is looked for in a sentence.
CORES: tuple[tuple[str, str, bool], ...] = (
    ("iso", r"(?:W(?P<w>\d) (?:, )?)?I(?P<iso>\S+) ", True),
    ("ambiguous", r"A(?P<a>\S+) ", True),
    (
        "day_list",
        rf"{DAY}(?P<d>\d\d?) {MORE_DAYS}(?:- |to |until |and |or ){DAY}(?P<e>\d\d?) (?:of )?M(?P<m>\d+) {YEAR_TAIL}",
        True,
    ),
    ("day_list", rf"{MONTH_AND_DAYS}{YEAR_TAIL}", True),
    ("day", rf"W(?P<w>\d) \( (?:{DAY_FIRST}|{MONTH_FIRST.replace('P<', 'P<_')})\) ", True),
    ("day", rf"(?:{WEEKDAY})?{DAY_FIRST}", True),
    ("day", rf"(?:{WEEKDAY})?{MONTH_FIRST}(?:\( W(?P<x>\d) \) )?", True),
    ("years", r"(?:the )?N(?P<y>(?:19|20)\d\d) - N(?P<z>(?:(?:19|20)\d\d|\d\d)) ", True),
    (
        "month",
        rf"(?:(?P<rel>last|this|next|past|coming|that|same|previous|following) |the Umonth of )?M(?P<m>\d+) {YEAR_TAIL}",
        True,
    ),
    ("season", rf"(?:(?P<rel>last|this|next|past|coming|that|same) |the )?S(?P<s>\w+) {YEAR_TAIL}(?:- N(?P<z>\d\d) )?", True),
    ("year", rf"(?:the (?:Uyear )?)?{YEAR}", True),
    ("decade", r"(?:the )?C(?P<c>\d{4}) ", True),
    ("told_weekday", r"(?:the )?(?P<rel>following|previous|same|that) W(?P<w>\d) ", True),
    ("told_weekday", r"the W(?P<w>\d) (?P<rel>before|after) ", True),
    (
        "weekday",
        rf"(?:(?P<rel>last|this|next|past|coming) )?W(?P<w>\d) (?:(?:of )?(?:the )?(?P<rw>last|this|next|{TOLD}) Uweek )?",
        True,
    ),
    ("weekday", r"(?P<rw>last|this|next) Uweek (?:, )?(?:on )?W(?P<w>\d) ", True),
    ("relative", r"R(?P<r>\w+) ", True),
    ("span", rf"(?:the )?(?P<rel>last|past|next|coming|recent|following|previous) (?P<q>{QTY})[UVH](?P<u>\w+) ", True),
    ("span", r"(?:the )?(?P<rel>last|past|next|coming|recent|following|previous) V(?P<u>\w+) ", True),
    ("span", r"(?P<rel>these) V(?P<u>day|week|month) ", True),
    ("in_unit", r"(?:the )?(?:P(?P<p>\w+)|O(?P<o>\d) F(?P<f>\w+)) (?:in |of )the [UH](?P<u>\w+) ", True),
    ("ago", rf"{VAGUELY}(?:(?P<q>{QTY})[UVH](?P<u>\w+)|V(?P<v>\w+)) ago ", True),
    ("shift", SHIFT, True),
    ("hence", rf"(?P<q>{QTY})[UV](?P<u>\w+) from Rnow ", True),
    ("hence", rf"in (?P<q>{QTY})[UV](?P<u>\w+) '?s? ?time ", True),
    ("hence_ahead", rf"in (?P<q>{QTY})[UV](?P<u>\w+) ", False),
    ("daypart", r"(?:the |that )?(?P<rel>last|this|same|that|following|next|previous) (?:P\w+ )?H(?P<h>\w+) ", True),
    (
        "unit",
        rf"(?P<the>the |that )?(?P<rel>{SIDES}) U(?P<u>week|weekend|fortnight|month|year|decade) ",
        True,
    ),
    ("unit", r"(?P<the>the |that )?(?P<rel>next|that|same|previous|following) U(?P<u>day) ", True),
    ("unit", r"(?P<the>the |that )?(?P<rel>past) U(?P<u>day|hour) ", True),
    ("unit", r"the U(?P<u>weekend) ", True),
    ("running", r"for (?:the |a )O(?P<o>\d+) (?:straight )?[UH](?P<u>\w+) (?:running |in a row )?", True),
    ("lasting", rf"(?:for |in )?{VAGUELY}(?P<q>{QTY})[UVH](?P<u>\w+) ", False),
    ("told_daypart", r"(?:at |before |after |by |until )?H(?P<h>dawn|dusk|noon|midnight|overnight) ", True),
    ("told_daypart", r"(?:in|over|by) the (?:P\w+ )?H(?P<h>\w+) ", True),
    ("told_daypart", r"in the Uday ", True),
    ("told_daypart", r"(?:(?:in|at|before|after|about|by|until|the) )*(?:P\w+ )?(?:H(?P<h>\w+)|N\d+ T|T) ", False),
    ("then", r"then ", False),
    ("month_day", r"the O(?P<d>\d+) ", False),
)

# Words before or after a date that change what it means, and the rest that they stand by.
FRAMES: tuple[tuple[str, str], ...] = (
    ("between", r"(?:between |from )(?P<rest>.+)"),
    ("widened", r"(?P<rest>.+?)\( (?:(?:the )?U(?P<u>week|weekend|month) of|as reported) \) "),
    ("whole", r"(?:the )?U(?P<u>week|weekend|month|year) (?:of |(?P<from>Pearly |from )|(?P<end>ending ))(?:on )?(?P<rest>.+)"),
    ("part", r"(?:the )?(?:P(?P<p>\w+)|O(?P<o>\d) F(?P<f>\w+)) (?:- |of |in |on |, )*(?:the )?(?P<rest>.+)"),
    ("edge", r"(?:the )?(?:(?P<first>O1 )|last )(?:N\d+ |Q\w+ )?V(?:day|week) of (?:the )?(?P<rest>[MNSC].+)"),
    ("overnight", r"(?:the )?Hovernight (?:, )?(?P<link>on |of |into |to |from )?(?P<rest>.+)"),
    ("same", rf"{HOUR}(?:, )?(?:of |on |in )?(?:the )?(?P<rest>.+)"),
    ("same", r"(?:in )?the (?:P\w+ )?[UV]hour (?:of |on )(?P<rest>.+)"),
    ("since", r"since (?P<rest>.+)"),
    ("since", r"(?:no Pearlier than |from )(?P<rest>.+?)(?:onwards |on )?"),
    ("until", r"(?:up )?(?:until |to )(?P<rest>.+)"),
    ("by", r"(?:by |no Plater than )(?P<rest>.+)"),
    ("before", r"before (?P<rest>.+)"),
    ("after", r"after (?P<rest>.+)"),
    ("about", r"(?:on or )?about (?P<rest>.+)"),
    ("shifted", rf"{SHIFT}(?P<rest>.+)"),
    ("same", r"(?:so far |as of |on |in |over |at |for |the Uday of |shortly )(?P<rest>.+)"),
    ("same", rf"(?P<rest>.+?)(?:, )?(?:on )?{HOUR}"),
    ("range", r"(?P<rest>.+)"),
)

ITEM = rf"(?:W\d (?:H\w+ )?|M\d+ (?:{YEAR})?|{YEAR})"
LEADS = rf"""(?:the )?(?:P\w+|O\d F\w+) (?:- |of |in |on )*(?:the )?
|(?:the )?(?:O1|last) (?:N\d+ |Q\w+ )?V(?:day|week) of (?:the )?(?=[MNSC])
|(?:the )?Uweek(?:end)? (?:of |Pearly |from |ending )(?:on )?
|(?:the )?Hovernight (?:on |into |to )?
|{HOUR}(?:of |on )?
|(?:in )?the (?:P\w+ )?Vhour (?:of |on )
|since |from |until |up to |by |no P(?:earlier|later) than |before |after |about |as of |{SHIFT}"""
TAILS = rf"(?:(?:, )?{HOUR}|\( (?:U\w+ of|as reported) \) |onwards )"
LEFT = frozenset(
    ["in", "on", "of", "since", "until", "by", "during", "from", "between", "before", "after", "to", "over", "at", "and"]
)
SIGNS = frozenset("MWIACRSHUV")


@dataclass(frozen=True, slots=True)
class Words:
    """The word file read into look-ups: word to symbol, and the rows by table and id."""

    symbols: dict[str, str]
    capital: frozenset[str]
    company: frozenset[str]
    names: frozenset[str]
    followed: frozenset[str]
    rows: dict[str, dict[str, Row]]


def find_dates(words: Sequence[str], lexicon: Lexicon | None = None) -> list[tuple[int, int]]:
    """Spans [first, last) of the date phrases in a sentence's words, in order, none overlapping.

    >>> find_dates("The army retook the town late on Thursday .".split())
    [(5, 8)]
    """
    known = words_of(lexicon or load())
    symbols, owners = symbols_of(words, known)
    if not any(symbol[0] in SIGNS or symbol[:3] in ("N19", "N20") or symbol == "then" for symbol in symbols):
        return []
    text, starts = _joined(symbols)
    spans = []
    for found in _finder().finditer(text):
        first, last = starts[found.start()], starts[found.end()]
        if _whole(owners, first, last) and _stands(words, symbols, (first, last), owners, known):
            spans.append((owners[first], owners[last - 1] + 1))
    return spans


def split_phrase(phrase: str) -> list[str]:
    """The words of a phrase, marks apart, as a parser would give them."""
    return re.findall(
        r"\d+[-/.]\d+[-/.]\d+|\d+:\d+|\d[\d,.]*\d\w*|['’]?\d+\w*|['’]s\b|[^\W\d][\w.]*(?:['’][^\Ws]\w*)?|[^\w\s]", phrase
    )


def symbols_of(words: Sequence[str], known: Words) -> tuple[list[str], list[int]]:
    """The symbol of each word, or of each part of a hyphened one, and the index of the word that it came from."""
    symbols: list[str] = []
    owners: list[int] = []
    lowered = [word.lower() for word in words]
    for index, word in enumerate(words):
        pair = (index and f"{lowered[index - 1]} {lowered[index]}" in known.names) or (
            index + 1 < len(words) and f"{lowered[index]} {lowered[index + 1]}" in known.names
        )
        for symbol in ("_",) if pair else _symbols(word, known):
            symbols.append(symbol)
            owners.append(index)
    return symbols, owners


def _symbols(word: str, known: Words) -> Sequence[str]:
    plain = _plain(word, known)
    if plain is not None:
        return (plain,)
    if not any(mark in word for mark in "-–—/") or len(word) > 30:
        return ("_",)
    parts = [part for part in re.split(r"([-–—/])", word) if part]
    return [_plain(part, known) or ("-" if part in "-–—/" else "_") for part in parts]


def _plain(word: str, known: Words) -> str | None:
    lowered = word.lower()
    symbol = known.symbols.get(lowered) or known.symbols.get(lowered.rstrip("."))
    if symbol is not None:
        return None if lowered.rstrip(".") in known.capital and word[0].islower() else symbol
    if word in MARKS:
        return MARKS[word]
    if not any(character.isdigit() for character in word):
        return None
    for shape, make in SHAPES:
        if found := shape.fullmatch(lowered):
            return make(found)
    return None


def _slashed(found: re.Match[str]) -> str:
    a, b, year = (int(part) for part in found.groups())
    if a == b or (a > 12) != (b > 12):
        return f"I{year}-{min(a, b) if a > 12 or b > 12 else a}-{max(a, b)}"
    return "_" if a > 12 else f"A{a}/{b}/{year}"


MARKS = {",": ",", "(": "(", ")": ")", "-": "-", "–": "-", "—": "-", "/": "-", "'s": "s", "’s": "s", "'": "'", "’": "'"}
SHAPES = (
    (re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)"), lambda m: f"I{m[1]}-{int(m[2])}-{int(m[3])}"),
    (re.compile(r"(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)\d\d)"), _slashed),
    (re.compile(r"(\d\d?)(?:st|nd|rd|th)"), lambda m: f"O{int(m[1])}"),
    (re.compile(r"((?:19|20)\d0)['’]?s"), lambda m: f"C{m[1]}"),
    (re.compile(r"['’]([3-9]0)s"), lambda m: f"C19{m[1]}"),
    (re.compile(r"\d\d?[:.]\d\d(?:[ap]\.?m\.?|h)?|\d\d?[ap]\.?m\.?|\d{4}h"), lambda _: "T"),
    (re.compile(r"\d{1,4}"), lambda m: f"N{m[0]}" if len(m[0]) > 2 else f"N{int(m[0])}"),
)


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The look-ups of a lexicon's word file of dates, and the number words of its file of counts."""
    rows = {table: {str(row.get("id", row.get("number", ""))): row for row in lexicon.rows("dates", table)} for table in PREFIXES}
    symbols = {word: f"N{row['value']}" for row in lexicon.rows("counts", "number") for word in row.words("words")}
    for table, (prefix, key) in PREFIXES.items():
        symbols |= {word: f"{prefix}{row[key]}" for row in lexicon.rows("dates", table) for word in row.words("words")}
    for row in lexicon.rows("dates", "unit"):
        symbols |= {word: f"{'V' if place else 'U'}{row['id']}" for place, word in enumerate(row.words("words"))}
    for row in lexicon.rows("dates", "ordinal"):
        symbols |= {word: f"O{place}" for place, word in enumerate(row.words("words"), 1)}
    symbols |= dict.fromkeys(("am", "pm", "a.m", "p.m"), "T")
    marked = [row for table in ("month", "weekday", "season") for row in lexicon.rows("dates", table)]
    return Words(
        symbols,
        frozenset(word for row in marked for word in row.words("capital")),
        frozenset(word for row in marked for word in row.words("company")),
        frozenset(word for row in lexicon.rows("dates", "name") for word in row.words("words")),
        frozenset(word for row in lexicon.rows("dates", "followed") for word in row.words("words")),
        rows,
    )


PREFIXES = {
    "month": ("M", "number"),
    "weekday": ("W", "number"),
    "part": ("P", "id"),
    "fraction": ("F", "id"),
    "season": ("S", "id"),
    "relative": ("R", "id"),
    "daypart": ("H", "id"),
    "unit": ("U", "id"),
    "quantity": ("Q", "id"),
    "around": ("", "id"),
    "glue": ("", "as"),
}


def _joined(symbols: Sequence[str]) -> tuple[str, dict[int, int]]:
    starts, at = {}, 0
    for index, symbol in enumerate(symbols):
        starts[at] = index
        at += len(symbol) + 1
    starts[at] = len(symbols)
    return " ".join(symbols) + " ", starts


@lru_cache(maxsize=1)
def _finder() -> re.Pattern[str]:
    core = "|".join(pattern for _, pattern, wanted in CORES if wanted)
    days = "|".join(pattern for name, pattern, _ in CORES if name == "day_list")
    leads = "|".join(LEADS.split("\n|"))
    one = rf"(?:(?:{leads})*(?:between (?:{days})|{core})(?:{TAILS})*)"
    pair = rf"(?:between )?{ITEM}(?:and |or ){ITEM}|between {one}and {one}"
    whole = rf"(?<!\S)(?:{pair}|(?:from )?{one}(?:(?:- |to |until |into ){one})?|(?:since|until|by) then )"
    return re.compile(re.sub(r"\(\?P<\w+>", "(?:", whole))


def _whole(owners: Sequence[int], first: int, last: int) -> bool:
    before = first and owners[first - 1] == owners[first]
    behind = last < len(owners) and owners[last] == owners[last - 1]
    return not (before or behind)


def _stands(words: Sequence[str], symbols: Sequence[str], span: tuple[int, int], owners: Sequence[int], known: Words) -> bool:
    """Whether a span is a date and no name or number: a lone year, "May", "Sat" or season wants company."""
    first, last = span
    behind = words[owners[last - 1] + 1] if owners[last - 1] + 1 < len(words) else ""
    if behind[:1].isupper() and behind.lower() in known.followed:
        return False
    inside = [symbol for symbol in symbols[first:last] if symbol != "the"]
    left = symbols[first - 1] if first else ""
    if any(symbol[0] == "S" for symbol in inside) and not _seasoned(symbols, span, behind):
        return False
    if len(inside) != 1:
        return True
    word = words[owners[last - 1]].lower().rstrip(".")
    if inside[0][0] == "N":
        counted = (word.endswith("00") or left == "and") and (behind.endswith("s") or behind == "people")
        return not counted and (left in LEFT or (left == "(" and behind == ")") or symbols[first] == "the")
    return word not in known.company or left in LEFT


def _seasoned(symbols: Sequence[str], span: tuple[int, int], behind: str) -> bool:
    """Whether a season has a year or the like by it; "since the fall of the city" and "a spring" have none."""
    first, last = span
    if any(symbol[0] in "NC" or symbol in ("last", "this", "next", "Uyear") for symbol in symbols[first:last]):
        return True
    at = next(index for index in range(first, last) if symbols[index][0] == "S")
    before = symbols[at - 1] if at else ""
    before = symbols[at - 2] if before == "the" and at > 1 else before
    return behind != "of" and (before in ("in", "over") or before[:1] == "P")

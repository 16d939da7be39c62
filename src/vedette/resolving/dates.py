"""Resolves date phrases ("a day after", "late on Thursday", "early 2014") into intervals of days, each with a reason.

In: the phrase, and what is known where it stands: the day of publication, the day last told of, the tense. Out: a Match of
an Interval, or None where the phrase is no date. A pattern of `date_phrases` names the handler here that reads it; frames
("since", "early", "a day after") read the rest of the phrase and move it. Where no day is known to count from, the answer
is Interval(None, None), never the publication date unmarked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon.tables import Lexicon
from vedette.model import Interval, Match, Tense
from vedette.resolving import date_phrases as grammar
from vedette.resolving.calendar_days import add, moved, say, say_interval, unit_days, week_days, weekday_near
from vedette.resolving.date_absolute import ABSOLUTE
from vedette.resolving.date_context import Found, Here, Parts, amount_of, moved_by, part_of
from vedette.resolving.date_phrases import Words, find_dates
from vedette.resolving.date_relative import RELATIVE

__all__ = ["DateContext", "find_dates", "resolve_anchor", "resolve_date"]


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a date phrase may hang on.

    `published` is the day of the report; `narrative` the day that the text last told of, on which "the same day" and "two
    days later" hang; `tense` that of the verb: a bare "Friday" is the last one before publication, in the future the next;
    `anchor` says in words what day `published` is; `story` are the days that a report which looks back has come to, the last
    first: a day without a year is the one nearest to them.
    """

    published: dt.date | None = None
    narrative: Interval | None = None
    tense: Tense = "none"
    anchor: str = "the publication on"
    story: tuple[Interval, ...] = ()


def resolve_date(phrase: str, context: DateContext, lexicon: Lexicon) -> Match[Interval] | None:
    """The days that `phrase` means in `context`; None where it is no date. Raises LexiconError for a wrong word file.

    A month is whole days 1 to its end, a week Monday to Sunday (ISO 8601); "early", "mid" and "late" are thirds, as
    dates.toml says. "until", "by" and "before" leave the beginning open; "since" runs to the publication. With neither
    publication nor narrative a phrase that needs one stays Interval(None, None), with the score 0.

    >>> from vedette.lexicon.tables import load
    >>> resolve_date("Friday", DateContext(dt.date(2017, 11, 4), tense="past"), load()).value.earliest
    datetime.date(2017, 11, 3)
    """
    words = grammar.words_of(lexicon)
    symbols = _symbols_of_phrase(phrase, words, lexicon)
    if symbols is None:
        return None
    here = _here(context, words)
    if here is None:
        return _without_day(phrase, symbols, words)
    found = _read(symbols, here)
    if found is None:
        return None
    return _match(
        phrase, _clipped(found, here.day, context.tense) if context.published else replace(found, score=found.score * 0.8)
    )


def resolve_anchor(phrase: str, context: DateContext, lexicon: Lexicon) -> Match[Interval] | None:
    """The day of the happening that a phrase counts from: in "two days after taking the town", the taking.

    `context.narrative` is the day of the happening that is counted to; where it is not known, the publication stands for it.
    None where the phrase counts from nothing ("on Friday") or no day is known.
    """
    words = grammar.words_of(lexicon)
    symbols, _ = grammar.symbols_of(grammar.split_phrase(phrase), words)
    m = _compiled(grammar.SHIFT).fullmatch(" ".join(symbols) + " ")
    here = _here(context, words)
    if m is None or m["side"] not in ("after", "before") or here is None:
        return None
    amount = amount_of(m.groupdict(), words)
    days = moved_by(here.told, amount, -1 if m["side"] == "after" else 1)
    other = "before" if m["side"] == "after" else "after"
    why = f"puts what it counts from {amount.text} {other} {here.told_words}, so {say_interval(days)}"
    return _match(phrase, Found(days, "day", 0.8 if here.narrative else 0.65, why))


def _symbols_of_phrase(phrase: str, words: Words, lexicon: Lexicon) -> str | None:
    """The phrase as symbols; of a phrase with other words in it, the first date among them."""
    texts = grammar.split_phrase(phrase)
    while texts and texts[-1] in (".", ",", ";", ":", "'s", "’s", "'", "’"):
        texts.pop()
    symbols, owners = grammar.symbols_of(texts, words)
    if symbols and len(symbols) <= 40 and "_" not in symbols:
        return " ".join(symbols) + " "
    spans = find_dates(texts, lexicon)
    if not spans:
        return None
    return "".join(f"{symbol} " for symbol, owner in zip(symbols, owners, strict=True) if spans[0][0] <= owner < spans[0][1])


def _here(context: DateContext, words: Words) -> Here | None:
    """The context with a day to count from: the publication, or else the day last told of."""
    told = context.narrative if context.narrative and (context.narrative.earliest or context.narrative.latest) else None
    day = context.published or (told and (told.latest or told.earliest))
    if not isinstance(day, dt.date):
        return None
    anchor = context.anchor if context.published else "the day last told of,"
    return Here(day, told, context.tense, words, anchor=anchor, story=context.story)


def _without_day(phrase: str, symbols: str, words: Words) -> Match[Interval] | None:
    """What holds whatever the publication may be: read under two made-up days, keep the ends that agree."""
    reads = [_read(symbols, Here(day, None, "none", words)) for day in (dt.date(2001, 1, 1), dt.date(2034, 6, 15))]
    if reads[0] is None or reads[1] is None:
        return None
    one, two = reads[0].days, reads[1].days
    days = Interval(*(a if a == b else None for a, b in ((one.earliest, two.earliest), (one.latest, two.latest))))
    if days == one == two:
        return _match(phrase, reads[0])
    why = "counts from a day that is not given, for no publication date is known"
    if days == Interval(None, None):
        return _match(phrase, Found(days, "day", 0.0, f"stays unresolved: it {why}"))
    return _match(phrase, Found(days, "day", reads[0].score * 0.8, f"gives {say_interval(days)}; the other end {why}"))


def _clipped(found: Found, day: dt.date, tense: Tense) -> Found:
    """What was told in the past is over by the publication."""
    first, last = found.days.earliest, found.days.latest
    if tense not in ("past", "pluperfect"):
        return found
    if first and first > day:
        return replace(found, score=found.score * 0.6, why=f"{found.why}; it lies after the publication on {say(day)}")
    if last is None or last <= day:
        return found
    return replace(found, days=Interval(first, day), why=f"{found.why}; told in the past, so no later than {say(day)}")


def _match(phrase: str, found: Found) -> Match[Interval]:
    return Match(found.days, round(max(0.0, min(1.0, found.score)), 3), f"'{phrase.strip()}' {found.why}.")


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _read(symbols: str, here: Here) -> Found | None:
    """The first reading that the grammar gives: whole dates before frames."""
    for name, pattern, _ in grammar.CORES:
        if (m := _compiled(pattern).fullmatch(symbols)) and (found := HANDLERS[name](m.groupdict(), _then(name, here))):
            return found
    for name, pattern in grammar.FRAMES:
        if (m := _compiled(pattern).fullmatch(symbols)) and (found := FRAMES[name](m.groupdict(), here)):
            return found
    return None


def _then(name: str, here: Here) -> Here:
    """In a report that looks back, "yesterday" counts from where its story has come to: it quotes the reports of then."""
    if name not in RELATIVE or not here.story:
        return here
    told = here.narrative or here.story[0]
    day = told.latest or told.earliest or here.day
    return replace(here, day=day, anchor="what the report, which looks back, has come to,")


def _between(m: Parts, here: Here) -> Found | None:
    """ "between X and Y", "from X to Y", and "from 3 to 9 May" that is one date with two days."""
    rest = m["rest"] or ""
    if found := _range(m, here):
        return found
    read = _read(rest, here)
    return read if read and read.unit == "list" else None


def _range(m: Parts, here: Here) -> Found | None:
    rest = m["rest"] or ""
    for link in re.finditer(r"(?<!\S)(?:- |to |and |or |until |into )", rest):
        ends = _ends(rest[: link.start()], rest[link.end() :], here)
        if ends is None:
            continue
        first, last = ends
        if first.days.earliest and last.days.latest and first.days.earliest <= last.days.latest:
            days = Interval(first.days.earliest, last.days.latest)
            return Found(
                days,
                "span",
                min(first.score, last.score) * 0.98,
                f"runs {say_interval(days)}: its beginning {first.why}; its end {last.why}",
            )
    return None


OTHER_END = "the other end of the range,"


def _ends(one: str, two: str, here: Here) -> tuple[Found, Found] | None:
    """Both ends of a range: the one that says less about its year or week is read from the other."""
    loose = any(symbol[0] in "MWO" for symbol in one.split()) and not re.search(r"(?<!\S)(?:last|this|next|P|R|ago)", one)
    dated = _compiled(r".*N(?:19|20)\d\d .*")
    if here.ahead or (dated.fullmatch(one) and not dated.fullmatch(two)):
        first = _read(one, here)
        begin = first.days.earliest if first else None
        last = _read(two, replace(here, day=begin, tense="future", anchor=OTHER_END)) if begin else None
    else:
        last = _read(two, here)
        end = last.days.latest if last else None
        first = _read(one, replace(here, day=end, tense="past", anchor=OTHER_END) if loose else here) if end else None
    return (first, last) if first and last else None


def _widened(m: Parts, here: Here) -> Found | None:
    """ "18 April (week of)"; "(as reported)" leaves open that it was some days before."""
    if (found := _read(m["rest"] or "", here)) is None or found.days.latest is None:
        return None
    if m["u"] is None:
        days = moved(found.days, -int(here.words.rows["around"]["day"]["days"]), 0)
        return Found(days, "span", found.score * 0.85, f"{found.why}, and is only the day of the report, so {say_interval(days)}")
    return _whole(m | {"from": None, "end": None}, here)


def _whole(m: Parts, here: Here) -> Found | None:
    """ "the week of 3 May" is the calendar week; one that begins or ends on a day is counted from that day."""
    found, unit = _read(m["rest"] or "", here), m["u"] or "week"
    first, last = (found.days.earliest, found.days.latest) if found else (None, None)
    if found is None or first is None or last is None or found.unit not in ("day", "span") or unit == "year":
        return None
    day = first + (last - first) // 2
    if unit == "week" and (m["from"] or m["end"]):
        days = Interval(day, add(day, 6)) if m["from"] else Interval(add(day, -6), day)
    elif unit == "weekend":
        saturday = weekday_near(day, 5, -1 if day.weekday() in (5, 6, 0, 1) else 1)
        days = Interval(saturday, add(saturday, 1))
    else:
        days = week_days(day) if unit == "week" else unit_days(day, unit)
    return Found(
        days, unit, found.score * 0.95, f"names a {unit} by one of its days; it {found.why}; the {unit} is {say_interval(days)}"
    )


def _part(m: Parts, here: Here) -> Found | None:
    """Part of a month, year …; told in the past, "mid-November" on the 4th of November is that of the year before."""
    found = _read(m["rest"] or "", here)
    if found is None or found.unit in ("span", "list"):
        return None
    part = part_of(found, m, here)
    begin = found.days.earliest
    early = here.tense in ("past", "pluperfect") and part.days.earliest and part.days.earliest > here.day and begin
    if not early or not re.fullmatch(r"[MS]\w+ ", m["rest"] or ""):
        return part
    again = _read(m["rest"] or "", replace(here, day=early - dt.timedelta(1), anchor="the day before the next such time,"))
    return again and part_of(again, m, here)


def _edge(m: Parts, here: Here) -> Found | None:
    """ "the first days of May", "the last two weeks of 2016": the early or the late part."""
    return _part({"p": "early" if m["first"] else "late", "rest": m["rest"]}, here)


def _overnight(m: Parts, here: Here) -> Found | None:
    """ "overnight on Friday" may reach into Saturday; "overnight into Friday" began on Thursday."""
    if (found := _read(m["rest"] or "", here)) is None:
        return None
    days = moved(found.days, -1, 0) if (m["link"] or "").strip() in ("into", "to") else moved(found.days, 0, 1)
    return Found(days, "span", found.score * 0.95, f"{found.why}; a night lies on two days, so {say_interval(days)}")


def _same(m: Parts, here: Here) -> Found | None:
    return _read(m["rest"] or "", here)


def _since(m: Parts, here: Here) -> Found | None:
    if (found := _read(m["rest"] or "", here)) is None or found.days.earliest is None:
        return None
    still = not here.ahead and found.days.earliest <= here.day
    days = Interval(found.days.earliest, here.day if still else None)
    return _framed(found, days, f"it runs on to {here.published_words}" if still else "it is open at the end")


def _until(m: Parts, here: Here) -> Found | None:
    found = _read(m["rest"] or "", here)
    return found and _framed(found, Interval(None, found.days.latest), "its beginning is not told")


def _before(m: Parts, here: Here) -> Found | None:
    found = _read(m["rest"] or "", here)
    return found and _framed(found, Interval(None, add(found.days.earliest, -1)), "it was before that")


def _after(m: Parts, here: Here) -> Found | None:
    """ "after Friday" may be later on that day."""
    if (found := _read(m["rest"] or "", here)) is None or found.days.earliest is None:
        return None
    over = not here.ahead and found.days.earliest <= here.day
    return _framed(found, Interval(found.days.earliest, here.day if over else None), "it was then or later")


def _framed(found: Found, days: Interval, said: str) -> Found | None:
    return (
        None
        if days == Interval(None, None)
        else Found(days, "span", found.score * 0.95, f"{found.why}; {said}: {say_interval(days)}")
    )


def _about(m: Parts, here: Here) -> Found | None:
    if (found := _read(m["rest"] or "", here)) is None:
        return None
    row = here.words.rows["around"].get(found.unit, here.words.rows["around"]["day"])
    days = moved(found.days, -int(row["days"]), int(row["days"]))
    return Found(days, found.unit, found.score * 0.85, f"{found.why}; it is said roughly, so {say_interval(days)}")


def _shifted(m: Parts, here: Here) -> Found | None:
    """ "a day after Friday": the date that follows is what is counted from."""
    if (found := _read(m["rest"] or "", here)) is None or m["side"] == "previous":
        return None
    amount = amount_of(m, here.words)
    ahead = m["side"] == "after" or m["way"] == "later"
    days = moved_by(found.days, amount, 1 if ahead else -1)
    side = "after" if ahead else "before"
    return Found(days, "day", found.score * 0.95, f"is {amount.text} {side} a day that {found.why}, so {say_interval(days)}")


HANDLERS = ABSOLUTE | RELATIVE
FRAMES: dict[str, Callable[[Parts, Here], Found | None]] = {
    "between": _between,
    "widened": _widened,
    "whole": _whole,
    "part": _part,
    "edge": _edge,
    "overnight": _overnight,
    "same": _same,
    "since": _since,
    "until": _until,
    "by": _until,
    "before": _before,
    "after": _after,
    "about": _about,
    "shifted": _shifted,
    "range": _range,
}

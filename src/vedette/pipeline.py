"""The order of the stages, from a Report to all that is read out of it. Opens the parser and the tables when first needed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from vedette import interpreting
from vedette.joining import join_within
from vedette.lexicon import Lexicon, load
from vedette.lexicon.kinds import chosen
from vedette.model import Actor, ActorMention, Coded, Count, Garble, Interval, Match, Name, Place, PlaceMention, Report, Sentence
from vedette.reading import backing, claims, datelines, headings, holding, timing
from vedette.reading.garble import find_garble
from vedette.reading.names import find_names
from vedette.reading.sentences import Parser
from vedette.reading.sifting import Sieve, matters, sieve_for
from vedette.resolving.actors import ActorContext, resolve_actor
from vedette.resolving.counts import resolve_count
from vedette.resolving.dates import DateContext, resolve_date
from vedette.resolving.gazetteer import Gazetteer, open_gazetteer
from vedette.resolving.places import resolve_place, resolve_places
from vedette.situation import state_control, state_ties

PARAGRAPHS = re.compile(r"\n[ \t]*\n")
LANGUAGES = frozenset({None, "en"})


class Coder:
    """An open coder: parser, word files and place index, each opened when first needed.

    `lexicon_dir` is a user's folder of word files laid over ours, `model` a spaCy model in place of the one installed,
    `progress` is told 0–1 while the place index is built on first use. Raises StopError where one cannot be opened.
    """

    def __init__(
        self, *, lexicon_dir: Path | None = None, model: str | None = None, progress: Callable[[float], None] | None = None
    ) -> None:
        self.lexicon: Lexicon = load(lexicon_dir)
        self._model, self._progress = model, progress
        self._ahead: dict[tuple[Report, str], tuple[Garble, tuple[Sentence, ...]]] = {}

    @cached_property
    def parser(self) -> Parser:
        """The parser."""
        return Parser(self._model)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The place index."""
        return open_gazetteer(self._progress, lexicon=self.lexicon)

    def code(self, report: Report, *, kinds: str = "all") -> Coded:
        """All that is read out of one report, of the kinds that `kinds` names; raises KeyError for a kind that is none."""
        wanted = chosen(kinds, self.lexicon)
        if report.language not in LANGUAGES:
            foreign = f"not in English but {report.language!r}: no events were read"
            return Coded(report, Garble(0.0), (), (), (), notice="; ".join(filter(None, (report.partial, foreign))))
        garble, sentences, names, places = self._read(report, kinds)
        discourse = claims.set_discourse(sentences, names, self.lexicon)
        days, dateline = timing.days_set(discourse), datelines.first_of(names)
        headed = headings.find_days(discourse.scenes)
        context = interpreting.set_context(report, places, self.lexicon, days, dateline=dateline, names=names, headed=headed)
        holdings = holding.read_holdings(discourse, report.id, self.lexicon)
        readings = interpreting.interpret(claims.read_claims(discourse, report.id, wanted, self.lexicon), holdings, context)
        ties = interpreting.interpret_ties(backing.read_ties(discourse, report.id, self.lexicon), context)
        events = join_within(readings)
        control = state_control(events, interpreting.interpret_holdings(holdings, context))
        return Coded(report, garble, events, control, state_ties(ties), notice=report.partial)

    def parse_ahead(self, reports: Iterable[Report], kinds: str = "all") -> None:
        """Parses reports together, which is faster than one by one; `code` with the same kinds then finds it done.

        What cannot be parsed so is left to `code`. What was parsed ahead before and not asked for is forgotten.
        """
        self._ahead.clear()
        read = [(report, find_garble(report.text, self.lexicon)) for report in reports if report.language in LANGUAGES]
        _, parser = self.gazetteer, self.parser  # in this order, see `_read`
        with suppress(Exception):  # a report that breaks it shall cost itself alone
            parsed = parser.parse_together(read, self.lexicon, self._sieve(kinds))
            self._ahead.update(((report, kinds), (garble, done)) for (report, garble), done in zip(read, parsed, strict=True))

    def may_tell(self, kinds: str = "all") -> Callable[[str], bool] | None:
        """What says of a page's text whether a paragraph may tell of an event of these kinds; None where all are wanted."""
        sieve = self._sieve(kinds)
        return None if sieve is None else lambda text: any(matters(part, sieve) for part in PARAGRAPHS.split(text))

    def places(self, report: Report) -> tuple[PlaceMention, ...]:
        """Every place mention of a report with its resolution, demonyms too, in text order."""
        return self._read(report)[3]

    def actors(self, report: Report) -> tuple[ActorMention, ...]:
        """Every party that a report names, resolved, in text order."""
        _, sentences, names, places = self._read(report)
        discourse = claims.set_discourse(sentences, names, self.lexicon)
        return interpreting.interpret_parties(
            claims.read_parties(discourse), interpreting.set_context(report, places, self.lexicon, names=names)
        )

    def resolve_actor(self, phrase: str, *, date: dt.date | None = None, country: str | None = None) -> list[Match[Actor]]:
        """The parties that a phrase may mean on a date, best first; `country` is an ISO 3166 alpha-3 code."""
        return resolve_actor(phrase, self.lexicon, ActorContext(date=date, country=country))

    def resolve_place(self, phrase: str, *, country: str | None = None) -> list[Match[Place]]:
        """The places that a phrase may mean, best first; `country` is an ISO 3166 alpha-3 code."""
        return resolve_place(phrase, self.gazetteer, country=country)

    def resolve_date(self, phrase: str, *, published: dt.date | None = None) -> list[Match[Interval]]:
        """The days that a phrase means in a report of this day; empty where it is no date."""
        found = resolve_date(phrase, DateContext(published, None, "past"), self.lexicon)
        return [found] if found is not None else []

    def resolve_count(self, phrase: str) -> list[Match[Count]]:
        """The number that a phrase gives; empty where it gives none."""
        found = resolve_count(phrase, self.lexicon)
        return [found] if found is not None else []

    def _sieve(self, kinds: str) -> Sieve | None:
        """What tells the paragraphs that may tell of these kinds; None where all are wanted."""
        return sieve_for(chosen(kinds, self.lexicon), self.lexicon)

    def _read(
        self, report: Report, kinds: str = "all"
    ) -> tuple[Garble, tuple[Sentence, ...], tuple[Name, ...], tuple[PlaceMention, ...]]:
        gazetteer = self.gazetteer  # before the parser: where the index is built first, its memory is given back
        ahead = self._ahead.pop((report, kinds), None)
        garble, sentences = ahead if ahead is not None else self._parsed(report, kinds)
        whole = (*sentences, *datelines.find_datelines(report, self.lexicon))
        names = find_names(whole, gazetteer, self.lexicon)
        places = resolve_places(_distinct(names), whole, gazetteer, lexicon=self.lexicon)
        return garble, sentences, names, places

    def _parsed(self, report: Report, kinds: str) -> tuple[Garble, tuple[Sentence, ...]]:
        garble = find_garble(report.text, self.lexicon)
        return garble, self.parser.parse(report, garble, self.lexicon, self._sieve(kinds))


def _distinct(names: tuple[Name, ...]) -> list[Name]:
    """Names of places and peoples in text order, each stretch of words once."""
    found = sorted((name for name in names if name.label in ("place", "demonym")), key=lambda name: name.mention.start)
    return list({(name.mention.start, name.mention.end): name for name in found}.values())

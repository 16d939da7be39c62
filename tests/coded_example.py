"""A small report with what may be read out of it, built by hand, for tests of the ways out."""

from __future__ import annotations

import datetime as dt

from vedette.intake import make_report
from vedette.model import (
    Actor,
    ActorMention,
    Claim,
    Coded,
    ControlStatement,
    Count,
    Event,
    Garble,
    Interval,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    SpunPhrase,
    TieStatement,
    Toll,
    TollWords,
)

TITLE = "Army retakes Tessit after week of fighting"
BODY = (
    "Malian soldiers retook the town of Tessit on Friday, killing at least 14 fighters of JNIM, the general staff was quoted as "
    "saying by a news agency.\n\n"
    "The army also plans to advance on Labbezanga. Burkina Faso backs the Malian government.\n\n"
    "The equal day, the garrison was still holding the town."
)
FRIDAY = dt.date(2022, 3, 4)
ARMY = Actor("mli-mil", "Military Forces of Mali", "MLI", "MIL", ("RUS",))
JNIM = Actor("jnim", "Jamaat Nusrat al-Islam wal-Muslimin", "MLI", "REB")
BURKINA = Actor("bfa-gov", "Government of Burkina Faso", "BFA", "GOV")
TESSIT = Place("Tessit", 2449066, "MLI", "Gao", 15.2004, 0.72345678, "exact", 5.0)


def report(**changes: object) -> Report:
    """The example's report, with other fields where `changes` gives them."""
    fields = {"title": TITLE, "publisher": "Sahel Wire", "published": dt.date(2022, 3, 5), "ref": "m1", "path": "m.jsonl"}
    return make_report(BODY, **{**fields, **changes})  # type: ignore[arg-type]  # fields by name


def words(text: str, phrase: str, after: str = "") -> Mention:
    """The first place in `text` where `phrase` stands, right after the words `after`."""
    start = text.index(after + phrase) + len(after)
    return Mention(phrase, start, start + len(phrase))


def party(text: str, phrase: str, actor: Actor) -> ActorMention:
    return ActorMention(words(text, phrase), Match(actor, 0.976, f"“{phrase}” is a name of {actor.name}"))


def coded(item: Report | None = None) -> Coded:
    """The example, coded."""
    item = item or report()
    text = item.text
    tessit = PlaceMention(
        words(text, "Tessit", "town of "), False, Match(TESSIT, 0.9, "the only Tessit in Mali"), "the only Tessit in Mali"
    )
    staff = (Speaker(words(text, "the general staff"), "official"), Speaker(words(text, "a news agency"), "agency"))
    when = Match(Interval(FRIDAY, FRIDAY), 0.9, "the Friday before publication")
    toll = Toll(killed=Match(Count(14, None), 0.9, "“at least 14”"))
    sentence = words(text, BODY.split("\n\n")[0])
    claim = Claim(
        id="c1",
        report=item.id,
        kind="capture",
        stance="asserted",
        trigger=words(text, "retook"),
        sentence=sentence,
        sentence_index=1,
        part="body",
        tense="past",
        speakers=staff,
        toll=TollWords(killed=words(text, "at least 14")),
        notes=("“retook” is a word for capture",),
    )
    army, jnim = party(text, "Malian soldiers", ARMY), party(text, "JNIM", JNIM)
    reading = Reading(claim, (army,), (jnim,), tessit, when, toll)
    taken = Event("e1", "capture", "asserted", 0.913, (reading,), (army,), (jnim,), tessit, when, words(text, "on Friday"), toll)
    control = ControlStatement(tessit, army, "gained", "asserted", when, sentence, staff, "“retook” says that it gained the place")
    tie = TieStatement(
        party(text, "Burkina Faso", BURKINA),
        army,
        "backs",
        "asserted",
        words(text, "Burkina Faso backs the Malian government."),
        (),
    )
    garble = Garble(0.4, (SpunPhrase(words(text, "The equal day"), "The same day"),))
    return Coded(item, garble, (taken, _plan(item)), (control,), (tie,))


def _plan(item: Report) -> Event:
    text = item.text
    claim = Claim(
        id="c2",
        report=item.id,
        kind="advance",
        stance="planned",
        trigger=words(text, "advance"),
        sentence=words(text, "The army also plans to advance on Labbezanga."),
        sentence_index=2,
        part="body",
        tense="present",
    )
    army = party(text, "The army", ARMY)
    nowhere = PlaceMention(words(text, "Labbezanga"), False, None, "no place of this name is known")
    reading = Reading(claim, (army,), (), nowhere)
    return Event("e2", "advance", "planned", 0.5, (reading,), (army,), (), nowhere, None, None, Toll())

"""Claims' words resolved with the report as context: who a pronoun means, whose army "the army" is, when "a day after" was."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from vedette.interpreting import (
    Context,
    interpret,
    interpret_holdings,
    interpret_parties,
    interpret_ties,
    name_speaker,
    set_context,
)
from vedette.lexicon import load
from vedette.model import (
    Claim,
    HoldingClaim,
    Match,
    Mention,
    Place,
    PlaceMention,
    Reading,
    Report,
    Speaker,
    TieClaim,
    TollWords,
)

SATURDAY = dt.date(2022, 3, 5)
# Places of the texts below, as the gazetteer would give them: country, sort.
KNOWN: dict[str, tuple[str, Any]] = {
    "Goma": ("COD", "town"),
    "Sake": ("COD", "town"),
    "Rafah": ("PSE", "town"),
    "Tessit": ("MLI", "town"),
    "Gao": ("MLI", "town"),
    "Rwanda": ("RWA", "country"),
    "Rwandan": ("RWA", "country"),
    "Ukraine": ("UKR", "country"),
    "Bakhmut": ("UKR", "town"),
}


def at(text: str, words: str, antecedent: str | None = None) -> Mention:
    """The words where they last stand in the text, and those that they stand for where those first stand."""
    start = text.rindex(words)
    before = Mention(antecedent, text.index(antecedent), text.index(antecedent) + len(antecedent)) if antecedent else None
    return Mention(words, start, start + len(words), before)


def places_at(text: str, words: str) -> list[PlaceMention]:
    """A place wherever it stands in the text."""
    country, sort = KNOWN[words]
    exactly: Any = "country" if sort == "country" else "exact"
    value = Place(words, None, country, None, 1.0 + len(words), 2.0, exactly, 5.0, sort=sort)
    match = Match(value, 0.9, f"the only {words}")
    spans = [(found.start(), found.end()) for found in re.finditer(rf"\b{words}\b", text)]
    return [PlaceMention(Mention(words, *span), words == "Rwandan", match, match.reason) for span in spans]


def context_of(text: str, *places: str, published: dt.date | None = SATURDAY, title: str | None = None) -> Context:
    report = Report(id="r", text=text, title=title, published=published)
    return set_context(report, [one for words in places for one in places_at(text, words)], load())


def claim(text: str, kind: str = "attack", **fields: Any) -> Claim:
    """A claim on the whole text. Mentions may be given as words, an antecedent as a pair of words."""
    for field in ("actors", "recipients"):
        fields[field] = tuple(at(text, *_pair(one)) for one in fields.get(field, ()))
    for field in ("place", "when", "said_when"):
        if fields.get(field) is not None:
            fields[field] = at(text, *_pair(fields[field]))
    told: dict[str, Any] = {"stance": "asserted", "tense": "past", "id": "c1", "sentence_index": 0} | fields
    return Claim(report="r", kind=kind, trigger=Mention("…", 0, 1), sentence=Mention(text, 0, len(text)), part="body", **told)


def _pair(words: str | tuple[str, str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def read(text: str, *places: str, published: dt.date | None = SATURDAY, **fields: Any) -> Reading:
    (reading,) = interpret([claim(text, **fields)], (), context_of(text, *places, published=published))
    return reading


def days(reading: Reading) -> tuple[str | None, str | None] | None:
    if reading.when is None:
        return None
    told = (reading.when.value.earliest, reading.when.value.latest)
    return tuple(day and day.isoformat() for day in told)  # type: ignore[return-value]  # a pair in, a pair out


# ── who ──

# The text, its places, the words for the actor (with the words that they stand for), the kind; the actor's id and name.
ACTORS: list[tuple[str, tuple[str, ...], str | tuple[str, str], str, str | None, str]] = [
    ("M23 rebels seized Sake.", ("Sake",), "M23 rebels", "capture", "m23", "March 23 Movement"),
    ("The army shelled Tessit.", ("Tessit",), "The army", "shelling", "mli-mil", "Military Forces of Mali"),
    ("The army shelled Goma.", ("Goma",), "The army", "shelling", "cod-mil", "Military Forces of the Democratic Republic of Congo"),
    ("The army shelled it.", (), "The army", "shelling", None, "Military forces"),
    # A pronoun is whom it stands for.
    ("M23 fled Sake. It shelled Goma.", ("Sake", "Goma"), ("It", "M23"), "shelling", "m23", "March 23 Movement"),
    ("Boko Haram fled. They killed two.", (), ("They", "Boko Haram"), "killing", "boko-haram", "Boko Haram"),
    # A bare adjective is its state: its army where there is fighting, its government where there is none.
    ("Israeli strikes hit Rafah.", ("Rafah",), "Israeli", "air-strike", "isr-mil", "Military Forces of Israel"),
    ("Rwandan shelling hit Goma.", ("Goma", "Rwandan"), "Rwandan", "shelling", "rwa-mil", "Military Forces of Rwanda"),
    ("Rwandan sanctions hit Goma.", ("Goma", "Rwandan"), "Rwandan", "sanction", "rwa-gov", "Government of Rwanda"),
    # One of whom nothing is known but the words.
    ("The Red Heron Brigade burned it.", (), "The Red Heron Brigade", "destruction", None, "Red Heron Brigade"),
    ("Two guards burned it.", (), "Two guards", "destruction", None, "Two guards"),
]


@pytest.mark.parametrize(("text", "places", "words", "kind", "id_", "name"), ACTORS, ids=[f"{row[2]} ({row[3]})" for row in ACTORS])
def test_who(text: str, places: tuple[str, ...], words: Any, kind: str, id_: str | None, name: str) -> None:
    (actor,) = read(text, *places, kind=kind, actors=(words,)).actors
    assert (actor.match.value.id, actor.match.value.name) == (id_, name)
    assert actor.mention.text == _pair(words)[0]
    assert actor.match.reason


def test_a_pronouns_reason_names_its_antecedent() -> None:
    (actor,) = read("M23 fled Sake. It shelled Goma.", "Sake", "Goma", actors=(("It", "M23"),)).actors
    assert actor.match.reason.startswith("'It' stands for 'M23'; ")


def test_who_is_known_by_words_alone_is_hardly_sure() -> None:
    (actor,) = read("Two guards burned it.", actors=("Two guards",)).actors
    assert actor.match.score == 0.2
    assert actor.match.reason == "'Two guards' is known by these words alone"


LONG = "a crowd of " + " ".join(["very"] * 9)
NOBODY = [
    ("a pronoun for nobody", "it shelled Goma.", "it"),
    ("too short", "XY shelled Goma.", "XY"),
    ("a clause of thirteen words", f"{LONG} strange xyzzyers shelled Goma.", f"{LONG} strange xyzzyers"),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in NOBODY], ids=[row[0] for row in NOBODY])
def test_who_stays_open(text: str, words: str) -> None:
    found = read(text, "Goma", actors=(words,)).actors
    assert [actor.match.value.name for actor in found if actor.match.score <= 0.2] == []


def test_a_pronoun_at_the_head_of_its_sentence_stays_open() -> None:
    assert read("They captured Sake.", "Sake", kind="capture", actors=("They",)).actors == ()


def test_a_party_is_named_once() -> None:
    text = "M23 and the March 23 Movement and the army shelled Goma."
    found = read(text, "Goma", actors=("M23", "the March 23 Movement", "the army")).actors
    assert [(one.mention.text, one.match.value.id) for one in found] == [("M23", "m23"), ("the army", "cod-mil")]


def test_the_claims_own_place_says_whose_army_it_is() -> None:
    text = "Rwanda and Rwandan troops in Goma. The army shelled Tessit."
    (reading,) = interpret(
        [claim(text, "shelling", actors=("The army",), place="Tessit")],
        (),
        context_of(text, "Rwanda", "Rwandan", "Goma", "Tessit"),
    )
    assert reading.actors[0].match.value.id == "mli-mil"


# ── the report's country ──

COUNTRIES: list[tuple[str, str, tuple[str, ...], str | None, str | None]] = [
    ("no place", "Nobody came.", (), None, None),
    ("one town", "Goma fell.", ("Goma",), None, "COD"),
    ("a town counts for more than a people", "Rwandan soldiers in Goma.", ("Rwandan", "Goma"), None, "COD"),
    ("a town counts for as much as two mentions of a land", "Rwanda, Rwandan, Goma.", ("Rwanda", "Rwandan", "Goma"), None, "RWA"),
    ("the headline counts three times", "Rwanda votes\n\nGoma fell.", ("Rwanda", "Goma"), "Rwanda votes", "RWA"),
    ("two towns outweigh a land in the headline", "Rwanda votes\n\nGoma, Sake.", ("Rwanda", "Goma", "Sake"), "Rwanda votes", "COD"),
]


@pytest.mark.parametrize(("text", "places", "title", "country"), [row[1:] for row in COUNTRIES], ids=[row[0] for row in COUNTRIES])
def test_the_country_that_a_report_points_to(text: str, places: tuple[str, ...], title: str | None, country: str | None) -> None:
    assert context_of(text, *places, title=title).country == country


# ── where ──


def test_a_place_keeps_its_resolution() -> None:
    where = read("M23 seized Sake.", "Sake", place="Sake").place
    assert where is not None
    assert where.match is not None
    assert (where.match.value.name, where.reason) == ("Sake", "the only Sake")


def test_the_town_is_the_one_told_before() -> None:
    where = read("Rebels left Sake. The army entered the town.", "Sake", place=("the town", "Sake")).place
    assert where is not None
    assert where.match is not None
    assert (where.mention.text, where.match.value.name) == ("the town", "Sake")
    assert where.reason == where.match.reason == "'the town' stands for 'Sake'; the only Sake"


def test_a_place_that_nobody_knows_says_so() -> None:
    where = read("M23 seized Xanadu.", place="Xanadu").place
    assert where == PlaceMention(at("M23 seized Xanadu.", "Xanadu"), False, None, "'Xanadu' is not known as a place")
    assert read("M23 seized it.").place is None


# ── the holder of a place under attack ──

HELD = "JNIM holds Tessit. The army attacked Tessit, JNIM said."


def holding(text: str, holder: str, where: str, **fields: Any) -> HoldingClaim:
    told: dict[str, Any] = {"id": "h1", "change": "holds", "stance": "asserted", "when": None} | fields
    return HoldingClaim(report="r", place=at(text, where), holder=at(text, holder), sentence=Mention(text, 0, len(text)), **told)


def attacked(kind: str, held: HoldingClaim, **fields: Any) -> list[str | None]:
    """Whom the army attacks in Tessit, by a holding of the same report."""
    told: dict[str, Any] = {"actors": ("The army",), "place": "Tessit"} | fields
    (reading,) = interpret([claim(HELD, kind, **told)], [held], context_of(HELD, "Tessit"))
    return [one.match.value.id for one in reading.recipients]


UNDER_ATTACK = [
    ("advance", ["jnim"]),
    ("offensive", ["jnim"]),
    ("siege", ["jnim"]),
    ("shelling", ["jnim"]),
    ("air-strike", ["jnim"]),
    ("capture", []),
    ("protest", []),
    ("meet", []),
]


@pytest.mark.parametrize(("kind", "ids"), UNDER_ATTACK)
def test_who_holds_a_place_is_who_is_attacked_there(kind: str, ids: list[str]) -> None:
    assert attacked(kind, holding(HELD, "JNIM", "Tessit")) == ids


OTHERS: list[tuple[str, dict[str, Any], dict[str, Any], list[str]]] = [
    ("denied", {"stance": "denied"}, {}, []),
    ("who attacks does not attack itself", {}, {"actors": ("JNIM",)}, []),
    ("who is told is told", {}, {"recipients": ("The army",)}, ["mli-mil"]),
    ("no place is told", {}, {"place": None}, []),
]


@pytest.mark.parametrize(("held", "told", "ids"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_when_the_holder_is_not_who_is_attacked(held: dict[str, Any], told: dict[str, Any], ids: list[str]) -> None:
    assert attacked("shelling", holding(HELD, "JNIM", "Tessit", **held), **told) == ids


def test_the_holder_of_another_place_is_not_attacked() -> None:
    text = "JNIM holds Gao. The army attacked Tessit."
    told = [claim(text, "shelling", actors=("The army",), place="Tessit")]
    (reading,) = interpret(told, [holding(text, "JNIM", "Gao")], context_of(text, "Gao", "Tessit"))
    assert reading.recipients == ()


def test_the_holders_reason_says_why() -> None:
    told = [claim(HELD, "shelling", actors=("The army",), place="Tessit")]
    (reading,) = interpret(told, [holding(HELD, "JNIM", "Tessit")], context_of(HELD, "Tessit"))
    assert reading.recipients[0].match.reason.startswith("holds 'Tessit', the place under attack; ")


# ── when ──

# The words of time and the tense of a report of Saturday 5 March 2022, and the days that they give.
WHEN: list[tuple[str, dict[str, Any], tuple[str | None, str | None] | None]] = [
    ("by its words", {"when": "Friday"}, ("2022-03-04", "2022-03-04")),
    ("by words that run into the past", {"when": "since Thursday"}, ("2022-03-03", "2022-03-05")),
    ("a day after it", {"when": "a day after", "when_counts_from_it": True}, ("2022-03-04", "2022-03-04")),
    ("two days after it", {"when": "two days after", "when_counts_from_it": True}, ("2022-03-03", "2022-03-03")),
    ("no words: over when published", {}, (None, "2022-03-05")),
    ("no words: over when said", {"said_when": "Friday"}, (None, "2022-03-04")),
    ("no words: going on", {"tense": "present"}, ("2022-03-05", "2022-03-05")),
    ("no words: going on when said", {"tense": "present", "said_when": "Friday"}, ("2022-03-04", "2022-03-04")),
    ("no words: planned", {"stance": "planned"}, ("2022-03-05", None)),
    ("no words: planned when said", {"stance": "planned", "said_when": "Friday"}, ("2022-03-04", None)),
    ("no words: supposed", {"stance": "hypothetical"}, None),
    ("no words: denied", {"stance": "denied"}, (None, "2022-03-05")),
    ("words that are no time", {"when": "the army"}, (None, "2022-03-05")),
]
TIMES = "On Friday, since Thursday, a day after, two days after that the army shelled Goma."


@pytest.mark.parametrize(("fields", "expected"), [row[1:] for row in WHEN], ids=[row[0] for row in WHEN])
def test_when(fields: dict[str, Any], expected: tuple[str | None, str | None] | None) -> None:
    reading = read(TIMES, "Goma", **fields)
    assert days(reading) == expected
    assert reading.when is None or reading.when.reason


OPEN = [("Friday", (None, None)), ("4 March 2022", ("2022-03-04", "2022-03-04")), (None, None)]


@pytest.mark.parametrize(("words", "expected"), OPEN)
def test_without_a_date_only_whole_dates_are_days(words: str | None, expected: Any) -> None:
    reading = read("On Friday, or on 4 March 2022, the army shelled Goma.", "Goma", published=None, when=words)
    assert days(reading) == expected


def test_without_a_date_the_reason_says_so() -> None:
    reading = read("On Friday the army shelled Goma.", "Goma", published=None, when="Friday")
    assert reading.when is not None
    assert "no publication date is known" in reading.when.reason
    assert reading.when.score == 0


# Two claims in a row: "two days later" hangs on the day last told, if it was told as a day and as a fact.
TWO = "On Tuesday, or last month, rebels attacked Goma. Two days later they left."
NARRATED: list[tuple[str, dict[str, Any], tuple[str | None, str]]] = [
    ("a day told before", {"when": "Tuesday"}, ("2022-03-03", "2022-03-03")),
    ("only a plan before", {"when": "Tuesday", "stance": "planned"}, (None, "2022-03-05")),
    ("no words before", {}, (None, "2022-03-05")),
    ("a month told before", {"when": "last month"}, (None, "2022-03-05")),
]


@pytest.mark.parametrize(("first", "expected"), [row[1:] for row in NARRATED], ids=[row[0] for row in NARRATED])
def test_two_days_later(first: dict[str, Any], expected: tuple[str | None, str]) -> None:
    told = [claim(TWO, **first), claim(TWO, "withdraw", id="c2", when="Two days later")]
    second = interpret(told, (), context_of(TWO, "Goma"))[1]
    assert days(second) == expected


def test_a_day_after_hangs_on_the_other_happenings_day() -> None:
    text = "A day after taking Sake, M23 attacked Goma on Thursday."
    told = [
        claim(text, "capture", when="A day after", when_counts_from_it=True),
        claim(text, "attack", id="c2", when="Thursday"),
    ]
    first, second = interpret(told, (), context_of(text, "Sake", "Goma"))
    assert days(second) == ("2022-03-03", "2022-03-03")
    assert days(first) == ("2022-03-02", "2022-03-02")


def test_a_day_after_hangs_on_the_day_of_the_saying() -> None:
    text = "A day after taking Sake, M23 has moved on Goma, a witness said on Friday."
    assert days(read(text, "Sake", when="A day after", when_counts_from_it=True, said_when="Friday")) == (
        "2022-03-03",
        "2022-03-03",
    )


# An event without a day, told as past fact, is of the day that was told last in its paragraph, up to four sentences before.
GOES_ON: list[tuple[str, dict[str, Any], tuple[str | None, str | None]]] = [
    ("in the same sentence", {"sentence_index": 0}, ("2022-03-01", "2022-03-01")),
    ("in the next sentence", {"sentence_index": 1}, ("2022-03-01", "2022-03-01")),
    ("four sentences on", {"sentence_index": 4}, ("2022-03-01", "2022-03-01")),
    ("five sentences on", {"sentence_index": 5}, (None, "2022-03-05")),
    ("a noun without a verb", {"sentence_index": 1, "tense": "none"}, ("2022-03-01", "2022-03-01")),
    ("going on", {"sentence_index": 1, "tense": "present"}, ("2022-03-05", "2022-03-05")),
    ("planned", {"sentence_index": 1, "stance": "planned"}, ("2022-03-05", None)),
    ("denied", {"sentence_index": 1, "stance": "denied"}, (None, "2022-03-05")),
]


@pytest.mark.parametrize(("second", "expected"), [row[1:] for row in GOES_ON], ids=[row[0] for row in GOES_ON])
def test_an_event_without_a_day_goes_on_from_one_just_told(second: dict[str, Any], expected: tuple[str | None, str | None]) -> None:
    told = [claim(TWO, when="Tuesday"), claim(TWO, "withdraw", id="c2", **second)]
    assert days(interpret(told, (), context_of(TWO, "Goma"))[1]) == expected


def test_what_has_no_day_is_of_the_day_in_the_heading_above_it() -> None:
    context = replace(context_of(TWO, "Goma"), headed={0: at(TWO, "Tuesday")})
    assert days(interpret([claim(TWO, sentence_index=9)], (), context)[0]) == ("2022-03-01", "2022-03-01")
    assert days(interpret([claim(TWO, stance="denied")], (), context)[0]) == (None, "2022-03-01")


# ── how many ──


def test_tolls_are_counted_and_vague_stays_vague() -> None:
    text = "The army killed at least 14 rebels, wounded dozens and took three prisoner in Goma."
    toll = TollWords(killed=at(text, "at least 14"), wounded=at(text, "dozens"), captured=at(text, "three"))
    found = read(text, "Goma", toll=toll).toll
    assert found.killed is not None
    assert found.wounded is not None
    assert found.captured is not None
    assert (found.killed.value.low, found.killed.value.high) == (14, None)
    assert (found.wounded.value.low, found.wounded.value.high) == (24, 99)
    assert (found.captured.value.low, found.captured.value.high) == (3, 3)
    assert (found.missing, found.displaced) == (None, None)


# ── speakers ──

VOICES: list[tuple[str, str, Any, tuple[str, ...], str]] = [
    ("an official of a side is a party", "Ukraine's defence ministry", "official", ("Ukraine's army",), "party"),
    ("an official of another land is none", "Ukraine's defence ministry", "official", ("Rwandan troops",), "official"),
    ("a witness stays one", "a resident of Bakhmut", "witness", ("Ukraine's army",), "witness"),
    ("nobody known", "a xyzzy", "unnamed", (), "unnamed"),
]


@pytest.mark.parametrize(("words", "role", "sides", "expected"), [row[1:] for row in VOICES], ids=[row[0] for row in VOICES])
def test_what_a_speaker_is_to_the_matter(words: str, role: Any, sides: tuple[str, ...], expected: str) -> None:
    text = "Rwandan troops; Ukraine's army, Ukraine's defence ministry, a xyzzy and a resident of Bakhmut said so."
    context = context_of(text, "Ukraine", "Bakhmut")
    parties = interpret_parties([at(text, side) for side in sides], context)
    assert len(parties) == len(sides)
    assert name_speaker(Speaker(at(text, words), role), parties, context).role == expected


def test_a_speaker_gets_the_name_of_whom_it_speaks_for() -> None:
    text = "A spokesman for M23 said that M23 shelled Goma."
    spoken = Speaker(at(text, "A spokesman for M23"), "party")
    reading = read(text, "Goma", actors=("M23",), speakers=(spoken,))
    assert [(one.mention.text, one.name) for one in reading.claim.speakers] == [("A spokesman for M23", "March 23 Movement")]


def test_a_speaker_of_whom_nothing_is_known_has_no_name() -> None:
    spoken = Speaker(at("A xyzzy said so.", "A xyzzy"), "unnamed")
    assert name_speaker(spoken, (), context_of("A xyzzy said so.")) == spoken


# ── holdings, ties, parties ──


def test_a_holding_needs_its_holder_and_keeps_its_place_by_words() -> None:
    text = "JNIM holds Tessit and Xanadu; it holds Gao."
    told = [holding(text, "JNIM", "Tessit"), holding(text, "JNIM", "Xanadu"), holding(text, "it", "Gao")]
    found = interpret_holdings(told, context_of(text, "Tessit", "Gao"))
    assert [(one.place.mention.text, one.holder.match.value.id) for one in found] == [("Tessit", "jnim"), ("Xanadu", "jnim")]


HELD_WHEN = [
    ("by its words", "On Thursday JNIM held Tessit.", "Thursday", SATURDAY, ("2022-03-03", "2022-03-03")),
    ("until published", "JNIM held Tessit.", None, SATURDAY, (None, "2022-03-05")),
]


@pytest.mark.parametrize(
    ("text", "words", "published", "expected"), [row[1:] for row in HELD_WHEN], ids=[row[0] for row in HELD_WHEN]
)
def test_when_a_place_was_held(text: str, words: str | None, published: dt.date, expected: tuple[str | None, str]) -> None:
    held = holding(text, "JNIM", "Tessit", when=at(text, words) if words else None)
    (found,) = interpret_holdings([held], context_of(text, "Tessit", published=published))
    assert found.when is not None
    told = (found.when.value.earliest, found.when.value.latest)
    assert tuple(day and day.isoformat() for day in told) == expected


def test_when_a_place_was_held_is_open_without_a_date() -> None:
    text = "JNIM held Tessit."
    (found,) = interpret_holdings([holding(text, "JNIM", "Tessit")], context_of(text, "Tessit", published=None))
    assert found.when is None


TIES = [
    ("two parties", "Rwanda", "M23", [("rwa-gov", "m23")]),
    ("with itself", "M23", "the March 23 Movement", []),
    ("with nobody", "M23", "it", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), [row[1:] for row in TIES], ids=[row[0] for row in TIES])
def test_a_tie_needs_two_sides(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    text = "Rwanda backs M23, the March 23 Movement, and it."
    told = TieClaim(
        id="t1",
        report="r",
        kind="backs",
        stance="asserted",
        source=at(text, source),
        target=at(text, target),
        sentence=Mention(text, 0, len(text)),
    )
    found = interpret_ties([told], context_of(text, "Rwanda"))
    assert [(one.source.match.value.id, one.target.match.value.id) for one in found] == expected


def test_parties_that_mean_nobody_are_left_out() -> None:
    text = "M23 and it and the army fought at Goma."
    found = interpret_parties([at(text, words) for words in ("M23", "it", "the army")], context_of(text, "Goma"))
    assert [one.match.value.id for one in found] == ["m23", "cod-mil"]

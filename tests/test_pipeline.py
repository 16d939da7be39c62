"""The coder end to end, on paragraphs about many wars: who did what to whom, where, when; every word where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from vedette.errors import LexiconError
from vedette.formats import as_line, to_record
from vedette.intake import make_report
from vedette.lexicon.kinds import chosen
from vedette.model import Coded, Event, Mention, Report
from vedette.pipeline import Coder

# One report a war: title, publisher's day, text. Events, numbers and outlets are made up; the parties and places are real.
REPORTS: dict[str, tuple[str | None, str | None, str]] = {
    "Sudan": (
        "Sudan's army retakes Wad Madani",
        "2025-01-12",
        "Sudanese soldiers recaptured the city of Wad Madani on Saturday, the army said. The Rapid Support Forces had held the "
        "city since December 2023.\n\nAt least 13 civilians were killed in the fighting, a doctors' union said. Russia said it "
        "would not send troops.",
    ),
    "Myanmar": (
        None,
        "2024-06-18",
        "Fighters of the Arakan Army attacked a police post in Maungdaw on Sunday. Myanmar's junta shelled three villages in "
        "Rakhine State, killing at least six people, residents said.\n\nThe junta denied that its troops had fled Maungdaw.",
    ),
    "Ukraine": (
        None,
        "2024-05-14",
        "A Russian missile strike killed seven people in Kharkiv on Saturday, prosecutors said. Ukrainian drones hit an oil "
        "depot in Bryansk overnight.\n\nPresident Volodymyr Zelensky met NATO envoys in Kyiv on Sunday.",
    ),
    "Colombia": (
        None,
        "2023-03-08",
        "Dissidents of the FARC kidnapped four soldiers near Tumaco on Monday, the Colombian army said. Soldiers plan to enter "
        "the area on Thursday.",
    ),
    "Yemen": (
        None,
        None,
        "Houthi forces captured a district in Marib province on Tuesday. Two days later, Saudi warplanes bombed Sanaa.",
    ),
    "Nigeria": (
        None,
        "2015-03-08",
        "The army began an advance on Bama on Friday. Boko Haram militants hold Bama.\n\nChad backs Nigeria in the war.",
    ),
    "Karabakh": (
        "Azerbaijani army takes Shusha",
        "2020-11-08",
        "Azerbaijan's army captured Shusha on Sunday, President Ilham Aliyev said. Turkey backs Azerbaijan.",
    ),
    "Congo – “lakes”, naïve 😀": (
        "Rebels “near” Goma — again 😀",
        "2024-02-08",
        "😀 M23 rebels attacked Sake on Wednesday, killing “dozens” of soldiers — a witness told Radio Okapi.\r\n\r\nThe "
        "naïve truce of Luanda has failed; Rwanda denies that it backs the rebels.",
    ),
}


def report_of(war: str) -> Report:
    title, published, text = REPORTS[war]
    return make_report(text, title=title, published=published)


@pytest.fixture(scope="module")
def coded(coder: Coder) -> dict[str, Coded]:
    """All reports above, coded once."""
    return {war: coder.code(report_of(war)) for war in REPORTS}


# War, kind, stance, actor's id, place's name, first and last day: each is one of its report's events.
EXPECTED = [
    ("Sudan", "capture", "asserted", "sdn-mil", "Wad Medani", "2025-01-11", "2025-01-11"),
    ("Sudan", "deploy", "denied", "rus-gov", None, None, "2025-01-12"),
    ("Myanmar", "attack", "asserted", "arakan-army", "Maungdaw", "2024-06-16", "2024-06-16"),
    ("Ukraine", "missile-strike", "asserted", "rus-mil", "Kharkiv", "2024-05-11", "2024-05-11"),
    ("Ukraine", "meet", "asserted", "ukr-gov", "Kyiv", "2024-05-12", "2024-05-12"),
    ("Colombia", "abduction", "asserted", "farc-dissidents", "Tumaco", "2023-03-06", "2023-03-06"),
    ("Colombia", "advance", "planned", "col-mil", "Tumaco", "2023-03-09", "2023-03-09"),
    ("Nigeria", "advance", "asserted", "nga-mil", "Bama", "2015-03-06", "2015-03-06"),
    ("Karabakh", "capture", "asserted", "aze-mil", "Shusha", "2020-11-08", "2020-11-08"),
    ("Congo – “lakes”, naïve 😀", "attack", "asserted", "m23", "Sake", "2024-02-07", "2024-02-07"),
]


def shape(event: Event) -> list[tuple[str | None, ...]]:
    """An event in short, once for each of its actors."""
    where = event.place.match.value.name if event.place and event.place.match else None
    days = (event.when.value.earliest, event.when.value.latest) if event.when else (None, None)
    told = tuple(day.isoformat() if day else None for day in days)
    return [(event.kind, event.stance, actor.match.value.id, where, *told) for actor in event.actors]


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: " ".join(map(str, row[:3])))
def test_what_a_report_tells(coded: dict[str, Coded], row: tuple[str, ...]) -> None:
    assert row[1:] in [one for event in coded[row[0]].events for one in shape(event)]


# War, and the kinds that none of its events may have as fact.
NEVER = [
    ("Sudan", "deploy"),
    ("Myanmar", "flee"),
    ("Colombia", "advance"),
    ("Congo – “lakes”, naïve 😀", "capture"),
]


@pytest.mark.parametrize(("war", "kind"), NEVER)
def test_what_is_denied_or_planned_is_no_fact(coded: dict[str, Coded], war: str, kind: str) -> None:
    assert [event.id for event in coded[war].events if event.kind == kind and event.stance == "asserted"] == []


def test_a_headline_and_its_body_are_one_event(coded: dict[str, Coded]) -> None:
    first = coded["Sudan"].events[0]
    assert [one.claim.part for one in first.readings] == ["title", "body"]


def test_the_holder_of_a_place_is_who_is_attacked_there(coded: dict[str, Coded]) -> None:
    (advance,) = [event for event in coded["Nigeria"].events if event.kind == "advance"]
    assert [one.match.value.id for one in advance.recipients] == ["boko-haram"]


def test_control(coded: dict[str, Coded]) -> None:
    told = {(one.holder.match.value.id, one.change) for war in ("Sudan", "Nigeria", "Karabakh") for one in coded[war].control}
    assert told >= {("sdn-mil", "gained"), ("boko-haram", "holds"), ("aze-mil", "gained")}


def test_ties(coded: dict[str, Coded]) -> None:
    told = [
        (one.source.match.value.id, one.kind, one.target.match.value.id, one.stance)
        for war in ("Nigeria", "Karabakh", "Congo – “lakes”, naïve 😀")
        for one in coded[war].ties
    ]
    assert ("tcd-gov", "backs", "nga-gov", "asserted") in told
    assert ("tur-gov", "backs", "aze-gov", "asserted") in told
    assert ("rwa-gov", "backs", "m23", "asserted") not in told


def test_the_toll_is_that_of_its_event(coded: dict[str, Coded]) -> None:
    (strike,) = [event for event in coded["Ukraine"].events if event.kind == "missile-strike"]
    (shelling,) = [event for event in coded["Myanmar"].events if event.kind == "shelling"]
    assert strike.toll.killed is not None
    assert shelling.toll.killed is not None
    assert (strike.toll.killed.value.low, strike.toll.killed.value.high) == (7, 7)
    assert (shelling.toll.killed.value.low, shelling.toll.killed.value.high) == (6, None)


# ── words where they stand ──


@pytest.mark.parametrize("war", REPORTS)
def test_every_mention_is_the_words_at_its_place(
    coded: dict[str, Coded], war: str, mentions: Callable[[object], list[Mention]]
) -> None:
    found = mentions(coded[war])
    assert found
    text = coded[war].report.text
    assert [one for one in found if text[one.start : one.end] != one.text] == []


@pytest.mark.parametrize("war", REPORTS)
def test_a_claims_trigger_stands_in_its_sentence(coded: dict[str, Coded], war: str) -> None:
    claims = [one.claim for event in coded[war].events for one in event.readings]
    assert claims
    for claim in claims:
        assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
        assert claim.report == coded[war].report.id


@pytest.mark.parametrize("war", REPORTS)
def test_every_choice_has_a_score_and_a_reason(coded: dict[str, Coded], war: str) -> None:
    for event in coded[war].events:
        chosen_ = [one.match for one in (*event.actors, *event.recipients)]
        chosen_ += [event.place.match] if event.place and event.place.match else []
        chosen_ += [event.when] if event.when else []
        assert all(0 <= match.score <= 1 and match.reason for match in chosen_)


def test_the_text_is_never_changed(coded: dict[str, Coded]) -> None:
    for war, (title, _, text) in REPORTS.items():
        assert coded[war].report == report_of(war)
        assert coded[war].report.text == (f"{title}\n\n{text}" if title else text)


def test_the_same_report_gives_the_same_bytes(coder: Coder, coded: dict[str, Coded]) -> None:
    for war in REPORTS:
        assert as_line(to_record(coder.code(report_of(war)))) == as_line(to_record(coded[war]))


def test_ids_are_the_reports_own(coded: dict[str, Coded]) -> None:
    ids = [event.id for one in coded.values() for event in one.events]
    assert len(set(ids)) == len(ids)


# ── the edges ──

OTHER_LANGUAGES = [
    ("es", "El ejército tomó la ciudad el viernes después de una semana de combates, dijo un portavoz del gobierno."),
    ("fr", "L'armée a repris la ville vendredi après une semaine de combats, a déclaré un porte-parole du gouvernement."),
    ("de", "Die Armee hat die Stadt am Freitag nach einer Woche heftiger Kämpfe eingenommen, sagte ein Sprecher der Regierung."),
    ("ru", "Армия взяла город в пятницу после недели боёв, сообщил представитель правительства."),
]


@pytest.mark.parametrize(("language", "text"), OTHER_LANGUAGES)
def test_a_report_that_is_not_in_english_is_not_read(coder: Coder, language: str, text: str) -> None:
    found = coder.code(make_report(text))
    assert (found.events, found.control, found.ties) == ((), (), ())
    assert found.notice == f"not in English but {language!r}: no events were read"


@pytest.mark.parametrize("text", ["…", "?!", "Nothing.", "a", "\n\n  .\n", "123", "😀😀", "—\n\n—"])
def test_a_text_of_next_to_nothing(coder: Coder, text: str) -> None:
    found = coder.code(make_report(text, title="Title", published="2024-01-01"))
    assert (found.events, found.control, found.ties, found.notice) == ((), (), (), None)
    assert coder.places(found.report) == ()


def test_without_a_date_relative_times_stay_open_and_say_why(coded: dict[str, Coded]) -> None:
    events = coded["Yemen"].events
    assert len(events) == 2
    for event in events:
        assert event.when is not None
        assert (event.when.value.earliest, event.when.value.latest) == (None, None)
        assert "no publication date is known" in event.when.reason


def test_questions_and_suppositions_are_no_facts(coder: Coder) -> None:
    text = "Will the army attack Goma? If Rwanda invaded Congo, Uganda would probably respond. Nobody has moved."
    assert [event.kind for event in coder.code(make_report(text)).events if event.stance == "asserted"] == []


# ── options ──


def test_only_the_kinds_that_are_wanted(coder: Coder, coded: dict[str, Coded]) -> None:
    assert {event.kind for event in coded["Ukraine"].events} == {"missile-strike", "drone-strike", "meet"}
    conflict = coder.code(report_of("Ukraine"), kinds="conflict")
    assert {event.kind for event in conflict.events} == {"missile-strike", "drone-strike"} <= chosen("conflict")
    one = coder.code(report_of("Ukraine"), kinds="meet")
    assert [event.kind for event in one.events] == ["meet"]


def test_a_kind_that_there_is_not(coder: Coder) -> None:
    with pytest.raises(KeyError, match="picnic"):
        coder.code(report_of("Ukraine"), kinds="picnic")


ACTORS = """
[[actor]]
id = "red-heron"
name = "Red Heron Movement"
aliases = ["Red Heron"]
home = ["PNG"]
country = "PNG"
sector = "REB"
kind_words = ["group"]
source = "made up"
"""
TRIGGERS = """
[[trigger]]
kind = "attack"
verbs = ["torpedo"]
"""
TORPEDO = make_report("Red Heron torpedoed a ferry near Arawa on Friday.", published="2022-03-05")


def test_a_users_words(coder: Coder, tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.toml").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "triggers.toml").write_text(TRIGGERS, encoding="utf-8")
    assert coder.code(TORPEDO).events == ()
    (event,) = Coder(lexicon_dir=tmp_path).code(TORPEDO).events
    assert (event.kind, event.actors[0].match.value.id, event.actors[0].match.value.name) == (
        "attack",
        "red-heron",
        "Red Heron Movement",
    )
    assert coder.code(TORPEDO).events == ()


KIND = """
[[kind]]
id = "sea-attack"
family = "sea"
acled = ["Violence against civilians", "Attack"]
plover = ["ASSAULT", ""]
cameo = "190"
control = "none"
sides = "one"
conflict = true
gloss = "an attack at sea"
"""


@pytest.mark.xfail(strict=True, raises=KeyError, reason="joining, control and codes look a user's kind up in our own table")
def test_a_users_kind(tmp_path: Path) -> None:
    (tmp_path / "kinds.toml").write_text(KIND, encoding="utf-8")
    (tmp_path / "triggers.toml").write_text(TRIGGERS.replace('"attack"', '"sea-attack"'), encoding="utf-8")
    found = Coder(lexicon_dir=tmp_path).code(TORPEDO)
    assert [event.kind for event in found.events] == ["sea-attack"]
    assert as_line(to_record(found))


def test_a_users_trigger_goes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "triggers.toml").write_text('[[trigger]]\nkind = "none"\nverbs = ["kidnap"]\n', encoding="utf-8")
    kinds = {event.kind for event in Coder(lexicon_dir=tmp_path).code(report_of("Colombia")).events}
    assert "abduction" not in kinds


def test_a_folder_of_words_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        Coder(lexicon_dir=tmp_path / "nowhere")


# ── one step and one phrase ──


def test_places_of_a_report(coder: Coder) -> None:
    found = coder.places(report_of("Ukraine"))
    assert [(one.mention.text, one.demonym) for one in found] == [
        ("Russian", True),
        ("Kharkiv", False),
        ("Ukrainian", True),
        ("Bryansk", False),
        ("Kyiv", False),
    ]
    assert [one.mention.start for one in found] == sorted(one.mention.start for one in found)


def test_actors_of_a_report(coder: Coder) -> None:
    found = coder.actors(report_of("Nigeria"))
    assert {"boko-haram", "tcd-gov"} <= {one.match.value.id for one in found}
    assert [one.mention.start for one in found] == sorted(one.mention.start for one in found)


def test_one_phrase(coder: Coder) -> None:
    assert coder.resolve_actor("Malian soldiers")[0].value.id == "mli-mil"
    assert coder.resolve_actor("the army", country="MLI")[0].value.id == "mli-mil"
    assert coder.resolve_place("Gao", country="MLI")[0].value.country == "MLI"
    assert coder.resolve_count("dozens")[0].value.low == 24
    assert coder.resolve_date("Friday", published=dt.date(2022, 3, 5))[0].value.earliest == dt.date(2022, 3, 4)


def test_a_phrase_that_means_nothing(coder: Coder) -> None:
    assert (coder.resolve_actor("xyzzy"), coder.resolve_place("Xyzzyville-on-Sea")) == ([], [])
    assert (coder.resolve_date("xyzzy"), coder.resolve_count("xyzzy")) == ([], [])


def test_an_article_about_a_past_war_keeps_to_its_own_years(coder: Coder) -> None:
    text = (
        "The army began its offensive on 4 March 2012. On 9 March, rebels captured Bani Walid.\n\nOn 28 November, the army shelled "
        "Bani Walid. On 3 January, rebels attacked Bani Walid."
    )
    events = coder.code(make_report(text, published=dt.date(2021, 6, 3))).events
    days = {event.kind: event.when.value.earliest for event in events if event.when is not None}
    assert days["capture"] == dt.date(2012, 3, 9)
    assert (days["shelling"], days["attack"]) == (dt.date(2012, 11, 28), dt.date(2013, 1, 3))


def test_a_next_day_counts_from_what_was_said_and_from_what_was_so_by_a_day(coder: Coder) -> None:
    text = (
        "The army attacked Sirte on 31 March 2012. The army stated on 2 April that it had shelled Sirte. On the next day, soldiers "
        "captured Sirte.\n\nBy 5 May, rebels had bombed Derna. The next day, rebels burned a school in Derna."
    )
    events = coder.code(make_report(text, published=dt.date(2020, 6, 3))).events
    days = {event.kind: event.when.value for event in events if event.when is not None}
    assert days["capture"].earliest == days["capture"].latest == dt.date(2012, 4, 3)
    assert days["destruction"].earliest == days["destruction"].latest == dt.date(2012, 5, 6)

from __future__ import annotations

from dataclasses import replace

import pytest
from coded_example import BODY, FRIDAY, TITLE, coded, report

from vedette.formats import candidate_records, mention_records, to_record
from vedette.model import Coded, Count, Garble, Interval, Match, Report

REPORT = ["id", "ref", "path", "url", "publisher", "byline", "title", "published", "language", "partial", "text", "garbled"]
CODES = ["acled", "plover", "cameo"]
EVENT = ["id", "kind", "salience", "stance", "trigger", *CODES, "actors", "recipients", "place", "when", "toll", "claims"]
ACTOR = ["text", "start", "end", "id", "name", "country", "sector", "backed_by", "score", "reason"]
POINT = ["name", "geonames_id", "country", "admin1", "latitude", "longitude", "precision", "radius_km"]
PLACE = ["text", "start", "end", *POINT, "score", "reason"]


@pytest.fixture
def record() -> dict:
    return to_record(coded())


def test_every_key_stands_in_the_order_of_the_contract(record: dict) -> None:
    assert list(record) == ["report", "events", "control", "ties"]
    assert list(record["report"]) == REPORT
    for event in record["events"]:
        assert list(event) == EVENT
        assert all(list(actor) == ACTOR for actor in event["actors"] + event["recipients"])
        assert list(event["place"]) == PLACE
        assert list(event["toll"]) == ["killed", "wounded", "captured", "missing", "displaced"]
        assert [list(claim) for claim in event["claims"]] == [
            ["id", "text", "start", "end", "trigger", "told_by", "stance", "speakers"]
        ]
    assert list(record["control"][0]) == ["place", "holder", "earliest", "latest", "change", "stance", "start", "end"]
    assert list(record["ties"][0]) == ["from", "to", "kind", "stance", "start", "end"]


def test_every_span_cuts_its_words_out_of_the_text(record: dict) -> None:
    text, found = record["report"]["text"], 0

    def walk(value: object) -> None:
        nonlocal found
        if isinstance(value, dict):
            if value.get("text") and value.get("start") is not None:
                assert text[value["start"] : value["end"]] == value["text"]
                found += 1
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(record)
    assert text == f"{TITLE}\n\n{BODY}"
    assert found > 12


def test_what_an_event_says(record: dict) -> None:
    event = record["events"][0]
    assert (event["kind"], event["stance"], event["salience"], event["trigger"]["text"]) == ("capture", "asserted", 0.91, "retook")
    assert event["acled"] == {"event_type": "Battles", "sub_event_type": "Government regains territory"}
    assert event["plover"] == {"type": "ASSAULT", "mode": None}
    assert event["cameo"] == "192"
    assert event["actors"][0]["backed_by"] == ["RUS"]
    assert event["actors"][0]["score"] == 0.98
    assert (event["place"]["latitude"], event["place"]["longitude"]) == (15.2004, 0.72346)
    assert (event["when"]["text"], event["when"]["earliest"], event["when"]["latest"]) == ("on Friday", "2022-03-04", "2022-03-04")
    assert event["toll"]["killed"] == {"low": 14, "high": None, "text": "at least 14", "start": 105, "end": 116, "of_whom": []}
    assert event["toll"]["wounded"] is None
    assert [speaker["role"] for speaker in event["claims"][0]["speakers"]] == ["official", "agency"]


def test_a_capture_by_a_group_is_coded_as_such() -> None:
    made = coded()
    taken = replace(made.events[0], actors=made.events[0].recipients, recipients=())
    found = to_record(replace(made, events=(taken,)))["events"][0]
    assert found["acled"]["sub_event_type"] == "Non-state actor overtakes territory"


def test_unknown_is_null(record: dict) -> None:
    plan = record["events"][1]
    assert plan["when"] is None
    assert plan["place"]["text"] == "Labbezanga"
    assert {plan["place"][key] for key in PLACE[3:-1]} == {None}
    assert plan["place"]["reason"] == "no place of this name is known"
    assert set(plan["toll"].values()) == {None}


def test_the_trigger_is_of_a_claim_with_the_stance_of_the_event() -> None:
    made = coded()
    denied = replace(
        made.events[0].readings[0],
        claim=replace(made.events[0].readings[0].claim, stance="denied", trigger=made.events[1].readings[0].claim.trigger),
    )
    event = replace(made.events[0], readings=(denied, *made.events[0].readings))
    assert to_record(replace(made, events=(event,)))["events"][0]["trigger"]["text"] == "retook"


def test_garbled_phrases_stand_with_their_plain_words(record: dict) -> None:
    assert record["report"]["garbled"] == {
        "score": 0.4,
        "phrases": [{"text": "The equal day", "start": 282, "end": 295, "plain": "The same day"}],
    }


def test_a_report_with_nothing_in_it() -> None:
    bare = Report(id="x", text="Calm.")
    found = to_record(Coded(bare, Garble(0.0), (), (), ()))
    assert (found["events"], found["control"], found["ties"]) == ([], [], [])
    assert found["report"]["published"] is None


def test_the_rules_that_fired_are_given_when_asked() -> None:
    assert to_record(coded(), explain=True)["events"][0]["claims"][0]["explain"] == ["“retook” is a word for capture"]


def test_mentions_of_places_and_actors() -> None:
    made = coded()
    places = mention_records(made.report, "places", [made.events[0].place, made.events[1].place])
    assert list(places) == ["report", "places"]
    assert [place["name"] for place in places["places"]] == ["Tessit", None]
    assert list(places["places"][0]) == [*PLACE[:-2], "demonym", "score", "reason"]
    assert list(mention_records(made.report, "actors", made.events[0].actors)["actors"][0]) == ACTOR


def test_candidates_of_one_phrase() -> None:
    made = coded().events[0]
    assert candidate_records([]) == []
    assert list(candidate_records([made.actors[0].match])[0]) == ACTOR[3:]
    assert list(candidate_records([made.place.match])[0]) == PLACE[3:]
    assert candidate_records([Match(Interval(FRIDAY, None), 0.333, "why")]) == [
        {"earliest": "2022-03-04", "latest": None, "score": 0.33, "reason": "why"}
    ]
    assert candidate_records([Match(Count(24, 99), 1.0, "why")]) == [{"low": 24, "high": 99, "score": 1.0, "reason": "why"}]


def test_the_same_report_gives_the_same_record() -> None:
    assert to_record(coded(report())) == to_record(coded(report()))

"""Deciding over HTTP: each decision is signed, joins events anew, leads retired ids on, and can be withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from kept_example import code, filled, item
from served_example import app_of, client_of, csrf_of

from vedette.keeping import add, refresh
from vedette.model import Coded, Report
from vedette.store import remove

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_of(tmp_path) as client:
        client.headers.update(csrf_of(client))
        yield client


def taken(client: TestClient) -> dict[str, Any]:
    """The event that three reports tell of."""
    (card,) = client.get("/api/events?kind=capture&sort=-sources&limit=1").json()["events"]
    return client.get(f"/api/events/{card['id']}").json()  # type: ignore[no-any-return]  # JSON


def decide(client: TestClient, status: int = 201, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/judgements", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()  # type: ignore[no-any-return]  # JSON


def test_split_and_undo_lead_the_retired_id_back(client: TestClient) -> None:
    event = taken(client)
    last = max(claim["id"] for claim in event["claims"])
    tag = client.get("/api/events").headers["etag"]
    split = decide(client, decision="split", event=event["id"], claims=[last], why="another village")
    assert split["new"]
    (new,) = set(split["events"]) - {event["id"]}
    assert client.get(f"/api/events/{new}").json()["judgements"][0]["why"] == "another village"
    assert client.get("/api/events", headers={"If-None-Match": tag}).status_code == 200
    before = client.get("/api/meta").json()["counts"]
    undone = client.post(f"/api/judgements/{split['judgement']['id']}/undo").json()
    assert undone["judgement"]["withdrawn_by"]
    moved = client.get(f"/api/events/{new}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/api/events/{event['id']}")
    after = client.get("/api/meta").json()["counts"]
    assert (after["events"], after["judgements"]) == (before["events"] - 1, before["judgements"])
    changed = client.get(f"/api/events?changed_since={split['judgement']['at'].replace('+', '%2B')}").json()
    assert [(one["id"], one["became"]) for one in changed["retired"]] == [(new, event["id"])]
    assert client.post(f"/api/judgements/{split['judgement']['id']}/undo").json()["new"] is False


def test_merge_retires_an_id_that_redirects(client: TestClient) -> None:
    one, other = (client.get(f"/api/events?kind={kind}").json()["events"][0]["id"] for kind in ("capture", "advance"))
    merged = decide(client, decision="merge", events=[one, other])
    (kept,) = merged["events"]
    retired = other if kept == one else one
    assert client.get(f"/api/events/{retired}").headers["location"] == f"/api/events/{kept}"
    assert "one event already" in decide(client, 409, decision="merge", events=[one, other])["detail"]


def test_relabel_is_signed_and_said_twice_is_kept_once(client: TestClient) -> None:
    event = taken(client)["id"]
    body = {"decision": "relabel", "event": event, "kind": "advance", "why": "the town was not taken"}
    first = decide(client, **body)
    assert first["judgement"]["by"] == client.get("/api/session").json()["name"]
    assert first["judgement"]["labels"]["kind"] == "advance"
    assert client.get(f"/api/events/{event}").json()["kind"] == "advance"
    again = decide(client, 200, **body)
    assert (again["new"], again["judgement"]["id"]) == (False, first["judgement"]["id"])
    log = client.get("/api/judgements").json()
    assert [one["id"] for one in log["judgements"]] == [first["judgement"]["id"]]


WRONG = [
    (404, "is no event", {"decision": "relabel", "event": "0000000000000000", "kind": "advance"}),
    (400, "did you mean shelling", {"decision": "relabel", "kind": "shell"}),
    (400, "several kinds", {"decision": "relabel", "kind": "conflict"}),
    (400, "is none", {"decision": "relabel", "stance": "sure"}),
    (400, "no three-letter code", {"decision": "relabel", "country": "ML", "kind": "advance"}),
    (400, "no party", {"decision": "relabel", "actors": ["…"]}),
    (400, "no place", {"decision": "relabel", "place": "Xyzzyville"}),
    (400, "say what the event is", {"decision": "relabel"}),
    (404, "is no claim and no report", {"decision": "split", "claims": ["zzzz"]}),
    (404, "awaits review", {"decision": "accept", "awaiting": "zzzz"}),
]


@pytest.mark.parametrize(("status", "words", "body"), WRONG, ids=[words for _, words, _ in WRONG])
def test_a_decision_that_cannot_be(client: TestClient, status: int, words: str, body: dict[str, Any]) -> None:
    event = {"event": taken(client)["id"]} if body["decision"] != "accept" else {}
    assert words in decide(client, status, **{**event, **body})["detail"]
    assert client.get("/api/judgements").json()["total"] == 0


def test_all_claims_of_an_event_cannot_leave_it(client: TestClient) -> None:
    event = taken(client)
    said = decide(client, 409, decision="split", event=event["id"], claims=[claim["id"] for claim in event["claims"]])
    assert "leave one in it" in said["detail"]


def test_what_is_no_judgement_cannot_be_undone(client: TestClient) -> None:
    assert client.post("/api/judgements/zzz/undo").status_code == 404


def denied(report: Report) -> Coded:
    """The report, coded as denying what the example asserts."""
    coded = code(report)
    events = tuple(replace(event, stance="denied") for event in coded.events)
    return replace(coded, events=events, control=tuple(replace(one, stance="denied") for one in coded.control))


def test_contested_control_awaits_until_it_is_accepted(tmp_path: Path) -> None:
    store = filled(tmp_path, item(1))
    add(store, item(2, more=" The rebels deny it."), denied)
    refresh(store)
    store.close()
    with TestClient(app_of(tmp_path), base_url="http://127.0.0.1:8000") as client:
        client.headers.update(csrf_of(client))
        (waiting,) = client.get("/api/review").json()["awaiting"]
        assert waiting["awaits"] == "control"
        assert client.get("/api/meta").json()["counts"]["awaiting"] == 1
        assert client.get(f"/api/events/{waiting['events'][0]}").json()["awaiting"] == [waiting]
        decide(client, decision="accept", awaiting=waiting["id"])
        assert "accepted before" in decide(client, 409, decision="accept", awaiting=waiting["id"])["detail"]
        assert client.get("/api/review").json()["total"] == 0


def test_judgements_are_paged_newest_first(client: TestClient) -> None:
    event, made = taken(client)["id"], []
    for kind in ("advance", "raid", "ambush"):
        made.append(decide(client, decision="relabel", event=event, kind=kind)["judgement"]["id"])
    found, cursor = [], ""
    while len(found) < len(made):
        page = client.get(f"/api/judgements?limit=1{cursor}").json()
        found += [one["id"] for one in page["judgements"]]
        cursor = f"&cursor={page['next']}"
    assert found == made[::-1]
    assert page["next"] is None


def test_an_event_that_went_with_its_report_is_gone(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        id_ = client.get("/api/events?kind=capture").json()["events"][0]["id"]
        store = filled(tmp_path)
        for number, fields in ((1, {}), (2, {"more": " More is not known."})):
            remove(store, item(number, **fields).id, why="a hoax")  # type: ignore[arg-type]  # fields by name
        remove(store, client.get("/api/reports?standing=counted").json()["reports"][0]["id"])
        refresh(store)
        store.close()
        answer = client.get(f"/api/events/{id_}")
        assert answer.status_code == 410, answer.text
        assert "is removed" in answer.json()["detail"]

"""Every address of the API: what it answers, in the form that OpenAPI says, and what it refuses, in words, and never by a fault."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import Draft202012Validator
from served_example import ADDRESSES, EMOJI, client_of, csrf_of

from vedette.api.answers import cursor_after


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(tmp_path_factory.mktemp("db")) as client:
        yield client


def first(client: TestClient, address: str, name: str) -> str:
    """The id of the first thing that a list gives."""
    return str(client.get(address).json()[name][0]["id"])


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    return client.get("/api/openapi.json").json()  # type: ignore[no-any-return]  # JSON


def check_shape(described: dict[str, Any], path: str, method: str, status: int, record: object) -> None:
    """Holds a record against the form that OpenAPI gives an answer."""
    shape = described["paths"][path][method]["responses"][str(status)]["content"]["application/json"]["schema"]
    whole = {**shape, "components": described["components"]}
    wrong = [f"{list(error.instance_path)}: {error.message[:200]}" for error in Draft202012Validator(whole).iter_errors(record)]
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_have_the_form_that_openapi_tells(client: TestClient, described: dict[str, Any], address: str) -> None:
    answer = client.get(f"/api{address}")
    assert answer.status_code == 200, answer.text
    check_shape(described, f"/api{address.split('?')[0]}", "get", 200, answer.json())


@pytest.mark.parametrize(
    ("listed", "name", "path"),
    [
        ("/events", "events", "/events/{event}"),
        ("/reports", "reports", "/reports/{report}"),
        ("/control", "control", "/control/{interval}"),
        ("/ties", "ties", "/ties/{tie}"),
    ],
)
def test_each_thing_has_an_address(client: TestClient, described: dict[str, Any], listed: str, name: str, path: str) -> None:
    for one in client.get(f"/api{listed}").json()[name]:
        answer = client.get(f"/api{listed}/{one['id']}")
        assert answer.status_code == 200, answer.text
        check_shape(described, f"/api{path}", "get", 200, answer.json())


# What is wrong, the status, and words of the sentence that says so.
WRONG = [
    ("/events?knd=capture", 400, "did you mean kind?"),
    ("/events?kind=shell", 400, "did you mean shelling"),
    ("/events?kind=", 400, "name a kind"),
    ("/events?since=soon", 400, "is no date"),
    ("/events?since=2022-03-05&until=2022-03-01", 400, "is after"),
    ("/events?stance=sure", 400, "is none"),
    ("/events?status=true", 400, "is none"),
    ("/events?bbox=1,2,3", 400, "is no box"),
    ("/events?bbox=1,2,3,nan", 400, "lies off the map"),
    ("/events?bbox=400,2,3,4", 400, "lies off the map"),
    ("/events?placed=maybe", 400, "placed"),
    ("/events?within=30", 400, "name the place"),
    ("/events?place=Tessit&within=-1", 400, "within"),
    ("/events?place=Tessit&within=inf", 400, "within"),
    ("/events?place=95,0", 400, "is no point"),
    ("/events?place=Xyzzyville&within=10", 400, "is known"),
    ("/events?changed_since=lately", 400, "is no moment"),
    ("/events?changed_since=0001-01-01T00:00:00%2B23:59", 400, "calendar"),
    ("/events?ids=a,b", 400, "is no id"),
    ("/events?limit=0", 400, "limit"),
    ("/events?limit=100000000", 400, "limit"),
    ("/events?limit=ten", 400, "limit"),
    ("/events?sort=size", 400, "sort"),
    ("/events?cursor=%00", 400, "cursor"),
    ("/events?cursor=bnVsbA", 400, "cursor"),
    ("/events?cursor=W10", 400, "cursor"),
    (f"/events?cursor={'A' * 300}", 400, "cursor"),
    (f"/events?text={'a' * 400}", 400, "text"),
    ("/events?format=xls", 400, "is none"),
    ("/events?format=csv&cursor=W10", 400, "without sort and cursor"),
    ("/events/zzz", 404, "is no event"),
    ("/events/%25", 404, "is no event"),
    ("/events/0000000000000000", 404, "is no event"),
    (f"/events/{'a' * 500}", 404, "is no event"),
    ("/reports/zzz", 404, "is no report"),
    ("/control/zzz", 404, "is none"),
    ("/ties/zzz", 404, "is none"),
    ("/control?at=2022-03-01&since=2022-03-01", 400, "give one of them"),
    ("/control?since=2022-03-05&until=2022-03-01", 400, "is after"),
    ("/control?format=csv", 400, "format"),
    ("/control/changes?since=2022-03-01", 400, "until"),
    ("/control/changes?since=2022-03-05&until=2022-03-01", 400, "is after"),
    ("/control/changes?since=&until=", 400, "two days"),
    ("/brief?format=pdf", 400, "format"),
    ("/suggest?of=kind", 400, "of"),
    ("/reports?standing=lost", 400, "standing"),
    ("/reports/zzz?start=-1", 400, "start"),
    ("/judgements?cursor=zz", 400, "cursor"),
    ("/nothing", 404, "there is nothing"),
    ("/events/a/b", 404, "there is nothing"),
]


@pytest.mark.parametrize(("address", "status", "words"), WRONG)
def test_what_is_wrong_is_told_in_words(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(f"/api{address}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() == {"type", "title", "status", "detail", "parameter"}
    assert words in problem["detail"]
    assert problem["status"] == status


def test_the_parameter_that_is_wrong_is_named(client: TestClient) -> None:
    assert client.get("/api/events?kind=shell").json()["parameter"] == "kind"
    assert client.get("/api/events?knd=shell").json()["parameter"] == "knd"
    assert client.get("/api/events?limit=0").json()["parameter"] == "limit"


def test_pages_give_every_event_once_and_a_cursor_belongs_to_its_query(client: TestClient) -> None:
    whole = [one["id"] for one in client.get("/api/events").json()["events"]]
    found, cursor = [], ""
    while True:
        page = client.get(f"/api/events?limit=1{cursor}").json()
        assert (page["total"], page["of"]) == (len(whole), len(whole))
        found += [one["id"] for one in page["events"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == whole
    assert len(whole) > 1
    assert client.get(f"/api/events?limit=2{cursor}").status_code == 200
    for other in ("&kind=capture", "&sort=-killed"):
        answer = client.get(f"/api/events?limit=1{other}{cursor}")
        assert answer.status_code == 400
        assert "other filters" in answer.json()["detail"]
    assert client.get(f"/api/reports?{cursor[1:]}").status_code == 400


def test_a_cursor_whose_event_is_gone_says_so(client: TestClient) -> None:
    forged = cursor_after("/api/events []", "0" * 16)
    assert "is gone" in client.get(f"/api/events?cursor={forged}").json()["detail"]


@pytest.mark.parametrize("listed", ["reports", "intake"])
def test_lists_are_paged(client: TestClient, listed: str) -> None:
    name = {"intake": "log"}.get(listed, listed)
    whole, found, cursor = client.get(f"/api/{listed}").json()[name], [], ""
    while True:
        page = client.get(f"/api/{listed}?limit=1{cursor}").json()
        found += page[name]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == whole
    assert len(found) == 3


def test_the_feed_is_in_columns_and_its_rows_answer_to_filters(client: TestClient) -> None:
    feed = client.get("/api/feed").json()
    columns, names = feed["columns"], feed["names"]
    assert {len(column) for column in columns.values()} == {feed["total"]}
    kinds = [names["kind"][number] for number in columns["kind"]]
    rows = client.get("/api/feed/rows?kind=capture").json()
    assert [kinds[row] for row in rows["rows"]] == ["capture"] * rows["total"]
    assert kinds.count("capture") == rows["total"] > 0
    assert rows["state"] == feed["state"]
    assert client.get("/api/feed/rows").json()["rows"] is None
    listed = client.get("/api/events").json()["events"]
    assert [one["id"] for one in listed] == columns["id"]
    taken = kinds.index("capture")
    assert (columns["first"][taken], columns["killed_low"][taken], columns["killed_high"][taken]) == (19055, 14, None)
    assert [names["actor"][number] for number in columns["actors"][taken]] == ["Military Forces of Mali"]


def test_every_word_that_filled_a_field_is_where_the_span_says(client: TestClient) -> None:
    reports = client.get("/api/reports").json()["reports"]
    wide = [report for report in reports if EMOJI in report["title"]]
    assert wide
    for report in reports:
        whole = client.get(f"/api/reports/{report['id']}").json()
        text, units = whole["text"], whole["text"].encode("utf-16-le")
        assert whole["claims"]
        spans = [span for claim in whole["claims"] for span in (claim, *claim["spans"], *claim["speakers"])]
        spans += [span for said in (*whole["control"], *whole["ties"]) for span in (said, *said["spans"])]
        for span in (*spans, *whole["garbled"]["phrases"]):
            assert text[span["start"] : span["end"]] == span["text"]
            assert units[2 * span["start16"] : 2 * span["end16"]].decode("utf-16-le") == span["text"]
        shift = spans[0]["start16"] - spans[0]["start"]
        assert shift == (report in wide)


def test_an_event_leads_to_its_sentences_and_groups_its_copies(client: TestClient) -> None:
    event = client.get(f"/api/events/{first(client, '/api/events?kind=capture', 'events')}").json()
    fields = {span["field"]: span for span in event["claims"][0]["spans"]}
    assert {"trigger", "actor", "recipient", "place", "killed", "speaker"} <= fields.keys()
    assert (fields["actor"]["value"], fields["actor"]["id"]) == ("Military Forces of Mali", "mli-mil")
    assert fields["place"]["reason"] == "the only Tessit in Mali"
    (origin,) = event["origins"]
    assert [report["how"] for report in origin["reports"]][0] is None
    assert len(origin["reports"]) == len(event["reports"]) > 1
    assert all(report["reason"] for report in origin["reports"][1:])


def test_a_part_of_a_text_is_given_by_its_code_points(client: TestClient) -> None:
    id_ = first(client, "/api/reports", "reports")
    whole = client.get(f"/api/reports/{id_}").json()
    part = client.get(f"/api/reports/{id_}?start=5&end=12").json()
    assert part["text"] == whole["text"][5:12]
    assert (part["text_start"], part["text_end"], part["length"]) == (5, 12, len(whole["text"]))
    assert client.get(f"/api/reports/{id_}?start=4000000").json()["text"] == ""


@pytest.mark.parametrize("shape", ["jsonl", "csv", "acled", "ucdp", "plover", "geojson", "hxl", "ftm", "parquet"])
def test_every_format_goes_out_as_a_file(client: TestClient, shape: str) -> None:
    assert shape in client.get("/api/meta").json()["formats"]
    answer = client.get(f"/api/events?kind=capture&format={shape}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content


def test_jsonl_holds_the_events_that_fit(client: TestClient) -> None:
    lines = client.get("/api/events?kind=capture&format=jsonl").text.splitlines()
    listed = client.get("/api/events?kind=capture").json()["events"]
    assert [json.loads(line)["id"] for line in lines] == [one["id"] for one in listed]


@pytest.mark.parametrize(("shape", "begins"), [("md", "# "), ("html", "<!doctype html>"), ("json", '{"headline"')])
def test_a_brief_is_written_in_three_ways(client: TestClient, shape: str, begins: str) -> None:
    assert client.get(f"/api/brief?place=Tessit&format={shape}").text.lower().startswith(begins)


def test_control_goes_on_a_map(client: TestClient) -> None:
    (feature, *_) = client.get("/api/control?format=geojson").json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [0.72346, 15.2004]}
    lines = client.get("/api/control?format=jsonl").text.splitlines()
    assert "id" not in json.loads(lines[0])


def test_a_tie_and_an_interval_lead_to_sentences(client: TestClient) -> None:
    tie = client.get(f"/api/ties/{first(client, '/api/ties', 'ties')}").json()
    assert {said["text"] for said in tie["statements"]} == {"Burkina Faso backs the Malian government."}
    held = client.get(f"/api/control/{first(client, '/api/control', 'control')}").json()
    assert all(said["text"].startswith("Malian soldiers retook") for said in held["statements"])
    assert held["statements"]


def test_the_beginning_of_an_id_and_a_ref_are_led_to_the_whole(client: TestClient) -> None:
    id_ = first(client, "/api/events", "events")
    moved = client.get(f"/api/events/{id_[:8]}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/api/events/{id_}")
    by_ref = client.get("/api/reports/m1")
    assert by_ref.status_code == 308
    assert client.get(by_ref.headers["location"]).json()["ref"] == "m1"


def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    for address in ("/api/events?kind=capture", "/api/feed", "/api/meta", "/api/facets", "/api/events?format=csv"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag


def test_answers_are_packed_where_that_is_taken(client: TestClient) -> None:
    with client.stream("GET", "/api/feed", headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed))["total"] > 0
    plain = client.get("/api/feed", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == json.loads(gzip.decompress(packed))


def test_nothing_is_written_where_nothing_is_taken(client: TestClient) -> None:
    for address in ("/api/events", "/api/feed", "/", "/events/x"):
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
            answer = client.request(method, address, headers=csrf_of(client))
            assert answer.status_code == 405, (method, address)
            assert answer.headers["content-type"] == "application/problem+json"

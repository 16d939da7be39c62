from __future__ import annotations

from typing import Any

import pytest

from vedette.errors import BadRecord
from vedette.intake.drafts import Draft
from vedette.intake.records import read_record

URI = "urn:newsml:sahelwire.example:20220304:tessit"
BODY = "Gunmen attacked Tessit.\n\nTwo soldiers were killed."
FIRST = {
    "uri": URI,
    "type": "text",
    "version": "2",
    "versioncreated": "2022-03-05T09:00:00Z",
    "firstcreated": "2022-03-04T09:00:00Z",
    "pubstatus": "usable",
    "headline": "Attack on Tessit",
    "byline": "A. Writer",
    "copyrightholder": "Sahel Wire",
    "body_html": "<p>Gunmen attacked <b>Tessit</b>.</p><figure><figcaption>The town</figcaption></figure>"
    "<p>Two soldiers were killed.</p>",
}
SECOND = {
    "uri": URI,
    "type": "text",
    "version": 2,
    "versionCreated": "2022-03-05T09:00:00Z",
    "pubStatus": "usable",
    "headlines": [{"role": "main", "value": "Attack on Tessit"}],
    "by": "A. Writer",
    "infoSources": [{"role": "origin", "name": "Sahel Wire"}],
    "bodies": [
        {"role": "main", "contentType": "text/html", "value": FIRST["body_html"]},
        {"role": "plain", "contentType": "text/plain", "value": BODY},
    ],
}
WHOLE = Draft(BODY, "Attack on Tessit", "A. Writer", "Sahel Wire", "2022-03-05T09:00:00Z", ref=URI, version=2)


@pytest.mark.parametrize("record", [FIRST, SECOND], ids=["1.x", "2.x and 3.x"])
def test_an_item_of_each_version_of_the_standard_is_read(record: dict[str, Any]) -> None:
    assert read_record(record) == WHOLE


STATES = [
    ({"pubstatus": "canceled", "ednote": "The quotation was invented."}, "canceled: The quotation was invented"),
    ({"pubStatus": "withheld"}, "withheld"),
    ({"pubstatus": "CANCELED", "body_html": None}, "canceled"),
    ({"pubstatus": "usable"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("changes", "killed"), STATES)
def test_a_kill_notice_says_why_and_tells_nothing_else(changes: dict[str, Any], killed: str | None) -> None:
    record = {name: value for name, value in FIRST.items() if name not in ("pubstatus", "pubStatus")} | changes
    found = read_record(record)
    assert (found.killed, found.ref, found.version) == (killed, URI, 2)
    assert (found.body == "") is (killed is not None)


BAD = [
    ({"type": "picture"}, "no text but of type 'picture'"),
    ({"body_html": ""}, "a news item without a body"),
    ({"body_html": "<p> </p>"}, "a news item without a body"),
    ({"uri": 7}, "'uri' must be words"),
    ({"pubstatus": ["canceled"]}, "'pubstatus' must be words"),
    ({"headline": {"value": "x"}}, "'headline' must be words"),
]


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_what_is_wrong_with_an_item_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(BadRecord, match=words):
        read_record(FIRST | changes)


ODD = [
    ({"bodies": "words"}, BODY),
    ({"bodies": [7, {"value": None}, {"contentType": "text/plain", "value": "Plain."}]}, "Plain."),
    ({"body_html": None, "description_text": "Gunmen attacked."}, "Gunmen attacked."),
    ({"body_html": "<div>" * 20_000 + "Deep."}, "Deep."),
    ({"body_html": "<p>Half \ud800 a pair.</p>"}, "Half \ufffd a pair."),
    ({"version": "1.2"}, BODY),
    ({"version": "9" * 400}, BODY),
    ({"infosources": [None, {"name": 3}]}, BODY),
]


@pytest.mark.parametrize(("changes", "body"), ODD)
def test_what_is_odd_costs_no_report(changes: dict[str, Any], body: str) -> None:
    assert read_record(FIRST | changes).body == body


def test_an_item_that_only_describes_says_so() -> None:
    found = read_record(FIRST | {"body_html": None, "description_text": "Gunmen attacked."})
    assert found.remarks == ("has no body: its description is read",)


def test_an_address_is_the_items_own_name() -> None:
    found = read_record(FIRST | {"uri": "https://sahel.example/items/7"})
    assert found.url == found.ref == "https://sahel.example/items/7"


def test_our_own_fields_are_read_first() -> None:
    assert read_record({"text": "Calm returned.", "uri": URI}).body == "Calm returned."

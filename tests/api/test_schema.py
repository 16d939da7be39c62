"""Requests that are made out of the OpenAPI itself, right ones and wrong ones: never a fault, never an answer of another form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from served_example import client_of, csrf_of

from vedette.api import Settings, make_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
QUICK, LONG = 8, 400
MODES = {"right": GenerationMode.POSITIVE, "wrong": GenerationMode.NEGATIVE}
CALM = (HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large)
RULES: dict[str, Any] = {
    "deadline": None,
    "phases": (Phase.generate,),
    "suppress_health_check": CALM,
    "derandomize": True,
    "database": None,
}
DESCRIBED = make_app(Settings("none.db", "0.1.0")).openapi()["paths"]
ALL = [(method, path) for path, methods in DESCRIBED.items() for method in methods]
# An id alone may be any word: only what is asked for beside it, or a body, can be of a wrong form.
ASKING = [one for one in ALL if "'in': 'query'" in str(DESCRIBED[one[1]][one[0]]) or "requestBody" in DESCRIBED[one[1]][one[0]]]
OPERATIONS = [("right", *one) for one in ALL] + [("wrong", *one) for one in ASKING]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(tmp_path_factory.mktemp("db")) as client:
        yield client


def try_many(client: TestClient, method: str, path: str, mode: str, number: int) -> None:
    """Makes so many requests of an address, and holds each answer against what OpenAPI says of it."""
    described = schemathesis.openapi.from_asgi("/api/openapi.json", client.app, headers={"Host": "127.0.0.1"})
    headers = {"Host": "127.0.0.1", **(csrf_of(client) if method != "get" else {})}

    @settings(max_examples=number, **RULES)
    @given(case=described[path][method].as_strategy(generation_mode=MODES[mode]))
    def answered(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    client.app.state.gate.writes.__init__(10**9, 1e-9)  # type: ignore[attr-defined]  # nobody is slowed down here
    client.app.state.gate.logins.__init__(10**9, 1e-9)  # type: ignore[attr-defined]  # likewise
    answered()


@pytest.mark.parametrize(("mode", "method", "path"), OPERATIONS)
def test_no_request_is_answered_by_a_fault(client: TestClient, method: str, path: str, mode: str) -> None:
    try_many(client, method, path, mode, QUICK)


@pytest.mark.long
@pytest.mark.parametrize(("mode", "method", "path"), OPERATIONS)
def test_no_request_of_many_is_answered_by_a_fault(client: TestClient, method: str, path: str, mode: str) -> None:
    try_many(client, method, path, mode, LONG)


@pytest.mark.parametrize("address", ["events", "control"])
def test_geojson_is_of_the_form_that_is_described(client: TestClient, address: str) -> None:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", client.app, headers={"Host": "127.0.0.1"})
    case = described[f"/api/{address}"]["GET"].Case(query={"format": "geojson"}, headers={"Host": "127.0.0.1"})
    answer = case.call()
    assert answer.headers["content-type"] == ["application/geo+json"]
    assert answer.json()["type"] == "FeatureCollection"
    case.validate_response(answer, checks=CHECKS)


def test_every_address_is_described_with_an_example(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert len(operations) >= 25
    assert all(one["summary"] and one["description"] for one in operations)
    parameters = {parameter["name"]: parameter for one in operations for parameter in one.get("parameters", ())}
    assert {"kind", "place", "bbox", "changed_since"} <= parameters.keys()
    for name in ("kind", "place", "bbox", "since", "changed_since"):
        assert "examples" in str(parameters[name]), name

"""Who may do what, and what no page of another site can: hosts, logins, roles, CSRF, sizes, rates, headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from served_example import app_of, client_of, csrf_of

from vedette.api import User
from vedette.api.sessions import COOKIE, LOGINS, WRITES

TOKENS = (("r" * 20, "reviewer"), ("l" * 20, "reader"))
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
BODY = {"decision": "accept", "awaiting": "0000000000000000"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_of(tmp_path) as client:
        yield client


@pytest.fixture
def by_token(tmp_path: Path) -> Iterator[TestClient]:
    with client_of(tmp_path, tokens=TOKENS) as client:
        yield client


@pytest.fixture
def by_password(tmp_path: Path) -> Iterator[TestClient]:
    users = (User("amina", "reviewer", CHEAP.hash("correct horse")), User("bakari", "reader", CHEAP.hash("battery staple")))
    with client_of(tmp_path, users=users) as client:
        yield client


HOSTS = [
    ("127.0.0.1:8000", 200),
    ("localhost", 200),
    ("LOCALHOST:1", 200),
    ("localhost.", 200),
    ("[::1]:8000", 200),
    ("evil.example", 421),
    ("evil.example:8000", 421),
    ("127.0.0.1.evil.example", 421),
    ("localhost@evil.example", 421),
    ("", 421),
    ("[", 421),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_its_own_names_are_answered_to(client: TestClient, host: str, status: int) -> None:
    for address in ("/api/events", "/", "/api/session"):
        assert client.get(address, headers={"Host": host}).status_code == status


def test_other_names_may_be_allowed(tmp_path: Path) -> None:
    client_of(tmp_path).close()
    for hosts, answered in (
        (frozenset({"vedette.example"}), {"vedette.example"}),
        (frozenset(), {"vedette.example", "any.example"}),
    ):
        client = TestClient(app_of(tmp_path, hosts=hosts, tokens=TOKENS))
        found = {
            name for name in ("vedette.example", "any.example") if client.get("/api/session", headers={"Host": name}).is_success
        }
        assert found == answered


@pytest.mark.parametrize(
    "address", ["/", "/events/x", "/api/meta", "/api/events?knd=1", "/api/nothing", "/api/openapi.json", "/assets/x.js"]
)
def test_every_answer_bears_the_headers_of_safety(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_the_host_of_the_tiles_is_the_only_other_one(tmp_path: Path) -> None:
    with client_of(tmp_path, tiles="https://tiles.example/{z}/{x}/{y}.png?key=1") as client:
        policy = client.get("/").headers["content-security-policy"]
    assert policy.count("https://") == policy.count("https://tiles.example;") == 2


def test_without_a_login_everyone_here_is_a_reviewer(client: TestClient) -> None:
    session = client.get("/api/session").json()
    assert (session["login"], session["role"]) == ("none", "reviewer")
    assert session["csrf"]
    answer = client.post("/api/session", json={"token": "x"})
    assert (answer.status_code, "no login" in answer.json()["detail"]) == (409, True)


OPEN = {"/api/health": 200, "/api/session": 200, "/api/openapi.json": 200, "/": 200}
CLOSED = [
    "/api/meta",
    "/api/events",
    "/api/events/x",
    "/api/feed",
    "/api/reports",
    "/api/control",
    "/api/brief",
    "/api/review",
    "/api/intake",
]


def test_with_a_login_nothing_is_told_before_it(by_token: TestClient) -> None:
    for address, status in OPEN.items():
        assert by_token.get(address).status_code == status
    for address in CLOSED:
        answer = by_token.get(address)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert by_token.get("/api/session").json()["role"] is None
    for wrong in (
        "Bearer x",
        "Bearer ",
        "Basic cjpy",
        f"Bearer {'r' * 19}",
        f"Bearer {'r' * 21}",
        "Bearer \u00e9".encode("latin-1").decode("latin-1"),
    ):
        assert by_token.get("/api/events", headers={"Authorization": wrong.encode("latin-1")}).status_code == 401


def test_a_token_reads_or_judges_without_a_cookie(by_token: TestClient) -> None:
    roles = {}
    for token, role in TOKENS:
        bearer = {"Authorization": f"Bearer {token}"}
        assert by_token.get("/api/meta", headers=bearer).json()["role"] == role
        roles[role] = by_token.post("/api/judgements", json=BODY, headers=bearer).status_code
    assert roles == {"reviewer": 404, "reader": 403}  # nothing of that name awaits


def test_a_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends(by_token: TestClient) -> None:
    answer = by_token.post("/api/session", json={"token": TOKENS[0][0]})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/api" in cookie
    assert TOKENS[0][0] not in cookie
    assert by_token.get("/api/events").status_code == 200
    assert by_token.delete("/api/session").status_code == 200
    assert by_token.get("/api/events").status_code == 401


def test_a_cookie_over_tls_is_kept_to_tls(tmp_path: Path) -> None:
    client_of(tmp_path).close()
    client = TestClient(app_of(tmp_path, tokens=TOKENS), base_url="https://localhost")
    assert "secure" in client.post("/api/session", json={"token": TOKENS[0][0]}).headers["set-cookie"].lower()


def test_a_session_that_was_ended_or_never_was_opens_nothing(by_token: TestClient) -> None:
    by_token.post("/api/session", json={"token": TOKENS[0][0]})
    key = by_token.cookies[COOKIE]
    by_token.delete("/api/session")
    for forged in (key, "x" * 43, ""):
        by_token.cookies.clear()
        assert by_token.get("/api/events", headers={"Cookie": f"{COOKIE}={forged}"}).status_code == 401


def test_names_and_passwords(by_password: TestClient) -> None:
    wrong = [("amina", "battery staple"), ("nobody", "correct horse"), ("", ""), ("amina", "")]
    for name, password in wrong:
        answer = by_password.post("/api/session", json={"name": name, "password": password})
        assert (answer.status_code, answer.json()["detail"]) == (401, "the name or the password is wrong")
    session = by_password.post("/api/session", json={"name": "amina", "password": "correct horse"}).json()
    assert (session["name"], session["role"]) == ("amina", "reviewer")
    assert by_password.get("/api/session").json() == session


def test_a_reader_may_not_judge(by_password: TestClient) -> None:
    session = by_password.post("/api/session", json={"name": "bakari", "password": "battery staple"}).json()
    headers = {"X-CSRF-Token": session["csrf"]}
    answer = by_password.post("/api/judgements", json=BODY, headers=headers)
    assert (answer.status_code, "readers" in answer.json()["detail"]) == (403, True)
    assert by_password.post("/api/judgements/0000/undo", headers=headers).status_code == 403
    assert by_password.get("/api/review").status_code == 200


@pytest.mark.parametrize(
    "body", [{"token": "x"}, {}, {"name": "amina"}, {"name": "amina", "password": "x", "more": 1}, {"name": 1}]
)
def test_a_login_that_is_none(by_password: TestClient, body: dict[str, object]) -> None:
    assert by_password.post("/api/session", json=body).status_code in (400, 401)


def test_logins_are_slowed_down(by_password: TestClient) -> None:
    codes = [by_password.post("/api/session", json={"name": "amina", "password": "x"}).status_code for _ in range(LOGINS + 2)]
    assert codes == [401] * LOGINS + [429] * 2
    answer = by_password.post("/api/session", json={"name": "amina", "password": "correct horse"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_writes_are_slowed_down(client: TestClient) -> None:
    headers = csrf_of(client)
    codes = [client.post("/api/judgements", json=BODY, headers=headers).status_code for _ in range(WRITES + 3)]
    assert set(codes[: WRITES - 1]) == {404}
    assert codes[-1] == 429
    assert client.get("/api/events").status_code == 200


FOREIGN = [
    ({}, "no token"),
    ({"X-CSRF-Token": "another's"}, "another's token"),
    ({"X-CSRF-Token": "\u00e9"}, "no token at all"),
    ({"Origin": "https://evil.example", "own": "yes"}, "another's page"),
    ({"Origin": "null", "own": "yes"}, "a page of no origin"),
    ({"Origin": "http://127.0.0.1:9999", "own": "yes"}, "another port"),
    ({"Sec-Fetch-Site": "cross-site", "own": "yes"}, "another's page, as the browser says"),
    ({"Sec-Fetch-Site": "same-site", "own": "yes"}, "a page beside it"),
]


@pytest.mark.parametrize(("headers", "why"), FOREIGN, ids=[why for _, why in FOREIGN])
def test_a_write_of_another_site_is_refused(client: TestClient, headers: dict[str, str], why: str) -> None:
    given = {name: value.encode("latin-1") for name, value in headers.items() if name != "own"}
    if "own" in headers:
        given["X-CSRF-Token"] = csrf_of(client)["X-CSRF-Token"].encode()
    answer = client.post("/api/judgements", json=BODY, headers=given)
    assert answer.status_code == 403, why


def test_a_write_of_the_page_itself_is_taken(client: TestClient) -> None:
    headers = {**csrf_of(client), "Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/judgements", json=BODY, headers=headers).status_code == 404


def test_a_login_from_another_site_is_refused(by_token: TestClient) -> None:
    body = {"token": TOKENS[0][0]}
    assert by_token.post("/api/session", json=body, headers={"Origin": "https://evil.example"}).status_code == 403
    assert by_token.delete("/api/session", headers={"Origin": "https://evil.example"}).status_code == 403


BODIES = [
    (b"x" * 70_000, "application/json", 413),
    (b"{", "application/json", 400),
    (b"[]", "application/json", 400),
    (b'{"decision": "nuke"}', "application/json", 400),
    (b'{"decision": "merge", "events": ["a"]}', "application/json", 400),
    (b'{"decision": "split", "event": "a", "claims": []}', "application/json", 400),
    (b'{"decision": "accept", "awaiting": "a", "role": "admin"}', "application/json", 400),
    (b'{"decision": "accept", "awaiting": "\\ud800"}', "application/json", (400, 404)),
    (b"decision=accept", "application/x-www-form-urlencoded", (400, 415)),
    (b"\xff\xfe", "application/json", 400),
    (b"", "application/json", 400),
    (b"[" * 30_000, "application/json", 400),
]


@pytest.mark.parametrize(("body", "media", "status"), BODIES, ids=[str(body[:40]) for body, _, _ in BODIES])
def test_a_body_that_is_wrong(client: TestClient, body: bytes, media: str, status: int | tuple[int, ...]) -> None:
    answer = client.post("/api/judgements", content=body, headers={**csrf_of(client), "Content-Type": media})
    assert answer.status_code in (status if isinstance(status, tuple) else (status,)), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_in_pieces_is_measured_too(client: TestClient) -> None:
    answer = client.post("/api/judgements", content=(b"x" * 1000 for _ in range(100)), headers=csrf_of(client))
    assert answer.status_code == 413

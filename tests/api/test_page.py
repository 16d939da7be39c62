"""The page: its files as they are, itself for deep addresses, nothing from elsewhere; and how to build it where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from served_example import client_of


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>the page</title>")
    (page / "assets" / "index-a1b2c3.js").write_text("let page")
    (page / "favicon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("a secret")
    (page / "link").symlink_to(tmp_path / "secret.txt")
    with client_of(tmp_path, page=page) as client:
        yield client


PATHS = [
    ("/", 200, "the page", "no-cache"),
    ("/index.html", 200, "the page", "no-cache"),
    ("/events/d45f69d541a6ce21", 200, "the page", "no-cache"),
    ("/control?at=2017-11-09", 200, "the page", "no-cache"),
    ("/favicon.svg", 200, "<svg/>", "no-cache"),
    ("/assets/index-a1b2c3.js", 200, "let page", "public, max-age=31536000, immutable"),
    ("/assets/gone-000000.js", 404, "there is no file", "no-store"),
    ("/assets/", 404, "there is no file", "no-store"),
    ("/api", 404, "there is nothing", "no-store"),
    ("/api/", 404, "there is nothing", "no-store"),
    ("/apiary", 200, "the page", "no-cache"),
    ("/../secret.txt", 200, "the page", "no-cache"),
    ("/%2e%2e/secret.txt", 200, "the page", "no-cache"),
    ("/..%2fsecret.txt", 200, "the page", "no-cache"),
    ("/assets/..%2f..%2fsecret.txt", 404, "there is no file", "no-store"),
    ("/link", 200, "the page", "no-cache"),
    ("/%00", 200, "the page", "no-cache"),
    (f"/{'a' * 5000}", 200, "the page", "no-cache"),
]


@pytest.mark.parametrize(("path", "status", "words", "cache"), PATHS, ids=[path[:40] for path, *_ in PATHS])
def test_what_is_given_at_a_path(client: TestClient, path: str, status: int, words: str, cache: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (status, cache)
    assert words in answer.text
    assert "secret" not in answer.text.replace("/secret.txt", "").replace("secret.txt", "")


def test_head_is_answered(client: TestClient) -> None:
    answer = client.head("/events/x")
    assert (answer.status_code, answer.content) == (200, b"")


def test_where_the_page_is_not_built_it_says_how(tmp_path: Path) -> None:
    with client_of(tmp_path, page=tmp_path / "none") as client:
        for path in ("/", "/events/x"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "make web" in answer.text
        assert client.get("/api/meta").status_code == 200

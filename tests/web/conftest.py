"""What the browser's tests share: databases, servers, one browser, and pages that are asked at the end what went wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, FLAGS, NO_MAP, Seen, Tabs, missing, served

from vedette.intake import read_paths
from vedette.keeping import add, refresh
from vedette.model import Report
from vedette.pipeline import Coder
from vedette.store import open_store

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "albu-kamal.jsonl"
Kept = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = missing()
    here = Path(__file__).parent
    for item in items:
        if reason and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def kept(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Makes a database of these reports, read as `vedette add` reads them, or by another coder."""

    def made(name: str, reports: list[Report], code: Callable[[Report], Any] | None = None) -> Path:
        where = tmp_path_factory.mktemp("db") / f"{name}.db"
        store = open_store(str(where), made_by="0.1.0", create=True)
        for report in reports:
            add(store, report, code or coder.code)
        refresh(store)
        store.close()
        return where

    return made


@pytest.fixture(scope="session")
def samples(kept: Kept) -> Path:
    """The database of the twelve samples."""
    return kept("samples", [report for report in read_paths([SAMPLE]) if isinstance(report, Report)])


@pytest.fixture(scope="session")
def site(samples: Path) -> Iterator[str]:
    """A server of the samples; no test writes to it."""
    with served(samples) as address:
        yield address


@pytest.fixture
def own_site(samples: Path, tmp_path: Path) -> Iterator[str]:
    """A server of a copy of the samples, to write to."""
    copy = tmp_path / "own.db"
    shutil.copy(samples, copy)
    with served(copy) as address:
        yield address


@pytest.fixture(scope="package")
def browsers() -> Iterator[Callable[[bool], Any]]:
    """A browser that draws maps, and one that does not; each started when first asked for."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened: dict[bool, Any] = {}

        def browser(draws: bool) -> Any:
            if draws not in opened:
                opened[draws] = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS if draws else NO_MAP)
            return opened[draws]

        yield browser
        for one in opened.values():
            one.close()


@pytest.fixture(scope="package")
def tabs(browsers: Callable[[bool], Any]) -> Tabs:
    """Tabs that nobody looks at. One is opened for each test that finds none of its sort: opening takes longer than most tests."""
    return Tabs(browsers)


@pytest.fixture
def seen(tabs: Tabs) -> Iterator[Callable[..., Seen]]:
    """Opens pages; what went wrong on one fails the test, and nothing that a test leaves is there for the next."""
    opened: list[Seen] = []

    def made(address: str, size: str = "wide", *, draws: bool = False, scheme: str = "light") -> Seen:
        one = Seen(tabs.take(size, draws, scheme), address)
        opened.append(one)
        return one

    yield made
    for one in opened:
        one.leave()
        tabs.give_back(one.page)
    for one in opened:
        one.done()

"""A browser before `vedette serve`: the server started and stopped, and pages that tell all that went wrong on them."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "src" / "vedette" / "api" / "page"
CHROMIUM = shutil.which("chromium")
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
# Software rendering, the same on every machine.
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-dev-shm-usage",
]
# Without WebGL, in half the time: a map is drawn only where a test looks at it.
NO_MAP = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-dev-shm-usage"]
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 375, "height": 760}
SIZES = {"wide": WIDE, "narrow": NARROW}
WAIT = 60_000


def missing() -> str | None:
    """Why the page cannot be tried here; None where it can."""
    if CHROMIUM is None:
        return "there is no Chromium here (Debian: apt install chromium)"
    if not (PAGE / "index.html").is_file():
        return "the page is not built here (make web)"
    return None


@contextmanager
def served(database: Path, *options: str) -> Iterator[str]:
    """The address of a server of this database, which answers; it is stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "vedette", "serve", "--db", str(database), "--port", str(port), *options]
    environment = {**os.environ, "NO_COLOR": "1"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        _until_it_answers(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        if server.stderr is not None:
            server.stderr.close()


def _until_it_answers(address: str, server: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(f"the server ended: {server.stderr.read() if server.stderr else ''}")
        try:
            with urllib.request.urlopen(f"{address}/api/health", timeout=5):  # noqa: S310  # our own server
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def asked(address: str, path: str) -> Any:
    """What the API of this server answers."""
    with urllib.request.urlopen(f"{address}/api/{path}", timeout=30) as answer:  # noqa: S310  # our own server
        return json.load(answer)


class Tabs:
    """Tabs of browsers by their sort; one that is given back is empty, and has no cookies."""

    def __init__(self, browsers: Callable[[bool], Any]) -> None:
        self._browsers = browsers
        self._free: dict[tuple[str, bool, str], list[Any]] = {}
        self._sorts: dict[Any, tuple[str, bool, str]] = {}

    def take(self, size: str, draws: bool, scheme: str) -> Any:
        """A tab of this sort that nobody looks at."""
        sort = size, draws, scheme
        free = self._free.setdefault(sort, [])
        if free:
            return free.pop()
        options = {"locale": "en-GB", "timezone_id": "Etc/UTC", "reduced_motion": "reduce", "color_scheme": scheme}
        tab = self._browsers(draws).new_context(viewport=SIZES[size], **options).new_page()
        tab.set_default_timeout(WAIT)
        self._sorts[tab] = sort
        return tab

    def give_back(self, tab: Any) -> None:
        """Empties the tab for the next."""
        tab.unroute_all()
        tab.emulate_media(media="screen")
        tab.goto("about:blank")
        tab.context.clear_cookies()
        self._free[self._sorts[tab]].append(tab)


class Seen:
    """A page with all that went wrong on it: errors in its console, requests to other servers, answers that failed."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.problems: list[str] = []
        self.expected: list[str] = []
        self._heard = {"console": self._console, "pageerror": self._error, "request": self._request}
        for name, hear in self._heard.items():
            page.on(name, hear)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _error(self, error: Any) -> None:
        self.problems.append(f"error: {error}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.address}/", "blob:", "data:")):
            self.problems.append(f"asks another server: {request.url}")

    def expect(self, words: str) -> None:
        """A problem that a test provokes, as a regular expression."""
        self.expected.append(words)

    def open(self, path: str, state: str | None = "ready") -> Any:
        """The page at this address, once its view says that it is there."""
        self.page.goto(self.address + path, wait_until="commit")
        if state:
            self.until(state)
        return self.page

    def until(self, state: str = "ready") -> None:
        """Waits until the view that is shown is in this state."""
        self.page.locator(f"main > :not([hidden])[data-state='{state}']").first.wait_for(state="attached")

    def reader(self) -> Any:
        """The reader, once what is open stands in it."""
        found = self.page.locator("aside.reader:not([hidden])[data-state='ready']")
        found.wait_for()
        return found

    def words(self) -> Any:
        """The report's words in the reader, once they are there."""
        found = self.page.locator("section.words[data-state='ready']")
        found.wait_for()
        return found

    def query(self) -> dict[str, str]:
        """What stands in the address."""
        return dict(self.page.evaluate("[...new URLSearchParams(location.search)]"))

    def count(self) -> tuple[int, int]:
        """The “X of Y events” of the view."""
        found = re.match(r"([\d,]+) of ([\d,]+)", self.page.locator(".events-view .count-line").inner_text())
        assert found, "no count is shown"
        return int(found[1].replace(",", "")), int(found[2].replace(",", ""))

    def until_count(self, number: int) -> None:
        """Waits until so many events fit."""
        shown = "document.querySelector('.events-view .count-line b')?.textContent.replaceAll(',', '')"
        self.page.wait_for_function(f"n => {shown} === String(n)", arg=number)

    def filters(self) -> Any:
        """The filters, opened where the page is narrow."""
        opener = self.page.locator(".open-filters")
        if opener.is_visible() and opener.get_attribute("aria-expanded") == "false":
            opener.click()
        return self.page.get_by_role("search", name="Filters")

    def shown(self) -> str:
        """The words of the view, but for those that tell a size in pixels."""
        return re.sub(r"\s+", " ", self.page.locator("main > :not([hidden])").first.inner_text())

    def leave(self) -> None:
        """Hears no more of the page."""
        for name, hear in self._heard.items():
            self.page.remove_listener(name, hear)

    def done(self) -> None:
        """Fails where something went wrong that no test provoked."""
        left = [problem for problem in self.problems if not any(re.search(words, problem) for words in self.expected)]
        assert not left, "\n".join(left)

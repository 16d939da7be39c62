"""`vedette watch` and `vedette feeds` on a server on loopback: what is kept, said, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from coded_example import BODY
from command_line import Command, runner
from followed_example import code, html, prose, rss
from local_server import Page, Site, serving

from vedette.model import Coded, Report
from vedette.pipeline import Coder

HERE = ("--allow-private", "127.0.0.1", "--pause", "0")


class FakeCoder:
    """Codes what tells the example as the example."""

    during: Callable[[], object] = staticmethod(lambda: None)

    def __init__(self, **_: object) -> None:
        pass

    def code(self, report: Report, *, kinds: str) -> Coded:
        FakeCoder.during()
        return code(report, kinds)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeCoder]:
    module = types.ModuleType("vedette.pipeline")
    module.Coder = FakeCoder  # type: ignore[attr-defined]  # the module is made here
    monkeypatch.setitem(sys.modules, "vedette.pipeline", module)
    monkeypatch.setattr(FakeCoder, "during", staticmethod(lambda: None))
    return FakeCoder


@pytest.fixture
def vedette(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs a command line in an empty folder: its exit code, what it wrote and what it said."""
    monkeypatch.chdir(tmp_path)
    for name in ("VEDETTE_DEBUG", "VEDETTE_DB"):
        monkeypatch.delenv(name, raising=False)

    return runner(capsys)


@pytest.fixture
def site() -> Iterator[Site]:
    """An outlet with two articles, the second of which is gone."""
    with serving() as made:
        made.pages["/rss"] = Page(rss(("Item 1", "/1"), ("Item 2", "/2")), media_type="application/rss+xml")
        made.pages["/1"] = Page(html("Item 1"))
        yield made


def listed(*urls: str, more: str = "") -> str:
    rows = "".join(f'[[feed]]\nurl = "{url}"\nname = "Outlet {number}"\n{more}\n' for number, url in enumerate(urls, 1))
    Path("feeds.toml").write_text(rows, encoding="utf-8")
    return "feeds.toml"


@pytest.mark.usefixtures("fake")
def test_a_round_of_watching(vedette: Command, site: Site) -> None:
    name = listed(site.url("/rss"))
    exit_code, out, err = vedette("watch", name, "--once", *HERE)
    assert (exit_code, out) == (1, "")
    assert err.splitlines() == [
        "vedette: Outlet 1: 2 entries, 2 new",
        f"vedette: Outlet 1: {site.url('/2')}: answers 404 (Not Found)",
        "vedette: joined, 1 new reports",
    ]
    assert vedette("watch", name, "--once", *HERE) == (0, "", "")
    assert len(vedette("events", "--format", "jsonl")[1].splitlines()) == 2


@pytest.mark.usefixtures("fake")
def test_every_step_as_json(vedette: Command, site: Site) -> None:
    _, _, err = vedette("watch", listed(site.url("/rss"), site.url("/none")), "--once", "--log-json", *HERE)
    steps: list[dict[str, Any]] = [json.loads(line) for line in err.splitlines()]
    told = {(step["event"], step["feed"], step["outcome"], step["level"]) for step in steps}
    assert told == {
        ("asked", "Outlet 1", None, "info"),
        ("failed", "Outlet 2", None, "warning"),
        ("taken", "Outlet 1", "added", "info"),
        ("failed", "Outlet 1", "failed", "warning"),
        ("joined", "", None, "info"),
    }
    keys = ["time", "level", "message", "event", "feed", "url", "outcome", "report"]
    assert [list(step) for step in steps] == [keys] * len(steps)
    assert [len(step["report"]) for step in steps if step["event"] == "taken"] == [16]


def test_feeds_that_are_left_alone_are_said(vedette: Command, site: Site, fake: type[FakeCoder]) -> None:
    assert fake
    name = listed(site.url("/none"), more='every = "1d"')
    vedette("watch", name, "--once", *HERE)
    exit_code, _, err = vedette("watch", name, "--once", *HERE)
    assert exit_code == 1
    assert "left alone until" in err
    assert "answers 404 (Not Found)" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["feeds.toml: names no feed; each is a table that begins with [[feed]]"]),
        ("[[feed]]\nurl = 'x'\n", ["feeds.toml:2: url: 'x' is no address; it begins with https:// or http://"]),
        (
            "[[feed]]\nname = 'x'\n[[feed]]\nurl = 'https://a.example/'\nevery = 'x'\n",
            [
                "feeds.toml:1: the feed has no url",
                "feeds.toml:5: every: 'x' is no length of time; write it like 30m, 2h or 1d",
                "feeds.toml: 2 mistakes; no feed was asked",
            ],
        ),
    ],
)
@pytest.mark.parametrize("command", [("watch",), ("feeds", "check")], ids=" ".join)
def test_a_wrong_list_stops_before_anything_is_asked(
    vedette: Command, text: str, said: list[str], command: tuple[str, ...]
) -> None:
    Path("feeds.toml").write_text(text)
    assert vedette(*command, "feeds.toml") == (2, "", "".join(f"vedette: {line}\n" for line in said))
    assert not Path("vedette.db").exists()


def test_a_wrong_time_or_kind_is_wrong_use(vedette: Command, site: Site) -> None:
    exit_code, _, err = vedette("watch", listed(site.url("/rss")), "--every", "often")
    assert (exit_code, err) == (2, "vedette: --every: 'often' is no length of time; write it like 30m, 2h or 1d\n")
    exit_code, _, err = vedette("watch", "feeds.toml", "--kinds", "captur")
    assert (exit_code, err.split(";")[0]) == (2, "vedette: --kinds: 'captur' is no kind")


def test_a_list_is_tested(vedette: Command, site: Site) -> None:
    site.pages["/empty"] = Page(rss())
    name = listed(site.url("/rss"), site.url("/1"), site.url("/empty"))
    exit_code, out, err = vedette("feeds", "check", name, "--format", "jsonl", *HERE)
    assert (exit_code, err) == (1, "vedette: 1 of 3 feeds cannot be followed\n")
    good, bad, empty = map(json.loads, out.splitlines())
    assert (good["good"], good["format"], good["entries"], good["newest"]) == (True, "rss", 2, "2022-03-05")
    assert (bad["good"], bad["format"], bad["problem"]) == (False, None, "is a web page, not a feed")
    assert (empty["good"], empty["entries"], empty["notices"]) == (True, 0, ["holds no entries"])
    _, table, _ = vedette("feeds", "check", name, "--format", "table", *HERE)
    for words in ("Outlet 1", "5 Mar 2022", "nothing new for a month and more", "is a web page, not a feed", "holds no entries"):
        assert words.split()[0] in table
    assert vedette("feeds", "check", listed(site.url("/rss")), *HERE)[0] == 0
    assert not Path("vedette.db").exists()


@pytest.mark.usefixtures("fake")
def test_how_feeds_stand(vedette: Command, site: Site) -> None:
    vedette("watch", listed(site.url("/rss"), site.url("/none")), "--once", *HERE)
    good, bad = map(json.loads, vedette("feeds", "list", "--format", "jsonl")[1].splitlines())
    assert (good["name"], good["failures"], good["entries"]) == ("Outlet 1", 0, {"added": 1, "failed": 1})
    assert (bad["name"], bad["failures"], bad["message"], bad["entries"]) == ("Outlet 2", 1, "answers 404 (Not Found)", {})
    assert good["due"] > good["asked_at"] == good["succeeded_at"]
    table = vedette("feeds", "list", "--format", "table")[1]
    assert "Outlet 1" in table
    assert "answers 404" in table


@pytest.mark.parametrize(("number", "ends"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_after_the_report_in_hand(
    vedette: Command, site: Site, fake: type[FakeCoder], number: signal.Signals, ends: int
) -> None:
    site.pages["/2"] = Page(html("Item 2", prose("2")))
    fake.during = staticmethod(lambda: signal.raise_signal(number))
    before = signal.getsignal(number)
    exit_code, _, err = vedette("watch", listed(site.url("/rss")), *HERE)
    assert exit_code == ends
    assert "stopping: the report in hand is finished and all is joined" in err
    assert signal.getsignal(number) == before
    assert len(vedette("docs", "--format", "jsonl")[1].splitlines()) == 1


@pytest.mark.usefixtures("vedette")
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals there")
def test_the_program_itself_ends_at_once_when_asked_though_a_server_is_slow(site: Site) -> None:
    site.pages["/slow"] = Page(b"<rss>" * 1_000, drip=1.0)
    name = listed(site.url("/slow"))
    command = [sys.executable, "-m", "vedette", "watch", name, "--log-json", *HERE]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not site.asked("/slow"):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=50)  # the fetch would last for a minute
    assert process.returncode == 0, err


def test_with_the_real_coder(vedette: Command, site: Site, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vedette.pipeline.Coder", lambda **_: coder)
    exit_code, _, _ = vedette("watch", listed(site.url("/rss"), more='kinds = "capture"'), "--once", *HERE)
    assert exit_code == 1
    (event,) = map(json.loads, vedette("events", "--format", "jsonl")[1].splitlines())
    assert (event["kind"], event["place"]["name"], event["toll"]["killed"]["low"]) == ("capture", "Tessit", 14)
    assert event["claims"][0]["text"] == BODY.split("\n\n")[0]
    assert [report["url"] for report in event["reports"]] == [site.url("/1")]

"""The command line with a coder that codes every report as the example: what is said where, and the exit codes."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coded_example import ARMY, BODY, coded
from command_line import Command, runner

from vedette.cli import run
from vedette.errors import GazetteerError, TooLarge
from vedette.model import Count, Interval, Match, Report

NOT_ENGLISH = "not in English but 'es': no events were read"


class FakeCoder:
    """Codes each report as the example, or fails as the report's words ask."""

    asked: list[tuple[str, Any]] = []

    def __init__(self, **given: object) -> None:
        self.asked.append(("open", given))

    def parse_ahead(self, reports: object, kinds: str = "all") -> None:
        """Nothing is parsed here."""

    def may_tell(self, kinds: str) -> None:
        """Every page is taken."""

    def code(self, report: Report, *, kinds: str = "all") -> Any:
        self.asked.append(("code", (report, kinds)))
        for words, failure in FAILURES.items():
            if words in report.text:
                raise failure
        made = coded(report) if BODY in report.text else replace(coded(), report=report, events=(), control=(), ties=())
        return replace(made, notice=NOT_ENGLISH) if "español" in report.text else made

    def places(self, _: Report) -> Any:
        return (coded().events[0].place,)

    def actors(self, _: Report) -> Any:
        return coded().events[0].actors

    def resolve_actor(self, phrase: str, *, date: dt.date | None, country: str | None) -> Any:
        self.asked.append(("actor", (phrase, date, country)))
        return [Match(ARMY, 0.98, "a name of it")] if "army" in phrase else []

    def resolve_place(self, phrase: str, *, country: str | None) -> Any:
        self.asked.append(("place", (phrase, country)))
        return [coded().events[0].place.match]  # type: ignore[union-attr]  # the example has a place

    def resolve_date(self, _: str, *, published: dt.date | None) -> Any:
        return [Match(Interval(published, published), 0.9, "the same day")]

    def resolve_count(self, _: str) -> Any:
        return [Match(Count(24, 99), 0.9, "dozens")]


FAILURES: dict[str, BaseException] = {
    "too large": TooLarge("more than the parser takes"),
    "a fault": ValueError("a bug\nof ours"),
    "no index": GazetteerError("the place index cannot be written"),
    "full disk": OSError(28, "No space left on device"),
    "interrupt": KeyboardInterrupt(),
    "gone": BrokenPipeError(),
}


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[FakeCoder]:
    """The example's coder in the place of the pipeline, in an empty folder."""
    module = types.ModuleType("vedette.pipeline")
    module.Coder = FakeCoder  # type: ignore[attr-defined]  # the module is made here
    monkeypatch.setitem(sys.modules, "vedette.pipeline", module)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(FakeCoder, "asked", [])
    for name in ("VEDETTE_DEBUG", "VEDETTE_GOLD"):
        monkeypatch.delenv(name, raising=False)
    return FakeCoder


@pytest.fixture
def vedette(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line: its exit code, what it wrote and what it said."""
    return runner(capsys)


def write(name: str, text: str = BODY) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_records_go_out_in_input_order(vedette: Command) -> None:
    names = [write("b.txt"), write("a.txt"), write("c.jsonl", json.dumps({"text": BODY, "id": 7}) + "\n")]
    exit_code, out, err = vedette("code", *names)
    records = [json.loads(line) for line in out.splitlines()]
    assert (exit_code, err) == (0, "")
    assert [(r["report"]["path"], r["report"]["ref"]) for r in records] == [("b.txt", None), ("a.txt", None), ("c.jsonl", "7")]
    assert records[0]["events"][0]["kind"] == "capture"


def test_a_pipe_gets_jsonl_and_a_table_when_asked(vedette: Command) -> None:
    assert vedette("code", write("a.txt"))[1].startswith('{"report"')
    assert "Events: what happened" in vedette("code", "a.txt", "--format", "table")[1]


@pytest.mark.parametrize("words", ["too large", "a fault"])
def test_one_report_that_fails_does_not_stop_the_others(vedette: Command, words: str) -> None:
    exit_code, out, err = vedette("code", write("a.txt"), write("bad.txt", words), write("c.txt"))
    assert exit_code == 1
    assert len(out.splitlines()) == 2
    assert len(err.splitlines()) == 1
    assert err.startswith("vedette: bad.txt: ")


def test_a_file_that_cannot_be_read_is_one_line(vedette: Command) -> None:
    exit_code, out, err = vedette("code", "missing.txt", write("a.txt"), write("e.txt", ""))
    assert exit_code == 1
    assert len(out.splitlines()) == 1
    assert err.splitlines() == ["vedette: missing.txt: No such file or directory", "vedette: e.txt: the file is empty"]


def test_a_date_that_is_none_is_said_and_the_report_coded(vedette: Command) -> None:
    exit_code, out, err = vedette("code", write("a.jsonl", json.dumps({"text": BODY, "published": "soon"})))
    assert (exit_code, len(out.splitlines())) == (1, 1)
    assert err.startswith("vedette: a.jsonl:1: 'soon' is no date")


@pytest.mark.parametrize("words", ["no index", "full disk"])
def test_what_stops_the_run_is_one_line_and_exit_2(vedette: Command, words: str) -> None:
    exit_code, _, err = vedette("code", write("a.txt", words), write("b.txt"), "--out", "o.jsonl")
    assert (exit_code, len(err.splitlines())) == (2, 1)
    assert not list(Path().glob("*o.jsonl*"))


def test_ctrl_c_leaves_no_half_written_file(vedette: Command) -> None:
    write("o.jsonl", "what stood there")
    assert vedette("code", write("a.txt"), write("b.txt", "interrupt"), "--out", "o.jsonl")[0] == 130
    assert Path("o.jsonl").read_text() == "what stood there"
    assert sorted(p.name for p in Path().iterdir()) == ["a.txt", "b.txt", "o.jsonl"]


def test_out_is_put_in_place_whole_even_when_a_report_failed(vedette: Command) -> None:
    exit_code, out, _ = vedette("code", write("a.txt"), "missing.txt", "--out", "o.jsonl")
    assert (exit_code, out) == (1, "")
    assert len(Path("o.jsonl").read_text().splitlines()) == 1
    assert not list(Path().glob(".*"))


def test_out_never_destroys_a_report(vedette: Command) -> None:
    exit_code, _, err = vedette("code", write("a.txt"), "--out", "a.txt")
    assert exit_code == 2
    assert "is one of the reports" in err
    assert Path("a.txt").read_text(encoding="utf-8") == BODY


def test_out_needs_its_folder(vedette: Command) -> None:
    exit_code, _, err = vedette("code", write("a.txt"), "--out", "nowhere/o.jsonl")
    assert exit_code == 2
    assert "no folder" in err


def test_out_may_be_a_device(vedette: Command) -> None:
    assert vedette("code", write("a.txt"), "--out", os.devnull)[0] == 0
    assert not Path(os.devnull).is_file()


def test_a_reader_that_has_gone_is_met_quietly(vedette: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vedette.cli.app._hushed", lambda: 1)
    exit_code, _, err = vedette("code", write("a.txt", "gone"))
    assert (exit_code, err) == (1, "")


def test_a_report_in_another_language_is_said(vedette: Command) -> None:
    exit_code, out, err = vedette("code", write("a.txt", "en español"))
    assert (exit_code, err) == (0, f"vedette: a.txt: {NOT_ENGLISH}\n")
    assert json.loads(out)["events"] == []


USAGE = [
    ("code",),
    ("code", "--nothing"),
    ("nothing",),
    ("code", "a.txt", "--format", "xml"),
    ("code", "a.txt", "--published", "soon"),
    ("code", "a.txt", "--kinds", "no-such-kind"),
    ("code", "a.txt", "--kinds", ""),
    ("code", "a.txt", "--lexicon", "no-such-folder"),
    ("code", "a.txt", "--out", "no/such/folder/o.jsonl"),
    ("resolve", "place", "x", "--country", "Syria"),
    ("resolve", "date", "x", "--published", "2017-02-30"),
    ("score",),
    ("score", "--gold", "no-such-folder"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_use_is_exit_2_and_no_traceback(
    vedette: Command, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VEDETTE_GOLD", raising=False)
    write("a.txt")
    exit_code, out, err = vedette(*arguments)
    assert (exit_code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_a_wrong_kind_is_answered_with_one_like_it(vedette: Command) -> None:
    write("a.txt")
    assert "did you mean shelling" in vedette("code", "a.txt", "--kinds", "shell")[2]


def test_the_options_reach_the_coder(vedette: Command, fake: type[FakeCoder], tmp_path: Path) -> None:
    options = ("--published", "4 November 2017", "--kinds", "capture,advance", "--lexicon", str(tmp_path), "--model", "other")
    assert vedette("code", write("a.txt"), *options)[0] == 0
    opened, (_, (report, kinds)) = fake.asked
    assert (opened[1]["lexicon_dir"], opened[1]["model"]) == (tmp_path, "other")
    assert (report.published, kinds) == (dt.date(2017, 11, 4), "capture,advance")


def test_explain_adds_the_rules(vedette: Command) -> None:
    out = vedette("code", write("a.txt"), "--explain")[1]
    assert json.loads(out)["events"][0]["claims"][0]["explain"]


@pytest.mark.parametrize("name", ["places", "actors"])
def test_mentions(vedette: Command, name: str) -> None:
    exit_code, out, _ = vedette(name, write("a.txt"))
    assert exit_code == 0
    assert list(json.loads(out)) == ["report", name]
    assert "Why" in vedette(name, "a.txt", "--format", "table")[1]


def test_one_phrase(vedette: Command, fake: type[FakeCoder]) -> None:
    found = json.loads(vedette("resolve", "actor", "the army", "--date", "2017-11-04", "--country", "mli")[1])
    assert found[0]["id"] == "mli-mil"
    assert fake.asked[-1] == ("actor", ("the army", dt.date(2017, 11, 4), "MLI"))
    assert json.loads(vedette("resolve", "place", "Tessit")[1])[0]["geonames_id"] == 2449066
    assert json.loads(vedette("resolve", "date", "today", "--published", "2017-11-04")[1])[0]["earliest"] == "2017-11-04"
    assert json.loads(vedette("resolve", "count", "dozens")[1]) == [{"low": 24, "high": 99, "score": 0.9, "reason": "dozens"}]


def test_nothing_that_fits_is_an_empty_list(vedette: Command) -> None:
    assert vedette("resolve", "actor", "the moon")[:2] == (0, "[]\n")
    assert vedette("resolve", "actor", "the moon", "--format", "table") == (0, "", "vedette: nothing fits “the moon”\n")
    assert "mli-mil" in vedette("resolve", "actor", "the army", "--format", "table")[1]


def test_version_and_help(vedette: Command) -> None:
    assert vedette("--version")[:2] == (0, "vedette 0.1.0\n")
    assert "Example" in vedette("code", "--help")[1]


def test_debug_shows_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEDETTE_DEBUG", "1")
    with pytest.raises(ValueError, match="a bug"):
        run(["code", write("a.txt", "a fault")])

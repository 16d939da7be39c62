"""The real command on real files, each run a process of its own: what comes out, twice the same, and what it costs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "samples" / "albu-kamal.jsonl"
# The command, which also says on leaving how much memory it had, and refuses to open a connection.
COMMAND = """
import resource, socket, sys
def refused(*_): raise AssertionError("a connection was opened")
socket.socket.connect = refused
from vedette.cli import run
code = run(sys.argv[1:])
# On Linux what getrusage says begins with what the process was forked from: the tests themselves. The kernel's own mark does not.
marks = open("/proc/self/status") if sys.platform == "linux" else []
most = [int(line.split()[1]) for line in marks if line.startswith("VmHWM")] or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
print("MEMORY", most[0] // 1024, file=sys.stderr)
sys.exit(code)
"""
ARTICLE = """Rebels seize border town after night of fighting

Fighters of the M23 captured the town of Bunagana in eastern Congo on Monday, the Congolese army said.

At least 12 civilians were killed in the fighting, residents told a local radio station. Rwanda denied that it backs the rebels.
"""


def vedette(*arguments: str, folder: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "100"}
    command = [sys.executable, "-c", COMMAND, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, input=stdin, capture_output=True, text=True, check=False, timeout=300
    )


def records(told: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.stdout.splitlines()]


def said(told: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in told.stderr.splitlines() if not line.startswith("MEMORY")]


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Every part of a record that has words and where they stand."""
    if isinstance(value, dict):
        if value.get("text") is not None and value.get("start") is not None:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.fixture(scope="module")
def sample() -> subprocess.CompletedProcess[str]:
    """The sample reports, coded once."""
    return vedette("code", str(SAMPLE), "--format", "jsonl", folder=ROOT)


def test_every_sample_report_is_coded(sample: subprocess.CompletedProcess[str]) -> None:
    assert sample.returncode == 0, sample.stderr
    assert said(sample) == []
    coded = records(sample)
    assert [record["report"]["ref"] for record in coded] == [f"r{number:02}" for number in range(1, 13)]
    assert sum(bool(record["events"]) for record in coded) >= 10
    assert any(record["control"] for record in coded)
    assert any(record["ties"] for record in coded)


def test_every_span_cuts_its_words_out_of_the_report(sample: subprocess.CompletedProcess[str]) -> None:
    for record in records(sample):
        text = record["report"]["text"]
        for span in spans(record):
            assert text[span["start"] : span["end"]] == span["text"]


def test_events_stand_by_salience_and_ids_are_their_own(sample: subprocess.CompletedProcess[str]) -> None:
    for record in records(sample):
        salience = [event["salience"] for event in record["events"]]
        assert salience == sorted(salience, reverse=True)
        ids = [event["id"] for event in record["events"]]
        assert len(set(ids)) == len(ids)


def test_the_same_input_gives_the_same_bytes(sample: subprocess.CompletedProcess[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    assert vedette("code", str(SAMPLE), "--format", "jsonl", folder=ROOT).stdout == sample.stdout


def test_a_paraphrased_report_is_known_and_its_phrases_told(sample: subprocess.CompletedProcess[str]) -> None:
    garbled = {record["report"]["ref"]: record["report"]["garbled"] for record in records(sample)}
    assert garbled["r03"]["phrases"]
    assert garbled["r03"]["score"] > garbled["r01"]["score"]


def test_bad_input_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ARTICLE)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (tmp_path / "latin.txt").write_bytes("Soldiers killed two men in Bouaké on Friday.".encode("latin-1"))
    (tmp_path / "huge.txt").write_text("The army took the town. " * 900_000)
    (tmp_path / "lines.jsonl").write_text('{"text": "Gunmen killed four people in Zaria."}\n{"text": "cut\n{"title": "x"}\n')
    (tmp_path / "dated.jsonl").write_text('{"text": "Gunmen killed four people in Zaria.", "published": "soon"}\n')
    (tmp_path / "spanish.txt").write_text(
        "El ejército tomó la ciudad el viernes después de una semana de combates, dijo un portavoz."
    )
    (tmp_path / "none").mkdir()
    names = [
        "empty.txt",
        "picture.txt",
        "latin.txt",
        "huge.txt",
        "lines.jsonl",
        "dated.jsonl",
        "spanish.txt",
        "missing.txt",
        "none",
        "good.txt",
    ]
    told = vedette("code", *names, "--published", "2022-06-14", folder=tmp_path)
    assert told.returncode == 1
    assert [record["report"]["path"] for record in records(told)] == [
        "latin.txt",
        "lines.jsonl",
        "dated.jsonl",
        "spanish.txt",
        "good.txt",
    ]
    starts = [
        "empty.txt:",
        "picture.txt:",
        "huge.txt:",
        "lines.jsonl:2:",
        "lines.jsonl:3:",
        "dated.jsonl:1:",
        "spanish.txt:",
        "missing.txt:",
        "none:",
    ]
    assert [line.startswith(f"vedette: {start}") for line, start in zip(said(told), starts, strict=True)] == [True] * len(starts)
    assert records(told)[3]["events"] == []


def test_an_article_is_coded_as_a_table_and_from_standard_input(tmp_path: Path) -> None:
    table = vedette("code", "-", "--published", "2022-06-14", "--format", "table", folder=tmp_path, stdin=ARTICLE)
    assert table.returncode == 0, table.stderr
    for words in ("Rebels seize border town", "capture", "13 Jun 2022", "Bunagana"):
        assert words in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 100


def test_without_a_date_relative_days_stay_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    for event in records(vedette("code", "a.txt", folder=tmp_path))[0]["events"]:
        when = event["when"] or {}
        assert (when.get("earliest"), when.get("latest")) == (None, None)


def test_kinds_are_held_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (record,) = records(vedette("code", "a.txt", "--kinds", "capture", folder=tmp_path))
    assert {event["kind"] for event in record["events"]} == {"capture"}


def test_one_step_and_one_phrase(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (places,) = records(vedette("places", "a.txt", folder=tmp_path))
    assert "Bunagana" in [place["text"] for place in places["places"]]
    (people,) = records(vedette("places", "-", folder=tmp_path, stdin="Syrian soldiers left Raqqa on Friday."))
    assert [(place["text"], place["demonym"]) for place in people["places"]] == [("Syrian", True), ("Raqqa", False)]
    (actors,) = records(vedette("actors", "a.txt", folder=tmp_path))
    assert "COD" in [actor["country"] for actor in actors["actors"]]
    assert records(vedette("resolve", "place", "Bunagana", folder=tmp_path))[0][0]["country"] in ("COD", "UGA")
    assert records(vedette("resolve", "actor", "Congolese soldiers", folder=tmp_path))[0][0]["country"] == "COD"
    assert records(vedette("resolve", "date", "a day after", "--published", "2017-11-04", folder=tmp_path))[0]
    assert records(vedette("resolve", "count", "dozens", folder=tmp_path))[0][0]["low"] >= 12
    assert records(vedette("resolve", "count", "xyzzy", folder=tmp_path)) == [[]]


def test_from_python() -> None:
    import vedette

    coded = vedette.code(ARTICLE, published="2022-06-14", publisher="Lakes Wire")
    assert isinstance(coded, vedette.Coded)
    assert coded.report.publisher == "Lakes Wire"
    assert coded.events
    assert [m.mention.text for m in vedette.places(coded.report)]
    assert vedette.resolve_actor("Congolese soldiers")[0].value.country == "COD"


def test_one_article_is_small(tmp_path: Path) -> None:
    """Under 900 MB, the parser and the tables loaded."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    vedette("gazetteer", "build", folder=tmp_path)
    told = vedette("code", "a.txt", folder=tmp_path)
    assert int(told.stderr.splitlines()[-1].split()[1]) < 900


def test_a_reader_that_leaves_early_is_met_quietly() -> None:
    main = f"{sys.executable} -c 'from vedette.cli import main; main()'"
    command = f"{main} code {SAMPLE} {SAMPLE} {SAMPLE} --format jsonl | head -n 1 | wc -l"
    told = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    assert (told.stdout.strip(), told.stderr) == ("1", "")


@pytest.mark.parametrize(("sent", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_leaves_no_half_written_file(tmp_path: Path, sent: signal.Signals, exit_code: int) -> None:
    (tmp_path / "a.jsonl").write_text(SAMPLE.read_text() * 50)
    command = [sys.executable, "-c", "from vedette.cli import main; main()", "code", "a.jsonl", "--out", "o.jsonl"]
    # A shell that runs the tests in the background has them ignore Ctrl-C, and what they start with them.
    heard = lambda: signal.signal(sent, signal.SIG_DFL)  # noqa: E731
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as process:
        deadline = time.monotonic() + 60
        while not any(part.stat().st_size for part in tmp_path.glob(".o.jsonl.*")) and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (exit_code, "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]

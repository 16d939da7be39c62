"""The twelve samples through a database, with the real parser: what an analyst reads out of them is what the commands tell."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vedette.cli import run
from vedette.pipeline import Coder

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "albu-kamal.jsonl"
IS, SYRIA = "Islamic State", "Government of Syria"
Asked = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def database(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the samples, the last report added first."""
    folder = tmp_path_factory.mktemp("albu-kamal")
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "r.jsonl").write_text("".join(reversed(lines)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vedette.pipeline.Coder", lambda **_: coder)
        assert run(["add", str(folder / "r.jsonl"), "--db", str(folder / "v.db")]) == 0
    return folder / "v.db"


@pytest.fixture
def asked(database: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """The records that a command gives."""

    def command(*arguments: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert run([*arguments, "--db", str(database)]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return command


def refs(reports: list[dict[str, Any]]) -> list[str]:
    return sorted(report["ref"] for report in reports)


def test_copies_are_told_from_sources(asked: Asked) -> None:
    docs = {report["ref"]: report for report in asked("docs")}
    assert {ref: docs[ref]["how"] for ref in ("r01", "r02", "r03")} == {"r01": None, "r02": "reprint", "r03": "paraphrase"}
    assert {docs["r02"]["copy_of"], docs["r03"]["copy_of"]} == {docs["r01"]["id"]}


def test_who_held_albu_kamal(asked: Asked) -> None:
    held = asked("control", "--place", "Abu Kamal")
    told = [(one["holder"]["name"], one["since"], one["until"], one["status"]) for one in held]
    assert told == [
        (IS, None, "2017-11-09", "reported"),
        (SYRIA, "2017-11-09", "2017-11-11", "contested"),
        (IS, "2017-11-11", "2017-11-19", told[2][3]),
        (SYRIA, "2017-11-19", None, "corroborated"),
    ]
    assert (refs(held[1]["asserted_by"]), refs(held[1]["denied_by"])) == (["r04"], ["r05"])
    assert {"r10", "r11"} <= set(refs(held[3]["asserted_by"]))
    (at,) = asked("control", "--place", "Albu Kamal", "--at", "2017-11-10")
    assert at == held[1]


def test_one_air_strike_of_two_reports(asked: Asked) -> None:
    (strike,) = asked("events", "--place", "Albu Kamal", "--within", "30", "--kind", "air-strike", "--since", "2017-11-11")
    assert (strike["when"]["earliest"], strike["when"]["latest"]) == ("2017-11-11", "2017-11-11")
    assert (refs(strike["reports"]), strike["independent_sources"], strike["status"]) == (["r07", "r08"], 2, "corroborated")
    killed, wounded = strike["toll"]["killed"], strike["toll"]["wounded"]
    assert (killed["low"], killed["high"], wounded["low"], wounded["high"]) == (14, 22, 30, 30)
    assert len({say["report"] for say in killed["by"]}) == 2


def test_a_question_asserts_nothing_and_a_plan_has_not_happened(asked: Asked) -> None:
    asserted = asked("events", "--stance", "asserted")
    assert not [event for event in asserted if refs(event["reports"]) == ["r12"]]
    plans = asked("events", "--stance", "planned", "--actor", "Kataib Hezbollah", "--place", "Albu Kamal")
    assert {event["independent_sources"] for event in plans} <= {1}


def test_who_backs_whom(asked: Asked) -> None:
    told = {(tie["from"]["name"], tie["kind"], tie["to"]["name"]) for tie in asked("ties")}
    assert ("Government of Russia", "backs", SYRIA) in told
    assert ("Government of Iran", "backs", "Kataib Hezbollah") in told


def test_what_is_filtered_is_what_is_exported(asked: Asked, database: Path, tmp_path: Path) -> None:
    wanted = ("--place", "SYR", "--kind", "conflict")
    ids = [event["id"] for event in asked("events", *wanted)]
    for shape, column in (("csv", "id"), ("ucdp", "relid")):
        out = tmp_path / f"e.{shape}"
        assert run(["events", *wanted, "--format", shape, "--out", str(out), "--db", str(database)]) == 0
        with out.open(encoding="utf-8", newline="") as stream:
            assert [row[column] for row in csv.DictReader(stream)] == ids
    assert len(ids) > 5

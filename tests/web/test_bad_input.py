"""Reports that would break a page: markup, dangerous links, millions of characters, emoji, text from right to left."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import Seen, asked, served

from vedette.intake import make_report
from vedette.model import Coded, Report
from vedette.pipeline import Coder

Open = Callable[..., Seen]
MARKUP = "<script>window.bad = 1</script><img src=x onerror='window.bad = 2'>"
EMOJI = "🕊️🇸🇾👩‍👩‍👧 𝔄𝔅 "
ARABIC = "عاجل"
REPORTS = {
    "markup": make_report(
        f"Gunmen killed three soldiers near Mopti on Friday, the army said. {MARKUP} It blamed {MARKUP} no one.",
        title=f"{MARKUP} raid",
        publisher="<b>Outlet</b>",
        published=dt.date(2022, 3, 5),
        url="javascript:alert(1)",
        ref="markup",
    ),
    "emoji": make_report(
        f"{EMOJI}\n\n{EMOJI}Rebels shelled the town of Gao on 3 March 2022, killing 12 civilians, residents said. {EMOJI}",
        publisher="Sahel Wire",
        published=dt.date(2022, 3, 4),
        ref="emoji",
    ),
    "arabic": make_report(
        f"{ARABIC}\n\nClashes killed five fighters in Deir ez-Zor province on 6 November 2017, activists said.\n\n{ARABIC}",
        publisher="شبكة الفرات",
        published=dt.date(2017, 11, 7),
        ref="arabic",
    ),
}
LONG = "Militants captured the town of Tessit on 2 March 2022, officials said."


@pytest.fixture(scope="module")
def bad(kept: Callable[..., Path], coder: Coder) -> Iterator[str]:
    """A server of these reports, and of one of nearly five million characters of which only the first sentence is read."""
    long = make_report(
        LONG + "\n\n" + "A line that tells of nothing. \n" * 160_000,
        publisher="Long Post",
        published=dt.date(2022, 3, 3),
        ref="long",
    )
    assert 4_900_000 < len(long.text) < 5_000_000

    def code(report: Report) -> Coded:
        if report.ref != "long":
            return coder.code(report)
        # Read from its first sentence alone, which stands at the same place; the parser would take minutes for the rest.
        short = coder.code(make_report(LONG, publisher="Long Post", published=dt.date(2022, 3, 3), ref="long"))
        events = tuple(
            replace(event, readings=tuple(replace(r, claim=replace(r.claim, report=report.id)) for r in event.readings))
            for event in short.events
        )
        return replace(short, report=report, events=events, control=(), ties=())

    with served(kept("bad", [*REPORTS.values(), long], code)) as address:
        yield address


def event_of(site: str, ref: str) -> dict:
    """The first event of the report with this ref."""
    for event in asked(site, "events?limit=500")["events"]:
        found = asked(site, f"events/{event['id']}")
        if found["reports"][0]["ref"] == ref:
            return found
    raise AssertionError(f"no event of {ref}")


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_markup_is_shown_as_text(seen: Open, bad: str, size: str) -> None:
    event = event_of(bad, "markup")
    one = seen(bad, size)
    one.open(f"/events/{event['id']}")
    text = one.words().locator(".report-text .text").evaluate("box => box.textContent")
    assert MARKUP in text
    assert "<b>Outlet</b>" in one.reader().inner_text()
    assert one.page.evaluate("window.bad") is None
    assert one.page.locator("main script, main img").count() == 0


def test_a_link_that_would_run_is_no_link(seen: Open, bad: str) -> None:
    event = event_of(bad, "markup")
    one = seen(bad)
    one.open(f"/events/{event['id']}")
    one.words()
    hrefs = one.page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(hrefs) <= {"http:", "https:"}
    assert one.page.locator("a.outside").count() == 0
    one.open("/review", state="ready")
    assert one.page.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("ref", ["emoji", "arabic", "markup"])
def test_marks_stand_on_the_words_whatever_stands_before_them(seen: Open, bad: str, ref: str) -> None:
    event = event_of(bad, ref)
    one = seen(bad)
    one.open(f"/events/{event['id']}")
    claim = next(claim for claim in event["claims"] if claim["id"] == one.words().get_attribute("data-claim"))
    assert one.words().locator("mark.sentence").evaluate_all("all => all.map(mark => mark.textContent).join('')") == claim["text"]
    found = (
        one.words().locator(".report-text .w").evaluate_all("words => words.map(word => [word.dataset.field, word.textContent])")
    )
    for field in ("trigger", "place", "killed"):
        spans = [span["text"] for span in claim["spans"] if span["field"] == field]
        assert [text for names, text in found if field in names.split()] == spans
    assert found
    report = asked(bad, f"reports/{claim['report']}")
    assert one.words().locator(".report-text .text").evaluate("box => box.textContent") == report["text"]


def test_text_from_right_to_left_is_set_so(seen: Open, bad: str) -> None:
    event = event_of(bad, "arabic")
    one = seen(bad)
    one.open(f"/reports/{event['reports'][0]['id']}")
    box = one.reader().locator(".report-text")
    assert box.evaluate("box => getComputedStyle(box).direction") == "rtl"


def test_five_million_characters_are_read_around_the_sentence(seen: Open, bad: str) -> None:
    event = event_of(bad, "long")
    one = seen(bad)
    one.open(f"/events/{event['id']}")
    assert one.words().locator("mark.sentence").evaluate("mark => mark.textContent") == LONG
    shown = one.words().locator(".report-text .text").evaluate("box => box.textContent.length")
    assert shown < 20_000
    one.page.get_by_role("button", name="Show the whole report").click()
    one.page.wait_for_function("() => document.querySelector('.report-text .text').textContent.length > 4900000", timeout=60_000)
    assert one.words().locator("mark.sentence").evaluate("mark => mark.textContent") == LONG


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_province_is_an_area_not_a_pin(seen: Open, bad: str, size: str) -> None:
    event = event_of(bad, "arabic")
    assert event["place"]["precision"] == "province"
    one = seen(bad, size, draws=True)
    one.open("/?place=Deir+ez-Zor")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    assert (box.get_attribute("data-areas"), box.get_attribute("data-spots")) == ("1", "0")
    one.open(f"/events/{event['id']}")
    assert "anywhere within" in one.reader().inner_text()


def test_an_empty_database_says_what_to_do(seen: Open, kept: Callable[..., Path]) -> None:
    with served(kept("empty", [])) as address:
        one = seen(address)
        one.open("/")
        assert "vedette add" in one.page.locator(".list-note").inner_text()
        for path, words in (("/control", "No report"), ("/ties", "No tie"), ("/review", "Nothing awaits")):
            one.open(path)
            assert words in one.page.locator("main").inner_text()


def test_a_server_that_goes_is_said_and_the_page_recovers(seen: Open, site: str) -> None:
    one = seen(site)
    one.expect("ERR_FAILED")
    one.open("/")
    one.page.route("**/api/feed/rows*", lambda route: route.abort())
    one.filters().locator("input[name=status][value=reported]").check()
    alert = one.page.locator(".list-note").get_by_role("alert")
    alert.wait_for()
    assert "does not answer" in alert.inner_text()
    one.page.unroute("**/api/feed/rows*")
    alert.get_by_role("button", name="Try again").click()
    one.until_count(asked(site, "events?status=reported&limit=1")["total"])


def test_a_database_that_is_gone_is_said_and_the_page_recovers(seen: Open, samples: Path, tmp_path: Path) -> None:
    copy, away = tmp_path / "here.db", tmp_path / "away.db"
    shutil.copy(samples, copy)
    with served(copy) as address:
        one = seen(address)
        one.expect("status of 503")
        one.open("/")
        copy.rename(away)
        one.page.get_by_role("link", name="Control").click()
        alert = one.page.locator(".control-view").get_by_role("alert").first
        alert.wait_for()
        assert len(alert.inner_text()) > 10
        away.rename(copy)
        alert.get_by_role("button", name="Try again").click()
        one.until()

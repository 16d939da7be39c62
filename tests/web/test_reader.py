"""The reader: an event down to the words it rests on. What is marked is what the API says, character by character."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Seen, asked

Open = Callable[..., Seen]
BOTH = pytest.mark.parametrize("size", ["wide", "narrow"])


@pytest.fixture(scope="module")
def events(site: str) -> dict[str, dict[str, object]]:
    """Events of the samples by what they are of: a contested capture, a strike with two tolls, one with copies."""
    found = [asked(site, f"events/{one['id']}") for one in asked(site, "events?limit=500")["events"]]
    return {
        "contested": next(one for one in found if one["status"] == "contested"),
        "tolls": next(one for one in found if one["toll"]["killed"] and len(one["toll"]["killed"]["by"]) > 1),
        "copies": next(one for one in found if any(len(origin["reports"]) > 1 for origin in one["origins"])),
    }


def marked(one: Seen) -> list[tuple[str, str]]:
    """The words that are marked in the report's text, with their fields, each span whole."""
    return one.words().locator(".report-text .w").evaluate_all("found => found.map(word => [word.dataset.field, word.textContent])")


@BOTH
def test_a_click_opens_an_event_and_closing_it_leads_back(seen: Open, site: str, size: str) -> None:
    one = seen(site, size)
    one.open("/")
    link = one.page.locator("table.events a.event-link").nth(2)
    name, address = link.inner_text(), link.get_attribute("href")
    link.click()
    assert one.reader().locator(".reader-title").inner_text() == name
    assert one.page.url.endswith(address)
    one.page.get_by_role("button", name="Close the reader").click()
    one.page.wait_for_url(site + "/")
    assert not one.page.locator("aside.reader").first.is_visible()
    assert one.page.evaluate("document.activeElement.getAttribute('href')") == address


def test_the_keyboard_alone_opens_and_closes_an_event(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.page.locator("table.events a.event-link").first.focus()
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("ArrowDown")
    assert one.page.evaluate("document.activeElement.dataset.at") == "2"
    one.page.keyboard.press("End")
    assert one.page.evaluate("document.activeElement.dataset.at") == str(one.count()[1] - 1)
    one.page.keyboard.press("Home")
    one.page.keyboard.press("Enter")
    one.reader()
    assert one.page.evaluate("document.activeElement.className") == "reader-title"
    one.page.keyboard.press("Escape")
    one.page.wait_for_url(site + "/")
    assert one.page.evaluate("document.activeElement.dataset.at") == "0"


@BOTH
def test_the_words_that_filled_a_field_are_marked(seen: Open, site: str, size: str, events: dict[str, dict]) -> None:
    event = events["contested"]
    one = seen(site, size)
    one.open(f"/events/{event['id']}")
    words = one.words()
    shown = words.get_attribute("data-claim")
    claim = next(claim for claim in event["claims"] if claim["id"] == shown)
    report = asked(site, f"reports/{claim['report']}")
    assert words.locator("mark.sentence").first.inner_text().replace("\u2060", "") != ""
    assert words.locator(".report-text .text").evaluate("box => box.textContent") == report["text"]
    assert words.locator("mark.sentence").evaluate_all("all => all.map(mark => mark.textContent).join('')") == claim["text"]
    found = marked(one)
    for span in claim["spans"]:
        assert span["text"] == report["text"][span["start"] : span["end"]]
        assert any(text in span["text"] for _, text in found), span
    assert {text for fields, text in found if "place" in fields.split()} == {
        span["text"] for span in claim["spans"] if span["field"] == "place"
    }


def test_why_each_word_was_read_so(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["contested"]
    one = seen(site)
    one.open(f"/events/{event['id']}")
    claim = next(claim for claim in event["claims"] if claim["id"] == one.words().get_attribute("data-claim"))
    told = one.words().locator(".why-table").inner_text()
    for span in claim["spans"]:
        assert span["text"] in told
        assert (span["value"] or "") in told
        assert (span["reason"] or "") in told


def test_the_other_sources_stand_side_by_side(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["contested"]
    one = seen(site)
    one.open(f"/events/{event['id']}")
    cards = one.reader().locator("article.origin")
    assert cards.count() == len(event["origins"]) == 2
    left, right = (cards.nth(i).bounding_box() for i in range(2))
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_another_source_is_chosen_and_its_report_shown(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["contested"]
    one = seen(site)
    one.open(f"/events/{event['id']}")
    shown = one.words().get_attribute("data-claim")
    other = next(claim for claim in event["claims"] if claim["id"] != shown and claim["report"] != event["trigger"]["report"])
    one.page.locator(f"[data-claim-card='{other['id']}']").get_by_role("button").click()
    one.page.locator(f"section.words[data-claim='{other['id']}'][data-state='ready']").wait_for()
    one.page.wait_for_function("() => document.querySelector('section.words mark.sentence')")
    assert one.page.locator("section.words mark.sentence").evaluate("mark => mark.textContent") == other["text"]
    assert one.query()["claim"] == other["id"]


def test_copies_stand_under_the_report_that_they_go_back_to(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["copies"]
    one = seen(site)
    one.open(f"/events/{event['id']}")
    cards = one.reader().locator("article.origin")
    assert cards.count() == len(event["origins"])
    for i, origin in enumerate(event["origins"]):
        copies = origin["reports"][1:]
        assert cards.nth(i).locator(".source.copy").count() == len(copies)
        for j, copy in enumerate(copies):
            assert copy["publisher"] in cards.nth(i).locator(".source.copy").nth(j).text_content()
            assert copy["how"] in cards.nth(i).locator(".source.copy").nth(j).text_content()


def test_speakers_are_a_chain(seen: Open, site: str) -> None:
    event = next(
        one
        for one in (asked(site, f"events/{e['id']}") for e in asked(site, "events?limit=500")["events"])
        if any(len(c["speakers"]) > 1 for c in one["claims"])
    )
    claim = next(claim for claim in event["claims"] if len(claim["speakers"]) > 1)
    one = seen(site)
    one.open(f"/events/{event['id']}")
    links = one.reader().locator(f"[data-claim-card='{claim['id']}'] .chain-link bdi").all_text_contents()
    assert links[: len(claim["speakers"])] == [speaker["text"] for speaker in claim["speakers"]]


def test_tolls_that_differ_are_ranges_by_source(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["tolls"]
    killed = event["toll"]["killed"]
    one = seen(site)
    one.open(f"/events/{event['id']}")
    rows = one.reader().locator(".toll", has_text="killed").first.locator(".toll-row")
    assert rows.count() == 1 + len(killed["by"])
    told = one.reader().locator(".tolls").inner_text()
    assert f"{killed['low']}–{killed['high']}" in told
    for say in killed["by"]:
        outlet = next(report["publisher"] for report in event["reports"] if report["id"] == say["report"])
        assert outlet in told


def test_where_sources_differ_it_says_who_says_what(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["contested"]
    one = seen(site)
    one.open(f"/events/{event['id']}")
    told = one.reader().locator(".disputes").inner_text()
    for says in event["disputes"].values():
        for say in says:
            assert say["value"] in told


@BOTH
def test_a_report_stands_alone_with_its_sentence_marked(seen: Open, site: str, size: str, events: dict[str, dict]) -> None:
    claim = events["contested"]["claims"][0]
    one = seen(site, size)
    one.open(f"/reports/{claim['report']}?mark={claim['start']}-{claim['end']}")
    assert one.reader().locator("mark.sentence").evaluate_all("all => all.map(mark => mark.textContent).join('')") == claim["text"]
    one.reader().locator(f"a[href*='/events/{events['contested']['id']}']").click()
    one.words()


@pytest.mark.parametrize("path", ["/events/0000000000000000", "/reports/0000000000000000"])
def test_what_is_not_there_is_said_in_a_sentence(seen: Open, site: str, path: str) -> None:
    one = seen(site)
    one.expect("status of 404")
    one.open(path, state=None)
    alert = one.page.locator("aside.reader").get_by_role("alert")
    alert.wait_for()
    assert len(alert.inner_text()) > 10


def test_the_beginning_of_an_id_leads_to_the_event(seen: Open, site: str, events: dict[str, dict]) -> None:
    event = events["contested"]
    one = seen(site)
    one.open(f"/events/{event['id'][:9]}")
    one.page.wait_for_url(f"{site}/events/{event['id']}")
    one.words()

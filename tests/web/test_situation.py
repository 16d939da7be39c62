"""Control on a day, ties on a day, and the brief: each as the API has it, and each dot and line leads to its sentences."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import pytest
from browsing import Seen, asked

Open = Callable[..., Seen]
BOTH = pytest.mark.parametrize("size", ["wide", "narrow"])


@BOTH
@pytest.mark.parametrize("day", ["2017-11-05", "2017-11-10", "2017-11-20"])
def test_who_holds_what_on_a_day(seen: Open, site: str, size: str, day: str) -> None:
    one = seen(site, size)
    one.open(f"/control?at={day}")
    held = asked(site, f"control?at={day}")["control"]
    rows = one.page.locator("table.held tbody tr")
    assert rows.count() == len(held) > 0
    told = one.page.locator("table.held").inner_text()
    for interval in held:
        assert interval["place"]["name"] in told
        assert interval["holder"]["name"] in told
        assert interval["status"] in told


def test_the_holder_of_a_town_changes_with_the_day(seen: Open, site: str) -> None:
    one = seen(site)
    found = []
    for day in ("2017-11-05", "2017-11-10", "2017-11-15", "2017-11-20"):
        one.open(f"/control?at={day}&place=Albu+Kamal")
        found.append(one.page.locator("table.held .holder bdi").all_inner_texts())
    assert found == [["Islamic State"], ["Government of Syria"], ["Islamic State"], ["Government of Syria"]]


def test_the_slider_moves_the_day_by_keyboard(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/control?at=2017-11-10")
    one.page.locator("#c-slider").focus()
    one.page.keyboard.press("ArrowRight")
    one.page.locator(".control-view[data-at='2017-11-11']").wait_for()
    assert one.query()["at"] == "2017-11-11"
    assert one.page.locator("#c-slider").get_attribute("aria-valuetext") == "11 Nov 2017"


def test_claimed_contested_and_corroborated_are_drawn_apart(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/control?at=2017-11-10")
    patterns = {"contested": "p-cross", "reported": "p-hatch", "corroborated": "p-full"}
    for interval in asked(site, "control?at=2017-11-10")["control"]:
        row = one.page.locator("table.held tr", has_text=interval["place"]["name"])
        assert patterns[interval["status"]] in row.locator(".swatch").get_attribute("class")


@BOTH
def test_an_interval_opens_its_sentences(seen: Open, site: str, size: str) -> None:
    one = seen(site, size)
    one.open("/control?at=2017-11-10")
    interval = next(i for i in asked(site, "control?at=2017-11-10")["control"] if i["status"] == "contested")
    one.page.locator("table.held tr", has_text=interval["place"]["name"]).locator("button.holder").click()
    told = one.reader().inner_text()
    statements = asked(site, f"control/{interval['id']}")["statements"]
    assert statements
    for statement in statements:
        assert one.reader().locator("blockquote", has_text=statement["text"][:40]).count() >= 1
    assert "Denied by" in told
    assert one.query()["interval"] == interval["id"]


def test_what_changed_between_two_days(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/control?since=2017-11-05&until=2017-11-20")
    changes = asked(site, "control/changes?since=2017-11-05&until=2017-11-20")["changes"]
    assert changes
    one.page.locator(".change-list").wait_for()
    assert one.page.locator(".change-list li").count() == len(changes)
    told = one.page.locator(".change-list").inner_text()
    assert all(change["place"]["name"] in told for change in changes)


def test_the_map_of_control_has_a_mark_a_place(seen: Open, site: str) -> None:
    one = seen(site, draws=True)
    one.open("/control?at=2017-11-10")
    one.page.locator(".place-mark").first.wait_for()
    held = asked(site, "control?at=2017-11-10")["control"]
    assert one.page.locator(".place-mark").count() == len({interval["place"]["name"] for interval in held})
    names = one.page.locator(".place-mark").evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert all(any(name.startswith(f"{interval['place']['name']}: ") for name in names) for interval in held)
    one.page.locator(".place-mark", has_text="Albu Kamal").click()
    one.reader()


@BOTH
def test_ties_are_drawn_and_listed(seen: Open, site: str, size: str) -> None:
    one = seen(site, size)
    one.open("/ties")
    ties = asked(site, "ties")["ties"]
    assert one.page.locator(".network g.tie").count() == one.page.locator(".tie-list tbody tr").count() == len(ties) > 3
    drawn = one.page.locator(".network g.tie").evaluate_all("found => found.map(tie => tie.dataset.tie)")
    assert sorted(drawn) == sorted(tie["id"] for tie in ties)


def test_a_line_of_the_drawing_opens_its_sentences_by_keyboard(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/ties")
    line = one.page.locator(".network g.tie").first
    line.focus()
    one.page.keyboard.press("Enter")
    one.reader()
    statements = asked(site, f"ties/{one.query()['tie']}")["statements"]
    assert statements
    assert one.reader().locator("blockquote", has_text=statements[0]["text"][:40]).count() >= 1
    one.page.keyboard.press("Escape")
    one.page.wait_for_url(f"{site}/ties")


def test_every_tie_leads_to_a_sentence(seen: Open, site: str) -> None:
    one = seen(site)
    for tie in asked(site, "ties")["ties"]:
        one.open(f"/ties?tie={tie['id']}")
        assert one.reader().locator("blockquote").count() > 0, tie["id"]


def test_ties_on_a_day_and_of_a_party(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/ties?at=2017-11-10&actor=Kataib+Hezbollah")
    ties = asked(site, "ties?at=2017-11-10&actor=Kataib%20Hezbollah")["ties"]
    assert 0 < len(ties) < len(asked(site, "ties")["ties"])
    assert one.page.locator(".tie-list tbody tr").count() == len(ties)


@BOTH
def test_a_brief_is_made_and_read(seen: Open, site: str, size: str) -> None:
    one = seen(site, size)
    one.open("/brief", state="idle")
    one.page.get_by_label("Place").fill("Albu Kamal")
    one.page.get_by_label("From").fill("2017-11-01")
    one.page.get_by_role("button", name="Write the brief").click()
    one.until()
    brief = asked(site, "brief?place=Albu%20Kamal&since=2017-11-01&format=json")
    told = one.page.locator("article.brief").text_content()
    assert brief["headline"] in told
    statements = [statement for section in brief["sections"] for statement in section["statements"]]
    assert statements
    assert all(statement["text"] in told for statement in statements)
    assert one.page.locator(".references li").count() == len(brief["citations"])


def test_a_citation_leads_to_its_sentence(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/brief?place=Albu+Kamal&since=2017-11-01")
    citation = asked(site, "brief?place=Albu%20Kamal&since=2017-11-01&format=json")["citations"][0]
    one.page.locator("#ref-1 a.to-report").click()
    sentence = one.reader().locator("mark.sentence").evaluate_all("all => all.map(mark => mark.textContent).join('')")
    assert sentence == citation["text"]


def test_a_brief_is_printed_without_the_page_around_it(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/brief?place=Albu+Kamal&since=2017-11-01")
    one.page.emulate_media(media="print")
    assert not one.page.locator("header.top").is_visible()
    assert not one.page.locator(".brief-form").is_visible()
    assert one.page.locator(".brief-title").is_visible()


@pytest.mark.parametrize(("name", "begins"), [("Markdown", "#"), ("HTML", "<!"), ("JSON", "{")])
def test_a_brief_is_downloaded(seen: Open, site: str, name: str, begins: str) -> None:
    one = seen(site)
    one.open("/brief?place=Albu+Kamal&since=2017-11-01")
    link = one.page.locator(".brief-actions").get_by_role("link", name=name)
    with urllib.request.urlopen(site + link.get_attribute("href")) as answer:  # noqa: S310  # our own server
        assert answer.read().decode().startswith(begins)


def test_a_brief_on_nothing_says_so(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/brief?place=Albu+Kamal&since=2030-01-01")
    assert "nothing to write" in one.page.locator("article.brief").inner_text()

"""The review: the queue by keyboard, each decision with its undo, and what it makes of the events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Seen, asked

Open = Callable[..., Seen]


def said(one: Seen, words: str) -> None:
    one.page.locator(".said", has_text=words).wait_for()


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_queue_is_what_awaits(seen: Open, site: str, size: str) -> None:
    one = seen(site, size)
    one.open("/review")
    queue = asked(site, "review")
    assert queue["total"] > 1
    assert one.page.locator(".queue-item").count() == len(queue["awaiting"])
    assert queue["awaiting"][0]["reason"] in one.page.locator(".question").inner_text()
    for claim in (*queue["awaiting"][0]["claims"], *queue["awaiting"][0]["other_claims"]):
        assert claim["text"] in one.page.locator(".question").inner_text()


def test_the_queue_is_walked_by_keyboard(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/review")
    queue = [item["id"] for item in asked(site, "review")["awaiting"]]
    one.page.keyboard.press("j")
    assert one.query() == {"item": queue[1]}
    one.page.keyboard.press("k")
    assert one.query() == {"item": queue[0]}


def test_accept_and_undo_by_keyboard(seen: Open, own_site: str) -> None:
    one = seen(own_site)
    one.open("/review")
    before = asked(own_site, "review")["total"]
    one.page.keyboard.press("a")
    said(one, "Kept: accept")
    assert asked(own_site, "review")["total"] == before - 1
    one.page.locator("header .count", has_text=str(before - 1)).wait_for()
    one.page.keyboard.press("u")
    said(one, "Withdrawn: accept")
    assert asked(own_site, "review")["total"] == before
    assert one.page.locator(".log li.withdrawn").count() == 1


def test_merge_makes_one_of_two_events_and_undo_brings_both_back(seen: Open, own_site: str) -> None:
    one = seen(own_site)
    item = next(item for item in asked(own_site, "review")["awaiting"] if item["stands"] == "apart")
    every = asked(own_site, "events?limit=1")["of"]
    one.open(f"/review?item={item['id']}")
    one.page.get_by_label("Why").fill("the same raid")
    one.page.get_by_role("button", name="Merge").click()
    said(one, "Kept: merge")
    assert asked(own_site, "events?limit=1")["of"] == every - 1
    judgement = asked(own_site, "judgements")["judgements"][0]
    assert (judgement["decision"], judgement["why"]) == ("merge", "the same raid")
    one.page.get_by_role("link", name="Events").click()
    one.until_count(every - 1)
    # The id that went leads to what it became, and says so.
    gone = next(
        id_ for id_ in item["events"] if id_ not in {event["id"] for event in asked(own_site, "events?limit=500")["events"]}
    )
    one.open(f"/events/{gone}")
    one.page.locator(".moved").wait_for()
    assert gone not in one.page.url
    assert "the same raid" in one.reader().inner_text()
    one.open("/review")
    one.page.locator(".log").get_by_role("button", name="Undo").click()
    said(one, "Withdrawn: merge")
    assert asked(own_site, "events?limit=1")["of"] == every


def test_relabel_and_undo(seen: Open, own_site: str) -> None:
    one = seen(own_site)
    item = asked(own_site, "review")["awaiting"][0]
    event = item["events"][0]
    was = asked(own_site, f"events/{event}")["kind"]
    one.open(f"/review?item={item['id']}")
    one.page.keyboard.press("r")
    form = one.page.get_by_role("form", name="Relabel")
    form.get_by_label("What", exact=True).select_option("siege")
    form.get_by_role("button", name="Relabel").click()
    said(one, "Kept: relabel")
    assert was != asked(own_site, f"events/{event}")["kind"] == "siege"
    one.page.locator(".question").focus()
    one.page.keyboard.press("u")
    said(one, "Withdrawn: relabel")
    assert asked(own_site, f"events/{event}")["kind"] == was


def test_split_and_undo(seen: Open, own_site: str) -> None:
    one = seen(own_site)
    item = next(item for item in asked(own_site, "review")["awaiting"] if item["stands"] == "apart")
    one.open(f"/review?item={item['id']}")
    one.page.keyboard.press("m")
    said(one, "Kept: merge")
    event = next(event for event in asked(own_site, "events?limit=500")["events"] if event["judged"])
    claims = asked(own_site, f"events/{event['id']}")["claims"]
    every = asked(own_site, "events?limit=1")["of"]
    one.open(f"/events/{event['id']}")
    one.reader().get_by_text("Decide on this event").click()
    one.page.locator(f".split-claims input[value='{claims[-1]['id']}']").check()
    one.page.get_by_role("button", name="Split these off").click()
    one.reader().locator(".said", has_text="Kept: split").wait_for()
    assert asked(own_site, "events?limit=1")["of"] == every + 1
    one.open("/review")
    one.page.keyboard.press("u")
    said(one, "Withdrawn: split")
    assert asked(own_site, "events?limit=1")["of"] == every


def test_a_judgement_that_cannot_be_is_said_in_a_sentence(seen: Open, own_site: str) -> None:
    one = seen(own_site)
    one.expect("status of 4")
    item = asked(own_site, "review")["awaiting"][0]
    one.open(f"/review?item={item['id']}")
    one.page.keyboard.press("r")
    form = one.page.get_by_role("form", name="Relabel")
    form.get_by_label("Where").fill("Nowhere-that-is")
    form.get_by_role("button", name="Relabel").click()
    said(one, "Nowhere-that-is")

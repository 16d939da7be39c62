"""The first view: list, map and time line show what the API says, for every filter, and all of it is in the address."""

from __future__ import annotations

import math
import urllib.request
from collections.abc import Callable

import pytest
from browsing import Seen, asked

Open = Callable[..., Seen]
BOTH = pytest.mark.parametrize("size", ["wide", "narrow"])


@BOTH
def test_it_opens_on_all_events(seen: Open, site: str, size: str) -> None:
    one = seen(site, size, draws=True)
    one.open("/")
    every = asked(site, "events?limit=1")["of"]
    assert one.count() == (every, every)
    assert one.page.locator("table.events").get_attribute("aria-rowcount") == str(every + 1)
    one.page.locator(".map-box[data-drawn='yes']").first.wait_for()


def test_the_rows_are_the_events_in_the_order_of_their_days(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    shown = one.page.locator("table.events tbody tr[data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert len(shown) > 8
    assert shown == [event["id"] for event in asked(site, "events?limit=500")["events"]][: len(shown)]


@BOTH
def test_the_map_is_drawn(seen: Open, site: str, size: str) -> None:
    one = seen(site, size, draws=True)
    one.open("/")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    feed = asked(site, "feed")["columns"]
    points = {(x, y) for x, y in zip(feed["longitude"], feed["latitude"], strict=True) if x is not None}
    assert int(box.get_attribute("data-spots")) + int(box.get_attribute("data-areas")) == len(points)


# What is set in the filters, what that makes of the address, and the same asked of the API.
FILTERS = [
    ("status", "contested", "status=contested"),
    ("status", "planned", "status=planned"),
    ("stance", "possible", "stance=possible"),
    ("kind", "capture", "kind=capture"),
    ("kind", "conflict", "kind=conflict"),
]


@pytest.mark.parametrize(("name", "value", "query"), FILTERS)
def test_a_box_that_is_ticked_filters(seen: Open, site: str, name: str, value: str, query: str) -> None:
    one = seen(site)
    one.open("/")
    one.filters().locator(f"input[name={name}][value={value}]").check()
    wanted = asked(site, f"events?{query}&limit=1")
    assert 0 < wanted["total"] < wanted["of"]
    one.until_count(wanted["total"])
    assert one.count() == (wanted["total"], wanted["of"])
    assert one.query()[name] == value


WORDS = [
    ("text", "clashes", "text=clashes"),
    ("text", '"displaced people"', "text=%22displaced%20people%22"),
    ("place", "Rawah", "place=Rawah"),
    ("actor", "Islamic State", "actor=Islamic%20State"),
    ("source", "Euphrates Monitor", "source=Euphrates%20Monitor"),
    ("since", "2017-11-18", "since=2017-11-18"),
    ("until", "2017-11-03", "until=2017-11-03"),
]


@BOTH
@pytest.mark.parametrize(("name", "value", "query"), WORDS)
def test_words_that_are_typed_filter(seen: Open, site: str, size: str, name: str, value: str, query: str) -> None:
    one = seen(site, size)
    one.open("/")
    box = one.filters().locator(f"input[name={name}]")
    box.fill(value)
    box.press("Enter")
    wanted = asked(site, f"events?{query}&limit=1")
    assert 0 < wanted["total"] < wanted["of"]
    one.until_count(wanted["total"])
    assert one.query()[name] == value


def test_within_takes_what_is_near(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/?place=Albu+Kamal")
    one.filters().get_by_label("Within").select_option("25")
    wanted = asked(site, "events?place=Albu%20Kamal&within=25&limit=1")["total"]
    assert wanted > asked(site, "events?place=Albu%20Kamal&limit=1")["total"]
    one.until_count(wanted)


def test_only_where_sources_differ(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.filters().get_by_label("only where sources differ").check()
    one.until_count(asked(site, "events?disputed=yes&limit=1")["total"])
    assert one.page.locator("table.events .differ").count() == one.count()[0]


def test_the_counts_beside_the_boxes_are_the_servers(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/?place=Albu+Kamal")
    one.page.locator(".events-view[data-facets='place=Albu+Kamal']").wait_for()
    for facet in asked(site, "facets?place=Albu%20Kamal")["status"]:
        label = one.page.locator(".check", has=one.page.locator(f"input[name=status][value={facet['value']}]"))
        assert label.locator(".count").inner_text() == str(facet["count"])


def test_chips_take_filters_out_and_clear_takes_all(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/?status=reported,planned&actor=Islamic+State&since=2017-11-01")
    one.page.get_by_role("button", name="Take out the filter reported or planned").click()
    assert "status" not in one.query()
    one.page.get_by_role("button", name="Clear all").click()
    one.until_count(one.count()[1])
    assert one.query() == {}


def test_what_is_typed_is_suggested(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.filters().locator("input[name=place]").press_sequentially("albu")
    one.page.locator("#of-place option[value='Albu Kamal']").wait_for(state="attached")


def test_what_is_downloaded_is_what_is_shown(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/?kind=capture&status=reported")
    link = one.page.get_by_role("link", name="Download")
    link.hover()
    with urllib.request.urlopen(site + link.get_attribute("href")) as answer:  # noqa: S310  # our own server
        lines = answer.read().decode().splitlines()
    assert len(lines) == one.count()[0] > 0


def test_the_brush_sets_the_days(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/?since=2017-11-01&until=2017-11-21")
    over = one.page.locator(".timeline .u-over")
    over.wait_for()
    box = over.bounding_box()
    one.page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + 30)
    one.page.mouse.down()
    one.page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 30, steps=4)
    one.page.mouse.up()
    one.page.wait_for_url("**/*since=2017-11-*")
    days = one.query()
    assert "2017-11-01" < days["since"] <= days["until"] < "2017-11-21"
    one.until_count(asked(site, f"events?since={days['since']}&until={days['until']}&limit=1")["total"])
    one.page.get_by_role("button", name="All days").click()
    one.until_count(one.count()[1])


def test_the_time_line_is_by_days_around_the_chosen_ones_and_wide_else(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    assert one.page.locator(".timeline").get_attribute("data-by") == "month"
    one.open("/?since=2017-11-01&until=2017-11-30")
    assert one.page.locator(".timeline").get_attribute("data-by") == "day"


LISTS = [("Without a place", "placed=no"), ("Without a day", "dated=no")]


@pytest.mark.parametrize(("name", "query"), LISTS)
@BOTH
def test_what_no_map_or_time_line_can_show_has_its_list(seen: Open, site: str, size: str, name: str, query: str) -> None:
    one = seen(site, size)
    one.open("/")
    one.page.get_by_role("button", name=name).click()
    wanted = [event["id"] for event in asked(site, f"events?{query}&limit=500")["events"]]
    assert wanted
    one.page.locator(f".events-view[data-rows='{len(wanted)}']").wait_for()
    shown = one.page.locator("table.events tbody tr[data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert set(shown) <= set(wanted)
    assert one.query() == {"list": "unplaced" if "place" in name else "undated"}


SORTS = [("Killed", "-killed"), ("What", "kind"), ("Sources", "-sources")]


@pytest.mark.parametrize(("column", "sort"), SORTS)
def test_the_list_is_sorted(seen: Open, site: str, column: str, sort: str) -> None:
    one = seen(site)
    one.open("/")
    one.page.get_by_role("columnheader", name=column).get_by_role("button").click()
    one.page.get_by_role("columnheader", name=column).and_(one.page.locator("[aria-sort]")).wait_for()
    assert one.query()["sort"] == sort
    feed = asked(site, "feed")
    shown = one.page.locator("table.events tbody tr[data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    at = [feed["columns"]["id"].index(id_) for id_ in shown]
    columns = feed["columns"]
    keys = {
        "-killed": lambda row: -next((n for n in (columns["killed_high"][row], columns["killed_low"][row]) if n is not None), -1),
        "-sources": lambda row: -columns["sources"][row],
        "kind": lambda row: feed["names"]["kind"][columns["kind"][row]],
    }
    values = [keys[sort](row) for row in at]
    assert values == sorted(values)


def test_a_mark_on_the_map_shows_its_place(seen: Open, site: str) -> None:
    one = seen(site, draws=True)
    one.open("/?place=Albu+Kamal")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    size = box.bounding_box()
    one.page.mouse.click(size["x"] + size["width"] / 2, size["y"] + size["height"] / 2)
    one.page.locator(".spot-note").wait_for()
    assert "Albu Kamal" in one.page.locator(".spot-note").inner_text()
    assert one.query()["spot"].startswith("34.45")
    one.page.get_by_role("button", name="Show all places").click()
    assert "spot" not in one.query()


# Where the town lies, and how far a place right and up of it is, in pixels of the map at zoom 9.
TOWN, ZOOM = (34.45, 40.92), 9
ASIDE = [(0, 0), (210, -60), (-180, 70)]


@pytest.mark.parametrize(("right", "down"), ASIDE)
def test_marks_lie_where_the_map_has_their_place(seen: Open, site: str, right: int, down: int) -> None:
    one = seen(site, draws=True)
    across = 512 * 2**ZOOM
    level = math.asinh(math.tan(math.radians(TOWN[0]))) + 2 * math.pi * down / across
    middle = math.degrees(math.atan(math.sinh(level))), TOWN[1] - 360 * right / across
    one.open(f"/?place=Albu+Kamal&map={middle[0]:.4f},{middle[1]:.4f},{ZOOM}")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    assert box.get_attribute("data-marks") == box.get_attribute("data-spots") == "1"
    size = box.bounding_box()
    one.page.mouse.click(size["x"] + size["width"] / 2 + right, size["y"] + size["height"] / 2 + down)
    one.page.locator(".spot-note").wait_for()
    assert "Albu Kamal" in one.page.locator(".spot-note").inner_text()


def test_a_mark_of_many_places_comes_apart_when_it_is_chosen(seen: Open, site: str) -> None:
    one = seen(site, draws=True)
    one.open("/?map=34.45,40.92,3.5")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    together = int(box.get_attribute("data-marks"))
    assert together < int(box.get_attribute("data-spots")) + int(box.get_attribute("data-areas"))
    size = box.bounding_box()
    one.page.mouse.click(size["x"] + size["width"] / 2, size["y"] + size["height"] / 2)
    one.page.wait_for_function("() => Number(new URLSearchParams(location.search).get('map').split(',')[2]) > 3.6")
    assert int(box.get_attribute("data-marks")) > together


def test_another_filter_is_on_the_map_when_it_is_in_the_list(seen: Open, site: str) -> None:
    one = seen(site, draws=True)
    one.open("/")
    box = one.page.locator(".map-box[data-drawn='yes']").first
    box.wait_for()
    where = one.filters().locator("input[name=place]")
    where.fill("Albu Kamal")
    where.press("Enter")
    one.until_count(asked(site, "events?place=Albu+Kamal")["total"])
    assert box.get_attribute("data-spots") == "1"


def test_the_borders_are_drawn_in_the_view_that_is_chosen(seen: Open, site: str) -> None:
    one = seen(site, draws=True)
    one.open("/")
    one.page.get_by_label("Borders drawn").select_option("un")
    one.page.wait_for_url("**/?borders=un")
    one.open("/?borders=held")
    one.page.locator(".map-box[data-state='ready']").first.wait_for()
    assert one.page.get_by_label("Borders drawn").input_value() == "held"


def test_moving_the_map_is_kept_in_the_address(seen: Open, site: str) -> None:
    one = seen(site, draws=True)
    one.open("/")
    one.page.locator(".map-box[data-drawn='yes']").first.wait_for()
    one.page.get_by_role("button", name="Zoom in").click()
    one.page.wait_for_url("**/?map=*")
    assert len(one.query()["map"].split(",")) == 3


def test_a_filter_that_is_none_is_said_in_a_sentence(seen: Open, site: str) -> None:
    one = seen(site)
    one.expect("status of 400")
    one.open("/?status=nonsense", state="failed")
    alert = one.page.get_by_role("alert").first
    assert "nonsense" in alert.inner_text()
    one.page.get_by_role("button", name="Clear all").click()
    one.until()


def test_where_nothing_fits_it_says_so(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/?text=zebra")
    assert "No event fits" in one.page.locator(".list-note").inner_text()
    assert one.count()[0] == 0


def test_a_browser_that_can_draw_no_map_has_the_list(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.page.locator(".map-box[data-state='none']").wait_for()
    assert "WebGL" in one.page.locator(".map-box").first.inner_text()
    assert one.page.locator("table.events tbody tr[data-id]").count() > 8

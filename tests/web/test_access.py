"""For everyone: axe finds nothing serious, the keyboard goes everywhere, nothing is cut, and an address is the whole view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import AXE, Seen, asked

Open = Callable[..., Seen]
VIEWS = {
    "events": "/",
    "reader": "/events/{contested}",
    "control": "/control?at=2017-11-10&since=2017-11-05&until=2017-11-20",
    "ties": "/ties",
    "brief": "/brief?place=Albu+Kamal&since=2017-11-01",
    "review": "/review",
    "about": "/about",
}


# What must be seen whole on a phone, and how it is told that it is not.
WHOLE = "main button, main a, main input, main select, main h2, main h3"
CUT = (
    "const box = node.getBoundingClientRect(); return box.width && node.checkVisibility() && (box.left < -1 || box.right > 376) "
    "&& !node.closest('.network, .map-canvas, .sr, thead')"
)


def path(site: str, view: str) -> str:
    (contested,) = asked(site, "events?status=contested")["events"][:1]
    return VIEWS[view].format(contested=contested["id"])


def open_view(one: Seen, site: str, view: str) -> None:
    one.open(path(site, view), state=None if view == "about" else "ready")
    if view == "reader":
        one.words()
    if view == "about":
        one.page.locator("article.about").wait_for()


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(seen: Open, site: str, view: str, size: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed here (make web)")
    draws = size == "wide" and view in ("events", "control")
    one = seen(site, size, draws=draws)
    open_view(one, site, view)
    if draws:
        one.page.locator(".map-box[data-drawn='yes']").first.wait_for()
    # By the debugger, not by a script element: the page's rules allow no other script.
    one.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = one.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    bad = [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_a_phone(seen: Open, site: str, view: str) -> None:
    one = seen(site, "narrow")
    open_view(one, site, view)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 375
    cut = one.page.evaluate(
        f"() => [...document.querySelectorAll('{WHOLE}')].filter(node => {{ {CUT} }}).map(node => node.outerHTML)"
    )
    assert not cut


# Addresses that say a whole view; opened again, each shows the same.
ADDRESSES = [
    "/?status=reported&since=2017-11-05&until=2017-11-20&sort=-killed",
    "/?place=Albu+Kamal&within=50&list=undated",
    "/?actor=Islamic+State&borders=un&map=34.450,40.920,5.50",
    "/events/{contested}?status=contested",
    "/control?at=2017-11-10&place=Albu+Kamal&since=2017-11-05&until=2017-11-20",
    "/ties?at=2017-11-10",
    "/brief?place=Albu+Kamal&since=2017-11-01",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_opened_again_gives_the_same_view(seen: Open, site: str, address: str) -> None:
    (contested,) = asked(site, "events?status=contested")["events"][:1]
    views = []
    for _ in range(2):
        one = seen(site)
        one.open(address.format(contested=contested["id"]))
        one.page.wait_for_load_state("networkidle")
        if "events/" in address:
            one.words()
        views.append((one.page.url, one.shown()))
    assert views[0] == views[1]
    assert views[0][0] == site + address.format(contested=contested["id"])


def test_a_reload_gives_the_same_view(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.filters().locator("input[name=status][value=reported]").check()
    one.until_count(asked(site, "events?status=reported&limit=1")["total"])
    one.page.locator("table.events a.event-link").nth(1).click()
    one.words()
    before = (one.page.url, one.reader().inner_text(), one.count())
    one.page.reload()
    one.words()
    one.until()
    assert (one.page.url, one.reader().inner_text(), one.count()) == before


def test_back_and_forward_walk_the_views(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.page.locator("table.events a.event-link").first.click()
    one.words()
    one.page.get_by_role("link", name="Control").click()
    one.until()
    one.page.go_back()
    one.words()
    one.page.go_back()
    one.page.wait_for_url(site + "/")
    assert one.count()[0] == one.count()[1]
    one.page.go_forward()
    one.words()


def test_the_first_key_skips_to_the_content(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    one.page.keyboard.press("Tab")
    assert one.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    one.page.keyboard.press("Enter")
    assert one.page.evaluate("document.activeElement.id") == "main"


def test_it_has_landmarks_and_one_title(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    assert one.page.get_by_role("banner").count() == 1
    assert one.page.get_by_role("main").count() == 1
    assert one.page.get_by_role("navigation", name="Views").count() == 1
    assert one.page.get_by_role("search").count() == 1
    assert one.page.locator("h1").count() == 1
    one.page.get_by_role("link", name="Ties").click()
    assert one.page.title() == "Ties – Vedette"


def test_the_tab_key_reaches_filters_list_and_reader_in_order(seen: Open, site: str) -> None:
    (contested,) = asked(site, "events?status=contested")["events"][:1]
    one = seen(site, draws=True)
    one.open(f"/events/{contested['id']}")
    one.words()
    one.page.locator(".map-box[data-state='ready']").first.wait_for()
    one.page.locator("a.skip").focus()
    order: list[str] = []
    for _ in range(160):
        one.page.keyboard.press("Tab")
        where = one.page.evaluate(
            "() => document.activeElement.closest('header, .filters, .map-box, .list-box, .reader')?.className || ''"
        )
        name = next((word for word in where.split() if word in ("top", "filters", "map-box", "list-box", "reader")), "")
        if name and (not order or order[-1] != name):
            order.append(name)
    assert order[:5] == ["top", "filters", "map-box", "list-box", "reader"]


def test_the_count_is_told_to_who_does_not_see(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    line = one.page.locator(".events-view .count-line")
    assert line.get_attribute("aria-live") == "polite"
    assert line.get_attribute("role") == "status"


def test_a_status_is_told_by_shape_and_word(seen: Open, site: str) -> None:
    one = seen(site)
    one.open("/")
    shapes = one.page.locator(".filters .mark").evaluate_all("marks => marks.map(mark => mark.innerHTML)")
    assert len(shapes) == len(set(shapes)) == 6
    assert all(one.page.locator("table.events td.c-status").all_inner_texts())


def test_it_is_legible_in_the_dark(seen: Open, site: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed here (make web)")
    one = seen(site, scheme="dark")
    open_view(one, site, "reader")
    one.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = one.page.evaluate("() => axe.run(document, { runOnly: ['color-contrast'] })")
    assert not [node["target"] for rule in found["violations"] for node in rule["nodes"]]

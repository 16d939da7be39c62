from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from followed_example import NOW, ONCE, code, html, prose, rss, run
from kept_example import opened

from vedette.errors import FetchError, StopError, StoreBusy, TooLarge
from vedette.intake.fetch import Fetched
from vedette.intake.robots import FORBIDDEN
from vedette.model import Coded, Feed, Report, Step
from vedette.store import Store, find_followed, find_waiting, is_joined
from vedette.watching import rounds, watch

FEED = Feed("https://outlet.example/rss", "Outlet", publisher="The Outlet")
OTHER = Feed("https://other.example/rss", "Other", publisher="The Other")
HOUR = dt.timedelta(hours=1)


@dataclass
class Net:
    """A door to pages that are made up; `asked` is each address with the ETag that was sent."""

    pages: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:  # noqa: ARG002  # a door's
        self.asked.append((url, etag))
        found = self.pages.get(url, answer(b"", status=404))
        found = found() if callable(found) else found
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, Fetched)
        if etag is not None and etag == found.etag:
            return replace(found, url=url, final_url=url, status=304, data=b"")
        return replace(found, url=url, final_url=found.final_url or url)

    def refusal(self, url: str) -> str | None:
        return FORBIDDEN if url in self.forbidden else None

    def delay(self, url: str) -> float:
        return 0.0 * len(url)


def answer(data: bytes, **more: object) -> Fetched:
    given = {"status": 200, "media_type": "text/html", "charset": None, "etag": None, "modified": None, "retry_after": None}
    return Fetched(**{"url": "", "final_url": "", **given, "data": data, **more})  # type: ignore[arg-type]  # fields by name


def outlet(number: int = 3, **more: object) -> Net:
    """An outlet with so many articles, the first of which tells what the example tells."""
    net = Net({FEED.url: answer(rss(*((f"Item {n}", f"/{n}") for n in range(number))), **more)})
    for n in range(number):
        net.pages[f"https://outlet.example/{n}"] = answer(html(f"Item {n}", prose(str(n)) if n else ""))
    return net


def outcomes(steps: list[Step]) -> Counter[str]:
    return Counter(step.outcome or step.sort for step in steps)


def count(store: Store, query: str) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql(query).scalar() or 0)


def logged(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT message FROM intake_log WHERE outcome = 'failed'").scalars())


def test_what_a_feed_announces_is_read_kept_and_joined(tmp_path: Path) -> None:
    store = opened(tmp_path)
    steps = run(store, [FEED], outlet())
    assert outcomes(steps) == {"asked": 1, "added": 3, "joined": 1}
    assert [step.message for step in steps if step.sort == "asked"] == ["3 entries, 3 new"]
    assert count(store, "SELECT count(*) FROM reports WHERE publisher = 'The Outlet' AND published = '2022-03-05'") == 3
    assert count(store, "SELECT count(*) FROM events") == 2
    with store.reading() as connection:
        assert is_joined(connection, store.made_by)
        ((state, came),) = find_followed(connection)
    assert (state.failures, state.succeeded_at, dict(came)) == (0, NOW, {"added": 3})


def test_a_second_round_asks_for_what_has_changed_and_reads_nothing_twice(tmp_path: Path) -> None:
    store, net = opened(tmp_path), outlet(etag='"1"')
    run(store, [FEED], net)
    assert outcomes(run(store, [FEED], net, now=NOW + HOUR)) == {"unchanged": 1}
    net.pages[FEED.url] = answer(rss(("Item 9", "/9"), ("Item 0", "/0")), etag='"2"')
    net.pages["https://outlet.example/9"] = answer(html("Item 9", prose("9")))
    assert outcomes(run(store, [FEED], net, now=NOW + 2 * HOUR)) == {"asked": 1, "added": 1, "joined": 1}
    assert [etag for url, etag in net.asked if url == FEED.url] == [None, '"1"', '"1"']
    assert Counter(url for url, _ in net.asked)["https://outlet.example/0"] == 1


def test_once_a_day_a_feed_must_give_all(tmp_path: Path) -> None:
    store, net = opened(tmp_path), outlet(etag='"1"')
    for moment in (NOW, NOW + 12 * HOUR, NOW + 25 * HOUR):
        run(store, [FEED], net, now=moment)
    assert [etag for url, etag in net.asked if url == FEED.url] == [None, '"1"', None]


def test_a_feed_that_never_says_anything_but_unchanged_is_one_that_fails(tmp_path: Path) -> None:
    (step,) = run(opened(tmp_path), [FEED], Net({FEED.url: answer(b"", status=304)}))
    assert (step.sort, step.message) == ("failed", "says that it has not changed to who never asked before")


def test_another_text_under_the_same_address_is_a_new_version(tmp_path: Path) -> None:
    store, net = opened(tmp_path), outlet(1)
    run(store, [FEED], net)
    net.pages["https://outlet.example/0"] = answer(html("Item 0", prose("corrected")))
    assert outcomes(run(store, [FEED], net, now=NOW + HOUR)) == {"asked": 1}  # its feed does not say so
    net.pages[FEED.url] = answer(rss(("Item 0, corrected", "/0")))
    assert outcomes(run(store, [FEED], net, now=NOW + 2 * HOUR)) == {"asked": 1, "corrected": 1, "joined": 1}
    assert count(store, "SELECT count(*) FROM events") == 0


def test_one_article_in_two_feeds_is_read_once(tmp_path: Path) -> None:
    second = Feed("https://outlet.example/rss2", "Second")
    store, net = opened(tmp_path), outlet(2)
    net.pages[second.url] = answer(rss(("The same", "https://www.outlet.example/0"), ("Item 7", "/7")))
    net.pages["https://outlet.example/7"] = answer(html("Item 7", prose("7")))
    run(store, [FEED], net)
    steps = run(store, [second], net)
    assert [step.message for step in steps if step.sort == "asked"] == ["2 entries, 1 new"]
    assert count(store, "SELECT count(*) FROM reports") == 3
    assert count(store, "SELECT count(*) FROM feed_entries WHERE outcome = 'elsewhere'") == 1


BROKEN = [
    (FetchError(f"{FEED.url}: broke off"), "broke off"),
    (answer(b"", status=500), "answers 500 (Internal Server Error)"),
    (answer(b"", status=599), "answers 599"),
    (answer(b"<html></html>"), "is a web page, not a feed"),
    (answer(b""), "the answer is empty"),
    (answer(b"\x1f\x8b\x08cut"), "gzip"),
    (lambda: 1 / 0, "not read, by a fault of vedette (ZeroDivisionError: division by zero); VEDETTE_DEBUG=1 shows where"),
]


@pytest.mark.parametrize(("page", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_broken_feed_is_said_and_costs_no_other(tmp_path: Path, page: object, said: str) -> None:
    store, net = opened(tmp_path), outlet()
    net.pages[OTHER.url] = page
    steps = run(store, [OTHER, FEED], net)
    assert outcomes(steps) == {"failed": 1, "asked": 1, "added": 3, "joined": 1}
    (failed,) = (step for step in steps if step.sort == "failed")
    assert failed.wrong
    assert said in (failed.message or "")
    assert [said in message and message.startswith("Other: ") for message in logged(store)] == [True]


def test_a_feed_that_fails_is_asked_ever_later_and_a_success_ends_that(tmp_path: Path) -> None:
    store, net, moment, asked = opened(tmp_path), Net({FEED.url: answer(b"", status=503)}), NOW, list[float]()
    for _ in range(200):
        before = len(net.asked)
        steps = run(store, [FEED], net, now=moment)
        if len(net.asked) > before:
            asked.append((moment - NOW).total_seconds() / 1_800)
        else:
            assert "left alone until" in (steps[0].message or "")
        moment += dt.timedelta(minutes=15)
    gaps = [later - earlier for earlier, later in zip(asked, asked[1:], strict=False)]
    assert len(gaps) >= 4
    assert all(0.75 * min(48, 2**n) <= gap <= 1.25 * min(48, 2**n) + 0.5 for n, gap in enumerate(gaps))  # a day is 48
    net.pages[FEED.url] = answer(rss())
    run(store, [FEED], net, now=moment + dt.timedelta(days=2))
    with store.reading() as connection:
        ((state, _),) = find_followed(connection)
    assert (state.failures, state.message) == (0, None)


def test_a_server_that_asks_to_be_left_alone_is(tmp_path: Path) -> None:
    store, net = opened(tmp_path), outlet(3)
    net.pages["https://outlet.example/1"] = answer(b"", status=429, retry_after=7_200.0)
    steps = run(store, [FEED], net)
    assert outcomes(steps) == {"asked": 1, "added": 1, "waiting": 1, "joined": 1}  # the third was not asked for
    assert len(net.asked) == 3
    net.pages["https://outlet.example/1"] = answer(html("Item 1", prose("1")))
    early = run(store, [FEED], net, now=NOW + HOUR)
    assert outcomes(early)["added"] == 1  # the one that nothing was said of
    assert outcomes(run(store, [FEED], net, now=NOW + 3 * HOUR))["added"] == 1


def test_a_feed_that_asks_for_more_time_is_given_it(tmp_path: Path) -> None:
    store, net = opened(tmp_path), Net({FEED.url: answer(b"", status=429, retry_after=40_000.0)})
    for hours in (0, 2, 11, 12):
        run(store, [FEED], net, now=NOW + hours * HOUR)
    assert len(net.asked) == 2


def test_a_feed_that_is_gone_is_asked_once_a_month(tmp_path: Path) -> None:
    store, net = opened(tmp_path), Net({FEED.url: answer(b"", status=410)})
    for days in (0, 2, 29, 31):
        run(store, [FEED], net, now=NOW + dt.timedelta(days=days))
    assert len(net.asked) == 2
    with store.reading() as connection:
        assert [state.gone for state, _ in find_followed(connection)] == [True]


PAGES = [
    (answer(b"", status=404), "failed", "answers 404 (Not Found)"),
    (answer(b"", status=403), "failed", "answers 403 (Forbidden)"),
    (answer(b"%PDF", media_type="application/pdf"), "failed", "is application/pdf, not a page"),
    (answer(b"<html><body></body></html>"), "failed", "no article"),
    (answer(html("Front", prose("0")), final_url="https://outlet.example/"), "failed", "front page"),
    (answer(b"", status=503), "waiting", "answers 503 (Service Unavailable)"),
    (FetchError("https://outlet.example/0: stopped answering"), "waiting", "stopped answering"),
]


@pytest.mark.parametrize(("page", "outcome", "said"), PAGES, ids=[said for _, _, said in PAGES])
def test_a_page_that_cannot_be_read_is_said_and_costs_no_other(tmp_path: Path, page: object, outcome: str, said: str) -> None:
    store, net = opened(tmp_path), outlet(2)
    net.pages["https://outlet.example/0"] = page
    steps = run(store, [FEED], net)
    assert outcomes(steps) == {"asked": 1, "added": 1, outcome: 1, "joined": 1}
    assert [said in message for message in logged(store)] == [True]


def test_what_robots_may_not_fetch_is_not_fetched(tmp_path: Path) -> None:
    net = outlet(2)
    net.forbidden = {"https://outlet.example/0", OTHER.url}
    steps = run(opened(tmp_path), [FEED, OTHER], net)
    assert sorted(step.message or "" for step in steps if step.sort == "failed") == [FORBIDDEN, FORBIDDEN]
    assert {url for url, _ in net.asked} == {FEED.url, "https://outlet.example/1"}


def test_a_page_is_tried_six_times_and_then_given_up(tmp_path: Path) -> None:
    store, net = opened(tmp_path), outlet(1)
    net.pages["https://outlet.example/0"] = answer(b"", status=503)
    came = [outcomes(run(store, [FEED], net, now=NOW + dt.timedelta(days=day))) for day in range(8)]
    assert [("waiting" in one, "failed" in one) for one in came] == [(True, False)] * 5 + [(False, True)] + [(False, False)] * 2
    with store.reading() as connection:
        assert list(find_waiting(connection, [FEED.url])) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TooLarge("more than the parser takes"), "more than the parser takes"),
        (ValueError("a bug"), "not coded, by a fault of vedette (ValueError: a bug); VEDETTE_DEBUG=1 shows where"),
    ],
)
def test_a_report_that_cannot_be_coded_costs_no_other(tmp_path: Path, error: Exception, said: str) -> None:
    store = opened(tmp_path)

    def failing(report: Report, kinds: str) -> Coded:
        if "Item 1" in report.text:
            raise error
        return code(report, kinds)

    steps = list(watch(store, [FEED], failing, outlet(), ONCE))
    assert outcomes(steps) == {"asked": 1, "added": 2, "failed": 1, "joined": 1}
    assert logged(store) == [f"https://outlet.example/1: {said}"]


def test_what_stops_the_run_leaves_all_that_was_done(tmp_path: Path) -> None:
    store = opened(tmp_path)

    def stopping(report: Report, kinds: str) -> Coded:
        if "Item 1" in report.text:
            raise StopError("no model")
        return code(report, kinds)

    with pytest.raises(StopError, match="no model"):
        list(watch(store, [FEED], stopping, outlet(), ONCE))
    kept = count(store, "SELECT count(*) FROM reports")
    assert kept < 3
    assert outcomes(run(store, [FEED], outlet()))["added"] == 3 - kept
    assert count(store, "SELECT count(*) FROM reports") == 3


def test_a_stop_is_heeded_after_the_report_in_hand(tmp_path: Path) -> None:
    store, asked = opened(tmp_path), list[str]()

    def coder(report: Report, kinds: str) -> Coded:
        asked.append(report.id)
        return code(report, kinds)

    steps = list(watch(store, [FEED], coder, outlet(), ONCE, stopped=lambda: bool(asked)))
    assert outcomes(steps) == {"asked": 1, "added": 1, "joined": 1}
    assert outcomes(run(store, [FEED], outlet())) == {"asked": 1, "added": 2, "joined": 1}


def test_a_limit_leaves_the_others_for_later(tmp_path: Path) -> None:
    store, net, limited = opened(tmp_path), outlet(5), replace(ONCE, limit=2)
    assert [outcomes(run(store, [FEED], net, plan=limited))["added"] for _ in range(4)] == [2, 2, 1, 0]


def test_kinds_and_language_of_a_feed_are_its_own(tmp_path: Path) -> None:
    store, asked = opened(tmp_path), list[tuple[str, str | None]]()

    def coder(report: Report, kinds: str) -> Coded:
        asked.append((kinds, report.language))
        return replace(code(report, kinds), notice="not in English")

    feed = replace(FEED, kinds="shelling", language="ar")
    steps = list(watch(store, [feed], coder, outlet(1), ONCE))
    assert asked == [("shelling", "ar")]
    assert [step.message for step in steps if step.outcome == "added" and step.wrong] == ["Item 0; not in English"]
    list(watch(opened(tmp_path, "w.db"), [replace(feed, kinds=None)], coder, outlet(1), replace(ONCE, kinds="conflict")))
    assert asked[1:] == [("conflict", "ar")]


def test_a_feed_with_the_whole_text_needs_no_pages(tmp_path: Path) -> None:
    full = rss(("Item 0", "/0"), more=f"<description><![CDATA[{prose('0')}]]></description>")
    store, net = opened(tmp_path), Net({FEED.url: answer(full)})
    assert outcomes(run(store, [replace(FEED, full_text=True)], net))["added"] == 1
    assert [url for url, _ in net.asked] == [FEED.url]


def test_the_sitemaps_of_an_index_are_followed_one_level(tmp_path: Path) -> None:
    site = "https://outlet.example"
    index = "<sitemapindex>" + "".join(f"<sitemap><loc>{site}/{name}.xml</loc></sitemap>" for name in "abc") + "</sitemapindex>"
    news = f"<urlset><url><loc>{site}/1</loc></url></urlset>"
    net = outlet(2)
    net.pages |= {FEED.url: answer(index.encode()), f"{site}/a.xml": answer(news.encode()), f"{site}/b.xml": answer(index.encode())}
    steps = run(opened(tmp_path), [FEED], net)
    assert outcomes(steps) == {"asked": 1, "added": 1, "joined": 1}
    odd = f"its sitemap {site}/a.xml: 1 entry without a date; its sitemap {site}/c.xml: answers 404"
    assert steps[0].message == f"1 entry, 1 new; {odd}"


def test_odd_things_of_a_feed_are_said_when_they_are_new(tmp_path: Path) -> None:
    store, net = opened(tmp_path), Net({FEED.url: answer(rss(("Item", "/0")).removesuffix(b"</rss>"))})
    said = [run(store, [FEED], net, now=NOW + hours * HOUR)[0] for hours in range(2)]
    assert ["not well-formed" in (step.message or "") for step in said] == [True, True]
    assert [step.wrong for step in said] == [True, False]


def test_followed_again_and_again_each_when_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "LOOKS_SECONDS", 0.001)
    store, net = opened(tmp_path), Net({FEED.url: answer(rss()), OTHER.url: answer(rss())})
    feeds, clock = [replace(FEED, every=60), replace(OTHER, every=600)], [NOW]

    def later() -> dt.datetime:
        clock[0] += dt.timedelta(seconds=1)
        return clock[0]

    plan = replace(ONCE, once=False)
    list(watch(store, feeds, code, net, plan, stopped=lambda: len(net.asked) >= 30, now=later))
    came = Counter(urlsplit(url).hostname for url, _ in net.asked)
    assert came["outlet.example"] > 5 * came["other.example"] > 5


def test_events_are_joined_while_more_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "JOIN_SECONDS", 0.0)
    monkeypatch.setattr(rounds, "JOIN_SHARE", 0.0)
    assert outcomes(run(opened(tmp_path), [FEED], outlet(3)))["joined"] == 3


def test_a_database_in_use_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vedette.store.sqlite.WAITS_SECONDS", 0.01)
    store, other = opened(tmp_path), opened(tmp_path)
    with other.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE held (x)")
        with pytest.raises(StoreBusy, match="is in use"):
            run(store, [FEED], outlet())
    assert outcomes(run(store, [FEED], outlet()))["added"] == 3


def test_a_database_that_is_free_again_in_time_is_used() -> None:
    tries: list[int] = []

    def act() -> str:
        tries.append(1)
        if len(tries) < rounds.PATIENCE:
            raise StoreBusy("is in use")
        return "done"

    assert rounds.patiently(act) == "done"
    assert len(tries) == rounds.PATIENCE

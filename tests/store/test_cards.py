"""Events in short: what a card tells, the orders, pages that outlive a new join, and what has changed since when."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from kept_example import code, filled, item

from vedette.formats.cards import card_line
from vedette.keeping import add, refresh
from vedette.model import Judgement, Order, Wanted
from vedette.store import Store, count_events, find_all_cards, find_cards, find_gone, find_lines, judge, remove, withdraw
from vedette.store.schema import event_claims

ORDERS: list[Order] = ["days", "-days", "-sources", "-killed", "-changed", "-salience"]


def three(folder: Path) -> Store:
    """Reports of two happenings of a kind: one tells of another army's day."""
    return filled(folder, item(1), item(2, more=" More is not known."))


def test_a_card_tells_an_event_in_short(tmp_path: Path) -> None:
    with three(tmp_path).reading() as connection:
        taken, plan = find_cards(connection, Wanted())
    assert taken.number < plan.number
    assert (taken.kind, taken.stance, taken.reports) == ("capture", "asserted", 2)
    assert taken.place
    assert (taken.place.name, taken.place.admin1, taken.place.precision, taken.place_words) == ("Tessit", "Gao", "exact", "Tessit")
    assert [(name, count.low, count.high) for name, count in taken.toll] == [("killed", 14, None)]
    assert ([actor.id for actor in taken.actors], [actor.id for actor in taken.recipients]) == (["mli-mil"], ["jnim"])
    assert taken.publishers == ("Outlet 1", "Outlet 2")
    assert taken.sentence
    assert taken.sentence.startswith("Malian soldiers retook")
    assert (plan.place, plan.place_words, plan.days.earliest, plan.toll) == (None, "Labbezanga", None, ())


@pytest.mark.parametrize("order", ORDERS)
def test_pages_give_every_event_once(tmp_path: Path, order: Order) -> None:
    with three(tmp_path).reading() as connection:
        whole = [one.id for one in find_lines(connection, Wanted(), order=order)]
        paged, after = [], None
        while page := find_lines(connection, Wanted(limit=1), order=order, after=after):
            paged.append(page[0].id)
            after = page[0].id
        assert paged == whole
        assert sorted(card.id for card in find_all_cards(connection, Wanted())) == sorted(whole)
        with pytest.raises(KeyError):
            find_lines(connection, Wanted(), order=order, after="no-such-event")


def test_a_line_is_the_record_of_the_card_as_it_is_now(tmp_path: Path) -> None:
    store = three(tmp_path)
    for more in ("", " The toll may rise."):
        if more:
            add(store, item(3, more=more), code)
            refresh(store)
        with store.reading() as connection:
            lines = {one.id: one.line for one in find_lines(connection, Wanted())}
            cards = find_cards(connection, Wanted())
            assert lines == {card.id: card_line(card) for card in cards}
            assert [card.id for card in cards] == list(lines)
            kept = connection.exec_driver_sql("SELECT event FROM card_lines ORDER BY event").scalars().all()
            assert kept == [card.number for card in cards]
        assert any('"Outlet 3"' in line for line in lines.values()) == bool(more)


def test_only_what_changed_bears_a_new_moment(tmp_path: Path) -> None:
    store = three(tmp_path)
    with store.reading() as connection:
        before = {card.id: card.changed for card in find_cards(connection, Wanted())}
    assert refresh(store, anew=True)
    with store.reading() as connection:
        assert {card.id: card.changed for card in find_cards(connection, Wanted())} == before
    add(store, item(3, more=" The toll may rise."), code)
    refresh(store)
    since = max(before.values())
    with store.reading() as connection:
        after = find_cards(connection, Wanted())
        assert all(card.changed > since for card in after if card.reports == 3)
        assert count_events(connection, Wanted(changed_since=since)) >= 2


def test_an_id_that_goes_is_told_with_what_it_became(tmp_path: Path) -> None:
    store = three(tmp_path)
    with store.reading() as connection:
        taken = find_cards(connection, Wanted())[0]
        column = event_claims.c.claim
        claims = connection.execute(sa.select(column).where(event_claims.c.event == taken.number).order_by(column)).scalars().all()
    kept, _ = judge(store, Judgement("", "split", taken.id, "", "", None, (claims[1],), (claims[0],), False))
    refresh(store)
    with store.reading() as connection:
        assert find_gone(connection, "2000-01-01") == []
        assert count_events(connection, Wanted()) == 3
    withdraw(store, kept.id)
    refresh(store)
    with store.reading() as connection:
        (gone,) = find_gone(connection, taken.changed)
        assert gone.became == taken.id
        assert find_gone(connection, "9999-01-01") == []
    for report in (item(1), item(2, more=" More is not known.")):
        remove(store, report.id)
    refresh(store)
    with store.reading() as connection:
        assert {one.became for one in find_gone(connection, taken.changed)} == {None}

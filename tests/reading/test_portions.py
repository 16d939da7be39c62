"""What is taken or held: a place itself, or only a portion of it or what lies by it. Rows of (text, the portion's words)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Seen

TAKEN = [
    ("Rebels captured Goma.", None),
    ("Rebels captured the town of Goma.", None),
    ("Rebels captured all of Goma.", None),
    ("Rebels captured most of Goma.", "most of Goma"),
    ("Rebels captured northern Goma.", "northern Goma"),
    ("Rebels captured the centre of Goma.", "the centre of Goma"),
    ("Rebels captured two villages near Goma.", "two villages"),
    ("Rebels captured the southern districts of Goma.", "the southern districts of Goma"),
    ("Rebels took control of the border crossing at Goma.", "the border crossing"),
    ("The army seized several buildings in Goma.", "several buildings"),
]
HELD = [
    ("The army holds Goma.", None),
    ("The army holds 70% of Goma.", "70% of Goma"),
    ("The rebel-held town of Sake was shelled.", None),
    ("The rebel-held districts of Goma were shelled.", "The rebel-held districts of Goma"),
]
LEAVING = [
    ("Rebels withdrew from Goma.", False),
    ("Rebels retreated to the town of Goma.", True),
    ("Rebels withdrew from Goma to Sake.", False),
]
UNDER_WAY = [
    ("The army withdrew from Sake.", False),
    ("The army started withdrawing from Sake.", True),
    ("The army started to pull out of Sake.", True),
    ("The army was pulling out of Sake.", True),
    ("The army began a withdrawal from Sake.", True),
    ("The army's retreat from Sake began on Monday.", True),
    ("The army completed its withdrawal from Sake.", False),
]


@pytest.mark.parametrize(("text", "portion"), TAKEN)
def test_what_is_taken(read: Callable[[str], Seen], text: str, portion: str | None) -> None:
    (claim,) = [one for one in read(text).claims if one.kind == "capture"]
    assert (claim.held.text if claim.held else None) == portion


@pytest.mark.parametrize(("text", "portion"), HELD)
def test_what_is_held(read: Callable[[str], Seen], text: str, portion: str | None) -> None:
    (claim,) = read(text).holdings
    assert (claim.held.text if claim.held else None) == portion


@pytest.mark.parametrize(("text", "leads_there"), LEAVING)
def test_where_a_withdrawal_leads(read: Callable[[str], Seen], text: str, leads_there: bool) -> None:
    claim = next(one for one in read(text).claims if one.kind in ("withdraw", "flee"))
    assert claim.bound_for == leads_there


@pytest.mark.parametrize(("text", "goes_on"), UNDER_WAY)
def test_a_withdrawal_that_begins_is_under_way(read: Callable[[str], Seen], text: str, goes_on: bool) -> None:
    (claim,) = [one for one in read(text).claims if one.kind == "withdraw"]
    assert claim.under_way == goes_on

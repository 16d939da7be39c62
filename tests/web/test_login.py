"""The login, where the server asks for one: a wrong token is said, a reader may not judge, who logs out is out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Seen, served

Open = Callable[..., Seen]
REVIEWER, READER = "a-token-of-a-reviewer-for-tests", "a-token-of-a-reader-for-the-tests"


@pytest.fixture(scope="module")
def guarded(samples: Path) -> Iterator[str]:
    """A server of the samples that asks for a token."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEDETTE_TOKEN", REVIEWER)
        patch.setenv("VEDETTE_READER_TOKEN", READER)
        with served(samples, "--token") as address:
            yield address


def log_in(one: Seen, path: str, token: str) -> None:
    one.open(path, state=None)
    one.page.get_by_label("Token").fill(token)
    one.page.get_by_role("button", name="Log in").click()


def test_a_wrong_token_is_said(seen: Open, guarded: str) -> None:
    one = seen(guarded)
    one.expect("status of 401")
    log_in(one, "/", "a-token-that-is-none-of-theirs")
    one.page.get_by_role("alert").filter(has_text=" ").wait_for()
    assert one.page.locator("header.top").count() == 0


@pytest.mark.parametrize(("token", "judges"), [(REVIEWER, True), (READER, False)])
def test_who_logs_in_sees_what_the_address_names_and_judges_as_a_reviewer_only(
    seen: Open, guarded: str, token: str, judges: bool
) -> None:
    one = seen(guarded)
    log_in(one, "/review", token)
    one.until()
    assert (one.page.get_by_role("button", name="Accept").count() > 0) is judges
    assert ("You may read, not judge" in one.page.locator(".question").inner_text()) is not judges
    one.page.get_by_role("button", name="Log out").click()
    one.page.get_by_label("Token").wait_for()

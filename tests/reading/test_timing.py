"""When: rows of (text, event's word, its day, day of the saying)."""

import pytest

from vedette.reading.timing import days_set, when_of

TIMES = [
    ("Rebels attacked Goma on Friday.", "attacked", "Friday", None),
    ("On Friday, rebels attacked Goma.", "attacked", "Friday", None),
    ("Rebels attacked Goma on 3 May 2019.", "attacked", "3 May 2019", None),
    ("Rebels attacked Goma last week.", "attacked", "last week", None),
    ("Rebels attacked Goma.", "attacked", None, None),
    ("Rebels attacked Goma, the mayor said on Saturday.", "attacked", None, "Saturday"),
    ("Rebels attacked Goma on Friday, the mayor said on Saturday.", "attacked", "Friday", "Saturday"),
    ("The mayor said on Saturday that rebels attacked Goma.", "attacked", None, "Saturday"),
    ("The mayor said that rebels attacked Goma on Friday.", "attacked", "Friday", None),
    ("Rebels who attacked Goma on Friday fled on Sunday.", "attacked", "Friday", None),
    ("Rebels who attacked Goma on Friday fled on Sunday.", "fled", "Sunday", None),
    ("The attack on Friday killed nine.", "attack", "Friday", None),
    ("Friday's attack killed nine.", "attack", "Friday", None),
    ("Rebels shelled Goma on Monday and entered Sake on Tuesday.", "shelled", "Monday", None),
    ("Rebels shelled Goma on Monday and entered Sake on Tuesday.", "entered", "Tuesday", None),
    ("A day after taking Kunduz, rebels attacked Herat.", "taking", "A day after", None),
    ("Nine people were killed yesterday when rebels attacked Goma.", "attacked", "yesterday", None),
    # a day that opens a sentence is that of all it tells, but not of what led up to it, nor of what is said in it
    ("On 3 May 2022, rebels attacked Goma, killing nine farmers before fleeing to Sake.", "fleeing", "3 May 2022", None),
    ("On 3 May 2022, rebels attacked Goma after fleeing to Sake.", "fleeing", None, None),
    ("On 3 May 2022, rebels who had captured Goma attacked Sake.", "attacked", "3 May 2022", None),
    ("On 3 May 2022, rebels who had captured Goma attacked Sake.", "captured", None, None),
    ("Update: On 3 May 2022, rebels attacked Goma.", "attacked", "3 May 2022", None),
    ("On 3 May 2022, the mayor said that rebels attacked Goma.", "attacked", None, "3 May 2022"),
    # a day before a noun is that noun's
    ("On 3 May 2022, activists marched against the 7 October 2001 invasion of Afghanistan.", "marched", "3 May 2022", None),
    (
        "On 3 May 2022, activists marched against the 7 October 2001 invasion of Afghanistan.",
        "invasion",
        "the 7 October 2001",
        None,
    ),
]

# The day that a sentence opens with, and goes on to the next.
OPENING = [
    ("On 3 May 2022, rebels attacked Goma.", {0: "3 May 2022"}),
    ("Rebels attacked Goma on 3 May 2022.", {}),
    ("On Friday, people gathered in Goma. Rebels attacked them.", {0: "Friday"}),
    ("On Friday, the mayor said that rebels attacked Goma.", {}),
]


@pytest.mark.parametrize(("text", "word", "own", "said"), TIMES)
def test_times(read, text, word, own, said):
    seen = read(text)
    found = when_of(seen.discourse, *seen.predicate(word))
    assert [mention.text if mention else None for mention in (found.own, found.said)] == [own, said]


def test_a_day_that_counts_from_this_event_says_so(read):
    seen = read("A day after taking Kunduz, rebels attacked Herat.")
    assert when_of(seen.discourse, *seen.predicate("taking")).counts_from_it
    assert not when_of(seen.discourse, *seen.predicate("attacked")).counts_from_it


@pytest.mark.parametrize(("text", "expected"), OPENING)
def test_days_that_sentences_open_with(read, text, expected):
    assert {at: mention.text for at, mention in days_set(read(text).discourse).items()} == expected


def test_what_an_event_brought_about_dates_it(read):
    seen = read("On 3 May 2022, nine farmers were killed by gunmen who opened fire in Gao.")
    at, opened = seen.predicate("opened")
    killed = seen.last("killed")[1]
    assert when_of(seen.discourse, at, opened).own is None
    assert when_of(seen.discourse, at, opened, (killed,)).own.text == "3 May 2022"

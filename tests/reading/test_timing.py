"""When: rows of (text, event's word, its day, day of the saying)."""

import pytest

from vedette.reading.timing import when_of

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

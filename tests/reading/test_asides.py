"""Whether an event only grounds another: rows of (text, event's word, yes or no), boundaries in pairs."""

import pytest

from vedette.reading.asides import is_aside

ROWS = [
    ("Residents marched over the killing of a trader in Jos.", "killing", True),
    ("Residents condemned nobody; the killing of a trader shook Jos.", "killing", False),
    ("Following a clash, troops detained nine men in Palma.", "clash", True),
    ("After nine years, a clash began in Palma.", "clash", False),
    ("Relatives of a man who was shot gathered in Lima.", "shot", True),
    ("A man was shot in Lima.", "shot", False),
    ("A student killed by soldiers was buried in Harare.", "killed", True),
    ("Soldiers killed a student in Harare.", "killed", False),
    ("Ten people died after an air strike on Sanaa.", "strike", False),
    ("Thousands rallied after an air strike on Sanaa.", "strike", True),
    ("Women rallied in Minsk, demanding the release of prisoners.", "release", True),
    ("Belarus announced the release of prisoners.", "release", False),
    ("Shops were looted and cars torched in Durban.", "torched", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), ROWS)
def test_asides(read, text, word, expected):
    seen = read(text)
    assert is_aside(seen.scene, seen.last(word)[1]) is expected

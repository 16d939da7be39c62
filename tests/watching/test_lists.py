from __future__ import annotations

from pathlib import Path

import pytest

from vedette.errors import UsageError
from vedette.lexicon import load
from vedette.model import Feed
from vedette.watching import read_list, seconds_of

ROOT = Path(__file__).parents[2]
GOOD = """# A comment
[[feed]]
url = "https://a.example/rss"

[[feed]]
url = "https://b.example/feed.json"
name = "B"
publisher = "The B"
language = "en"
reliability = "B"
every = "2h"
full_text = true
kinds = ["shelling", "capture"]
"""


def read(tmp_path: Path, text: str) -> tuple[Feed, ...]:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return read_list(path, load())


def test_a_list_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == (
        Feed("https://a.example/rss", "a.example"),
        Feed("https://b.example/feed.json", "B", "The B", "en", "B", 7_200, True, "shelling,capture"),
    )


WRONG = [
    ("[[feed]]\nname = 'x'\n", ":1: the feed has no url"),
    ("[[feed]]\nurl = 'ftp://a.example/'\n", ":2: url: 'ftp://a.example/' is no address"),
    ("[[feed]]\nurl = '/etc/passwd'\n", ":2: url: '/etc/passwd' is no address"),
    ("[[feed]]\nurl = 3\n", ":2: url: must be words"),
    ("[[feed]]\nurl = 'https://[x'\n", ":2: url: 'https://[x' is no address"),
    ("[[feed]]\nurl = 'https://a.example/'\n\nrelaibility = 'B'\n", ":4: 'relaibility' is no key of a feed; they are url, name"),
    ("[[feed]]\nurl = 'https://a.example/'\nreliability = 'G'\n", ":3: reliability: 'G' is no reliability"),
    ("[[feed]]\nurl = 'https://a.example/'\nevery = 'often'\n", ":3: every: 'often' is no length of time"),
    ("[[feed]]\nurl = 'https://a.example/'\nevery = '0m'\n", ":3: every: '0m' is no length of time"),
    ("[[feed]]\nurl = 'https://a.example/'\nfull_text = 'yes'\n", ":3: full_text: must be true or false"),
    ("[[feed]]\nurl = 'https://a.example/'\nlanguage = 'English'\n", ":3: language: 'English' is no language"),
    ("[[feed]]\nurl = 'https://a.example/'\nkinds = 'shelling,captur'\n", ":3: kinds: 'captur' is no kind"),
    ("[[feed]]\nurl = 'https://a.example/'\nkinds = []\n", ":3: kinds: names no kind"),
    ("[[feed]]\nurl = 'https://a.example/'\nname = \"a\\nb\"\n", ":3: name: must be words on one line"),
    ("[[feed]]\nurl = 'https://a.example/'\n[[feed]]\nurl = 'https://a.example/'\n", "https://a.example/ is named twice"),
    ("", "names no feed"),
    ("feed = 3\n", "a table that begins with [[feed]]"),
    ("[feed]\nurl = 'https://a.example/'\n", "a table that begins with [[feed]]"),
    ("[[feeds]]\nurl = 'https://a.example/'\n", "nothing else is taken"),
    ("[[feed]]\nurl = \n", "(at line 2, column 7)"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        read(tmp_path, text)
    assert str(told.value).startswith(str(tmp_path / "feeds.toml"))
    assert said in str(told.value)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        read(tmp_path, GOOD.replace('"B"\ne', '"x"\ne').replace("https://a", "mailto:a"))
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in str(told.value).splitlines()] == ["3", "10"]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"#" * 6_000_000])
def test_what_is_no_list_at_all(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(data)
    for where in (path, tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match="UTF-8|bytes|No such file|directory"):
            read_list(where, load())


@pytest.mark.parametrize(("words", "seconds"), [("30s", 30), ("15m", 900), (" 2 h ", 7_200), ("1d", 86_400)])
def test_lengths_of_time(words: str, seconds: int) -> None:
    assert seconds_of(words) == seconds


def test_the_list_that_is_shipped_is_read() -> None:
    feeds = read_list(ROOT / "samples" / "feeds.toml", load())
    assert len(feeds) >= 20
    assert {feed.reliability for feed in feeds} == {"F"}
    assert all(feed.name and feed.url.startswith("https://") for feed in feeds)

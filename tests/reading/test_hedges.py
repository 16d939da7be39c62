"""What the words of hedges.toml say: governors with their particles, and what is left where one is negated."""

import pytest

from vedette.errors import LexiconError
from vedette.lexicon import Lexicon
from vedette.reading.hedges import carrying, governor, hedges, reversal, saying, stance_of, undone

GOVERNORS = [
    ("Chad called off the raid.", "called", (), "call off"),
    ("Chad called for a truce.", "called", ("for",), "call for"),
    ("Chad carried on the war.", "carried", (), None),
    ("Chad kept men from leaving.", "kept", ("from",), "keep from"),
    ("Chad kept leaving.", "kept", (), None),
    ("Chad refused to leave.", "refused", (), "refuse"),
]


@pytest.mark.parametrize(("text", "word", "via", "expected"), GOVERNORS)
def test_a_governor_with_its_particle(read, text, word, via, expected):
    seen = read(text)
    assert governor(seen.scene.tree, seen.last(word)[1], seen.discourse.lexicon, via) == expected


UNDONE = [
    ("Chad did not prevent it.", "prevent", True),
    ("Chad prevented it.", "prevented", False),
    ("Chad failed to prevent it.", "prevent", True),
    ("Chad was not able to prevent it.", "prevent", True),
    ("Nothing prevented it.", "prevented", True),
    ("Chad left without preventing it.", "preventing", True),
]


@pytest.mark.parametrize(("text", "word", "expected"), UNDONE)
def test_a_word_that_is_negated(read, text, word, expected):
    seen = read(text)
    at, lexicon = seen.last(word)[1], seen.discourse.lexicon
    assert undone(seen.scene.tree, at, lexicon) == expected
    assert reversal(seen.scene.tree, at, "prevent", lexicon) == ("asserted" if expected else None)


def test_the_tables(tmp_path):
    assert stance_of(None, Lexicon()) is None
    assert stance_of("prevent", Lexicon()) == "denied"
    assert "launch" in carrying(Lexicon(), "agent")
    assert "suffer" not in carrying(Lexicon(), "agent")
    assert "say" in saying(Lexicon())
    (tmp_path / "hedges.toml").write_text('[[modal]]\nid = "x"\nstance = "maybe"\nwords = ["may"]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="'maybe' is no stance"):
        hedges(Lexicon(tmp_path), "modal")

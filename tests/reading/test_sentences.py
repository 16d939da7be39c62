"""Sentences as plain records: offsets into the report whatever stands in it, titles, bylines, plainer words for the parser."""

import pytest

from vedette.errors import StopError
from vedette.model import Garble, Mention, Report, SpunPhrase
from vedette.reading.sentences import Parser

# Texts whose every token must stand where it says: marks beyond the basic plane, combining marks, other scripts, odd spaces.
TEXTS = [
    "Rebels attacked Goma. Soldiers fled.",
    "🚨🚨 BREAKING: rebels attacked Goma 🇨🇩 on Friday 🔥.",
    "👨‍👩‍👧‍👦 Families fled Bria. 😢 Nine people were killed.",
    "Les rebelles ont pris Méné‌ka, dit-on; the army fled Ménaka.",
    "Rebels\u00a0attacked\u2009Goma — “twice”, said the mayor…",
    "Rebels  attacked   Goma.\n\n\n  Soldiers fled.  \n",
    "القوات entered حلب on Friday.",
    "Rebels attacked Goma.\r\nSoldiers fled.",
    "e\u0301tat d’urgence: soldiers entered Bangui.",
    "ＲＥＢＥＬＳ attacked 戈马.",
    "\ufeffRebels attacked Goma.",
    "Rebels attacked Goma.Soldiers fled.Nine died.",
    "a" * 300 + " rebels attacked Goma.",
    "",
    " \n\t\n ",
    "🔥",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_stands_where_it_says(read, text):
    for sentence in read(text).sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert [text[token.start : token.end] for token in sentence.tokens] == [token.text for token in sentence.tokens]
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))
        assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_stand_in_order_and_apart(read, text):
    sentences = read(text).sentences
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    assert all(one.end <= other.start for one, other in zip(sentences, sentences[1:], strict=False))


# What stands before the first sentence: (text, how the first sentence begins)
BYLINES = [
    ("GOMA, Congo (Reuters) - Rebels attacked the port.", "Rebels attacked"),
    ("BANGUI, May 3 (AFP) — Rebels attacked the port.", "Rebels attacked"),
    ("KABUL — Rebels attacked the port.", "Rebels attacked"),
    ("Rebels (and others) - Rebels attacked the port.", "Rebels (and"),
    ("Rebels attacked the port.", "Rebels attacked"),
]


@pytest.mark.parametrize(("text", "beginning"), BYLINES)
def test_bylines_are_passed_over(read, text, beginning):
    sentence = read(text).sentences[0]
    assert sentence.text.startswith(beginning)
    assert sentence.start == text.index(beginning)


def test_titles_and_paragraphs(read):
    text = "Rebels take Goma\n\nRebels took Goma. Soldiers fled.\n\nThe port burned."
    found = [(sentence.part, sentence.paragraph) for sentence in read(text, title="Rebels take Goma").sentences]
    assert found == [("title", 0), ("body", 1), ("body", 1), ("body", 2)]
    assert {sentence.part for sentence in read(text).sentences} == {"body"}


def test_the_parser_is_given_the_plain_words_and_keeps_the_offsets(coder):
    text = "Houthi opponents fled the port."
    spun = SpunPhrase(Mention("opponents", 7, 16), "fighters")
    sentence = coder.parser.parse(Report("r", text), Garble(0.9, (spun,)), coder.lexicon)[0]
    token = sentence.tokens[1]
    assert (token.text, text[token.start : token.end]) == ("fighters", "opponents")
    assert sentence.text == text


def test_plain_words_of_several_tokens_stand_for_the_whole_stretch(coder):
    text = "The port changed into shelled."
    spun = SpunPhrase(Mention("changed into", 9, 21), "was")
    sentence = coder.parser.parse(Report("r", text), Garble(0.9, (spun,)), coder.lexicon)[0]
    assert [text[token.start : token.end] for token in sentence.tokens] == ["The", "port", "changed into", "shelled", "."]


# A name that the parser misreads is swapped only where the report gives the evidence: (text, is "IS" given as a name?)
STAND_INS = [
    ("The Islamic State took Sirte. Soldiers fought IS there.", True),
    ("Soldiers ask what IS is there.", False),
]


@pytest.mark.parametrize(("text", "expected"), STAND_INS)
def test_stand_ins_need_evidence(read, text, expected):
    tokens = [token for sentence in read(text).sentences for token in sentence.tokens if text[token.start : token.end] == "IS"]
    assert [token.text == "ISIS" for token in tokens] == [expected]


def test_a_long_paragraph_is_read_whole(read):
    text = "Rebels attacked Goma. " * 1200
    sentences = read(text).sentences
    assert sentences[-1].end == len(text.rstrip())


def test_a_model_that_is_not_there_stops():
    with pytest.raises(StopError, match="the English model /nowhere cannot be loaded"):
        Parser("/nowhere")

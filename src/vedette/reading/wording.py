"""Stretches of tokens -> Mentions: the words as they stand in the report."""

from __future__ import annotations

import re

from vedette.model import Mention, Sentence
from vedette.reading.tree import Tree, phrase


def mention(tree: Tree, first: int, last: int) -> Mention:
    """The words of tokens [first, last) as they stand in the report."""
    return mention_in(tree.sentence, first, last)


def mention_in(sentence: Sentence, first: int, last: int) -> Mention:
    """The words of tokens [first, last) of a sentence."""
    start = min(token.start for token in sentence.tokens[first:last])
    end = max(token.end for token in sentence.tokens[first:last])
    return Mention(sentence.text[start - sentence.start : end - sentence.start], start, end, plain=_plain(sentence, first, last))


def noun_mention(tree: Tree, head: int) -> Mention:
    """The words of the whole noun phrase of a head."""
    return mention(tree, *phrase(tree, head))


def _plain(sentence: Sentence, first: int, last: int) -> str | None:
    """The wording that the parser was given for tokens [first, last), where it is not the report's."""
    tokens = sentence.tokens[first:last]
    if all(token.text == sentence.text[token.start - sentence.start : token.end - sentence.start] for token in tokens):
        return None
    return re.sub(r" ?([-–/]) ?| (?=['’,.)])|(?<=\() ", r"\1", " ".join(token.text for token in tokens))

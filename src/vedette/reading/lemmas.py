"""Lemmas remembered: the parser's own lemma of a word, asked for once for each word, tag and dependency.

In: a spaCy pipeline. Out: what parses as it does, with its two components for lemmas run only on words not met before. A
pipeline whose rules look at more than that, or that has no such components, stays as it is. Called by `sentences.py` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

SLOW = ("attribute_ruler", "lemmatizer")
LOOKED_AT = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
APART = ","  # a word that no rule over several words holds
MOST = 200_000


class Remembering:
    """A pipeline that remembers lemmas. Where one of the `neighbours` (a word, a dependency) stands, a rule over several words
    may fit, and nothing is remembered."""

    def __init__(self, nlp: Any, neighbours: frozenset[str]) -> None:
        self._nlp = nlp
        self._components = [nlp.get_pipe(name) for name in SLOW]
        self._neighbours = frozenset(nlp.vocab.strings.add(word) for word in neighbours)
        self._known: dict[tuple[int, ...], int] = {}
        self.make_doc = nlp.make_doc

    def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[Any]:
        """Each text parsed, in order."""
        docs = self._nlp.pipe(texts, batch_size=batch_size, disable=SLOW)
        while batch := list(islice(docs, batch_size)):
            yield from self._lemmatised(batch)

    def _lemmatised(self, docs: list[Any]) -> Iterator[Any]:
        if len(self._known) > MOST:
            self._known.clear()
        tables = [doc.to_array(["ORTH", "TAG", "DEP", "LOWER"]) for doc in docs]
        keys = [[tuple(row) for row in rows[:, :3].tolist()] for rows in tables]
        new = list({key: None for own in keys for key in own if key not in self._known})
        if new:
            self._known.update(zip(new, self._learn(new, type(docs[0])), strict=True))
        for doc, rows, own in zip(docs, tables, keys, strict=True):
            if not self._neighbours.isdisjoint((*rows[:, 2].tolist(), *rows[:, 3].tolist())):
                yield self._asked(doc)
            else:
                rows[:, 0] = [self._known[key] for key in own]
                yield doc.from_array(["LEMMA"], rows[:, :1])

    def _asked(self, doc: Any) -> Any:
        for component in self._components:
            doc = component(doc)
        return doc

    def _learn(self, keys: list[tuple[int, ...]], kind: Any) -> list[int]:
        """The lemmas of words that stand alone, each parted from the next."""
        strings = self._nlp.vocab.strings
        rows = [row for orth, tag, dep in keys for row in ((strings[orth], strings[tag], strings[dep]), (APART, ",", "punct"))]
        words, tags, deps = (list(column) for column in zip(*rows, strict=True))
        doc = self._asked(kind(self._nlp.vocab, words, tags=tags, deps=deps, heads=list(range(len(words)))))
        return [token.lemma for token in doc][::2]


def remember(nlp: Any) -> Any:
    """The pipeline with its lemmas remembered, where its rules allow it."""
    if not set(SLOW) <= set(nlp.pipe_names) or nlp.get_pipe("lemmatizer").mode != "rule":
        return nlp
    neighbours = _neighbours(nlp.get_pipe("attribute_ruler").patterns)
    return Remembering(nlp, neighbours) if neighbours is not None else nlp


def _neighbours(patterns: list[dict[str, Any]]) -> frozenset[str] | None:
    """A plain word or dependency of each rule over several words; None where a rule looks at what is not remembered."""
    found: set[str] = set()
    for pattern in (one for row in patterns for one in row["patterns"]):
        if not all(set(token) <= LOOKED_AT for token in pattern):
            return None
        plain = [token[key] for key in ("LOWER", "DEP") for token in pattern if isinstance(token.get(key), str)]
        if len(pattern) > 1 and not plain:
            return None
        found.update(plain[:1] if len(pattern) > 1 else ())
    return frozenset(found)

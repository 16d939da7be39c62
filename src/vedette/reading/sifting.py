"""Which passages of a report can tell of the kinds of event that are wanted; what else their reading needs.

In: a passage's words, or its parsed sentences, and a Sieve made of the trigger rules of those kinds. Out: yes or no. A passage
can matter where a form of a rule's verb or noun stands in it, with a form of each word that the rule cannot do without; and where
a word of holding does. What is passed over is not parsed, so a sentence that looks back has what it may look back on parsed too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon import Lexicon, Row
from vedette.lexicon.forms import any_forms, forms
from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds as kind_table
from vedette.model import Sentence, Token
from vedette.reading import scene as scenes
from vedette.reading.predicates import find_predicates
from vedette.reading.speech import inside_quotation

WORD = re.compile(r"[^\W\d_]+")
# A word with a capital inside it or behind another word: what fills a slot by name.
NAME = re.compile(r"\w[^\w.?!]+[^\W\d_a-z]|[A-Z][A-Z]|\w[A-Z]")
NAMED = "@"  # stands for any name or pronoun among the words of a passage
# Slots that are no preposition: what fills them stands in the passage, their name need not.
STRUCTURAL = frozenset(
    {"subj", "obj", "light", "mod", "num", "via", "while", "aim", "gov", "poss", "prt", "xcomp", "advmod", "dative", "targeting"}
)
ANY_NAME = frozenset({"actor", "demonym", "name", "place"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# Sentences that reading/coreference.py, claims.py and speech.py look back.
BY_PRONOUN, BY_SPEAKER, BY_NOUN, IN_QUOTATION = 2, 3, 4, 4

HOLDING = (("verb", "verb"), ("noun", "noun"), ("state", "noun"))  # tables of holding.toml and what their words are

Clue = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What to look for: by a form of a trigger, the sets of words of which each must give one; the lemmas that trigger.

    `pronouns`, by their sort, and `described`, nouns behind "the", are the words that a sentence looks back with; `agents` are
    words for those whom they stand for, `saying` verbs that name who speaks.
    """

    kinds: frozenset[str]
    lexicon: Lexicon
    clues: Mapping[str, tuple[Clue, ...]]
    holding: Mapping[str, frozenset[str]]
    verbs: frozenset[str]
    nouns: frozenset[str]
    pronouns: Mapping[str, str]
    described: frozenset[str]
    agents: frozenset[str]
    saying: frozenset[str]


def sieve_for(kinds: Iterable[str], lexicon: Lexicon) -> Sieve | None:
    """The sieve of these kinds; None where all kinds are wanted and everything is to be read."""
    wanted = frozenset(kinds)
    return None if wanted >= frozenset(kind_table(lexicon)) else _sieve(wanted, lexicon)


def matters(words: str, sieve: Sieve) -> bool:
    """Whether a passage may tell of a wanted event or say who holds a place."""
    found = frozenset(WORD.findall(words.lower()))
    return _met(found | {NAMED} if NAME.search(words) or found & scenes.PRONOUNS else found, sieve)


def needed(sentences: Sequence[Sentence], sieve: Sieve) -> frozenset[int]:
    """Which sentences of a report, of those not parsed, the reading of a parsed one may need."""
    found: set[int] = set()
    quoted = inside_quotation(sentences)
    for at, sentence in enumerate(sentences):
        if not sentence.parsed:
            continue
        around = {*_before_noun(sentences, at, sieve), *_before_pronoun(sentences, at, sieve)}
        if quoted[at] and not _says(sentence, sieve):
            around.update(_around_quotation(sentences, at))
        open_ = {other for other in around if not sentences[other].parsed} - found
        if open_ and _tells(sentence, sieve):
            found |= open_
    return frozenset(found)


def _met(found: frozenset[str], sieve: Sieve) -> bool:
    return any(all(found & need for need in clue) for word in found & sieve.clues.keys() for clue in sieve.clues[word])


def _tells(sentence: Sentence, sieve: Sieve) -> bool:
    """Whether a parsed sentence tells of a wanted event or of holding, were each of its names a place and a party."""
    if any(_holds(token, sieve) for token in sentence.tokens):
        return True
    if not any(_triggers(token, sieve) for token in sentence.tokens):
        return False
    plain = scenes.set_scene(sentence, (), sieve.lexicon)
    labels = tuple(own | ANY_NAME if _named(token) else own for own, token in zip(plain.labels, sentence.tokens, strict=True))
    told = find_predicates(replace(plain, labels=labels), sieve.lexicon)
    return any(predicate.kind in sieve.kinds for predicate in told)


def _named(token: Token) -> bool:
    return token.tag in ("NNP", "NNPS") or (token.name in scenes.PARSER_NAMES and token.text[:1].isupper())


def _holds(token: Token, sieve: Sieve) -> bool:
    return token.lemma.lower() in (sieve.holding["verb"] if token.tag[:2] == "VB" else sieve.holding["noun"])


def _triggers(token: Token, sieve: Sieve) -> bool:
    if token.tag[:2] == "VB":
        return token.lemma.lower() in sieve.verbs or token.text.lower() in sieve.nouns
    return token.tag[:2] == "NN" and token.lemma.lower() in sieve.nouns


def _before_noun(sentences: Sequence[Sentence], at: int, sieve: Sieve) -> Iterator[int]:
    """The sentences that "the group", "the statement" may look back on."""
    tokens = sentences[at].tokens
    for token in tokens:
        behind = [before.text for before in tokens[max(0, token.index - 3) : token.index]]
        bare = any(word.lower() in DEFINITE and not any(map(_capital, behind[n + 1 :])) for n, word in enumerate(behind))
        if bare and token.dep != "compound" and token.lemma.lower() in sieve.described:
            yield from range(max(0, at - BY_NOUN), at)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _before_pronoun(sentences: Sequence[Sentence], at: int, sieve: Sieve) -> Iterator[int]:
    """The sentences that a pronoun may look back on, the nearest first, as far as one that names somebody whom it fits.

    One that speaks goes on from the last speaker. "His" counts where it stands before an event: "his arrest".
    """
    tokens = sentences[at].tokens
    for token in tokens:
        sort = sieve.pronouns.get(token.text.lower(), "speaker")
        owner = token.tag == "PRP$" and not _triggers(tokens[token.head], sieve)
        speaks = token.dep == "nsubj" and tokens[token.head].lemma.lower() in sieve.saying
        if sort == "speaker" or owner or (not speaks and _names_one(tokens[: token.index], sort, sieve)):
            continue
        for other in range(at - 1, max(-1, at - 1 - (BY_SPEAKER if speaks else BY_PRONOUN)), -1):
            yield other
            found = _says if speaks else _names_somebody(sort)
            if not sentences[other].parsed or found(sentences[other], sieve):
                break


def _names_somebody(sort: str) -> Callable[[Sentence, Sieve], bool]:
    return lambda sentence, sieve: _names_one(sentence.tokens, sort, sieve)


def _names_one(tokens: Sequence[Token], sort: str, sieve: Sieve) -> bool:
    """Whether a subject among these tokens is a party that a pronoun of this sort can stand for."""
    subjects = [token for token in tokens if token.dep in ("nsubj", "nsubjpass") and token.tag[:2] == "NN"]
    if sort == "person":
        return any(token.name == "PERSON" for token in subjects)
    parties = [token for token in subjects if token.lemma.lower() in sieve.agents or token.name in ("ORG", "NORP", "GPE")]
    return any((token.tag in ("NNS", "NNPS")) == (sort == "many") for token in parties)


def _says(sentence: Sentence, sieve: Sieve) -> bool:
    return any(token.tag[:2] == "VB" and token.lemma.lower() in sieve.saying for token in sentence.tokens)


def _around_quotation(sentences: Sequence[Sentence], at: int) -> Iterator[int]:
    """The sentences of the paragraphs beside a quotation that may tell who speaks."""
    here = sentences[at].paragraph
    for other in (*range(at - 1, max(-1, at - 1 - IN_QUOTATION), -1), *range(at + 1, min(len(sentences), at + 2))):
        if abs(sentences[other].paragraph - here) <= 1:
            yield other


@lru_cache(maxsize=16)
def _sieve(wanted: frozenset[str], lexicon: Lexicon) -> Sieve:
    arming = wanted & {row["kind"] for row in lexicon.rows("weapons", "weapon")}
    rows = [row for row in lexicon.rows("triggers", "trigger") if row["kind"] in wanted or (row.get("weapon") and arming)]
    clues: dict[str, list[Clue]] = {}
    lemmas: dict[str, set[str]] = {"verb": set(), "noun": set()}
    holding = [(lexicon.rows("holding", table), part) for table, part in HOLDING]
    held = (_filling(("@place", "territory"), lexicon),)
    told = [(row.words(f"{part}s"), part, _needs(row, lexicon)) for row in rows for part in lemmas]
    for words, part, needs in (*told, *((row.words("words"), part, held) for found, part in holding for row in found)):
        lemmas[part].update(words)
        for lemma in words:
            _add(clues, lemma, part, needs)
    return Sieve(
        kinds=wanted,
        lexicon=lexicon,
        clues={form: tuple(dict.fromkeys(found)) for form, found in clues.items()},
        holding={
            part: frozenset(word for rows, own in holding for row in rows for word in row.words("words") if own == part)
            for part in lemmas
        },
        verbs=frozenset(lemmas["verb"]),
        nouns=frozenset(lemmas["noun"]),
        pronouns={word: row["id"] for row in lexicon.rows("coreference", "pronoun") for word in row.words("words")},
        described=_words(lexicon, "coreference", "description") | listed("statements") | listed("said-of"),
        agents=scenes.words(lexicon).agents,
        saying=_words(lexicon, "speech", "verb"),
    )


def _words(lexicon: Lexicon, name: str, *tables: str) -> frozenset[str]:
    return frozenset(word for table in tables for row in lexicon.rows(name, table) for word in row.words("words"))


def _add(clues: dict[str, list[Clue]], lemma: str, part: str, needs: Clue) -> None:
    """A lemma with a hyphen ("air-strike") may stand in one word or two: its first part, where its last is in the passage."""
    first, *rest = WORD.findall(lemma.lower())
    for form in {first} if rest else forms(first, part):
        clues.setdefault(form, []).append((*needs, forms(rest[-1], part)) if rest else needs)


def _needs(row: Row, lexicon: Lexicon) -> Clue:
    """For each slot that a rule needs filled: the forms of the words that may fill it, and its preposition."""
    needs: list[frozenset[str]] = []
    for slot, wanted in row.get("needs", {}).items():
        first = slot.partition(".")[0]
        if "@none" in wanted:
            continue
        if first not in STRUCTURAL:
            needs.append(frozenset({first}))
        if "@any" not in wanted:
            needs.append(_filling(wanted, lexicon))
    return tuple(needs)


def _filling(wanted: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """The forms of the words that a condition asks for ("=lemma", a class); NAMED where a name will do."""
    found: set[str] = set()
    for want in wanted:
        lemmas = {want[1:]} if want.startswith("=") else scenes.words(lexicon).classes[want] if want[0] != "@" else frozenset()
        found.update(form for lemma in lemmas for form in _openings(lemma))
        found.update({NAMED} if want.startswith("@") else ())
    return frozenset(found)


def _openings(lemma: str) -> frozenset[str]:
    first, *rest = WORD.findall(lemma.lower()) or [""]
    return frozenset({first}) if rest else any_forms(first)

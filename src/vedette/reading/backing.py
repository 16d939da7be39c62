"""Statements of who backs, fights, commands or belongs to whom -> TieClaims.

"Russian-backed forces", "supported by Iran", "fights alongside the army", "the armed wing of X", "split from Y". Which words tie
whom to whom is data (backing.toml); a tie that is said to be over is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.model import Mention, TieClaim
from vedette.reading import claims, stance, tie_nouns, tie_verbs, wording
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.scene import Part, Scene
from vedette.reading.tie_parties import OWNING, Tied
from vedette.reading.tie_words import Table, table_of

FINDERS = (
    tie_verbs.by_participle,
    tie_verbs.by_verb,
    tie_verbs.by_frame,
    tie_verbs.together,
    tie_verbs.beside,
    tie_nouns.by_noun,
    tie_nouns.by_act,
    tie_nouns.by_phrase,
    tie_nouns.by_loyalty,
    tie_nouns.by_rank,
)
ENDED = listed("ended")
BYGONE = listed("bygone")
GRANTED = frozenset({"amod", "compound", "nmod", "appos", "nsubj"})  # "plans to strike the Russian-backed forces": backed they are
SPEAKING = frozenset({"We", "we", "us", "I", "me", "Our", "our", "You", "you"})
MODIFYING = frozenset({"amod", "advmod", "compound", "punct", "npadvmod"})


def read_ties(discourse: Discourse, report: str, lexicon: Lexicon) -> tuple[TieClaim, ...]:
    """Every statement of a report that ties two parties, in text order."""
    table = table_of(lexicon)
    found: dict[tuple[int, int, str], TieClaim] = {}
    for at, here in enumerate(discourse.scenes):
        if not here.sentence.parsed:
            continue
        for tied in _all(here, table):
            claim = None if _over(here, tied.token) or _asked(here, tied.token) else _claim(discourse, at, tied, report)
            if claim is not None and not _with_itself(claim):
                found.setdefault((claim.source.start, claim.target.start, claim.kind), claim)
    return tuple(found.values())


def _all(here: Scene, table: Table) -> Iterator[Tied]:
    for find in FINDERS:
        yield from find(here, table)


def _over(here: Scene, token: int) -> bool:
    """ "a former ally", "once backed", "no longer supports", "ended its support", "used to arm"."""
    tree = here.tree
    above = tree[tree[token].head]
    near = (tree[child] for child in tree.children[token])
    beside = {word.text.lower() for word in near if word.dep in MODIFYING}
    hangs = tree[token].dep in ("xcomp", "dobj", "nsubj", "nsubjpass", "pcomp", "pobj")
    governed = hangs and above.lemma in ENDED
    return bool(beside & BYGONE) or governed or (above.text == "used" and tree[token].dep == "xcomp")


def _asked(here: Scene, token: int) -> bool:
    """Whether a tie is only named in passing in a question: questions give no facts."""
    return here.tree[token].dep in GRANTED and here.sentence.text.rstrip("\"'”’ ").endswith("?")


def _with_itself(claim: TieClaim) -> bool:
    """Whether both sides are one, or one is a "its" that stands for nobody known."""
    open_ = any(one.antecedent is None and one.text.lower() in OWNING for one in (claim.source, claim.target))
    open_ = open_ or any(one.text in SPEAKING for one in (claim.source, claim.target))  # "we" is more than who speaks
    inside = claim.source.start <= claim.target.start and claim.target.end <= claim.source.end
    return open_ or claim.source.named == claim.target.named or (inside and claim.kind != "commands" and claim.kind != "backs")


def _claim(discourse: Discourse, at: int, tied: Tied, report: str) -> TieClaim:
    here = discourse.scenes[at]
    source, target = _party(discourse, at, tied.source), _party(discourse, at, tied.target)
    granted = here.tree[tied.token].dep in GRANTED and not trees.kids(here.tree, tied.token, "aux")
    found = (stance.find_own_stance if granted else stance.find_stance)(here, tied.token, discourse.lexicon)
    return TieClaim(
        id=claims.identity(report, tied.kind, source.start, target.start),
        report=report,
        kind=tied.kind,
        stance=found.value,
        source=source,
        target=target,
        sentence=claims.sentence_mention(here),
        speakers=claims.speakers_over(discourse, at, tied.token),
        notes=(f"{here.tree[tied.token].text!r} ties {source.text!r} to {target.text!r}", found.reason),
    )


def _party(discourse: Discourse, at: int, part: Part) -> Mention:
    """The words of a party; of "U.S.-led", which the parser left whole, the name in it."""
    here = discourse.scenes[at]
    inside = [name.mention for name in here.names if (name.first, name.last) == (part.first, part.last) and name.label == "place"]
    whole = wording.mention(here.tree, part.first, part.last)
    return inside[0] if inside and inside[0].end < whole.end else claims.party(discourse, at, part)

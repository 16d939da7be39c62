"""Which day of its sentence belongs to an event, or none, and which days sentences open with.

In: a Discourse, a sentence's number and a Predicate. Out: Mentions of the report's words.
A time on the verb of saying is when it was said, not when it happened. A day that opens a sentence ("On 3 May, …") is the
day of all that it goes on to tell, but not of what led up to it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vedette.lexicon.grammar import listed
from vedette.model import Mention, Name
from vedette.reading import tree as trees
from vedette.reading.coreference import Discourse
from vedette.reading.predicates import Predicate
from vedette.reading.scene import Scene

GROUNDS = listed("grounds")
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
BEFORE_NOUN = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
LABEL = 6  # words within which the colon of a label stands


@dataclass(frozen=True, slots=True)
class Times:
    """The words for when it happened and when it was said; `counts_from_it`: the first count from this event to another."""

    own: Mention | None
    said: Mention | None
    counts_from_it: bool = False


def when_of(discourse: Discourse, at: int, predicate: Predicate, folded: Collection[int] = ()) -> Times:
    """The words for the time of an event, and for the time at which it was said.

    `folded` are the words for what the event brought about ("were killed by men who opened fire"): their day is its own.
    """
    scene = discourse.scenes[at]
    counted = _counting_from(scene, predicate.token)
    if counted is not None:
        return Times(counted.mention, None, counts_from_it=True)
    times = _times(discourse, at, predicate.token)
    for other in folded:
        if times.own is None:
            brought = _times(discourse, at, other)
            times = Times(brought.own, times.said or brought.said)
    return times


def days_set(discourse: Discourse) -> dict[int, Mention]:
    """The day that opens a sentence and is not that of a saying, by sentence: what is told next goes on from it."""
    found = {}
    for at, scene in enumerate(discourse.scenes):
        name = _opening(scene)
        said = {frame.said for frame in discourse.frames[at]}
        if name is not None and _governor(scene, name) not in said:
            found[at] = name.mention
    return found


def _times(discourse: Discourse, at: int, event: int) -> Times:
    """The day nearest to an event in the tree, else the day that opens its sentence, else one that only dates a noun there."""
    scene = discourse.scenes[at]
    speech = {frame.said for frame in discourse.frames[at] if event in frame.covers and frame.said > -1}
    said, own, loose = None, None, None
    best = len(scene.tree) + 1
    path = clause_path(scene, event)
    for name in _dates(scene):
        governor = _governor(scene, name)
        if governor in speech or _after_speech(name, speech):
            said = said or name.mention
            continue
        steps = _steps(scene, path, governor, name)
        if steps is not None and _dates_another(scene, name, event):
            loose = loose or name.mention
        elif steps is not None and steps < best:
            best, own = steps, name.mention
    return Times(own or _leading_date(scene, event, speech) or loose, said)


def _dates_another(scene: Scene, name: Name, event: int) -> bool:
    """Whether it dates the noun behind it, which is not the event: "a rally against the 7 October invasion"."""
    token = _phrase_head(scene, name)
    noun = scene.tree[token].head
    return scene.tree[token].dep in BEFORE_NOUN and noun >= name.last and noun != event


def clause_path(scene: Scene, event: int) -> list[int]:
    """The event's word and the heads above it as far as its clause reaches: not past a verb of saying or a relative clause."""
    path = [event]
    token = event
    while scene.tree[token].head != token:
        dep = scene.tree[token].dep
        if dep in ("ccomp", "relcl", "csubj", "parataxis", "pcomp") or (dep == "acl" and scene.tree[token].tag == "VBN"):
            break
        token = scene.tree[token].head
        path.append(token)
    return path


def _dates(scene: Scene) -> list[Name]:
    """Date phrases that say when; one that counts from a clause ("a day after taking …") says it of that clause."""
    return [name for name in scene.names if name.label == "date" and _clause_counted(scene, name) is None]


def _clause_counted(scene: Scene, name: Name) -> int | None:
    """The verb of the clause that a date phrase counts from: "taking" of "a day after taking …"."""
    last = scene.tree[name.last - 1]
    if last.text.lower() not in ("after", "before", "since") or last.dep not in ("prep", "mark"):
        return None
    if last.dep == "mark":
        return last.head
    clauses = trees.kids(scene.tree, last.index, "pcomp")
    return clauses[0] if clauses else None


def _counting_from(scene: Scene, event: int) -> Name | None:
    """The date phrase that counts from this event."""
    counted = [name for name in scene.names if name.label == "date" and _clause_counted(scene, name) == event]
    return counted[0] if counted else None


def _phrase_head(scene: Scene, name: Name) -> int:
    """The word of a name that hangs on none of its others."""
    token = name.last - 1
    while name.first <= scene.tree[token].head < name.last and scene.tree[token].head != token:
        token = scene.tree[token].head
    return token


def _governor(scene: Scene, name: Name) -> int:
    """The verb that a date hangs on, through prepositions and nouns that the parser hung it on."""
    above = scene.tree[_phrase_head(scene, name)].head
    while not trees.verblike(scene.tree, above) and scene.tree[above].head != above:
        above = scene.tree[above].head
    return above


def _steps(scene: Scene, path: list[int], governor: int, name: Name) -> int | None:
    """How far from the event a date hangs: on a word of its path, inside the event's own phrase, or on a verb joined to one."""
    if _hangs_below(scene, name.last - 1, path[0]):
        return 0
    if governor in path:
        earlier = governor != path[0] and governor < name.first < path[0] and scene.tree[path[0]].dep == "conj"
        ahead = any(_purpose(scene, token) and name.first < token for token in path[: path.index(governor)])
        return None if earlier or ahead else path.index(governor)
    while scene.tree[governor].dep in ("conj", "xcomp", "advcl") and scene.tree[governor].head != governor:
        governor = scene.tree[governor].head
        if governor in path:
            return None if governor < name.first < path[0] else len(scene.tree) // 2 + path.index(governor)
    return None


def _purpose(scene: Scene, token: int) -> bool:
    """Whether a verb is an infinitive of what is still to come: "ordered troops on Saturday to attack"."""
    return scene.tree[token].dep in ("xcomp", "ccomp", "acl") and any(
        scene.tree[child].tag == "TO" for child in trees.kids(scene.tree, token, "aux")
    )


def _hangs_below(scene: Scene, token: int, event: int) -> bool:
    """Whether a date stands under an event's word with no clause of its own between them."""
    while token != event:
        if scene.tree[token].dep in ("relcl", "ccomp", "advcl", "acl", "csubj") or scene.tree[token].head == token:
            return False
        token = scene.tree[token].head
    return True


def _after_speech(name: Name, speech: set[int]) -> bool:
    """Whether a date follows straight on a verb of saying: "said on Saturday", "said late Saturday"."""
    return any(0 < name.first - verb <= 2 for verb in speech)


def _leading_date(scene: Scene, event: int, speech: set[int]) -> Mention | None:
    """A day that opens the sentence: "On 3 May, …"; not of what somebody says in it, nor of what led up to it."""
    name = _opening(scene)
    if name is None or event < name.last or any(verb < event for verb in speech) or _led_up(scene, event):
        return None
    return name.mention


def _opening(scene: Scene) -> Name | None:
    """The day that a sentence opens with, behind a label ("Update: On 3 May, …") too."""
    words = [token.text for token in scene.sentence.tokens[:LABEL]]
    start = words.index(":") + 1 if ":" in words else 0
    opening = [name for name in _dates(scene) if start <= name.first <= start + 2]
    return opening[0] if opening else None


def _led_up(scene: Scene, event: int) -> bool:
    """Whether an event is told only to say who or what is meant, or what came before: "rebels who had fled", "after taking X".

    Where no verb heads the sentence it was parsed wrongly, and only "had" tells.
    """
    verbs = [token for token in clause_path(scene, event) if trees.verblike(scene.tree, token)]
    if verbs and any(scene.tree[child].text.lower() == "had" for child in trees.kids(scene.tree, verbs[0], "aux")):
        return True
    root = next(token.index for token in scene.sentence.tokens if token.head == token.index)
    return trees.verblike(scene.tree, root) and any(_aside(scene, token) for token in clause_path(scene, event))


def _aside(scene: Scene, token: int) -> bool:
    """A relative clause with its pronoun, or a clause behind "after", "since" …"""
    dep = scene.tree[token].dep
    if dep == "relcl":
        return any(scene.tree[below].tag in RELATIVE for below in trees.subtree(scene.tree, token) if below < token)
    mark = scene.tree[scene.tree[token].head].text.lower() if dep == "pcomp" else ""
    return mark in GROUNDS or any(
        scene.tree[child].text.lower() in GROUNDS for child in trees.kids(scene.tree, token, "mark") if dep == "advcl"
    )

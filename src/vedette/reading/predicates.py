"""Scene -> Predicates: which words tell of an event, of what kind, and which words fill its roles.

A word's rules are tried in the order of `triggers.toml`; the first whose conditions hold wins. A verb that only carries
an event noun, and a pledge of an event that is told, are no events of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.arms import weapon_of
from vedette.reading.governing import is_beneath, is_intended
from vedette.reading.participants import actors_of, targets_of
from vedette.reading.scene import Part, Scene
from vedette.reading.slots import AIMED, carriers, light_verb, slot
from vedette.reading.triggers import Rule, Rules, rules_of

NOMINAL = frozenset(
    {"amod", "pobj", "dobj", "nsubj", "compound", "attr", "nmod"}
)  # a participle used as a noun or adjective: "the displaced"
GERUND = frozenset({"pobj", "dobj", "nsubj", "csubj", "nsubjpass", "csubjpass", "attr", "appos"})
RECOLLECTION = listed("recollection")
STANDING = listed("standing")
LEGAL = listed("legal")
OF_SOMEBODY = frozenset({"kill", "bomb", "shell", "abduct", "kidnap", "behead", "burn", "loot", "capture", "shoot"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """An event as its sentence's words give it: trigger token, kind, and the parts that fill its roles.

    `toll` is "killed" or "wounded" where the targets are the people counted; `light` is the verb that carries an event noun;
    `beside` are other words that tell of it: what carries it and what aims it.
    `beneath` says that it hangs on the words of another event that is no violence: a demand, a refusal, a meeting;
    `intended` that those who would do it say that they will.
    """

    token: int
    kind: str
    noun: bool
    actors: tuple[Part, ...]
    targets: tuple[Part, ...]
    places: tuple[int, ...]
    toll: str | None
    light: int | None
    notes: tuple[str, ...]
    beside: tuple[int, ...] = ()
    beneath: bool = False
    intended: bool = False


def find_predicates(scene: Scene, lexicon: Lexicon) -> tuple[Predicate, ...]:
    """All events that one sentence tells of, in text order."""
    rules = rules_of(lexicon)
    found = []
    for token in scene.sentence.tokens:
        lemma = token.lemma.lower()
        if lemma not in rules.verbs and lemma not in rules.nouns and token.text.lower() not in rules.nouns:
            continue
        rule = _first(scene, token.index, _candidates(scene, token.index, rules), rules)
        if rule is not None and rule.kind != "none" and not _inside_name(scene, token.index):
            found.append(_predicate(scene, token.index, rule, rules))
    return tuple(_ranked(scene, _without_carriers(scene, found), lexicon))


def _ranked(scene: Scene, found: Sequence[Predicate], lexicon: Lexicon) -> list[Predicate]:
    """Each predicate, saying whether it is only intended, and whether it hangs on words or on what is only intended."""
    table = kinds(lexicon)
    told = [replace(one, intended=is_intended(scene, one.token)) for one in found]
    words = [one for one in told if one.intended or not table[one.kind].conflict]
    over = {token for one in words for token in (one.token, one.light) if token is not None}
    return [replace(one, beneath=is_beneath(scene, one.token, over - {one.token, one.light})) for one in told]


def bare(token: int, kind: str) -> Predicate:
    """A predicate that fills no roles: a token of a sentence that something is said with."""
    return Predicate(token, kind, False, (), (), (), None, None, ())


def _candidates(scene: Scene, index: int, rules: Rules) -> tuple[Rule, ...]:
    """The rules for a word as what it is: a verb, a noun, or a gerund that does a noun's work ("the fighting")."""
    token = scene.tree[index]
    if "date" in scene.labels[index]:
        return ()
    if trees.verblike(scene.tree, index):
        if token.tag == "VBG" and (token.dep in GERUND or _of_somebody(scene, index)):
            return rules.nouns.get(token.text.lower(), ())
        if (
            token.dep == "acl"
            and token.tag == "VBG"
            and token.lemma in STANDING
            and trees.kids(scene.tree, index, "prep", "advmod")
        ):
            return () if _beside_somebody(scene, index) else rules.verbs.get(token.lemma.lower(), ())
        if token.dep == "amod" and token.tag == "VBN" and _newly(scene, index):
            return rules.verbs.get(token.lemma.lower(), ())
        bare = token.dep == "pcomp" and token.tag == "VBN" and not scene.tree.children[index]
        return () if token.dep in NOMINAL or token.tag == "JJ" or bare else rules.verbs.get(token.lemma.lower(), ())
    if token.tag not in ("NN", "NNS", "NNP", "NNPS") or _only_describes(scene, index) or _surname(scene, index):
        return ()
    return rules.nouns.get(token.lemma.lower(), ())


def _newly(scene: Scene, index: int) -> bool:
    """ "1,460 newly displaced people": a participle before a counted noun that tells what has just happened."""
    lately = any(
        scene.tree[child].text.lower() in ("newly", "recently", "freshly") for child in trees.kids(scene.tree, index, "advmod")
    )
    return lately and bool(trees.kids(scene.tree, scene.tree[index].head, "nummod"))


def _of_somebody(scene: Scene, index: int) -> bool:
    """ "after killing of four children", "were killed by shelling": a noun for all its tag."""
    token = scene.tree[index]
    behind = index + 1 < len(scene.tree) and scene.tree[index + 1].text.lower() == "of"
    if token.dep != "pcomp":
        return False
    suffered = scene.tree[token.head].text.lower() == "by" and not trees.kids(scene.tree, index, *trees.OBJECTS)
    return (behind and token.lemma in OF_SOMEBODY) or (suffered and trees.passive(scene.tree, scene.tree[token.head].head))


def _surname(scene: Scene, index: int) -> bool:
    """A proper noun in running text that nothing is said of: "Kelvin Battle and his wife", not "the Battle of Kherson"."""
    token = scene.tree[index]
    if not token.tag.startswith("NNP") or scene.sentence.part == "title" or not token.text[:1].isupper() or token.text.isupper():
        return False
    following = scene.tree[index + 1].text.lower() if index + 1 < len(scene.tree) else ""
    before = scene.tree[index - 1] if index else None
    return before is not None and before.tag.startswith("NNP") and following not in ("of", "for", "on", "in", "against", "by")


def _beside_somebody(scene: Scene, verb: int) -> bool:
    return any(
        scene.tree[child].text.lower() in ("alongside", "along", "beside", "for", "with")
        for child in trees.kids(scene.tree, verb, "prep", "advmod")
    )


def _only_describes(scene: Scene, index: int) -> bool:
    """ "riot police", "without a fight", "sentenced for genocide": the noun tells of no event of its own."""
    token = scene.tree[index]
    if index == 0 and len(scene.tree) > 1 and (scene.tree[1].text == ":" or (len(scene.tree) == 2 and scene.tree[1].text == ".")):
        return True  # a heading
    if token.dep == "compound" and token.head > index and scene.tree[token.head].tag[:2] == "NN":
        return not scenes.is_a(scene, token.head, ("event-head",))
    above = scene.tree[token.head]
    if token.dep == "pobj" and above.text.lower() in ("about", "of", "on", "into") and scene.tree[above.head].lemma in RECOLLECTION:
        return True
    return token.dep == "pobj" and (
        above.text.lower() == "without" or (above.text.lower() == "for" and scene.tree[above.head].lemma in LEGAL)
    )


def _first(scene: Scene, index: int, candidates: Sequence[Rule], rules: Rules) -> Rule | None:
    fillers: dict[str, list[int]] = {}  # the rules of a word ask for the same few slots

    def holds(name: str, wanted: tuple[str, ...]) -> bool:
        if name not in fillers:
            fillers[name] = slot(scene, index, name, rules)
        return _holds(scene, fillers[name], wanted)

    for rule in candidates:
        if all(holds(*need) for need in rule.needs) and not any(holds(*never) for never in rule.never):
            return rule
    return None


def _holds(scene: Scene, heads: Sequence[int], wanted: tuple[str, ...]) -> bool:
    return ("@none" in wanted and not heads) or any(scenes.is_a(scene, head, wanted) for head in heads)


def _predicate(scene: Scene, index: int, rule: Rule, rules: Rules) -> Predicate:
    patient = light_verb(scene, index, rules.patient) if rule.noun else None
    light = light_verb(scene, index, rules.light) if rule.noun else None
    actors = actors_of(scene, index, rule, rules)
    targets, places = targets_of(scene, index, rule, rules)
    if patient is not None:
        targets = [
            *(scenes.part(scene, head) for head in trees.subjects(scene.tree, patient) if scenes.is_party(scene, head)),
            *targets,
        ]
    if rule.both:
        actors, targets = [*actors, *targets], []
    doing = {actor.head for actor in actors}
    targets = [target for target in targets if target.head not in doing]
    weapon = weapon_of(scene, index, rule, rules)
    kind = weapon[0] if weapon else rule.kind
    beside = carriers(scene, index, rules) if rule.noun else ()
    note = f"{scene.tree[index].text!r} tells of {kind}" + (f" by {weapon[1]!r}" if weapon else "")
    return Predicate(
        index, kind, rule.noun, tuple(actors), tuple(targets), tuple(places), rule.toll, light or patient, (note,), beside
    )


def _inside_name(scene: Scene, index: int) -> bool:
    """Whether the word is part of a longer name: "Operation Inherent Resolve", "Strike Brigade", "March 23 Movement"."""
    return any(
        name.first <= index < name.last and name.last - name.first > 1 and name.label in ("actor", "place", "person", "date")
        for name in scene.names
    )


def _without_carriers(scene: Scene, found: list[Predicate]) -> list[Predicate]:
    """Drop a verb that only carries an event noun ("the strike hit", "clashes killed") or only aims one ("strikes targeting")."""
    nouns = {predicate.token: predicate for predicate in found if predicate.noun}
    kept: list[Predicate] = []
    for predicate in found:
        first = _restated(scene, predicate, found)
        if first is not None:
            kept = [_enriched(other, predicate) if other.token == first else other for other in kept]
        if first is not None or _promised(scene, predicate, found):
            continue
        if predicate.noun or predicate.toll:
            kept.append(predicate)
            continue
        carried = [
            noun for noun in nouns.values() if noun.light == predicate.token or _is_subject(scene, noun.token, predicate.token)
        ]
        aimed = any(predicate.token in noun.beside for noun in nouns.values())
        if not carried and not aimed:
            kept.append(predicate)
        for noun in carried:
            nouns[noun.token] = _enriched(noun, predicate)
    return sorted((nouns.get(predicate.token, predicate) for predicate in kept), key=lambda predicate: predicate.token)


def _promised(scene: Scene, words: Predicate, found: Sequence[Predicate]) -> bool:
    """A pledge or threat of an event that is itself told ("vowed to retake X") is that event, planned."""
    if words.kind not in ("pledge", "threat"):
        return False
    said = trees.kids(scene.tree, words.token, "xcomp", "ccomp", "acomp")
    below = {token for child in said for token in _complement(scene, child)}
    return any(other.token in below for other in found)


def _complement(scene: Scene, top: int) -> set[int]:
    """What a complement says itself, without the conditions, reasons and descriptions that hang on it."""
    found, waiting = set(), [top]
    while waiting:
        current = waiting.pop()
        found.add(current)
        waiting += [child for child in scene.tree.children[current] if scene.tree[child].dep not in ("advcl", "relcl")]
    return found


def _restated(scene: Scene, again: Predicate, found: Sequence[Predicate]) -> int | None:
    """The verb whose happening an infinitive of the same kind only says once more: "marched to protest"."""
    token = scene.tree[again.token]
    same = [other.token for other in found if other.token == token.head and other.kind == again.kind]
    return same[0] if same and again.toll is None and token.dep in ("advcl", "xcomp") else None


def _is_subject(scene: Scene, noun: int, verb: int) -> bool:
    return scene.tree[verb].lemma in (*AIMED, "rock", "shake", "destroy", "rip", "tear", "hit") and noun in trees.subjects(
        scene.tree, verb
    )


def _enriched(noun: Predicate, verb: Predicate) -> Predicate:
    return replace(
        noun,
        actors=noun.actors or tuple(actor for actor in verb.actors if actor.head != noun.token),
        targets=noun.targets or verb.targets,
        places=noun.places or verb.places,
        beside=tuple(dict.fromkeys((*noun.beside, verb.token))),
    )

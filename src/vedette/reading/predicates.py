"""Scene -> Predicates: which words tell of an event, of what kind, and which words fill its roles.

The rules are rows of `triggers.toml`, tried in the order of the file; `weapons.toml` makes a kind more exact. Light
verbs lend their subject to the event noun that is their object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon import Lexicon, Row
from vedette.reading import scene as scenes
from vedette.reading import tree as trees
from vedette.reading.scene import Part, Scene

OCCUR = frozenset(
    "erupt break take continue occur begin start resume rage happen follow ensue flare intensify escalate leave kill come last go unfold".split()
)
NOMINAL = frozenset({"amod", "pobj", "dobj", "nsubj", "compound", "attr", "nmod"})  # a participle used as a noun or adjective: "the displaced"
GERUND = frozenset({"pobj", "dobj", "nsubj", "csubj", "nsubjpass", "csubjpass", "attr", "appos"})
LEGAL = frozenset("sentence convict trial charge arrest try jail want investigate indict prosecute warrant case responsible guilty".split())
TAKEN_FROM = frozenset({"capture", "weapons-seizure", "looting", "release"})
WIELDED = ("arms", "ordnance", "missile", "bomb", "flyer", "event-noun")
AIMED = frozenset("target hit strike aim direct concentrate focus".split())
SHOWING = frozenset("release publish broadcast show air post share".split())
PARTICIPATE = frozenset("participate engage take involve be lock enlist".split())
LOOSE_SLOTS = ("in", "at", "near", "on", "into", "toward", "towards", "outside", "around", "over", "across", "inside", "along", "against", "between", "with", "by")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of triggers.toml, checked."""

    kind: str
    noun: bool
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[tuple[str, tuple[str, ...]], ...]
    actor: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[str, ...]
    weapon: bool
    toll: str | None
    both: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """An event as its sentence's words give it: trigger token, kind, and the parts that fill its roles.

    `toll` is "killed" or "wounded" where the targets are the people counted; `light` is the verb that carries an event noun.
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


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules by lemma, and the other tables that this room reads."""

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    light: frozenset[str]
    patient: frozenset[str]
    weapons: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def find_predicates(scene: Scene, lexicon: Lexicon) -> tuple[Predicate, ...]:
    """All events that one sentence tells of, in text order."""
    rules = _rules(lexicon)
    found = []
    for token in scene.sentence.tokens:
        rule = _first(scene, token.index, _candidates(scene, token.index, rules), rules)
        if rule is not None and rule.kind != "none" and not _inside_name(scene, token.index):
            found.append(_predicate(scene, token.index, rule, rules))
    return tuple(_without_carriers(scene, found))


def _candidates(scene: Scene, index: int, rules: Rules) -> tuple[Rule, ...]:
    """The rules for a word as what it is: a verb, a noun, or a gerund that does a noun's work ("the fighting")."""
    token = scene.tree[index]
    if trees.verblike(scene.tree, index):
        if token.tag == "VBG" and token.dep in GERUND:
            return rules.nouns.get(token.text.lower(), ())
        return () if token.dep in NOMINAL or token.tag == "JJ" else rules.verbs.get(token.lemma.lower(), ())
    if token.tag not in ("NN", "NNS", "NNP", "NNPS") or _only_describes(scene, index):
        return ()
    return rules.nouns.get(token.lemma.lower(), ())


def _only_describes(scene: Scene, index: int) -> bool:
    """ "riot police", "without a fight", "sentenced for genocide": the noun tells of no event of its own."""
    token = scene.tree[index]
    if token.dep == "compound" and token.head > index and scene.tree[token.head].tag[:2] == "NN":
        return True
    above = scene.tree[token.head]
    return token.dep == "pobj" and (above.text.lower() == "without" or (above.text.lower() == "for" and scene.tree[above.head].lemma in LEGAL))


def bare(token: int, kind: str) -> Predicate:
    """A predicate that fills no roles: a token of a sentence that something is said with."""
    return Predicate(token, kind, False, (), (), (), None, None, ())


def _first(scene: Scene, index: int, candidates: Sequence[Rule], rules: Rules) -> Rule | None:
    for rule in candidates:
        if all(_holds(scene, index, slot, wanted, rules) for slot, wanted in rule.needs) and not any(
            _holds(scene, index, slot, wanted, rules) for slot, wanted in rule.never
        ):
            return rule
    return None


def _holds(scene: Scene, index: int, name: str, wanted: tuple[str, ...], rules: Rules) -> bool:
    heads = slot(scene, index, name, rules)
    return ("@none" in wanted and not heads) or any(scenes.is_a(scene, head, wanted) for head in heads)


def slot(scene: Scene, index: int, name: str, rules: Rules) -> list[int]:
    """Heads that fill a slot of a token; a dotted name walks on from what the first part gives."""
    first, _, rest = name.partition(".")
    heads = _plain_slot(scene, index, first, rules)
    return heads if not rest else [found for head in heads for found in slot(scene, head, rest, rules)]


def _plain_slot(scene: Scene, index: int, name: str, rules: Rules) -> list[int]:
    tree = scene.tree
    if name == "subj":
        return trees.subjects(tree, index)
    if name == "obj":
        return trees.objects(tree, index)
    if name == "light":
        verb = _light_verb(scene, index, rules.light)
        return trees.subjects(tree, verb) if verb is not None else []
    if name == "mod":
        return scenes.modifiers(scene, index)
    if name == "gov":
        above = tree[index].head
        return [tree[above].head if tree[above].dep == "prep" else above] if above != index else []
    if name in ("poss", "prt", "xcomp", "advmod", "dative"):
        deps = {"xcomp": ("xcomp", "oprd", "acomp", "ccomp"), "prt": ("prt", "advmod")}.get(name, (name,))
        return trees.kids(tree, index, *deps)
    if name == "targeting":
        return [head for verb in trees.kids(tree, index, "acl") if tree[verb].lemma in AIMED for head in _aimed_at(scene, verb)]
    own = trees.prepositional(tree, index, name)
    if own or not trees.nounlike(tree, index) or name == "of":
        return own
    carrier = _carrier(scene, index, rules)
    if carrier is None:
        return []
    return trees.prepositional(tree, carrier, name) or (_astray(scene, carrier, name) if name == "between" else [])


def _astray(scene: Scene, carrier: int, word: str) -> list[int]:
    """Objects of a preposition that the parser hung on another word of the clause: "clashes … in the districts of X between A and B"."""
    below = (token for token in trees.subtree(scene.tree, carrier) if scene.tree[token].text.lower() == word)
    return [part for token in below for noun in trees.kids(scene.tree, token, "pobj") for part in trees.conjuncts(scene.tree, noun)]


def _aimed_at(scene: Scene, verb: int) -> list[int]:
    own = [part for child in trees.kids(scene.tree, verb, *trees.OBJECTS) for part in trees.conjuncts(scene.tree, child)]
    return own or trees.prepositional(scene.tree, verb, "at", "on", "against")


def _light_verb(scene: Scene, noun: int, lemmas: frozenset[str]) -> int | None:
    """The light verb whose object (or passive subject) an event noun is, through coordination and "part in"."""
    tree = scene.tree
    while tree[noun].dep in ("conj", "appos") and trees.nounlike(tree, tree[noun].head):
        noun = tree[noun].head
    head = tree[noun].head
    if tree[noun].dep in (*trees.OBJECTS, "nsubjpass") and tree[head].lemma in lemmas:
        return head
    if tree[noun].dep == "pobj" and tree[head].text.lower() in ("in", "with", "for") and tree[tree[head].head].lemma in (*PARTICIPATE, "part", "join"):
        above = tree[head].head
        return tree[above].head if tree[above].lemma == "part" else above
    acl = [verb for verb in trees.kids(tree, noun, "acl", "relcl") if tree[verb].lemma in lemmas]
    return acl[0] if acl else None


def _carrier(scene: Scene, noun: int, rules: Rules) -> int | None:
    """The verb whose complements may belong to an event noun: "clashes erupted between …", "launched an attack on …"."""
    light = _light_verb(scene, noun, rules.light | rules.patient)
    if light is not None:
        return light
    head = scene.tree[noun].head
    return head if scene.tree[noun].dep in ("nsubj", "nsubjpass") and scene.tree[head].lemma in OCCUR else None


def _predicate(scene: Scene, index: int, rule: Rule, rules: Rules) -> Predicate:
    patient = _light_verb(scene, index, rules.patient) if rule.noun else None
    light = _light_verb(scene, index, rules.light) if rule.noun else None
    actors = _actors(scene, index, rule, rules)
    targets, places = _targets(scene, index, rule, rules)
    if patient is not None:
        targets = [*(scenes.part(scene, head) for head in trees.subjects(scene.tree, patient) if scenes.is_party(scene, head)), *targets]
    if not actors and rule.noun:
        actors = _answerable(scene, index)
    if not _named(scene, actors):
        actors = _shown_by(scene, index) or actors
    if rule.both:
        actors, targets = [*actors, *targets], []
    weapon = _weapon(scene, index, rule, rules)
    kind = weapon[0] if weapon else rule.kind
    note = f"{scene.tree[index].text!r} tells of {kind}" + (f" by {weapon[1]!r}" if weapon else "")
    return Predicate(index, kind, rule.noun, tuple(actors), tuple(targets), tuple(places), rule.toll, light or patient, (note,))


def _actors(scene: Scene, index: int, rule: Rule, rules: Rules) -> list[Part]:
    for name in rule.actor:
        if name == "mod":
            before = scenes.party_before(scene, index)
            if before:
                return before
            continue
        parties = [scenes.part(scene, head) for head in slot(scene, index, name, rules) if scenes.is_party(scene, head)]
        if parties:
            return parties
        carried = [found for head in slot(scene, index, name, rules) if not scenes.is_place(scene, head) for found in _wielders(scene, head)]
        if carried:
            return carried
    return []


def _named(scene: Scene, actors: Sequence[Part]) -> bool:
    """Whether an actor is more than a carrier: "jets" alone says nobody, "Russian jets" does."""
    return any(scene.labels[at] & {"actor", "demonym", "name", "place"} or scene.tree[at].text.lower() in scenes.PRONOUNS for actor in actors for at in range(actor.first, actor.last))


def _shown_by(scene: Scene, index: int) -> list[Part]:
    """Who shows its own: "the ministry released footage of bombers in action": the deeds shown are the shower's."""
    for above in trees.ancestors(scene.tree, index):
        if scene.tree[above].lemma in SHOWING and trees.verblike(scene.tree, above):
            shown = [head for head in trees.objects(scene.tree, above) if scenes.is_a(scene, head, ("media",))]
            showers = [scenes.part(scene, head) for head in trees.subjects(scene.tree, above) if scenes.is_party(scene, head)]
            if shown and showers:
                return showers
    return []


def _answerable(scene: Scene, noun: int) -> list[Part]:
    """Who is said to be behind an event noun: "blamed X for the bombing", "X claimed responsibility for", "X was behind"."""
    token = scene.tree[noun]
    above = scene.tree[token.head]
    if token.dep != "pobj" or above.text.lower() not in ("for", "of", "behind"):
        return []
    verb = above.head
    if scene.tree[verb].lemma in ("responsibility", "credit"):
        verb = scene.tree[verb].head
        heads = trees.subjects(scene.tree, verb) if scene.tree[verb].lemma in ("claim", "take", "assume", "accept") else []
    elif above.text.lower() == "behind":
        heads = trees.subjects(scene.tree, verb)
    else:
        heads = trees.objects(scene.tree, verb) if scene.tree[verb].lemma in ("blame", "accuse", "suspect", "condemn") else []
    return [scenes.part(scene, head) for head in heads if scenes.is_party(scene, head)]


def _wielders(scene: Scene, head: int) -> list[Part]:
    """Who stands behind a subject that is a weapon or an event: "Russian air strikes killed", "artillery of the army"."""
    if not scenes.is_a(scene, head, WIELDED):
        return []
    owners = [*trees.prepositional(scene.tree, head, "by", "of", "from"), *trees.kids(scene.tree, head, "poss")]
    parties = [scenes.part(scene, owner) for owner in owners if scenes.is_party(scene, owner)]
    return parties or scenes.party_before(scene, head)


def _targets(scene: Scene, index: int, rule: Rule, rules: Rules) -> tuple[list[Part], list[int]]:
    """What is done it to, parted into parties and places; behind property, its owner is the party."""
    parties: list[Part] = []
    places = [head for name in rule.place for head in slot(scene, index, name, rules) if scenes.is_place(scene, head)]
    for name in rule.target:
        for head in slot(scene, index, name, rules):
            if {"actor", "place"} <= scene.labels[head]:
                places.append(head)
                parties.append(scenes.part(scene, head))
            elif scenes.is_place(scene, head) and not (scenes.is_party(scene, head) and not _has_place(scene, head)):
                places.append(head)
                parties += _owners(scene, head)
            elif scenes.is_party(scene, head) and name not in ("in", "at", "near", "outside"):
                parties.append(scenes.part(scene, head))
            else:
                parties += _owners(scene, head)
        if parties or places:
            break
    if not parties and rule.kind in TAKEN_FROM:
        parties = [scenes.part(scene, head) for head in slot(scene, index, "from", rules) if scenes.is_party(scene, head) and not _has_place(scene, head)]
    return _distinct(parties), list(dict.fromkeys(places))


def _has_place(scene: Scene, head: int) -> bool:
    return "place" in scene.labels[head] or scenes.is_a(scene, head, ("territory",))


def _owners(scene: Scene, head: int) -> list[Part]:
    """Whose a target is: "positions of the army", "IS positions", "the militia's base"."""
    owners = [*trees.prepositional(scene.tree, head, "of", "belonging"), *trees.kids(scene.tree, head, "poss")]
    named = [scenes.part(scene, owner) for owner in owners if scenes.is_party(scene, owner) and not _has_place(scene, owner)]
    if named:
        return named
    before = scenes.party_before(scene, head)
    return [found for found in before if "demonym" not in scene.labels[found.head] and not scenes.is_a(scene, found.head, ("civilian",))]


def _distinct(parts: list[Part]) -> list[Part]:
    return list({part.head: part for part in parts}.values())


def _weapon(scene: Scene, index: int, rule: Rule, rules: Rules) -> tuple[str, str] | None:
    """The kind that a weapon near the trigger makes of it, with the weapon's words."""
    if not rule.weapon:
        return None
    near = _instruments(scene, index, rule)
    for kind, phrases in rules.weapons:
        for phrase in phrases:
            for at in near:
                if _stands_at(scene, at, phrase):
                    return kind, " ".join(phrase)
    return None


def _instruments(scene: Scene, index: int, rule: Rule) -> list[int]:
    """Tokens that may name the weapon: the subject, words before the trigger, "with", "using", "by", "from", "in"."""
    tree = scene.tree
    heads = [index, *scenes.modifiers(scene, index), *trees.prepositional(tree, index, "with", "by", "from", "using", "in", "involving")]
    if not rule.noun:
        heads += trees.subjects(tree, index) + _surface_agents(scene, index)
        heads += [child for verb in trees.kids(tree, index, "advcl", "prep") if tree[verb].lemma == "use" for child in trees.kids(tree, verb, "dobj", "pobj")]
        heads += [head for head in trees.objects(tree, index) if scene.tree[index].lemma in ("fire", "drop", "launch")]
    else:
        heads += trees.prepositional(tree, index, "of") if tree[index].lemma in ("barrage", "wave", "exchange") else []
        heads += _shown_with(scene, index)
    return [at for head in heads for at in (head, *scenes.modifiers(scene, head))]


def _surface_agents(scene: Scene, verb: int) -> list[int]:
    return trees.prepositional(scene.tree, verb, "by", "in", "with", "from")


def _shown_with(scene: Scene, noun: int) -> list[int]:
    """Carriers of the phrase that an event noun hangs in: "bombers and missiles … in strikes"."""
    found = []
    for above in trees.ancestors(scene.tree, noun):
        if scene.tree[above].tag[:2] == "NN":
            found.append(above)
        elif trees.verblike(scene.tree, above) and scene.tree[above].dep not in ("acl", "relcl"):
            break
    return found


def _stands_at(scene: Scene, at: int, phrase: tuple[str, ...]) -> bool:
    tokens = scene.sentence.tokens[at : at + len(phrase)]
    if len(tokens) == len(phrase) and all(word in (token.lemma.lower(), token.text.lower()) for word, token in zip(phrase, tokens, strict=True)):
        return True
    before = scene.sentence.tokens[max(0, at + 1 - len(phrase)) : at + 1]
    return len(before) == len(phrase) > 1 and all(
        word in (token.lemma.lower(), token.text.lower()) for word, token in zip(phrase, before, strict=True)
    )


def _inside_name(scene: Scene, index: int) -> bool:
    """Whether the word is part of a longer name: "Operation Inherent Resolve", "Strike Brigade", "March 23 Movement"."""
    return any(
        name.first <= index < name.last and name.last - name.first > 1 and name.label in ("actor", "place", "person", "date") for name in scene.names
    )


def _without_carriers(scene: Scene, found: list[Predicate]) -> list[Predicate]:
    """Drop a verb that only carries an event noun ("the strike hit", "clashes killed") or only aims one ("strikes targeting")."""
    nouns = {predicate.token: predicate for predicate in found if predicate.noun}
    kept = []
    for predicate in found:
        first = _restated(scene, predicate, found)
        if first is not None:
            kept = [_enriched(other, predicate) if other.token == first else other for other in kept]
        if first is not None or _promised(scene, predicate, found):
            continue
        if predicate.noun or predicate.toll:
            kept.append(predicate)
            continue
        carried = [noun for noun in nouns.values() if noun.light == predicate.token or _is_subject(scene, noun.token, predicate.token)]
        aimed = scene.tree[predicate.token].dep == "acl" and scene.tree[predicate.token].head in nouns
        if not carried and not aimed:
            kept.append(predicate)
        for noun in carried:
            nouns[noun.token] = _enriched(noun, predicate)
    return sorted((nouns.get(predicate.token, predicate) for predicate in kept), key=lambda predicate: predicate.token)


def _promised(scene: Scene, words: Predicate, found: Sequence[Predicate]) -> bool:
    """A pledge or threat of an event that is itself told ("vowed to retake X") is that event, planned."""
    if words.kind not in ("pledge", "threat"):
        return False
    below = {token for child in trees.kids(scene.tree, words.token, "xcomp", "ccomp") for token in trees.subtree(scene.tree, child)}
    return any(other.token in below for other in found)


def _restated(scene: Scene, again: Predicate, found: Sequence[Predicate]) -> int | None:
    """The verb whose happening an infinitive of the same kind only says once more: "marched to protest"."""
    token = scene.tree[again.token]
    same = [other.token for other in found if other.token == token.head and other.kind == again.kind]
    return same[0] if same and again.toll is None and token.dep in ("advcl", "xcomp") else None


def _is_subject(scene: Scene, noun: int, verb: int) -> bool:
    return scene.tree[verb].lemma in (*AIMED, "rock", "shake", "destroy") and noun in trees.subjects(scene.tree, verb)


def _enriched(noun: Predicate, verb: Predicate) -> Predicate:
    return replace(
        noun,
        actors=noun.actors or tuple(actor for actor in verb.actors if actor.head != noun.token),
        targets=noun.targets or verb.targets,
        places=noun.places or verb.places,
    )


@lru_cache(maxsize=4)
def _rules(lexicon: Lexicon) -> Rules:
    rows = lexicon.rows("triggers", "trigger")
    light = {row["lemma"]: frozenset(row.words("verbs")) for row in lexicon.rows("triggers", "light")}
    weapons = tuple(
        (row["kind"], tuple(tuple(words.split()) for words in row.words("words"))) for row in lexicon.rows("weapons", "weapon")
    )
    return Rules(_by_lemma(rows, "verbs"), _by_lemma(rows, "nouns"), light["agent"], light["patient"], weapons)


def _by_lemma(rows: Sequence[Row], key: str) -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for row in rows:
        for lemma in row.words(key):
            table.setdefault(lemma, []).append(_rule(row, noun=key == "nouns"))
    return {lemma: tuple(rules) for lemma, rules in table.items()}


def _rule(row: Row, *, noun: bool) -> Rule:
    return Rule(
        kind=row["kind"],
        noun=noun,
        needs=_conditions(row, "needs"),
        never=_conditions(row, "never"),
        actor=row.words("actor") if "actor" in row else ("by", "poss", "light", "mod") if noun else ("subj",),
        target=row.words("target") if "target" in row else ("on", "against", "of") if noun else ("obj",),
        place=row.words("place"),
        weapon=bool(row.get("weapon", False)),
        toll=row.get("toll"),
        both=bool(row.get("both", False)),
    )


def _conditions(row: Row, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((slot_name, tuple(wanted)) for slot_name, wanted in row.get(key, {}).items())

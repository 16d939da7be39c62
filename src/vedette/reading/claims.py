"""Sentences with their names -> Claims: what each sentence says happened, in the report's own words.

The order of the room: predicates, their tolls, stance, speakers, place and time, antecedents. A claim's id is a hash of
its report, kind and trigger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from vedette.lexicon import Lexicon
from vedette.lexicon.grammar import listed
from vedette.lexicon.kinds import kinds as kind_table
from vedette.model import Claim, Mention, Name, Role, Sentence, Speaker, Stance, Tense
from vedette.reading import (
    asides,
    bare_counts,
    coreference,
    headings,
    placing,
    portions,
    predicates,
    responsibility,
    scene,
    speakers,
    speech,
    stance,
    timing,
    tolls,
    tree,
    wording,
)
from vedette.reading.coreference import Discourse
from vedette.reading.predicates import Predicate
from vedette.reading.scene import Part, Scene
from vedette.reading.tolls import Counted

NEIGHBOURS = {"harm": ("fight", "take"), "fight": ("take", "harm"), "remote": ("fight", "harm")}
OWN_ROLE = frozenset({"agency", "media", "monitor", "witness", "official"})
IMPLIED = {"protest": "protesters", "riot": "rioters"}
BEGINNING = listed("beginning")
GOALS, AWAY = frozenset({"to", "toward", "towards", "into", "for"}), frozenset({"from", "of"})
PERCENTAGES = listed("percentages")  # who takes 60% of a city does not hold it
ANSWERED = frozenset({"remote", "harm", "fight", "destroy", "take"})  # what is claimed as one's own doing
CLAIMED_WITHIN = 2
NEED_ACTOR = frozenset({"words", "diplomacy"})
SAID_OF = frozenset({"accuse", "investigate"})  # news of the accused, whoever accuses


def set_discourse(sentences: Sequence[Sentence], names: Sequence[Name], lexicon: Lexicon) -> Discourse:
    """All of a report made ready to be read: scenes, speech, and who was named where."""
    by_sentence: dict[int, list[Name]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    in_order = [scene.set_scene(sentence, by_sentence.get(sentence.index, ()), lexicon) for sentence in sentences]
    frames = speech.carried_on(in_order, [speech.find_frames(one, lexicon) for one in in_order])
    return coreference.set_discourse(in_order, frames, lexicon)


def read_claims(discourse: Discourse, report: str, kinds: Collection[str], lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of these kinds that a report makes, in text order; `report` is its id."""
    found: list[Claim] = []
    above = headings.find_headings(discourse.scenes)
    for at, here in enumerate(discourse.scenes):
        if not here.sentence.parsed or at in above:
            continue
        for counted in bare_counts.with_bare_counts(here, tolls.fold_tolls(here, predicates.find_predicates(here, lexicon))):
            if counted.predicate.kind in kinds and _told_of_somebody(counted, lexicon):
                found.append(_placed(_claim(discourse, at, counted, report), counted, found, here, lexicon))
        found += _claimed_alone(discourse, at, found, report)
    return tuple(found)


def _placed(claim: Claim, counted: Counted, before: Sequence[Claim], here: Scene, lexicon: Lexicon) -> Claim:
    """ "the assault", said again without its place, is where the last event of its family was, or else of one beside it."""
    predicate = counted.predicate
    again = predicate.noun and any(
        here.tree[child].text.lower() in ("the", "this", "that") for child in tree.kids(here.tree, predicate.token, "det")
    )
    if not again or placing.placed_itself(here, predicate) or (predicate.toll is not None and predicate.targets):
        return claim
    family = kind_table(lexicon)[claim.kind].family
    earlier = [one for one in before if one.place is not None and one.sentence_index < claim.sentence_index]
    families = [
        [one.place for one in earlier if kind_table(lexicon)[one.kind].family == like]
        for like in (family, *NEIGHBOURS.get(family, ()))
    ]
    place = next((told[-1] for told in families if told), None)
    if place is None:
        return replace(claim, again=claim.when is None and claim.place is None)
    return replace(claim, place=replace(claim.trigger, antecedent=place.named), again=claim.when is None)


def _claimed_alone(discourse: Discourse, at: int, before: Sequence[Claim], report: str) -> list[Claim]:
    """ "X claimed responsibility.": who says it of what was told just before, once more; the doer, where none was named."""
    here = discourse.scenes[at]
    table = kind_table(discourse.lexicon)
    told = [one for one in before if 0 < at - one.sentence_index <= CLAIMED_WITHIN and table[one.kind].family in ANSWERED]
    told = [one for one in told if one.stance == "asserted" and one.sentence_index == told[-1].sentence_index]
    found = []
    for verb, part, speaker in responsibility.claimed_alone(here, discourse.lexicon) if told else ():
        of, trigger = told[0], wording.mention(here.tree, verb, verb + 1)
        found.append(
            Claim(
                id=identity(report, of.kind, trigger.start, trigger.end),
                report=report,
                kind=of.kind,
                stance="asserted",
                trigger=trigger,
                sentence=sentence_mention(here),
                sentence_index=at,
                part=of.part,
                tense="past",
                speakers=(_named_speaker(discourse, at, speaker),),
                actors=() if of.actors else (party(discourse, at, part),),
                recipients=(),
                place=None,
                when=None,
                again=True,
                notes=(f"{trigger.text!r} answers for {of.trigger.text!r}", "asserted: claimed as one's own doing"),
            )
        )
    return found


def _told_of_somebody(counted: Counted, lexicon: Lexicon) -> bool:
    """Words and diplomacy need somebody who speaks or acts (PLOVER 2.0: an actor is required)."""
    predicate = counted.predicate
    if predicate.kind in SAID_OF and predicate.targets:
        return True
    return bool(predicate.actors) or kind_table(lexicon)[counted.predicate.kind].family not in NEED_ACTOR


def read_parties(discourse: Discourse) -> tuple[Mention, ...]:
    """Every noun phrase of a report that can be a party, in text order, pronouns left out."""
    found = []
    for here in discourse.scenes:
        heads = [token.index for token in here.sentence.tokens if token.tag[:2] == "NN" and token.dep != "compound"]
        found += [scene.mention(here, scene.part(here, head)) for head in heads if scene.is_party(here, head)]
    return tuple(dict.fromkeys(found))


def tense_of(here: Scene, index: int) -> Tense:
    """The tense of an event's verb, or of the verb that an event noun hangs on."""
    verb = index
    while not tree.verblike(here.tree, verb) and here.tree[verb].head != verb:
        verb = here.tree[verb].head
    helpers = {here.tree[child].text.lower() for child in tree.kids(here.tree, verb, "aux", "auxpass")}
    if helpers & {"will", "'ll", "’ll", "would", "shall", "wo"}:
        return "future"
    if "had" in helpers:
        return "pluperfect"
    if here.tree[verb].tag == "VBD" or helpers & {"was", "were", "has", "have", "did"}:
        return "past"
    if here.tree[verb].tag in ("VBP", "VBZ") or helpers & {"is", "are", "'s", "’s", "am"}:
        return "present"
    if here.tree[verb].tag in ("VBG", "VBN") and here.tree[verb].head != verb:
        return tense_of(here, here.tree[verb].head)
    return "none"


def speakers_over(discourse: Discourse, at: int, token: int) -> tuple[Speaker, ...]:
    """The chain of speakers over a token, each pronoun with what it stands for."""
    chain = speech.speakers_of(discourse.frames[at], token)
    return tuple(_named_speaker(discourse, at, speaker) for speaker in chain)


def identity(*parts: object) -> str:
    """A record's id: a hash of what defines it, the same on every machine."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


def party(discourse: Discourse, at: int, part: Part) -> Mention:
    """The words of a participant, with what a pronoun or "the group" stands for."""
    here = discourse.scenes[at]
    own = scene.mention(here, part)
    antecedent = coreference.party_antecedent(discourse, at, part.head) or scene.described(here, part.head)
    return replace(own, antecedent=antecedent) if antecedent is not None else own


def sentence_mention(here: Scene) -> Mention:
    """A sentence's words as a Mention."""
    return Mention(here.sentence.text, here.sentence.start, here.sentence.end)


def _claim(discourse: Discourse, at: int, counted: Counted, report: str) -> Claim:
    here, predicate = discourse.scenes[at], counted.predicate
    trigger = _trigger(here, predicate.token, predicate.light)
    found = stance.find_stance(here, predicate.token, discourse.lexicon)
    times = timing.when_of(discourse, at, predicate, (*predicate.beside, *counted.folded))
    place = placing.place_of(discourse, at, predicate, counted.folded)
    return Claim(
        id=identity(report, predicate.kind, trigger.start, trigger.end),
        report=report,
        kind=predicate.kind,
        stance=found.value,
        trigger=trigger,
        sentence=sentence_mention(here),
        sentence_index=at,
        part="title" if here.sentence.part == "title" else "body",
        tense=_told_tense(here, predicate.token),
        speakers=speakers_over(discourse, at, predicate.token),
        actors=tuple(party(discourse, at, part) for part in predicate.actors) or _implied(predicate.kind, trigger, found.value),
        recipients=tuple(party(discourse, at, part) for part in predicate.targets),
        place=place,
        beneath=predicate.beneath,
        intended=predicate.intended and found.value in ("planned", "hypothetical"),
        held=_held(discourse, at, counted, place, discourse.lexicon),
        bound_for=_bound_for(here, place, counted, discourse.lexicon),
        under_way=_under_way(here, predicate, discourse.lexicon),
        told_by=_told_by(here, counted, trigger),
        when=times.own,
        said_when=times.said,
        when_counts_from_it=times.counts_from_it,
        aside=asides.is_aside(here, predicate.token),
        toll=counted.toll,
        notes=(*predicate.notes, found.reason),
    )


def _told_tense(here: Scene, index: int) -> Tense:
    """The tense that an event is told in; a headline's present tells of what has just happened ("Army retakes town")."""
    tense = tense_of(here, index)
    return "past" if here.sentence.part == "title" and tense == "present" else tense


def _implied(kind: str, trigger: Mention, told: Stance) -> tuple[Mention, ...]:
    """A protest has protesters, also where nobody is named: the word for it stands for them."""
    return (replace(trigger, plain=IMPLIED[kind]),) if kind in IMPLIED and told != "denied" else ()


def _held(discourse: Discourse, at: int, counted: Counted, place: Mention | None, lexicon: Lexicon) -> Mention | None:
    """What changes hands, where its words name no place of their own: a bridge, a base, a hospital."""
    predicate = counted.predicate
    if kind_table(lexicon)[predicate.kind].control == "none":
        return None
    here = discourse.scenes[at]
    reached = [head for head in tree.objects(here.tree, predicate.token) if portions.is_fire_control(here, head)]
    if reached:
        return wording.noun_mention(here.tree, reached[0])
    places = predicate.places or _objects_around(here, predicate.token, place)
    heads = [head for head in places if here.tree[head].lemma not in PERCENTAGES]
    known = [(head, found) for head in heads if (found := placing.as_place(discourse, at, head)) is not None]
    if not places or (known and not all(portions.is_portion(here, head, found) for head, found in known)):
        return None
    return wording.noun_mention(here.tree, known[0][0] if known else places[0])


def _objects_around(here: Scene, token: int, place: Mention | None) -> tuple[int, ...]:
    """ "took control of X's eastern entrances": what is taken, where no list holds its noun and the place is named inside it."""
    heads = [*tree.objects(here.tree, token), *tree.prepositional(here.tree, token, "of")]
    heads += [inner for head in heads for inner in tree.prepositional(here.tree, head, "of")]
    return tuple(head for head in heads if place is not None and _holds_name(here, head, place))


def _holds_name(here: Scene, head: int, place: Mention) -> bool:
    """Whether a name stands before a noun, as whose or which it is."""
    before = tree.kids(here.tree, head, "poss", "compound", "nmod")
    return any(place.start <= here.tree[child].start < place.end for child in before)


def _bound_for(here: Scene, place: Mention | None, counted: Counted, lexicon: Lexicon) -> bool:
    """Whether it is told where those who leave go, but not from where: "withdrew northward to X", not "from X to Y"."""
    token = counted.predicate.token
    if place is None or kind_table(lexicon)[counted.predicate.kind].control != "loses":
        return False
    under = [token, *tree.kids(here.tree, token, "advmod", "prep", "prt")]
    ways = {here.tree[child].text.lower() for at in under for child in tree.kids(here.tree, at, "prep")}
    left = any(place.start <= here.tree[head].start < place.end for head in tree.objects(here.tree, token))
    return not ways.isdisjoint(GOALS) and ways.isdisjoint(AWAY) and not left


def _under_way(here: Scene, predicate: Predicate, lexicon: Lexicon) -> bool:
    """Whether those who leave have only begun to, or are at it: "started withdrawing", "the retreat began", "was pulling out"."""
    if kind_table(lexicon)[predicate.kind].control != "loses":
        return False
    token = here.tree[predicate.token]
    above = {here.tree[token.head].lemma} | ({here.tree[predicate.light].lemma} if predicate.light is not None else set())
    helpers = {here.tree[child].lemma for child in tree.kids(here.tree, token.index, "aux")}
    return not BEGINNING.isdisjoint(above) or (token.tag == "VBG" and "be" in helpers)


def _told_by(here: Scene, counted: Counted, trigger: Mention) -> tuple[Mention, ...]:
    """The further words that tell of a claim's event, in text order."""
    tokens = sorted({*counted.predicate.beside, *counted.folded})
    words = (wording.mention(here.tree, token, token + 1) for token in tokens)
    return tuple(word for word in words if not word.overlaps(trigger))


def _trigger(here: Scene, token: int, light: int | None) -> Mention:
    """The event's word, with its carrier where that stands before it ("mounting an offensive") and its particle."""
    first = last = token
    if light is not None and light < token and token - light < 5:
        first = light
    for child in tree.kids(here.tree, token, "prt"):
        if child == last + 1:
            last = child
    return wording.mention(here.tree, first, last + 1)


def _named_speaker(discourse: Discourse, at: int, speaker: Speaker) -> Speaker:
    """A pronoun or "the statement" that speaks stands for the speaker before it."""
    at = next((one for one in (at, *range(len(discourse.scenes))) if _holds(discourse.scenes[one], speaker.mention)), at)
    here = discourse.scenes[at]
    heads = [token.index for token in here.sentence.tokens if token.end == speaker.mention.end]
    if not heads:
        return speaker
    antecedent = coreference.party_antecedent(discourse, at, heads[0])
    earlier = _speaker_before(discourse, at)
    if speakers.continues(speaker, here, heads[0]) and earlier is not None:
        return Speaker(replace(speaker.mention, antecedent=earlier.mention.named), earlier.role)
    if antecedent is None:
        return speaker
    if speaker.role in OWN_ROLE:
        return Speaker(replace(speaker.mention, antecedent=antecedent), speaker.role)
    role = (
        earlier.role
        if earlier is not None and earlier.mention.named == antecedent
        else _role_before(discourse, antecedent) or speaker.role
    )
    return Speaker(replace(speaker.mention, antecedent=antecedent), role)


def _holds(here: Scene, mention: Mention) -> bool:
    """Whether a sentence holds a mention; a quotation that runs on has its speaker in another."""
    return here.sentence.start <= mention.start and mention.end <= here.sentence.end


def _speaker_before(discourse: Discourse, at: int) -> Speaker | None:
    for other in range(at - 1, max(-1, at - 4), -1):
        own = [frame.speakers[0] for frame in discourse.frames[other] if frame.speakers and not frame.quoted]
        if own:
            return _named_speaker(discourse, other, own[-1])
    return None


def _role_before(discourse: Discourse, antecedent: Mention) -> Role | None:
    """The role that earlier words have: as a speaker there, else by the noun that they are."""
    for frames in discourse.frames:
        for frame in frames:
            for speaker in frame.speakers:
                if speaker.mention.start <= antecedent.start and antecedent.end <= speaker.mention.end:
                    return speaker.role
    for here in discourse.scenes:
        if here.sentence.start <= antecedent.start < here.sentence.end:
            heads = [token.index for token in here.sentence.tokens if token.end == antecedent.end]
            return speakers.role_of(here, scene.part(here, heads[0]), discourse.lexicon) if heads else None
    return None

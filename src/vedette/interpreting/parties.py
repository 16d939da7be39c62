"""The parties and speakers of claims: words and the country at hand -> actors, known by the roster or by their words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.interpreting.context import Context
from vedette.lexicon.grammar import listed
from vedette.model import (
    Actor,
    ActorMention,
    Claim,
    Match,
    Mention,
    Speaker,
)
from vedette.resolving.actor_index import actor_index, find_actors
from vedette.resolving.actors import ActorContext, resolve_actor, resolve_parties

LOCAL = listed("local-officials")
SHOTS = listed("shots")
SOMEBODY = listed("somebody")
UNNAMED = listed("one-of-many")
STATE = frozenset({"GOV", "MIL"})
SEVERAL = frozenset({"MIL", "COP", "GOV", "REB", "PRM", "CRM", "UAF"})  # one phrase may join several: "police and gang members"
SPEAKS_FOR = 0.5
PRONOUNS = listed("open-pronouns")


def name_speaker(speaker: Speaker, sides: Sequence[ActorMention], context: Context) -> Speaker:
    """A speaker with the name of who it speaks for, where known; an official of a state among the `sides` is a party."""
    matches = resolve_actor(speaker.mention.named.words, context.lexicon, actor_context(context.country, context))
    if not matches or matches[0].score < SPEAKS_FOR:
        return speaker
    voice = matches[0].value
    own = any(side.match.value.country == voice.country and side.match.value.sector in STATE for side in sides)
    words = speaker.mention.words.lower().replace("’s", "").replace("'s", "").split()
    local = words[0] in UNNAMED or set(words) & LOCAL  # "a U.S. official" is one of many, and does not speak for the state
    role = "party" if speaker.role == "official" and not local and voice.country and voice.sector in STATE and own else speaker.role
    return replace(speaker, name=voice.name, role=role)


def resolve_actors(mentions: Sequence[Mention], country: str | None, context: Context, body: str) -> tuple[ActorMention, ...]:
    """The parties of these words, each once; a bare adjective is its state's `body`."""
    found = [
        one for mention in mentions for one in (actor_of(mention, country, context, body=body), *_joined(mention, country, context))
    ]
    return tuple({one.match.value.key: one for one in reversed([one for one in found if one is not None])}.values())[::-1]


def _joined(mention: Mention, country: str | None, context: Context) -> tuple[ActorMention, ...]:
    """The further states' bodies that one phrase joins: of "Russian and Ukrainian forces" the second."""
    if " and " not in mention.named.words:
        return ()
    parties = resolve_parties(mention.named.words, context.lexicon, actor_context(country, context))
    return tuple(
        ActorMention(mention, match) for match in parties[1:] if match.value.sector in SEVERAL and match.score >= SPEAKS_FOR
    )


def actor_of(mention: Mention, country: str | None, context: Context, *, body: str = "government") -> ActorMention | None:
    """A party's words resolved; a bare adjective ("Israeli strikes", "Russian-backed") is its state's `body`."""
    if mention.named.words.lower() in PRONOUNS:
        return None
    matches = resolve_actor(mention.named.words, context.lexicon, actor_context(country, context))
    if not matches and _is_demonym(mention.named.words, context):
        matches = resolve_actor(f"{mention.named.words} {body}", context.lexicon, actor_context(country, context))
    if not matches:
        return _by_words(mention)
    best = matches[0]
    if mention.antecedent is not None:
        best = replace(best, reason=f"{mention.text!r} stands for {mention.named.text!r}; {best.reason}")
    return ActorMention(mention, best)


def _is_demonym(words: str, context: Context) -> bool:
    """Whether words are only a people's adjective: "Israeli", "the Russian"."""
    hits = find_actors(actor_index(context.lexicon), words.split())
    return len(hits) == 1 and hits[0].sort == "demonym" and len(words.split()) <= 2 and "-" not in words


def holder_of(mention: Mention, country: str | None, context: Context) -> ActorMention | None:
    """Who holds a place: "Kurdish" of "under Kurdish control" is its forces, for a people holds nothing."""
    found = actor_of(mention, country, context)
    if found is None or found.match.value.sector != "CVL" or len(mention.named.words.split()) > 1:
        return found
    matches = resolve_actor(f"{mention.named.words} forces", context.lexicon, actor_context(country, context))
    return ActorMention(mention, matches[0]) if matches else found


def _by_words(mention: Mention) -> ActorMention | None:
    """A party that nothing is known of but its words."""
    words = mention.named.words
    if len(words) < 3 or len(words.split()) > 12:
        return None
    return ActorMention(mention, Match(Actor(None, words), 0.2, f"{words!r} is known by these words alone"))


def armed(actor: ActorMention, claim: Claim, country: str | None, context: Context) -> ActorMention:
    """Somebody who shoots is armed: "two men shot a trader" tells of gunmen."""
    words = actor.mention.named.words.lower().split()
    if (
        actor.match.value.sector != "CVL"
        or not words
        or words[-1] not in SOMEBODY
        or not set(claim.trigger.words.lower().split()) & SHOTS
    ):
        return actor
    matches = resolve_actor("gunmen", context.lexicon, actor_context(country, context))
    why = f"{actor.mention.text!r} shoots, so it is armed"
    return ActorMention(actor.mention, replace(matches[0], reason=why)) if matches else actor


def actor_context(country: str | None, context: Context) -> ActorContext:
    """What an actor's words are resolved against: the day of the report, the country at hand, who else is named."""
    return ActorContext(date=context.report.published, country=country, seen=context.seen)


def interpret_parties(mentions: Sequence[Mention], context: Context) -> tuple[ActorMention, ...]:
    """Every party's words resolved, in text order; those that mean nobody known are left out."""
    found = [actor_of(mention, context.country, context) for mention in mentions]
    return tuple(actor for actor in found if actor is not None)

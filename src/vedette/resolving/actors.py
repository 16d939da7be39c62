"""Resolves the words for a party: "the Syrian army", "Moscow", "Houthi rebels", "14 civilians".

In: a noun phrase, the lexicon, and what is known of the report. Out: ranked Match[Actor], best first, [] where nothing fits.
A party on the roster is that party; else a country and a generic noun make one ("Military Forces of Syria"); a generic
noun alone is the report's country's, where it can be told; what only describes ("Russian-backed") is never the actor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vedette.lexicon.tables import Lexicon, Row
from vedette.model import Actor, Match
from vedette.resolving.actor_composing import BODY_AGENTS, composed, group_actor, with_backers
from vedette.resolving.actor_index import ANY, BODIES, ActorIndex, Entry, actor_index
from vedette.resolving.actor_phrases import Item, Part, parse_phrase

# How sure a reading is by what it rests on.
SCORES = {
    "name": 0.97, "shared name": 0.85, "bare acronym": 0.6, "country and noun": 0.95, "country": 0.9, "capital": 0.8,
    "person": 0.93, "undated": 0.6, "report's country": 0.75, "publisher's country": 0.5, "place": 0.7,
    "noun": 0.4, "words": 0.4, "people": 0.55,
}  # fmt: skip
LANDS = frozenset({"country", "demonym", "region", "capital"})
# The agent that stands for a sector when a modifier has changed it ("rebel forces" are no longer an army).
TYPICAL = {"REB": "rebels", "PRM": "militia", "UAF": "gunmen", "MIL": "military", "CVL": "civilians"}
# Sectors of people that a group's or a country's name only describes: "Hezbollah supporters" are not Hezbollah.
PEOPLE = frozenset({"CVL", "REF", "JRN", "EDU", "MED", "AGR", "LAB", "BUS", "REL", "SOC", "UNK", "OPP"})
ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "CRM"})
# PLOVER's codes for parties that belong to no one country.
ORDERS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
STATE = frozenset(BODIES.values())


@dataclass(frozen=True, slots=True)
class ActorContext:
    """What is known of the report: its date, its country (ISO 3166 alpha-3), its publisher's, and ids already seen in it."""

    date: dt.date | None = None
    country: str | None = None
    publisher_country: str | None = None
    seen: frozenset[str] = frozenset()


NO_CONTEXT = ActorContext()


def resolve_actor(phrase: str, lexicon: Lexicon, context: ActorContext = NO_CONTEXT) -> list[Match[Actor]]:
    """The parties that a noun phrase may mean, best first; [] where nothing fits. No error for any text.

    Names, sectors and codes follow ACLED's way of writing actors and PLOVER's sectors; a defence ministry counts to the
    armed forces, as in ACLED.
    """
    return list(_resolved(phrase, lexicon, context))


def resolve_parties(phrase: str, lexicon: Lexicon, context: ActorContext = NO_CONTEXT) -> list[Match[Actor]]:
    """The best match of each party that one phrase joins: "Russian and Ukrainian forces" are two; [] where nothing fits."""
    index = actor_index(lexicon)
    shown = context.seen | ({context.country} if context.country else frozenset())
    parts = parse_phrase(index, phrase, allowed=shown)
    found = [
        match for part in parts if part.segment == parts[0].segment and (match := next(iter(_of_part(index, part, context)), None))
    ]
    return list({match.value: match for match in found}.values())


@lru_cache(maxsize=50_000)
def _resolved(phrase: str, lexicon: Lexicon, context: ActorContext) -> tuple[Match[Actor], ...]:
    index = actor_index(lexicon)
    shown = context.seen | ({context.country} if context.country else frozenset())
    for allowed in (shown, shown | {ANY}):
        found = _of_parts(index, parse_phrase(index, phrase, allowed=allowed), context)
        if found:
            return tuple(found if ANY not in allowed else [_lowered(match) for match in found])
    return ()


def _lowered(match: Match[Actor]) -> Match[Actor]:
    """A match that rests on a short or shared name which nothing else in the report bears out."""
    return replace(match, score=min(match.score, SCORES["bare acronym"]))


def _of_parts(index: ActorIndex, parts: Sequence[Part], context: ActorContext) -> list[Match[Actor]]:
    """Matches of the first stretch between commas that gives any; parties joined by "and" follow, each less likely."""
    found: list[Match[Actor]] = []
    for at, part in enumerate(parts):
        if found and part.segment != parts[at - 1].segment:
            break
        matches = [replace(m, score=round(m.score * 0.92**part.rank, 3)) for m in _of_part(index, part, context)]
        found += [match for match in matches if all(match.value != other.value for other in found)]
    return sorted(found, key=lambda match: -match.score)


def _of_part(index: ActorIndex, part: Part, context: ActorContext) -> list[Match[Actor]]:
    agent = _agent(index, part)
    for rule in (_led, _group, _person, _body, _land, _unnamed):
        matches = rule(index, part, agent, context)
        if matches:
            return [with_backers(index, match, part, (context.date, context.country)) for match in matches]
    return []


def _agent(index: ActorIndex, part: Part) -> Row | None:
    """The noun that says what the party is: the last, or the one before it that gives a weak one its meaning; as modified."""
    agents = [row for item in part.items if (row := item.row("agent")) is not None]
    if not agents:
        return None
    strong = [row for row in agents if not row.get("weak")]
    agent = agents[-1] if not agents[-1].get("weak") or not strong else strong[-1]
    for item in part.items[:-1]:
        modifier = item.row("modifier")
        if modifier is not None and item.row("agent") is not agent:
            agent = _modified(index, agent, modifier)
    loyal = part.loyal_to is not None and agent["sector"] in ("UAF", "MIL")
    return index.agents["military"] if loyal else agent


def _modified(index: ActorIndex, agent: Row, modifier: Row) -> Row:
    sector = agent["sector"]
    if modifier.get("side") == "state":
        return index.agents["military"] if sector in ("UAF", "MIL") else agent
    changed = modifier.get("makes", {}).get(sector)
    return index.agents[TYPICAL[changed]] if changed else agent


def _led(index: ActorIndex, part: Part, agent: Row | None, context: ActorContext) -> list[Match[Actor]]:
    """ "A US-led coalition" that no list holds: a coalition known by its leader."""
    del index, context
    if part.leader is None or not part.leader.entries or agent is None or agent["sector"] != "MIL":
        return []
    if any(entry.sort == "group" for item in part.items for entry in item.entries):
        return []
    name, lands = f"{part.leader.text}-led coalition", (part.leader.entries[0].iso,)
    led = Actor(None, name, "IMG", "MIL", tuple(land for land in lands if land is not None))
    return [Match(led, SCORES["words"] + 0.2, f"{part.leader.text} leads these forces; no list holds them.")]


def _group(index: ActorIndex, part: Part, agent: Row | None, context: ActorContext) -> list[Match[Actor]]:
    """A party on the roster, unless the noun after its name makes it someone else ("Hezbollah supporters")."""
    named = [item for item in part.items if item.entries and item.entries[0].sort in ("group", "outlet")]
    if not named:
        return []
    item = named[-1]
    entries = [entry for entry in item.entries if entry.sort in ("group", "outlet")]
    if agent is not None and agent.get("kin") and part.items[-1] is not item:
        actor = Actor(None, agent["kin"].format(name=entries[0].row["name"]), _country_shown(part, context), "UNK")
        return [Match(actor, SCORES["words"], f'"{part.quote}" names others than {entries[0].row["name"]} itself.')]
    if agent is not None and agent["sector"] in PEOPLE and entries[0].sort == "group" and not _of_kind(entries[0].row, agent):
        home = next(iter(entries[0].row.words("home")), entries[0].row.get("country"))
        land = index.rows.get(_country_shown(part, context) or home or "")
        return [composed(index, agent, land, part, SCORES["place"])] if land is not None else []
    return _ranked_groups(index, entries, item, (part, context))


def _of_kind(row: Row, agent: Row) -> bool:
    """Whether the noun is the group's own sort: students of a students' union, journalists of an agency."""
    return bool(row.get("sector") == agent["sector"])


def _ranked_groups(index: ActorIndex, entries: Sequence[Entry], item: Item, where: tuple[Part, ActorContext]) -> list[Match[Actor]]:
    part, context = where
    land = _country_shown(part, replace(context, country=None)) or context.country

    def fit(entry: Entry) -> tuple[bool, bool, bool]:
        return (entry.id not in context.seen, land not in entry.homes, not entry.holds_on(context.date))

    matches = []
    for place, entry in enumerate(sorted((e for e in entries if _borne_out(e, item, land, context)), key=fit)):
        sort = "shared name" if entry.ambiguous or len(entries) > 1 else "name"
        reason = f'"{item.text}" is a name of {entry.row["name"]}' + (f", at home in {land}." if land in entry.homes else ".")
        matches.append(Match(group_actor(index, entry.row, entry.sort, context.date), round(SCORES[sort] * 0.7**place, 3), reason))
    return matches


def _borne_out(entry: Entry, item: Item, land: str | None, context: ActorContext) -> bool:
    """Whether a shared name fits the report; an acronym may be foreign to it, a plain word ("the coalition") may not."""
    homeless = not any(len(home) == 3 and home not in ORDERS for home in entry.homes)
    return homeless or not entry.ambiguous or land is None or land in entry.homes or entry.id in context.seen or item.text.isupper()


def _person(index: ActorIndex, part: Part, agent: Row | None, context: ActorContext) -> list[Match[Actor]]:
    """A holder of public office, at the report's date; or the forces and government that are called after one."""
    del agent
    at = next((n for n, item in enumerate(part.items) if item.entries and item.entries[0].sort == "office"), -1)
    if at < 0 and part.loyal_to is None:
        return []
    entries = [e for e in part.items[at].entries if e.sort == "office"] if at >= 0 else [e for e in (part.loyal_to,) if e]
    entry = min(entries, key=lambda e: (not e.holds_on(context.date), _started_late(e.row, context.date)))
    land = index.rows[entry.row["country"]]
    noun = _agent(index, replace(part, items=part.items[at + 1 :]))
    if noun is not None and noun["id"] == "forces":
        noun = index.agents["military"]
    if noun is None or noun.get("weak") or noun.get("title"):
        return [_office_match(index, entry, land, part, context)] if at >= 0 else []
    return [composed(index, noun, land, part, SCORES["country and noun"] - 0.05)]


def _started_late(row: Row, date: dt.date | None) -> int:
    """Orders terms that do not hold on the day: the one that ended last before it first."""
    since = dt.date.fromisoformat(row["since"])
    return abs(((date or dt.date.max) - since).days)


def _office_match(index: ActorIndex, entry: Entry, land: Row, part: Part, context: ActorContext) -> Match[Actor]:
    row, name = entry.row, land["name"]
    person = next((item.text for item in part.items if entry in item.entries), part.text)
    since, until = row["since"], row["until"]
    sure = entry.holds_on(context.date)
    if not part.former and (sure or context.date is None):
        match = composed(index, index.agents["government"], land, replace(part, items=()), SCORES["person" if sure else "undated"])
        held = f"since {since}" if not until else f"from {since} to {until}"
        return replace(match, reason=f"{person} was {row['office']} of {name} {held}.")
    actor = Actor(None, person, index.codes[land["id"]], "ELI")
    return Match(actor, SCORES["person"] - 0.1, f"{person} was {row['office']} of {name} from {since}, but not in office then.")


def _body(index: ActorIndex, part: Part, agent: Row | None, context: ActorContext) -> list[Match[Actor]]:
    """A body of a state by its own name: the Kremlin, the Pentagon, the Tatmadaw."""
    found = [entry for item in part.items for entry in item.entries if entry.sort in STATE]
    if not found:
        return []
    shown = _country_shown(replace(part, items=tuple(i for i in part.items if not _names_body(i))), context)
    entry = next((e for e in found if shown in e.homes), found[-1])
    land = index.rows[entry.id]
    noun = index.agents[BODY_AGENTS[entry.sort]]
    if agent is not None and agent["sector"] in PEOPLE:
        return [composed(index, agent, land, part, SCORES["place"])]
    match = composed(index, noun, land, replace(part, items=()), SCORES["shared name" if entry.ambiguous else "name"])
    return [replace(match, reason=f'"{part.quote}" names a body of {land["name"]}.')]


def _names_body(item: Item) -> bool:
    return bool(item.entries) and item.entries[0].sort in STATE


def _land(index: ActorIndex, part: Part, agent: Row | None, context: ActorContext) -> list[Match[Actor]]:
    """A country, its people or its capital, with a noun ("Syrian soldiers") or without ("Moscow")."""
    items = [item for item in part.items if item.entries and item.entries[0].sort in LANDS]
    if agent is not None and agent.get("kin"):
        kin = next(n for n, item in enumerate(part.items) if item.row("agent") is agent)
        items, agent = [item for item in part.items[kin + 1 :] if item in items], None
    if not items:
        return []
    lands = [_chosen(item, context) for item in items]
    entry = lands[0]
    land = index.rows[entry.id]
    if agent is None and part.foe is not None:
        return []
    if agent is None and any(_people(item) for item in part.items):
        return _people_only(part, context)
    if agent is not None and not (agent.get("unit") and _proper(part)):
        return [composed(index, agent, land, part, SCORES["country and noun"])]
    if agent is not None or any(item.unknown for item in part.items):
        return _by_words(part, agent, index.codes[land["id"]], context)
    return _bare_land(index, entry, land, part)


def _chosen(item: Item, context: ActorContext) -> Entry:
    """Of countries that share a word ("Congolese", "Dominican"), the report's own, else the first in the list."""
    lands = [entry for entry in item.entries if entry.sort in LANDS]
    return next((entry for entry in lands if context.country in entry.homes), lands[0])


def _bare_land(index: ActorIndex, entry: Entry, land: Row, part: Part) -> list[Match[Actor]]:
    government, civilians = index.agents["government"], index.agents["civilians"]
    if entry.sort == "country":
        lower = part.text == part.text.lower()  # "turkey" may be none
        return [composed(index, government, land, part, SCORES["words" if lower else "country"])]
    if entry.sort == "capital" and land.get("capital_is_actor", True):
        match = composed(index, government, land, part, SCORES["capital"])
        return [replace(match, reason=f'"{part.quote}", the capital, stands for the government of {land["name"]}.')]
    people = entry.sort == "demonym" and (part.pointed or part.text.endswith("s") or any(item.number for item in part.items))
    if not people:
        return []
    pair = ((civilians, SCORES["people"]), (index.agents["military"], SCORES["people"] - 0.15))
    return [composed(index, noun, land, replace(part, items=part.items[:1]), score) for noun, score in pair]


def _unnamed(index: ActorIndex, part: Part, agent: Row | None, context: ActorContext) -> list[Match[Actor]]:
    """No name but a noun: the report's country's, where it can be told."""
    if agent is None:
        return _people_only(part, context)
    if _proper(part) and (agent.get("unit") or agent["sector"] in ARMED):
        return _by_words(part, agent, None, context)
    numbered = agent["id"] == "military-unit" and any(item.number for item in part.items)
    noun = index.agents["military"] if numbered else agent
    described = any(item.row("modifier") for item in part.items if item.row("agent") is not agent) or part.loyal_to is not None
    if noun.get("alone") is False and not described:
        return []
    wanted = "state" if any((m := i.row("modifier")) and m.get("side") == "state" for i in part.items) else noun["context"]
    code, sort = _whose(part, wanted, context)
    land = index.rows.get(code or "")
    match = composed(index, noun, land, part, SCORES[sort])
    if land is not None:
        return [replace(match, reason=f"{match.reason} {land['name']} is the {_SOURCE[sort]}.")]
    return [replace(match, reason=f'"{part.quote}" names no country and the report does not tell whose they are.')]


_SOURCE = {"report's country": "report's country", "publisher's country": "publisher's country", "place": "place named with it"}


def _whose(part: Part, wanted: str, context: ActorContext) -> tuple[str | None, str]:
    """The country of a noun that names none, and what tells it. "Its army" is left open: the owner stands elsewhere."""
    if part.owned or wanted == "none":
        return None, "noun"
    home = next((m["home"] for item in part.items if (m := item.row("modifier")) is not None and m.get("home")), None)
    place = next((code for entry in part.place if (code := entry.iso)), None)
    if home or place:
        return home or place, "place"
    if context.country:
        return context.country, "report's country"
    if wanted == "state" and context.publisher_country:
        return context.publisher_country, "publisher's country"
    return None, "noun"


def _people_only(part: Part, context: ActorContext) -> list[Match[Actor]]:
    """ "Kurds", "Syrian Kurds", "ethnic Albanians": a people, unarmed unless a noun says so, at home where the report is."""
    peoples = [m for item in part.items if (m := _people(item)) is not None]
    if not peoples or any(item.unknown for item in part.items):
        return []
    ethnic = peoples[-1]["id"] == "ethnic"
    lands = (code for item in part.items for entry in item.entries if (code := entry.iso))
    code = peoples[-1].get("home") or (None if ethnic else next(lands, None)) or _whose(part, "any", context)[0]
    return [Match(Actor(None, part.text, code, "CVL"), SCORES["people"], f'"{part.quote}" names a people.')]


def _people(item: Item) -> Row | None:
    modifier = item.row("modifier")
    return modifier if modifier is not None and modifier.get("people") else None


def _proper(part: Part) -> bool:
    """Whether the phrase ends in a name that no list holds: capitalised words before a capitalised "Brigade", "Front"."""
    last = part.items[-1]
    strange = [item for item in part.items if item.named or (item.unknown and item.text[:1].isupper())]
    return bool(strange) and last.row("agent") is not None and last.text[:1].isupper()


def _by_words(part: Part, agent: Row | None, land: str | None, context: ActorContext) -> list[Match[Actor]]:
    """A party that no list holds, kept by its words where they show that it is one: a unit's name, or that it fights."""
    if not (agent is not None and _proper(part)) and not (part.fighting or part.backers):
        return []
    own = agent is not None and agent["sector"] == "COP"
    code = land if land is not None else None if own else context.country
    sector = "UAF"
    if agent is not None:
        sector = "UAF" if agent["sector"] == "MIL" and land is None else agent["sector"]
    words = [item.text for item in part.items if not (item.entries and item.entries[0].sort == "country")]
    return [
        Match(
            Actor(None, " ".join(words), code, sector), SCORES["words"], f'No list holds "{part.quote}"; it is kept by its words.'
        )
    ]


def _country_shown(part: Part, context: ActorContext) -> str | None:
    """ISO 3166 of the country that the phrase names, else the report's."""
    named = (code for item in part.items for entry in item.entries if entry.sort not in ("group", "outlet") and (code := entry.iso))
    return next(named, context.country)

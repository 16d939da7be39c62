"""Makes the Actor record: from a roster's row, or from a noun and a country as ACLED would write it, with who backs it.

In: rows of the word files and a Part of a phrase. Out: Actor, Match[Actor]. A body of a state has the same id and name
however it is named: "the Tatmadaw", "Burmese soldiers" and the roster's own row are all "Military Forces of Myanmar".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from vedette.lexicon.tables import Row
from vedette.model import Actor, Match
from vedette.resolving.actor_index import ActorIndex
from vedette.resolving.actor_phrases import Part
from vedette.resolving.actor_terms import within

# What those who were of a sector are: elites, or people without arms.
FORMER = {"GOV": "ELI", "LEG": "ELI", "JUD": "ELI", "MIL": "CVL", "COP": "CVL"}
BODY_AGENTS = {"gov": "government", "mil": "military", "cop": "police", "spy": "intelligence", "leg": "parliament"}


def group_actor(index: ActorIndex, row: Row, sort: str, date: dt.date | None = None) -> Actor:
    """The roster's party on a day; one whose id is a country's and a body's ("mmr-mil") is called as that body is elsewhere."""
    sector = row.get("sector") or ("SOC" if row.get("role") == "monitor" else "JRN" if sort == "outlet" else None)
    actor = Actor(row["id"], row["name"], row.get("country") or None, sector, (), row.get("acled") or None)
    for change in row.get("later", []):
        if date is not None and within(change["since"], "", date):
            actor = replace(actor, sector=change["sector"], acled=change["acled"])
    stem, _, suffix = actor.id.rpartition("-") if actor.id else ("", "", "")
    land = index.rows.get(stem)
    if land is None or suffix not in BODY_AGENTS or "demonyms" not in land and "iso3" not in land:
        return actor
    agent = index.agents[BODY_AGENTS[suffix]]
    name = land["government"] if suffix == "gov" else _filled(agent["name"], land, "")
    return replace(actor, name=name, country=index.codes[land["id"]], sector=agent["sector"])


def composed(index: ActorIndex, agent: Row, land: Row | None, part: Part, score: float) -> Match[Actor]:
    """The party that a noun and a country make, as ACLED would write it: "Police Forces of Haiti"."""
    kind = _kind(part)
    sector = FORMER.get(agent["sector"], agent["sector"]) if part.former else agent["sector"]
    template = agent["name"] if kind or "plain" not in agent else agent["plain"]
    generic = "{kind}" in template
    if land is None:
        bare = f"{agent['bare']} ({kind})" if kind else agent["bare"]
        return Match(Actor(None, bare, agent.get("code"), sector), score, f'"{part.quote}" is {agent["bare"].lower()}.')
    name = _filled(template, land, kind)
    suffix = agent.get("suffix")
    if suffix == "gov":
        name = land["government"]
    id_ = f"{land['id']}-{suffix}" if suffix and not generic and not part.former else None
    row = index.rows.get(id_ or "")
    actor = Actor(id_, f"Former {name}" if part.former else name, index.codes[land["id"]], sector)
    actor = replace(actor, acled=row.get("acled") or None) if row is not None else actor
    note = f"; {agent['note']}" if "note" in agent else ""
    return Match(actor, score, f'"{part.quote}" is read as {actor.name}{note}.')


def _filled(template: str, land: Row, kind: str) -> str:
    """A row's name with its country, "the" where the country takes it ("Police Forces of the Philippines")."""
    if land.get("article"):
        template = template.replace("of {country}", "of the {country}")
    return " ".join(template.format(country=land["name"], kind=kind).split())


def _kind(part: Part) -> str:
    kinds = [m["kind"] for item in part.items if (m := item.row("modifier")) is not None and m.get("kind")]
    return " ".join(dict.fromkeys(kinds))


def with_backers(index: ActorIndex, match: Match[Actor], part: Part, report: tuple[dt.date | None, str | None]) -> Match[Actor]:
    """The match with who backs the party: by the phrase, and by the roster at the report's date."""
    actor = match.value
    date, country = report
    told = [code for entry in part.backers if (code := entry.id if entry.sort == "group" else entry.iso)]
    if part.state_backed and (actor.country or country):
        told.append(str(actor.country or country))
    known = _known_backers(index, actor, date)
    backers = tuple(code for code in dict.fromkeys([*told, *known]) if code != actor.country or part.state_backed)
    names = ", ".join(str(index.rows[code]["name"]) if code in index.rows else code for code in told)
    reason = f"{match.reason} By its words it is backed by {names}." if told else match.reason
    return Match(replace(actor, backed_by=backers), match.score, reason)


def _known_backers(index: ActorIndex, actor: Actor, date: dt.date | None) -> Iterable[str]:
    """Backers of the party's own row and, for the state's own bodies, of its country's."""
    stem, _, suffix = (actor.id or "").rpartition("-")
    ids = [actor.id or "", stem] if suffix in ("gov", "mil", "cop") else [actor.id or ""]
    rows = [index.rows[id_] for id_ in ids if id_ in index.rows]
    return [b["code"] for row in rows for b in row.get("backers", []) if within(b.get("since", ""), b.get("until", ""), date)]

"""Readings of one report -> its Events, the most salient first.

Two readings are one happening when nothing in them disagrees (place, parties, days, toll, stance) and enough agrees.
A sentence that only goes on counting ("Thirty others were wounded") belongs to the event before it. An event takes the
tightest place and days that its readings agree on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vedette.joining import protests
from vedette.joining.adding_up import add_up, counts_further, is_total, overlap
from vedette.joining.comparing import counts_meet, same_words, share_party, sides, standing
from vedette.lexicon.kinds import kinds
from vedette.model import ActorMention, Event, Place, Reading

ENOUGH = 3.0
VIOLENT = frozenset({"remote", "harm", "fight"})
HEADLINE = 1.5
STANDING = frozenset({"siege", "blockade", "deploy", "base-established"})  # states of things that by themselves hurt nobody
LEAD = 2  # sentences from the first that tells of an event within which a body takes up its headline
FAMILY = 0.5
PROTEST = 2.0  # a protest, what its crowd did and how it was met are one happening unless something says otherwise
SAME_KIND = 1.0
SAME_PLACE = 1.5
TAKEN = 0.5  # a place is taken but once in the days that both may mean
SAME_PARTY = 1.0
SAME_DAYS = 1.0
SAME_TOLL = 1.5
SAME_WORDS = 2.5
SPOKEN_OF_WITHIN = 10
CONTINUES_WITHIN = 3
ASIDE = 0.25  # what only grounds another event stands behind it
NEVER = float("-inf")
OPENING = frozenset(
    {"abduction", "advance", "ambush", "offensive", "raid"}
)  # what only led to the rest: "abducted and killed", "raided and burned"
HARMLESS = frozenset({"displace", "arrest", "release"})  # harm for all that, but nobody dies of it
JOINABLE_FAMILIES = frozenset({"fight", "remote", "protest"})


def join_within(readings: Sequence[Reading]) -> tuple[Event, ...]:
    """The events that one report's readings add up to, by salience."""
    groups: list[list[Reading]] = []
    alike: dict[tuple[str, str], list[list[Reading]]] = {}
    lead = min((one.claim.sentence_index for one in readings if one.claim.part == "body"), default=0) + LEAD
    for reading in readings:
        bucket = alike.setdefault((reading.claim.stance, kinds()[reading.claim.kind].family), [])
        home = (
            _continued(reading, groups)
            or _told_before(reading, groups)
            or _best(reading, bucket)
            or _headlined(reading, groups, lead)
        )
        if home is None:
            home = []
            groups.append(home)
            bucket.append(home)
        home.append(reading)
    last = max((reading.claim.sentence_index for reading in readings), default=0)
    groups = protests.with_clashes(groups)
    events = [add_up(group, salience=_salience(group, last), came_to=protests.came_to(group, readings)) for group in groups]
    return tuple(sorted(events, key=lambda event: (-event.salience, event.kind in OPENING, event.readings[0].claim.trigger.start)))


def _counts_nobody(reading: Reading) -> bool:
    """ "Nobody was killed" on its own is no event; it is a toll of the one before it."""
    killed = reading.toll.killed or reading.toll.wounded
    bare = reading.place is None and not reading.actors
    return bare and reading.claim.kind in ("killing", "attack") and killed is not None and killed.value.high == 0


def _told_before(reading: Reading, groups: Sequence[list[Reading]]) -> list[Reading] | None:
    """The event that "the attack", "the bombing" speak of once more: the last of its kind, else of its family."""
    if not reading.claim.again:
        return None
    table = kinds()
    family = table[reading.claim.kind].family
    wide = VIOLENT if reading.claim.kind in ("attack", "killing", "raid") else frozenset({family})  # raids may be air raids
    recent = reversed(groups[-4 * SPOKEN_OF_WITHIN :])
    near = [group for group in recent if group[0].claim.stance == reading.claim.stance and _lately(group, reading)]
    same = [group for group in near if any(one.claim.kind == reading.claim.kind for one in group)]
    like = [group for group in near if table[group[0].claim.kind].family in wide]
    found = same or like
    return found[0] if found else None


def _lately(group: Sequence[Reading], reading: Reading) -> bool:
    return reading.claim.sentence_index - max(one.claim.sentence_index for one in group) <= SPOKEN_OF_WITHIN


def _best(reading: Reading, groups: Sequence[list[Reading]]) -> list[Reading] | None:
    best, home = 0.0, None
    for group in groups:
        score = _group_score(reading, group)
        if score > best and score >= ENOUGH:
            best, home = score, group
    return home


def _group_score(reading: Reading, group: Sequence[Reading]) -> float:
    """The least that speaks for a reading's being one happening with each reading of a group.

    A headline is told again by the body: less is needed to take the two for one.
    """
    least = float("inf")
    only_headline = all(other.claim.part == "title" for other in group)
    for other in group:
        told_again = other.claim.part == "title" and (only_headline or other.claim.kind == reading.claim.kind)
        least = min(least, _score(reading, other) * (ENOUGH / HEADLINE if told_again else 1.0))
        if least == NEVER:
            break
    return least


def _headlined(reading: Reading, groups: Sequence[list[Reading]], last: int) -> list[Reading] | None:
    """The headline's event that the lead tells of, in its own word for the harm: "Ambush kills four", "four were killed".

    `last` is the last sentence that leads the body.
    """
    if reading.claim.part != "body" or reading.claim.sentence_index > last:
        return None
    for group in groups:
        if all(one.claim.part == "title" for one in group) and any(_same_news(one, reading) for one in group):
            return group
    return None


def _same_news(headline: Reading, lead: Reading) -> bool:
    """Whether nothing in a headline and a sentence of the lead disagrees, and the dead or the place are the same."""
    table = kinds()
    families = {table[one.claim.kind].family for one in (headline, lead)}
    if (
        not (families <= VIOLENT or len(families) == 1)
        or headline.claim.stance != lead.claim.stance
        or _days_score(headline, lead) == NEVER
    ):
        return False
    toll = _headline_toll(headline, lead)
    place = _headline_place(headline, lead)
    two = all(table[one.claim.kind].two_sided for one in (headline, lead))  # a headline counts all the fallen as one
    pairs = [(headline.actors, lead.actors), (headline.recipients, lead.recipients)]
    pairs = [((*headline.actors, *headline.recipients), (*lead.actors, *lead.recipients))] if two else pairs
    parties = [
        sides([one.match.value for one in told], [one.match.value for one in again]) for told, again in pairs if told and again
    ]
    return "differ" not in parties and NEVER not in (toll, place) and toll + place >= HEADLINE


def _headline_toll(headline: Reading, lead: Reading) -> float:
    """As `_toll_score`, for the taken too; a headline leaves out "at least"."""
    for field in ("killed", "captured", "wounded"):
        told, again = getattr(headline.toll, field), getattr(lead.toll, field)
        if told is not None and again is not None:
            same = told.value.low == again.value.low and counts_meet(told.value, again.value)
            return SAME_TOLL if same else 0.0 if counts_meet(told.value, again.value) else NEVER
    return 0.0


def _headline_place(headline: Reading, lead: Reading) -> float:
    """As `_place_score`; a headline names the province where the lead names the town: "in Kaduna", "Kajuru, in Kaduna state"."""
    here, there = (reading.place.match.value if reading.place and reading.place.match else None for reading in (headline, lead))
    if here is not None and there is not None and here.country == there.country and here.name in (there.name, there.admin1):
        return SAME_PLACE
    return _place_score(headline, lead)


def _score(one: Reading, other: Reading) -> float:
    """How much speaks for two readings being one happening; minus infinity where something speaks against it."""
    total = 0.0
    for compare in (_kind_score, _place_score, _party_score, _days_score, _toll_score):
        total += compare(one, other)
        if total == NEVER:
            return NEVER
    return total + (SAME_WORDS if same_words(one.claim.sentence.text, other.claim.sentence.text) else 0.0)


def _kind_score(one: Reading, other: Reading) -> float:
    if one.claim.stance != other.claim.stance:
        return NEVER
    if one.claim.kind == other.claim.kind:
        return SAME_KIND
    table = kinds()
    family, second = table[one.claim.kind].family, table[other.claim.kind].family
    if _of_protest(one) and _of_protest(other):
        return PROTEST
    return (
        FAMILY
        if family == second and family in JOINABLE_FAMILIES and one.claim.sentence_index != other.claim.sentence_index
        else NEVER
    )


def _place_score(one: Reading, other: Reading) -> float:
    body = "title" not in (one.claim.part, other.claim.part)
    if body and one.claim.kind == other.claim.kind == "capture" and _other_taken(one, other):
        return NEVER
    here, there = (reading.place.match.value if reading.place and reading.place.match else None for reading in (one, other))
    if here is None or there is None:
        return 0.0
    how = standing(here, there)
    if how == "same":
        return SAME_PLACE + (TAKEN if one.claim.kind == other.claim.kind == "capture" else 0.0)
    return 0.0 if how == "inside" else NEVER


def _other_taken(one: Reading, other: Reading) -> bool:
    """Whether two captures are of different things: a town and its airbase, villages near it or a hill in its district."""
    parts = (_part(one), _part(other))
    if bool(parts[0]) != bool(parts[1]):
        return True
    if one.place is None or other.place is None:
        return False
    here, there = (reading.place.match.value if reading.place and reading.place.match else None for reading in (one, other))
    if here is None or there is None:
        named = all(place.mention.antecedent is None and place.mention.text[:1].isupper() for place in (one.place, other.place))
        return named and one.place.mention.text != other.place.mention.text and here is not there
    if standing(here, there) == "same" and parts[0] != parts[1]:
        return True
    return _loose(here) != _loose(there)


def _loose(place: Place) -> bool:
    """Whether what is taken is only told to lie by a town, or somewhere in its district or in a province."""
    return place.precision in ("near", "province") or (place.precision == "district" and place.sort == "town")


def _part(reading: Reading) -> str:
    """The part of its place that changes hands, in its words without articles; "" where it is the whole."""
    words = reading.claim.held.words.lower().split() if reading.claim.held is not None else []
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def _party_score(one: Reading, other: Reading) -> float:
    if _of_protest(one) and _of_protest(other):
        return SAME_PARTY
    total = 0.0
    sides: tuple[Callable[[Reading], tuple[ActorMention, ...]], ...] = (lambda r: r.actors, lambda r: r.recipients)
    for side in sides:
        if side(one) and side(other):
            if not share_party(side(one), side(other)):
                return NEVER
            total += SAME_PARTY
    return total


def _of_protest(reading: Reading) -> bool:
    return kinds()[reading.claim.kind].family == "protest" and reading.claim.kind in protests.WEIGHT


def _days_score(one: Reading, other: Reading) -> float:
    if one.when is None or other.when is None:
        return 0.0
    common = overlap(one.when.value, other.when.value)
    if common is None:
        return NEVER
    told = one.claim.when is not None and other.claim.when is not None
    return SAME_DAYS if told and common.earliest is not None and common.latest is not None else 0.0


def _toll_score(one: Reading, other: Reading) -> float:
    first, second = one.toll.killed, other.toll.killed
    if first is None or second is None:
        return 0.0
    if first.value == second.value:
        return SAME_TOLL
    return 0.0 if counts_meet(first.value, second.value) else NEVER


def _continued(reading: Reading, groups: Sequence[list[Reading]]) -> list[Reading] | None:
    """The event whose toll a sentence goes on with: people killed or hurt, by nobody named, nowhere named."""
    toll = reading.toll
    counts_only = (toll.wounded or toll.killed) and not reading.actors and reading.place is None and reading.claim.when is None
    if not counts_only or reading.claim.kind not in ("attack", "killing"):
        return None
    if is_total(reading):
        return _totalled(reading, groups)
    before = [group for group in groups if any(reading.claim.sentence_index - one.claim.sentence_index == 1 for one in group)]
    conflict = [group for group in before if kinds()[group[0].claim.kind].conflict]
    if _counts_nobody(reading) and conflict and not any(kinds()[one[0].claim.kind].family in VIOLENT for one in conflict):
        return conflict[-1]  # "Settlers set fire to cars. No injuries were reported."
    recent = groups[-8 * CONTINUES_WITHIN :][::-1]
    for group in [*(one for one in recent if not _harmless(one)), *(one for one in recent if _harmless(one))]:
        told = [one for one in group if reading.claim.sentence_index - one.claim.sentence_index <= CONTINUES_WITHIN]
        same = group[0].claim.stance == reading.claim.stance or (_counts_nobody(reading) and group[0].claim.stance == "asserted")
        if told and same and (_lacks(group, reading) or _adds(group, reading)):
            return group
    return None


def _harmless(group: Sequence[Reading]) -> bool:
    """Whether an event is a state of things and tells of nobody harmed: "a town under siege"."""
    return not any(one.toll.killed or one.toll.wounded for one in group) and group[0].claim.kind in STANDING


def _adds(group: Sequence[Reading], reading: Reading) -> bool:
    """Whether a reading counts dead besides those of an event: "Two others died"."""
    return counts_further(reading) and any(one.toll.killed for one in group)


def _totalled(reading: Reading, groups: Sequence[list[Reading]]) -> list[Reading] | None:
    """The event that a total at the end is of: the first of its stance that tells of people harmed."""
    same = [group for group in groups if group[0].claim.stance == reading.claim.stance]
    harmed = [group for group in same if any(one.toll.killed or one.toll.wounded for one in group)]
    violent = [group for group in same if kinds()[group[0].claim.kind].family in VIOLENT]
    return next(iter((*harmed, *violent)), None)


def _lacks(group: Sequence[Reading], reading: Reading) -> bool:
    """Whether an event tells of people harmed, but not yet what this reading counts."""
    attacked = group[0].claim.kind == "attack" and reading.claim.sentence_index - group[-1].claim.sentence_index == 1
    harmed = any(one.toll.killed or one.toll.wounded for one in group) or group[0].claim.kind not in ("attack", "killing")
    field = "wounded" if reading.toll.wounded and not reading.toll.killed else "killed"
    violent = kinds()[group[0].claim.kind].family in ("remote", "harm", "fight") and group[0].claim.kind not in HARMLESS
    return violent and (harmed or attacked) and all(getattr(one.toll, field) is None for one in group)


def _salience(group: Sequence[Reading], last: int) -> float:
    """0–1: headline and lead first, told often, of the day, happened; background, words and what hangs on them last."""
    first = min(reading.claim.sentence_index for reading in group)
    lead = 1.0 - first / (last + 1)
    title = any(reading.claim.part == "title" for reading in group)
    often = min(len(group), 4) / 4
    fresh = not any(reading.claim.tense == "pluperfect" or _old(reading) for reading in group)
    outright = any(not reading.claim.beneath for reading in group)
    told = group[0].claim
    happened = outright and (told.intended or told.stance in ("asserted", "denied"))
    violent = outright and kinds()[group[0].claim.kind].conflict
    ground = all(reading.claim.aside for reading in group)
    weights = (0.35 * lead, 0.2 * title, 0.15 * often, 0.1 * fresh, 0.08 * happened, 0.08 * violent, 0.04 * outright)
    return round(max(sum(weights) - ASIDE * ground, 0.0), 4)


def _old(reading: Reading) -> bool:
    """Told with days that end a month or more before the newest that this report could tell of."""
    if reading.when is None or reading.when.value.earliest is None or reading.when.value.latest is None:
        return False
    return (reading.when.value.latest - reading.when.value.earliest).days > 31

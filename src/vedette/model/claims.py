"""What the sentences of a report say, in the report's own words: claims, who says them, who holds a place, who backs whom."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

from vedette.model.texts import Mention

Stance = Literal["asserted", "denied", "planned", "possible", "hypothetical"]
Tense = Literal["past", "present", "pluperfect", "future", "none"]
Change = Literal["gained", "lost", "holds"]
TieKind = Literal["backs", "allied", "fights", "part_of", "commands", "split_from"]
Role = Literal["official", "party", "monitor", "agency", "media", "witness", "unnamed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said or carried a claim. `role` is what the speaker is to the matter; `name` the roster's name, where known."""

    mention: Mention
    role: Role
    name: str | None = None


@dataclass(frozen=True, slots=True)
class TollWords:
    """The words that give the toll of a claim, each a Mention or None."""

    killed: Mention | None = None
    wounded: Mention | None = None
    captured: Mention | None = None
    missing: Mention | None = None
    displaced: Mention | None = None


TOLLS = tuple(field.name for field in fields(TollWords))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence of a report says happened, in the report's own words.

    `when` and `said_when` keep apart the time of the happening and the time of the saying ("said on Saturday that…");
    `when_counts_from_it` says that `when` counts from this happening to another ("a day after taking the city, …");
    `again` marks "the attack", said once more of an event told before; `aside` what is told only as the ground of another
    event; `held` is what changes hands in a capture or withdrawal, where that is less than the place; `bound_for`: the place of
    a withdrawal is where it leads to; `under_way`: a withdrawal has only begun or goes on; `told_by` are further words that tell
    of the same event: what carries it ("the attack occurred"), what aims it ("targeting"), the deaths that are its toll ("killing
    two"). `beneath`: it hangs on another event's words ("demanded that they withdraw"); `intended`: by those who would do it.
    `notes` are the rules that fired, each with the words it rested on, for `--explain`.
    """

    id: str
    report: str
    kind: str
    stance: Stance
    trigger: Mention
    sentence: Mention
    sentence_index: int
    part: Literal["title", "body"]
    tense: Literal["past", "present", "pluperfect", "future", "none"]
    speakers: tuple[Speaker, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: Mention | None = None
    when: Mention | None = None
    said_when: Mention | None = None
    when_counts_from_it: bool = False
    again: bool = False
    aside: bool = False
    beneath: bool = False
    intended: bool = False
    held: Mention | None = None
    bound_for: bool = False
    under_way: bool = False
    told_by: tuple[Mention, ...] = ()
    toll: TollWords = field(default_factory=TollWords)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldingClaim:
    """A plain statement of who holds a place ("the IS-held town", "the army retook it"), in the report's own words.

    `held` is what is held, where that is less than the place.
    """

    id: str
    report: str
    change: Change
    stance: Stance
    place: Mention
    holder: Mention
    sentence: Mention
    speakers: tuple[Speaker, ...] = ()
    when: Mention | None = None
    held: Mention | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieClaim:
    """A statement that one actor backs, fights, commands … another, in the report's own words."""

    id: str
    report: str
    kind: TieKind
    stance: Stance
    source: Mention
    target: Mention
    sentence: Mention
    speakers: tuple[Speaker, ...] = ()
    notes: tuple[str, ...] = ()

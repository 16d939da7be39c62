"""The nouns, frozen. A stage takes records of one kind and makes records of the next; none is ever changed.

Offsets are Unicode code points into `Report.text`, half-open. Unknown is None, never 0 or "". Days are
inclusive at both ends. The chain: Report -> Sentence -> Claim (words only) -> Reading (what the words are
taken to mean) -> Event -> ControlStatement, TieStatement. See docs/nouns.md.
"""

from __future__ import annotations

from vedette.model.claims import TOLLS, Change, Claim, HoldingClaim, Role, Speaker, Stance, Tense, TieClaim, TieKind, TollWords
from vedette.model.events import Coded, ControlStatement, Event, TieStatement
from vedette.model.many import (
    Aligned,
    ControlInterval,
    Copy,
    CopyHow,
    Disputed,
    Grade,
    Join,
    Joined,
    JoinedEvent,
    JoinOutcome,
    Origin,
    Said,
    Status,
    TieInterval,
    TollRange,
    TollSay,
)
from vedette.model.readings import (
    Actor,
    ActorMention,
    Count,
    HoldingReading,
    Interval,
    Place,
    PlaceMention,
    Precision,
    Reading,
    TieReading,
    Toll,
    TollPart,
)
from vedette.model.texts import Dateline, Garble, Match, Mention, Name, Report, Sentence, SpunPhrase, Token

__all__ = [
    "Actor",
    "ActorMention",
    "Aligned",
    "Change",
    "Claim",
    "Coded",
    "ControlInterval",
    "ControlStatement",
    "Copy",
    "CopyHow",
    "Count",
    "Dateline",
    "Disputed",
    "Event",
    "Garble",
    "Grade",
    "HoldingClaim",
    "HoldingReading",
    "Interval",
    "Join",
    "JoinOutcome",
    "Joined",
    "JoinedEvent",
    "Match",
    "Mention",
    "Name",
    "Origin",
    "Place",
    "PlaceMention",
    "Precision",
    "Reading",
    "Report",
    "Role",
    "Said",
    "Sentence",
    "Speaker",
    "SpunPhrase",
    "Stance",
    "Status",
    "TOLLS",
    "Tense",
    "TieClaim",
    "TieInterval",
    "TieKind",
    "TieReading",
    "TieStatement",
    "Token",
    "Toll",
    "TollPart",
    "TollRange",
    "TollSay",
    "TollWords",
]

"""Events and plain statements -> who holds what, who is tied to whom, as one report says it and as many do; and the brief."""

from vedette.situation.brief import asked_words, make_brief
from vedette.situation.changes import control_changes, tie_changes
from vedette.situation.control import state_control
from vedette.situation.intervals import control_at, control_intervals, control_of
from vedette.situation.points import control_points
from vedette.situation.restating import restate_control
from vedette.situation.resting import control_rests_on, tie_rests_on
from vedette.situation.tie_intervals import tie_intervals, ties_at, ties_of, ties_told
from vedette.situation.ties import state_ties

__all__ = [
    "control_rests_on",
    "tie_rests_on",
    "asked_words",
    "control_at",
    "control_changes",
    "control_intervals",
    "control_of",
    "control_points",
    "make_brief",
    "restate_control",
    "state_control",
    "state_ties",
    "tie_changes",
    "tie_intervals",
    "ties_at",
    "ties_of",
    "ties_told",
]

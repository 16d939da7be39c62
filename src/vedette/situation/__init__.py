"""Events and plain statements -> who holds what, and who is tied to whom, as one report says it and over time as many do."""

from vedette.situation.control import state_control
from vedette.situation.intervals import control_at, control_changes, control_intervals
from vedette.situation.restating import restate_control
from vedette.situation.tie_intervals import tie_intervals, ties_at
from vedette.situation.ties import state_ties

__all__ = [
    "control_at",
    "control_changes",
    "control_intervals",
    "restate_control",
    "state_control",
    "state_ties",
    "tie_intervals",
    "ties_at",
]

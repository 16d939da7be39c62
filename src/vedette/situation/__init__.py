"""Events and plain statements -> who holds what, and who is tied to whom."""

from vedette.situation.control import state_control
from vedette.situation.ties import state_ties

__all__ = ["state_control", "state_ties"]

"""The database: reports with all that was read out of them, kept for good, and views of what they add up to.

Nothing here knows the parser or how events are joined: it keeps records of the model and gives them back.
"""

from vedette.store.archives import ArchiveMarks
from vedette.store.awaiting import find_awaiting
from vedette.store.feeds import find_followed, find_waiting, follow, put_off, settle
from vedette.store.found import find_all
from vedette.store.judgements import event_of_claim, find_judgements, judge, withdraw
from vedette.store.kept import counted, find_unjoined, is_joined, joined_by, named, state
from vedette.store.logged import find_log, log_failure, log_once
from vedette.store.opening import Store, open_store
from vedette.store.outlines import find_moves, outlines
from vedette.store.queries import find_control, find_event, find_events, find_heads, find_reports, find_ties, knows_place, point_of
from vedette.store.saving import Also, Outcome, cancel, outcome_of, remove, restore, save, save_again
from vedette.store.shelf import CONTROL, TIE, Kept
from vedette.store.views import begin_anew, replace_views

__all__ = [
    "Also",
    "CONTROL",
    "Kept",
    "ArchiveMarks",
    "Outcome",
    "Store",
    "TIE",
    "begin_anew",
    "cancel",
    "counted",
    "find_all",
    "event_of_claim",
    "find_awaiting",
    "find_control",
    "find_event",
    "find_events",
    "find_followed",
    "find_heads",
    "find_moves",
    "find_judgements",
    "find_log",
    "find_reports",
    "find_ties",
    "find_unjoined",
    "find_waiting",
    "follow",
    "is_joined",
    "joined_by",
    "judge",
    "knows_place",
    "log_failure",
    "log_once",
    "named",
    "open_store",
    "outcome_of",
    "outlines",
    "point_of",
    "put_off",
    "remove",
    "replace_views",
    "restore",
    "save",
    "save_again",
    "settle",
    "state",
    "withdraw",
]

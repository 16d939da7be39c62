"""The database: reports with all that was read out of them, kept for good, and views of what they add up to.

Nothing here knows the parser or how events are joined: it keeps records of the model and gives them back.
"""

from vedette.store.archives import ArchiveMarks
from vedette.store.awaiting import find_awaiting
from vedette.store.bulk import Noted, find_noted, save_many
from vedette.store.cards import count_events, find_all_cards, find_cards, find_lines, find_numbers
from vedette.store.changes import find_gone
from vedette.store.counts import find_facets, find_publishers, state_now, suggest, tally
from vedette.store.feeds import find_followed, find_waiting, follow, put_off, settle
from vedette.store.found import find_all
from vedette.store.judgements import event_of_claim, find_judgements, judge, withdraw
from vedette.store.kept import counted, find_unjoined, is_joined, joined_by, last_read, named, report_named, state
from vedette.store.logged import find_log, log_failure, log_once, log_page
from vedette.store.opening import Store, identity_of, name_of, open_store, title_of
from vedette.store.outlines import find_moves, outlines
from vedette.store.queries import (
    find_control,
    find_event,
    find_events,
    find_heads,
    find_report_page,
    find_reports,
    find_ties,
    knows_place,
    point_of,
)
from vedette.store.saving import Also, Outcome, cancel, outcome_of, remove, restore, save, save_again
from vedette.store.shelf import CONTROL, TIE, Kept
from vedette.store.telling import find_copies, find_copies_of, find_events_of, find_origins, find_texts
from vedette.store.views import begin_anew, replace_views

__all__ = [
    "Noted",
    "find_noted",
    "save_many",
    "last_read",
    "report_named",
    "identity_of",
    "name_of",
    "title_of",
    "find_texts",
    "find_origins",
    "find_events_of",
    "find_copies_of",
    "find_copies",
    "find_report_page",
    "tally",
    "suggest",
    "state_now",
    "find_publishers",
    "find_facets",
    "find_numbers",
    "find_gone",
    "find_cards",
    "find_lines",
    "find_all_cards",
    "count_events",
    "log_page",
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

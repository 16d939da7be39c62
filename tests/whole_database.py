"""What must hold of every database, whatever happened to the programs that wrote it, and the events that it tells."""

from __future__ import annotations

from vedette.model import JoinedEvent, Wanted
from vedette.store import Store, find_events

WHOLE = {
    "a report without what was read out of it": "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM codings)",
    "a report that its text is not found by": "SELECT seq FROM reports WHERE seq NOT IN (SELECT {0} FROM report_texts{1})",
    "a report that the log does not know": "SELECT id FROM reports WHERE id NOT IN (SELECT report FROM intake_log)",
    "a claim that its sentence is not found by": "SELECT seq FROM claims WHERE seq NOT IN (SELECT {0} FROM sentence_texts{1})",
    "a report coded twice": "SELECT report FROM codings GROUP BY report HAVING count(*) > 1",
    "a coding without all its claims": "SELECT coding FROM claims GROUP BY coding HAVING count(*) <> 2",
    "an event without its record": "SELECT seq FROM events WHERE seq NOT IN (SELECT event FROM event_records)",
    "an event without its claims": "SELECT seq FROM events WHERE seq NOT IN (SELECT event FROM event_claims)",
    "an event without its parts": "SELECT seq FROM events WHERE seq NOT IN (SELECT event FROM event_parts)",
    "a joined report without its marks": "SELECT report FROM origins WHERE report NOT IN (SELECT report FROM text_marks)",
    "a join of parts that are not there": "SELECT one FROM joins WHERE one NOT IN (SELECT part FROM event_parts)",
}
DAMAGED = {"a damaged page": "SELECT 1 WHERE (SELECT integrity_check FROM pragma_integrity_check LIMIT 1) <> 'ok'"}
# Where the rows stand that words are found by: FTS5 keeps one for each text beside its index.
FOUND_IN = {"sqlite": ("id", "_docsize"), "postgresql": ("rowid", "")}


def broken(store: Store) -> list[str]:
    with store.reading() as connection:
        sort = connection.dialect.name
        asked = {what: query.format(*FOUND_IN[sort]) for what, query in WHOLE.items()} | (DAMAGED if sort == "sqlite" else {})
        return [what for what, query in asked.items() if connection.exec_driver_sql(query).first() is not None]


def events_of(store: Store) -> list[JoinedEvent]:
    with store.reading() as connection:
        return [one.event for one in find_events(connection, Wanted())]

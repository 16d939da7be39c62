"""All that joining makes of a database, row by row, to be compared with what it makes of another."""

from __future__ import annotations

from vedette.store import Store

# The columns of each derived table that hang on nothing but what is kept; numbers of rows that only count them are left out.
TABLES = {
    "copies": "*",
    "origins": "*",
    "joins": "*",
    "events": "*",
    "event_records": "*",
    "event_parts": "*",
    "event_claims": "*",
    "event_parties": "*",
    "event_points": "*",
    "event_days": "*",
    "parties": "*",
    "party_words": "*",
    "control": "key, place, admin1, country, holder, since, until, record",
    "ties": "key, source, target, since, until, record",
    "text_marks": "*",
    "credit_names": "*",
    "telling_marks": "*",
    "points": "*",
    "unjoined": "*",
}
SENTENCES = (
    "SELECT claims.id, events.id FROM event_sentences JOIN claims ON claims.seq = event_sentences.sentence "
    "JOIN events ON events.seq = event_sentences.event "
    "ORDER BY 1, 2"
)


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that is derived, in order."""
    with store.reading() as connection:

        def told(query: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

        found = {table: sorted(told(f"SELECT {columns} FROM {table}"), key=repr) for table, columns in TABLES.items()}  # noqa: S608  # names of ours
        return found | {"event_sentences": told(SENTENCES)}


def differing(one: Store, other: Store) -> list[str]:
    first, second = rows(one), rows(other)
    return [table for table in first if first[table] != second[table]]

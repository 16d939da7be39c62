"""The first tables. A migration is frozen: it holds its own copy of them, whatever `schema.py` becomes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import NUMBER, STRING, TEXT

revision = "0001"
down_revision = None

metadata = sa.MetaData()


def _key() -> sa.Column[int]:
    return sa.Column("seq", NUMBER, primary_key=True, autoincrement=True)


def _made() -> list[sa.Column[str]]:
    return [sa.Column("made_at", STRING, nullable=False), sa.Column("made_by", STRING, nullable=False)]


sa.Table(
    "reports",
    metadata,
    _key(),
    sa.Column("id", STRING, nullable=False, unique=True),
    sa.Column("text", TEXT, nullable=False),
    sa.Column("title", STRING),
    sa.Column("byline", STRING),
    sa.Column("publisher", STRING),
    sa.Column("published", sa.Date, index=True),
    sa.Column("published_at", STRING),
    sa.Column("url", STRING),
    sa.Column("url_key", STRING),
    sa.Column("language", STRING),
    sa.Column("ref", STRING, index=True),
    sa.Column("path", STRING),
    *_made(),
    sa.Index("ix_reports_versions", "url_key", "published", "seq", "id"),
    sqlite_autoincrement=True,
)
sa.Table(
    "codings",
    metadata,
    _key(),
    sa.Column("report", STRING, sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("digest", STRING, nullable=False),
    sa.Column("record", TEXT, nullable=False),
    *_made(),
    sqlite_autoincrement=True,
)
sa.Table(
    "claims",
    metadata,
    _key(),
    sa.Column("id", STRING, nullable=False, index=True),
    sa.Column("coding", NUMBER, sa.ForeignKey("codings.seq"), nullable=False, index=True),
    sa.Column("report", STRING, sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("names_event", STRING, nullable=False, index=True),
    sa.Column("kind", STRING, nullable=False),
    sa.Column("stance", STRING, nullable=False),
    sa.Column("sentence", TEXT, nullable=False),
    sa.Column("start", NUMBER, nullable=False),
    sa.Column("end", NUMBER, nullable=False),
    sqlite_autoincrement=True,
)
sa.Table(
    "judgements",
    metadata,
    _key(),
    sa.Column("id", STRING, nullable=False, unique=True),
    sa.Column("decision", STRING, nullable=False),
    sa.Column("subject", STRING, nullable=False, index=True),
    sa.Column("who", STRING, nullable=False),
    sa.Column("why", STRING),
    *_made(),
    sa.Column("withdrawn_at", STRING),
    sa.Column("withdrawn_by", STRING),
    sqlite_autoincrement=True,
)
sa.Table(
    "intake_log",
    metadata,
    _key(),
    sa.Column("path", STRING),
    sa.Column("report", STRING),
    sa.Column("outcome", STRING, nullable=False),
    sa.Column("message", STRING),
    *_made(),
    sqlite_autoincrement=True,
)
sa.Table("meta", metadata, sa.Column("name", STRING, primary_key=True), sa.Column("value", STRING, nullable=False))

sa.Table(
    "copies",
    metadata,
    sa.Column("report", STRING, primary_key=True),
    sa.Column("of", STRING, nullable=False, index=True),
    sa.Column("how", STRING, nullable=False),
    sa.Column("record", TEXT, nullable=False),
)
sa.Table(
    "origins",
    metadata,
    sa.Column("report", STRING, primary_key=True),
    sa.Column("origin", STRING, primary_key=True),
    sa.Column("reason", TEXT, nullable=False),
)
sa.Table(
    "joins",
    metadata,
    _key(),
    sa.Column("certain", sa.Boolean, nullable=False, index=True),
    sa.Column("record", TEXT, nullable=False),
)
sa.Table(
    "events",
    metadata,
    _key(),
    sa.Column("id", STRING, nullable=False, unique=True),
    sa.Column("kind", STRING, nullable=False, index=True),
    sa.Column("stance", STRING, nullable=False),
    sa.Column("status", STRING, nullable=False, index=True),
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date),
    sa.Column("place", STRING, index=True),
    sa.Column("admin1", STRING, index=True),
    sa.Column("country", STRING, index=True),
    sa.Column("latitude", sa.Float),
    sa.Column("longitude", sa.Float),
)
sa.Table(
    "event_records",
    metadata,
    sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("record", TEXT, nullable=False),
)
sa.Table(
    "event_claims",
    metadata,
    sa.Column("claim", STRING, primary_key=True),
    sa.Column("event", NUMBER, nullable=False, index=True),
    sa.Column("report", STRING, nullable=False, index=True),
)
sa.Table(
    "event_sentences",
    metadata,
    sa.Column("sentence", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("event", NUMBER, nullable=False),
)
sa.Table(
    "parties",
    metadata,
    _key(),
    sa.Column("key", STRING, nullable=False, unique=True),
    sa.Column("country", STRING, index=True),
)
sa.Table(
    "party_words",
    metadata,
    sa.Column("words", STRING, primary_key=True),
    sa.Column("party", NUMBER, primary_key=True),
)
sa.Table(
    "event_parties",
    metadata,
    sa.Column("party", NUMBER, primary_key=True),
    sa.Column("event", NUMBER, primary_key=True),
)
sa.Table(
    "control",
    metadata,
    _key(),
    sa.Column("place", STRING, index=True),
    sa.Column("admin1", STRING),
    sa.Column("country", STRING),
    sa.Column("holder", STRING, nullable=False),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", TEXT, nullable=False),
)
sa.Table(
    "ties",
    metadata,
    _key(),
    sa.Column("source", STRING, nullable=False, index=True),
    sa.Column("target", STRING, nullable=False, index=True),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", TEXT, nullable=False),
)

# What words, points and days are found by, in each database's own way.
FOUND_BY = {
    "sqlite": (
        "CREATE VIRTUAL TABLE report_texts USING fts5(text, content='reports', content_rowid='seq', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE sentence_texts USING fts5(sentence, content='claims', content_rowid='seq', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE event_points USING rtree(id, south, north, west, east)",
        "CREATE VIRTUAL TABLE event_days USING rtree(id, first, last)",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS postgis",
        # The kilometres of resolving.distance.
        "CREATE FUNCTION kilometres(a float8, b float8, c float8, d float8) RETURNS float8 "
        "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CAST(6371.0 AS float8) * sqrt("
        "power(radians((d - b + 180) - 360 * floor((d - b + 180) / 360) - 180) * cos(radians((a + c) / 2)), 2) "
        "+ power(radians(c - a), 2))",
        'CREATE TABLE report_texts (rowid bigint PRIMARY KEY, text text COLLATE "C" NOT NULL)',
        "CREATE INDEX ix_report_texts ON report_texts USING gin (array_to_tsvector(string_to_array(text, ' ')))",
        'CREATE TABLE sentence_texts (rowid bigint PRIMARY KEY, sentence text COLLATE "C" NOT NULL)',
        "CREATE INDEX ix_sentence_texts ON sentence_texts USING gin (array_to_tsvector(string_to_array(sentence, ' ')))",
        "CREATE TABLE event_points (id bigint PRIMARY KEY, south float8 NOT NULL, north float8 NOT NULL, west float8 NOT NULL, "
        "east float8 NOT NULL, point geometry(Point, 4326) "
        "GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(west, south), 4326)) STORED)",
        "CREATE INDEX ix_event_points ON event_points USING gist (point)",
        "CREATE TABLE event_days (id bigint PRIMARY KEY, first integer NOT NULL, last integer NOT NULL, "
        "span int4range GENERATED ALWAYS AS (int4range(first, last, '[]')) STORED)",
        "CREATE INDEX ix_event_days ON event_days USING gist (span)",
    ),
}


def upgrade() -> None:
    """Makes all tables."""
    metadata.create_all(op.get_bind(), checkfirst=False)
    for statement in FOUND_BY[op.get_bind().dialect.name]:
        op.execute(statement)

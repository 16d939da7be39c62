"""The first tables. A migration is frozen: it holds its own copy of them, whatever `schema.py` becomes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

metadata = sa.MetaData()


def _key() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True)


def _made() -> list[sa.Column[str]]:
    return [sa.Column("made_at", sa.String, nullable=False), sa.Column("made_by", sa.String, nullable=False)]


sa.Table(
    "reports",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.String),
    sa.Column("byline", sa.String),
    sa.Column("publisher", sa.String),
    sa.Column("published", sa.Date, index=True),
    sa.Column("published_at", sa.String),
    sa.Column("url", sa.String),
    sa.Column("url_key", sa.String),
    sa.Column("language", sa.String),
    sa.Column("ref", sa.String, index=True),
    sa.Column("path", sa.String),
    *_made(),
    sa.Index("ix_reports_versions", "url_key", "published", "seq", "id"),
    sqlite_autoincrement=True,
)
sa.Table(
    "codings",
    metadata,
    _key(),
    sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
    *_made(),
    sqlite_autoincrement=True,
)
sa.Table(
    "claims",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, index=True),
    sa.Column("coding", sa.Integer, sa.ForeignKey("codings.seq"), nullable=False, index=True),
    sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("names_event", sa.String, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("stance", sa.String, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
sa.Table(
    "judgements",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("decision", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False, index=True),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("why", sa.String),
    *_made(),
    sa.Column("withdrawn_at", sa.String),
    sa.Column("withdrawn_by", sa.String),
    sqlite_autoincrement=True,
)
sa.Table(
    "intake_log",
    metadata,
    _key(),
    sa.Column("path", sa.String),
    sa.Column("report", sa.String),
    sa.Column("outcome", sa.String, nullable=False),
    sa.Column("message", sa.String),
    *_made(),
    sqlite_autoincrement=True,
)
sa.Table("meta", metadata, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False))

sa.Table(
    "copies",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("of", sa.String, nullable=False, index=True),
    sa.Column("how", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)
sa.Table(
    "origins",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("origin", sa.String, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
)
sa.Table(
    "joins",
    metadata,
    _key(),
    sa.Column("certain", sa.Boolean, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
)
sa.Table(
    "events",
    metadata,
    _key(),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("kind", sa.String, nullable=False, index=True),
    sa.Column("stance", sa.String, nullable=False),
    sa.Column("status", sa.String, nullable=False, index=True),
    sa.Column("first", sa.Date),
    sa.Column("last", sa.Date),
    sa.Column("place", sa.String, index=True),
    sa.Column("admin1", sa.String, index=True),
    sa.Column("country", sa.String, index=True),
    sa.Column("latitude", sa.Float),
    sa.Column("longitude", sa.Float),
)
sa.Table(
    "event_records",
    metadata,
    sa.Column("event", sa.Integer, primary_key=True),
    sa.Column("record", sa.Text, nullable=False),
)
sa.Table(
    "event_claims",
    metadata,
    sa.Column("claim", sa.String, primary_key=True),
    sa.Column("event", sa.Integer, nullable=False, index=True),
    sa.Column("report", sa.String, nullable=False, index=True),
)
sa.Table(
    "event_sentences",
    metadata,
    sa.Column("sentence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("event", sa.Integer, nullable=False),
)
sa.Table(
    "parties",
    metadata,
    _key(),
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("country", sa.String, index=True),
)
sa.Table(
    "party_words",
    metadata,
    sa.Column("words", sa.String, primary_key=True),
    sa.Column("party", sa.Integer, primary_key=True),
)
sa.Table(
    "event_parties",
    metadata,
    sa.Column("party", sa.Integer, primary_key=True),
    sa.Column("event", sa.Integer, primary_key=True),
)
sa.Table(
    "control",
    metadata,
    _key(),
    sa.Column("place", sa.String, index=True),
    sa.Column("admin1", sa.String),
    sa.Column("country", sa.String),
    sa.Column("holder", sa.String, nullable=False),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", sa.Text, nullable=False),
)
sa.Table(
    "ties",
    metadata,
    _key(),
    sa.Column("source", sa.String, nullable=False, index=True),
    sa.Column("target", sa.String, nullable=False, index=True),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", sa.Text, nullable=False),
)

VIRTUAL = (
    "CREATE VIRTUAL TABLE report_texts USING fts5(text, content='reports', content_rowid='seq', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE sentence_texts USING fts5(sentence, content='claims', content_rowid='seq', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE event_points USING rtree(id, south, north, west, east)",
    "CREATE VIRTUAL TABLE event_days USING rtree(id, first, last)",
)


def upgrade() -> None:
    """Makes all tables."""
    metadata.create_all(op.get_bind(), checkfirst=False)
    for statement in VIRTUAL:
        op.execute(statement)

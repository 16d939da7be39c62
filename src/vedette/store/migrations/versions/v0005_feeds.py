"""Feeds that are followed, how far, and what came of each of their entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

metadata = sa.MetaData()
sa.Table(
    "feeds",
    metadata,
    sa.Column("url", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("etag", sa.String),
    sa.Column("modified", sa.String),
    sa.Column("asked_at", sa.String),
    sa.Column("succeeded_at", sa.String),
    sa.Column("full_at", sa.String),
    sa.Column("due", sa.String),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("gone", sa.Boolean, nullable=False),
    sa.Column("message", sa.String),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("made_by", sa.String, nullable=False),
)
sa.Table(
    "feed_entries",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("feed", sa.String, sa.ForeignKey("feeds.url"), nullable=False),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("url_key", sa.String, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("outcome", sa.String, nullable=False, index=True),
    sa.Column("report", sa.String),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due", sa.String),
    sa.Column("message", sa.String),
    sa.Column("record", sa.Text),
    sa.Column("made_at", sa.String, nullable=False),
    sa.Column("made_by", sa.String, nullable=False),
    sa.UniqueConstraint("feed", "key", name="uq_feed_entries_key"),
    sqlite_autoincrement=True,
)


def upgrade() -> None:
    """Makes both tables."""
    metadata.create_all(op.get_bind(), checkfirst=False)

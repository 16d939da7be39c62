"""Feeds that are followed, how far, and what came of each of their entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import NUMBER, STRING, TEXT

revision = "0005"
down_revision = "0004"

metadata = sa.MetaData()
sa.Table(
    "feeds",
    metadata,
    sa.Column("url", STRING, primary_key=True),
    sa.Column("name", STRING, nullable=False),
    sa.Column("etag", STRING),
    sa.Column("modified", STRING),
    sa.Column("asked_at", STRING),
    sa.Column("succeeded_at", STRING),
    sa.Column("full_at", STRING),
    sa.Column("due", STRING),
    sa.Column("failures", NUMBER, nullable=False),
    sa.Column("gone", sa.Boolean, nullable=False),
    sa.Column("message", STRING),
    sa.Column("made_at", STRING, nullable=False),
    sa.Column("made_by", STRING, nullable=False),
)
sa.Table(
    "feed_entries",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("feed", STRING, sa.ForeignKey("feeds.url"), nullable=False),
    sa.Column("key", STRING, nullable=False),
    sa.Column("url_key", STRING, index=True),
    sa.Column("digest", STRING, nullable=False),
    sa.Column("outcome", STRING, nullable=False, index=True),
    sa.Column("report", STRING),
    sa.Column("tries", NUMBER, nullable=False),
    sa.Column("due", STRING),
    sa.Column("message", STRING),
    sa.Column("record", TEXT),
    sa.Column("made_at", STRING, nullable=False),
    sa.Column("made_by", STRING, nullable=False),
    sa.UniqueConstraint("feed", "key", name="uq_feed_entries_key"),
    sqlite_autoincrement=True,
)


def upgrade() -> None:
    """Makes both tables."""
    metadata.create_all(op.get_bind(), checkfirst=False)

"""What is derived can be joined in part: tables of marks and points, rows found by what they rest on; all is joined anew once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import NUMBER, STRING, TEXT

revision = "0003"
down_revision = "0002"

metadata = sa.MetaData()
CHANGED = ("joins", "events", "parties", "party_words", "control", "ties")
EMPTIED = ("copies", "origins", "event_claims", "event_sentences", "event_parties", "event_records", "event_points", "event_days")

sa.Table(
    "joins",
    metadata,
    sa.Column("one", STRING, primary_key=True),
    sa.Column("other", STRING, primary_key=True, index=True),
    sa.Column("certain", sa.Boolean, nullable=False, index=True),
    sa.Column("record", TEXT, nullable=False),
)
sa.Table(
    "events",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
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
    "event_parts",
    metadata,
    sa.Column("part", STRING, primary_key=True),
    sa.Column("event", NUMBER, nullable=False, index=True),
)
sa.Table(
    "parties",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("key", STRING, nullable=False, index=True),
    sa.Column("country", STRING, index=True),
)
sa.Table(
    "party_words",
    metadata,
    sa.Column("words", STRING, primary_key=True),
    sa.Column("party", NUMBER, primary_key=True),
    sa.Column("uses", NUMBER, nullable=False),
)
sa.Table(
    "control",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("key", STRING, nullable=False, index=True),
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
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("key", STRING, nullable=False, index=True),
    sa.Column("source", STRING, nullable=False, index=True),
    sa.Column("target", STRING, nullable=False, index=True),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", TEXT, nullable=False),
)
sa.Table(
    "unjoined",
    metadata,
    sa.Column("report", STRING, primary_key=True),
    sa.Column("published", sa.Date, index=True),
)
sa.Table(
    "text_marks",
    metadata,
    sa.Column("report", STRING, primary_key=True),
    sa.Column("publisher", STRING, index=True),
    sa.Column("day", NUMBER, nullable=False, index=True),
    sa.Column("order", STRING, nullable=False),
    sa.Column("bands", sa.LargeBinary, nullable=False),
    sa.Column("names", STRING, nullable=False),
)
sa.Table(
    "credit_names",
    metadata,
    sa.Column("name", STRING, primary_key=True),
    sa.Column("report", STRING, primary_key=True, index=True),
)
sa.Table(
    "telling_marks",
    metadata,
    sa.Column("part", STRING, primary_key=True),
    sa.Column("report", STRING, nullable=False, index=True),
    sa.Column("bundle", STRING, nullable=False),
    sa.Column("low", NUMBER, nullable=False),
    sa.Column("high", NUMBER, nullable=False),
    sa.Column("kind", STRING, nullable=False),
    sa.Column("place", STRING),
    sa.Column("narrow", sa.Boolean, nullable=False),
    sa.Column("cells", STRING, nullable=False),
    sa.Column("tokens", STRING, nullable=False),
    sa.Index("ix_telling_marks_days", "bundle", "low", "high"),
)
sa.Table(
    "points",
    metadata,
    sa.Column("report", STRING, primary_key=True),
    sa.Column("sort", STRING, primary_key=True),
    sa.Column("at", NUMBER, primary_key=True),
    sa.Column("key", STRING, nullable=False),
    sa.Column("record", TEXT, nullable=False),
    sa.Index("ix_points_key", "sort", "key"),
)


def upgrade() -> None:
    """Makes the new tables, those that changed empty, and leaves every report to be joined."""
    for table in CHANGED:
        op.drop_table(table)
    metadata.create_all(op.get_bind(), checkfirst=False)
    for table in EMPTIED:
        op.execute(f"DELETE FROM {table}")  # noqa: S608  # names of ours
    op.execute("INSERT INTO unjoined SELECT id, published FROM reports")

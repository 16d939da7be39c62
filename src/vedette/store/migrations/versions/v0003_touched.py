"""What is derived can be joined in part: tables of marks and points, rows found by what they rest on; all is joined anew once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

metadata = sa.MetaData()
CHANGED = ("joins", "events", "parties", "party_words", "control", "ties")
EMPTIED = ("copies", "origins", "event_claims", "event_sentences", "event_parties", "event_records", "event_points", "event_days")

sa.Table(
    "joins",
    metadata,
    sa.Column("one", sa.String, primary_key=True),
    sa.Column("other", sa.String, primary_key=True, index=True),
    sa.Column("certain", sa.Boolean, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
)
sa.Table(
    "events",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
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
    "event_parts",
    metadata,
    sa.Column("part", sa.String, primary_key=True),
    sa.Column("event", sa.Integer, nullable=False, index=True),
)
sa.Table(
    "parties",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String, nullable=False, index=True),
    sa.Column("country", sa.String, index=True),
)
sa.Table(
    "party_words",
    metadata,
    sa.Column("words", sa.String, primary_key=True),
    sa.Column("party", sa.Integer, primary_key=True),
    sa.Column("uses", sa.Integer, nullable=False),
)
sa.Table(
    "control",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("key", sa.String, nullable=False, index=True),
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
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("key", sa.String, nullable=False, index=True),
    sa.Column("source", sa.String, nullable=False, index=True),
    sa.Column("target", sa.String, nullable=False, index=True),
    sa.Column("since", sa.Date),
    sa.Column("until", sa.Date),
    sa.Column("record", sa.Text, nullable=False),
)
sa.Table(
    "unjoined",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("published", sa.Date, index=True),
)
sa.Table(
    "text_marks",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("publisher", sa.String, index=True),
    sa.Column("day", sa.Integer, nullable=False, index=True),
    sa.Column("order", sa.String, nullable=False),
    sa.Column("bands", sa.LargeBinary, nullable=False),
    sa.Column("names", sa.String, nullable=False),
)
sa.Table(
    "credit_names",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("report", sa.String, primary_key=True, index=True),
)
sa.Table(
    "telling_marks",
    metadata,
    sa.Column("part", sa.String, primary_key=True),
    sa.Column("report", sa.String, nullable=False, index=True),
    sa.Column("bundle", sa.String, nullable=False),
    sa.Column("low", sa.Integer, nullable=False),
    sa.Column("high", sa.Integer, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("place", sa.String),
    sa.Column("narrow", sa.Boolean, nullable=False),
    sa.Column("cells", sa.String, nullable=False),
    sa.Column("tokens", sa.String, nullable=False),
    sa.Index("ix_telling_marks_days", "bundle", "low", "high"),
)
sa.Table(
    "points",
    metadata,
    sa.Column("report", sa.String, primary_key=True),
    sa.Column("sort", sa.String, primary_key=True),
    sa.Column("at", sa.Integer, primary_key=True),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("record", sa.Text, nullable=False),
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

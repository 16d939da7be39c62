"""Events in short, for lists and maps, and since when each reads as it does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
TOLLS = ("killed", "wounded", "captured", "missing", "displaced")


def upgrade() -> None:
    """Adds the tables; whoever asks next joins events anew, which fills them."""
    op.create_table(
        "event_cards",
        sa.Column("event", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("place_words", sa.String),
        sa.Column("place_name", sa.String),
        sa.Column("admin1_name", sa.String),
        sa.Column("geonames_id", sa.Integer),
        sa.Column("precision", sa.String),
        sa.Column("radius_km", sa.Float),
        sa.Column("actors", sa.Text, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        *(sa.Column(f"{toll}_{end}", sa.Integer) for toll in TOLLS for end in ("low", "high")),
        sa.Column("independent_sources", sa.Integer, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("disputed", sa.String, nullable=False),
        sa.Column("grade", sa.String, nullable=False),
        sa.Column("salience", sa.Float, nullable=False),
        sa.Column("judged", sa.Boolean, nullable=False),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("claim", sa.String, nullable=False),
    )
    op.create_index("ix_event_cards_changed", "event_cards", ["changed"])
    op.create_table(
        "event_changes",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
        sa.Column("gone_at", sa.String),
    )
    op.create_index("ix_event_changes_changed_at", "event_changes", ["changed_at"])
    op.create_index("ix_event_changes_gone_at", "event_changes", ["gone_at"])
    op.execute("DELETE FROM meta WHERE name = 'joined'")

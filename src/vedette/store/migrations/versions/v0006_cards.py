"""Events in short, for lists and maps, and since when each reads as it does."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import NUMBER, STRING, TEXT

revision = "0006"
down_revision = "0005"
TOLLS = ("killed", "wounded", "captured", "missing", "displaced")


def upgrade() -> None:
    """Adds the tables; whoever asks next joins events anew, which fills them."""
    op.create_table(
        "event_cards",
        sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("earliest", sa.Date),
        sa.Column("latest", sa.Date),
        sa.Column("place_words", STRING),
        sa.Column("place_name", STRING),
        sa.Column("admin1_name", STRING),
        sa.Column("geonames_id", NUMBER),
        sa.Column("precision", STRING),
        sa.Column("radius_km", sa.Float),
        sa.Column("actors", TEXT, nullable=False),
        sa.Column("recipients", TEXT, nullable=False),
        *(sa.Column(f"{toll}_{end}", NUMBER) for toll in TOLLS for end in ("low", "high")),
        sa.Column("independent_sources", NUMBER, nullable=False),
        sa.Column("reports", NUMBER, nullable=False),
        sa.Column("disputed", STRING, nullable=False),
        sa.Column("grade", STRING, nullable=False),
        sa.Column("salience", sa.Float, nullable=False),
        sa.Column("judged", sa.Boolean, nullable=False),
        sa.Column("changed", STRING, nullable=False),
        sa.Column("claim", STRING, nullable=False),
    )
    op.create_index("ix_event_cards_changed", "event_cards", ["changed"])
    op.create_table(
        "event_changes",
        sa.Column("id", STRING, primary_key=True),
        sa.Column("digest", STRING, nullable=False),
        sa.Column("changed_at", STRING, nullable=False),
        sa.Column("gone_at", STRING),
    )
    op.create_index("ix_event_changes_changed_at", "event_changes", ["changed_at"])
    op.create_index("ix_event_changes_gone_at", "event_changes", ["gone_at"])
    op.execute("DELETE FROM meta WHERE name = 'joined'")

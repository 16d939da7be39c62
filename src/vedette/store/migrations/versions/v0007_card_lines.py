"""Events in short as they go out, and indexes for what maps and lists ask most."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import NUMBER, TEXT

revision = "0007"
down_revision = "0006"
INDEXES = {
    "ix_events_kind_status": ["kind", "status"],
    "ix_events_kind_point": ["kind", "latitude", "longitude"],
    "ix_events_point": ["latitude", "longitude"],
}


def upgrade() -> None:
    """Adds the table and the indexes; whoever asks next joins events anew, which fills the table."""
    op.create_table(
        "card_lines",
        sa.Column("event", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("line", TEXT, nullable=False),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "events", columns)
    op.execute("DELETE FROM meta WHERE name = 'joined'")

"""Judgements hold what they bind: the claims that are of one happening or of two, and what a person says an event is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the column; a removal, which is all that there was, binds no claims."""
    op.add_column("judgements", sa.Column("record", TEXT))

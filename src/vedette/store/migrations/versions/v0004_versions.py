"""The number that an outlet gives to a version of an item, up to which one a kill notice goes; why a report is partial."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vedette.store.dialects import NUMBER, STRING

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the columns; what was kept before has no number, and nothing tells that it is partial."""
    op.add_column("reports", sa.Column("version", NUMBER))
    op.add_column("reports", sa.Column("partial", STRING))
    op.add_column("judgements", sa.Column("version", NUMBER))

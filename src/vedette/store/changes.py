"""What events are now, against what they were -> since when each reads as it does; and the ids that are no event's any more.

An event is a view and bears no date of its own: the digest of its record tells whether it is still what it was. While all
is joined anew, whether an event is gone stays in doubt until the last of it is joined.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from vedette.model import Gone
from vedette.store.kept import batched
from vedette.store.saving import now
from vedette.store.schema import claims, event_changes, event_claims, events, unjoined

# In the place of the moment, where it is not known yet whether an event is gone.
DOUBT = ""


def note_changes(connection: sa.Connection, digests: Mapping[str, str]) -> dict[str, str]:
    """Notes these events, by id and digest, and gives the moment since which each reads as it does."""
    moment, since = now(exactly=True), dict[str, str]()
    for page in batched(sorted(digests)):
        known = {row.id: row for row in connection.execute(sa.select(event_changes).where(event_changes.c.id.in_(page)))}
        connection.execute(event_changes.delete().where(event_changes.c.id.in_(page)))
        for id_ in page:
            row = known.get(id_)
            same = row is not None and row.gone_at in (None, DOUBT) and row.digest == digests[id_]
            since[id_] = row.changed_at if row is not None and same else moment
        rows = [{"id": id_, "digest": digests[id_], "changed_at": since[id_], "gone_at": None} for id_ in page]
        connection.execute(event_changes.insert(), rows)
    return since


def note_gone(connection: sa.Connection, ids: Collection[str]) -> None:
    """Notes that these are no events any more."""
    for page in batched(sorted(ids)):
        connection.execute(event_changes.update().where(event_changes.c.id.in_(page)).values(gone_at=now(exactly=True)))


def note_doubt(connection: sa.Connection) -> None:
    """Notes that all is joined anew: what does not come back is gone."""
    connection.execute(event_changes.update().where(event_changes.c.gone_at.is_(None)).values(gone_at=DOUBT))


def note_swept(connection: sa.Connection) -> None:
    """Notes as gone what did not come back, once all is joined."""
    if connection.scalar(sa.select(unjoined.c.report).limit(1)) is None:
        connection.execute(event_changes.update().where(event_changes.c.gone_at == DOUBT).values(gone_at=now(exactly=True)))


def find_gone(connection: sa.Connection, since: str) -> list[Gone]:
    """The ids that are no event's any more since the moment `since`, with what each became."""
    query = (
        sa.select(event_changes.c.id, event_changes.c.gone_at, sa.func.min(events.c.id).label("became"))
        .select_from(event_changes)
        .outerjoin(claims, claims.c.names_event == event_changes.c.id)
        .outerjoin(event_claims, event_claims.c.claim == claims.c.id)
        .outerjoin(events, events.c.seq == event_claims.c.event)
        .where(event_changes.c.gone_at >= since, event_changes.c.gone_at != DOUBT)
        .group_by(event_changes.c.id, event_changes.c.gone_at)
        .order_by(event_changes.c.gone_at, event_changes.c.id)
    )
    return [Gone(row.id, row.gone_at, row.became) for row in connection.execute(query)]

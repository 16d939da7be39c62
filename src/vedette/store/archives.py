"""How far each archive was read: kept in the database, so that a run that was killed goes on where it was.

A mark holds for one way of reading: other kinds, other word files or another version read the archive from its beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from vedette.store.opening import Store
from vedette.store.saving import digest
from vedette.store.schema import meta


@dataclass(frozen=True, slots=True)
class ArchiveMarks:
    """The marks of a database; `how` is what the reading depends on besides the archive."""

    store: Store
    how: str

    def reached(self, archive: str) -> int:
        """The offset before which all is done; 0 where nothing is known."""
        with self.store.reading() as connection:
            return int(connection.scalar(sa.select(meta.c.value).where(meta.c.name == self._name(archive))) or 0)

    def reach(self, archive: str, offset: int) -> None:
        """Keeps that all before `offset` is done."""
        with self.store.writing() as connection:
            mark = meta.update().where(meta.c.name == self._name(archive)).values(value=str(offset))
            if not connection.execute(mark).rowcount:
                connection.execute(meta.insert().values(name=self._name(archive), value=str(offset)))

    def _name(self, archive: str) -> str:
        return f"archive {digest(f'{archive} {self.how} {self.store.made_by}')}"

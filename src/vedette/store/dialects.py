"""What SQLite and PostgreSQL say in different words: types of columns, and conditions that need an index of their own kind.

Each is one class here with both its wordings; queries use them and know nothing of which database answers. SQLite finds
words by FTS5, points and days by R*Trees. PostgreSQL finds words by GIN over stems, points by PostGIS and GiST, days by GiST
over ranges. Texts compare by their code points in both.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from vedette.store.words import found_by

# An event's number has 63 bits; SQLite counts by itself only in a column that is called INTEGER, which holds as many.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# For the migrations, so that texts stand in the same order in both; a parameter must not bear the collation.
STRING = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


class Said(sa.types.TypeDecorator[str]):
    """A text that is found by its words: FTS5 takes it apart itself, PostgreSQL keeps the stems of its words."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """The text, or the stems."""
        return value if value is None or dialect.name == "sqlite" else found_by(value)


class _Condition(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002  # what it stands beside
        """Itself, in brackets of its own: SQLAlchemy would have SQLite compare it with 1, which MATCH does not bear."""
        return self


class HasWords(_Condition):
    """That a `Said` column holds all these words: the column, the words as FTS5 asks for them, their stems as a tsquery."""

    inherit_cache = True


class HasPhrase(_Condition):
    """That a `Said` column holds these stems side by side, where HasWords does not say so already."""

    inherit_cache = True


class Spells(_Condition):
    """That a text has these letters in it."""

    inherit_cache = True


class InBox(_Condition):
    """That a point lies in a box: the columns south, north, west, east of the points, then those of the box."""

    inherit_cache = True


class Touches(_Condition):
    """That two spans of days, by their ordinals, have a day in common: the columns first and last, then those asked for."""

    inherit_cache = True


def _parts(element: FunctionElement[Any], compiler: SQLCompiler, **asked: Any) -> list[str]:
    return [compiler.process(part, **asked) for part in element.clauses]


def _table(element: FunctionElement[Any], compiler: SQLCompiler, **asked: Any) -> str:
    """The table of the first column, as the statement names it."""
    return compiler.process(next(iter(element.clauses)), **asked).rpartition(".")[0]


@compiles(HasWords, "sqlite")
def _words_sqlite(element: HasWords, compiler: SQLCompiler, **asked: Any) -> str:
    phrases = list(element.clauses)[1]
    return f"({_table(element, compiler, **asked)} MATCH {compiler.process(phrases, **asked)})"


@compiles(HasWords, "postgresql")
def _words_postgresql(element: HasWords, compiler: SQLCompiler, **asked: Any) -> str:
    column, _, stems = (compiler.process(part, **asked) for part in element.clauses)
    return f"(array_to_tsvector(string_to_array({column}, ' ')) @@ CAST({stems} AS tsquery))"


@compiles(HasPhrase, "sqlite")
def _phrase_sqlite(_element: HasPhrase, _compiler: SQLCompiler, **_: Any) -> str:
    return "1"


@compiles(HasPhrase, "postgresql")
def _phrase_postgresql(element: HasPhrase, compiler: SQLCompiler, **asked: Any) -> str:
    column, stems = _parts(element, compiler, **asked)
    return f"(strpos(' ' || {column} || ' ', ' ' || {stems} || ' ') > 0)"


@compiles(Spells, "sqlite")
def _spells_sqlite(element: Spells, compiler: SQLCompiler, **asked: Any) -> str:
    return f"(instr({', '.join(_parts(element, compiler, **asked))}) > 0)"


@compiles(Spells, "postgresql")
def _spells_postgresql(element: Spells, compiler: SQLCompiler, **asked: Any) -> str:
    return f"(strpos({', '.join(_parts(element, compiler, **asked))}) > 0)"


@compiles(InBox, "sqlite")
def _box_sqlite(element: InBox, compiler: SQLCompiler, **asked: Any) -> str:
    one, other = (_parts(element, compiler, **asked)[at : at + 4] for at in (0, 4))
    sides = (f"{mine} {by} {bound}" for mine, by, bound in zip(one, (">=", "<=") * 2, other, strict=True))
    return f"({' AND '.join(sides)})"


@compiles(InBox, "postgresql")
def _box_postgresql(element: InBox, compiler: SQLCompiler, **asked: Any) -> str:
    south, north, west, east = _parts(element, compiler, **asked)[4:]
    return f"({_table(element, compiler, **asked)}.point && ST_MakeEnvelope({west}, {south}, {east}, {north}, 4326))"


@compiles(Touches, "sqlite")
def _touches_sqlite(element: Touches, compiler: SQLCompiler, **asked: Any) -> str:
    first, last, since, until = _parts(element, compiler, **asked)
    return f"({last} >= {since} AND {first} <= {until})"


@compiles(Touches, "postgresql")
def _touches_postgresql(element: Touches, compiler: SQLCompiler, **asked: Any) -> str:
    since, until = _parts(element, compiler, **asked)[2:]
    return f"({_table(element, compiler, **asked)}.span && int4range({since}, {until}, '[]'))"

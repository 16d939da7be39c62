"""Any frozen record of the model <-> JSON text, by the types of its fields.

Nothing that is None or () is written. A field that a text lacks takes its default, so that a database outlives a noun that
gains a field; one that the noun has lost is passed over.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Turn = Callable[[Any], Any]
PLAIN = frozenset({str, int, float, bool, object, Any})
DAYS: dict[type, Turn] = {dt.date: dt.date.fromisoformat, dt.datetime: dt.datetime.fromisoformat}
UNIONS = (Union, types.UnionType)


def to_json(record: object, *, without: tuple[str, ...] = ()) -> str:
    """`record` as JSON on one line, the same text for the same record; the fields `without` are left out."""
    whole = cast(dict[str, object], _writer(cast(Any, type(record)))(record))
    return json.dumps(
        {name: value for name, value in whole.items() if name not in without}, ensure_ascii=False, separators=(",", ":")
    )


def from_json(sort: type[T], text: str, **given: object) -> T:
    """The record of the noun `sort` that `text` holds; `given` are fields that it was written without."""
    held = json.loads(text)
    read = _fields_read(cast(Any, sort))
    return (get_origin(sort) or sort)(**{name: turn(held) for name, turn in read if name not in given}, **given)


@cache
def _writer(sort: Any) -> Turn:
    if is_dataclass(sort):
        # The values' own types are asked, so that a Match is written whatever it is a match of.
        names = [field.name for field in fields(sort)]
        return lambda record: {name: _plain(value) for name in names if (value := getattr(record, name)) not in (None, ())}
    if sort is tuple:
        return lambda values: [_plain(value) for value in values]
    if issubclass(sort, dt.date):
        return lambda day: day.isoformat()
    if issubclass(sort, str | int | float):
        return lambda value: value
    raise TypeError(f"{sort!r} is no record and no part of one")


def _plain(value: object) -> object:
    return None if value is None else _writer(cast(Any, type(value)))(value)


@cache
def _reader(sort: Any) -> Turn:
    origin, inner = get_origin(sort), get_args(sort)
    if sort in PLAIN or origin is Literal:
        return lambda value: value
    if sort in DAYS:
        return DAYS[sort]
    if origin in UNIONS:
        (known,) = [one for one in inner if one is not types.NoneType]
        turn = _reader(known)
        return lambda value: None if value is None else turn(value)
    if origin is tuple:
        each = _reader(inner[0])
        return lambda values: tuple(each(value) for value in values)
    read = _fields_read(sort)
    return lambda held: (origin or sort)(**{name: turn(held) for name, turn in read})


@cache
def _fields_read(sort: Any) -> list[tuple[str, Turn]]:
    """Each field of a noun with what reads it out of the noun's JSON object; a noun's type variable is filled in."""
    noun = get_origin(sort) or sort
    filled = dict(zip(getattr(noun, "__parameters__", ()), get_args(sort), strict=False))
    hints = get_type_hints(noun)
    return [(field.name, _field_reader(field, filled.get(hints[field.name], hints[field.name]))) for field in fields(noun)]


def _field_reader(field: Field[Any], sort: Any) -> Turn:
    name, make, turn = field.name, _default(field, sort), _reader_later(sort)
    return lambda held: turn(held[name]) if name in held else make()


def _reader_later(sort: Any) -> Turn:
    """A reader that is made when first used: a Mention holds a Mention."""
    return lambda value: _reader(sort)(value)


def _default(field: Field[Any], sort: Any) -> Callable[[], Any]:
    if field.default is not MISSING:
        return lambda: field.default
    if field.default_factory is not MISSING:
        return field.default_factory
    empty = () if get_origin(sort) is tuple else None
    return lambda: empty

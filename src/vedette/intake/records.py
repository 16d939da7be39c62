"""A record out of JSON -> Draft: our own fields, or IPTC ninjs; BadRecord names the field that is not what it should be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vedette.errors import BadRecord
from vedette.intake.decoding import decode
from vedette.intake.drafts import Draft
from vedette.intake.ninjs import is_ninjs, read_ninjs

WORDS = ("title", "byline", "publisher", "url")
SORTS = {bool: "true or false", int: "number", float: "number", str: "string", list: "list", dict: "object"}


def loaded(data: bytes) -> object:
    """What JSON says; raises BadRecord for what is none, or cannot be held."""
    try:
        return json.loads(decode(data))
    except json.JSONDecodeError as error:
        line = f"line {error.lineno} " if error.lineno > 1 else ""
        raise BadRecord(f"not JSON: {error.msg.removesuffix(' at')} at {line}column {error.colno}") from None
    except RecursionError:
        raise BadRecord("JSON nested too deep") from None
    except ValueError:
        raise BadRecord("JSON with a number of too many digits") from None


def read_record(record: object) -> Draft:
    """The draft of one record; raises BadRecord."""
    if not isinstance(record, dict):
        raise BadRecord(f"not a JSON object but a {sort_of(record)}")
    text = record.get("text")
    if text is None and is_ninjs(record):
        return read_ninjs(record)
    if not isinstance(text, str):
        raise BadRecord("the field 'text' is missing" if text is None else f"'text' must be words, not a {sort_of(text)}")
    words: dict[str, Any] = {name: _words(record, name) for name in WORDS}
    return Draft(body=text, published=record.get("published"), ref=_ref(record.get("id")), **words)


def sort_of(value: object) -> str:
    """What a value is, in a word."""
    return SORTS.get(type(value), "null")


def _words(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise BadRecord(f"{name!r} must be words, not a {sort_of(value)}")


def _ref(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BadRecord(f"'id' must be words or a whole number, not a {sort_of(value)}")

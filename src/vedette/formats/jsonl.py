"""A record -> one line of JSON, the same bytes for the same record. No character in it can break the line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

LINE_BREAKS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def as_line(record: Mapping[str, object] | Sequence[object]) -> str:
    """`record` as JSON on one line, without the line end."""
    return json.dumps(record, ensure_ascii=False).translate(LINE_BREAKS)

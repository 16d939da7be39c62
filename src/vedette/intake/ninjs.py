"""A news item in IPTC ninjs, 1.x to 3.x -> Draft: its text, its names for itself, and whether its publisher has killed it.

Names are read without regard to case, since 1.x writes `versioncreated` where 3.x writes `versionCreated`. Of several bodies
the plain one is taken, else the first that is marked up. Pictures, video and sound hold no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vedette.errors import BadRecord
from vedette.intake.drafts import Draft
from vedette.intake.paragraphs import line_of, prose_of

MARKS = frozenset({"uri", "pubstatus", "bodies", "headlines", "versioncreated"})
TEXTS = frozenset({"", "text", "composite"})
KILLED = frozenset({"canceled", "cancelled", "withheld"})
DATES = ("versioncreated", "firstcreated", "contentcreated")
# By version of the standard: a list of {value, contentType}, or flat names.
PLAIN, MARKED = ("text/plain", ""), ("html", "xml")
Item = Mapping[str, object]


def is_ninjs(record: Mapping[str, object]) -> bool:
    """Whether a record of JSON is a news item of this form, by its names."""
    return any(name.lower() in MARKS or name.lower().startswith("body_") for name in record)


def read_ninjs(record: Mapping[str, object]) -> Draft:
    """The draft of a news item; raises BadRecord where it is no text or a field is not what it should be."""
    item = {name.lower(): value for name, value in record.items()}
    status = (_words(item, "pubstatus") or "usable").lower()
    uri = _words(item, "uri")
    killed = why_killed(status, _words(item, "ednote")) if status in KILLED else None
    sort = (_words(item, "type") or "").lower()
    if sort not in TEXTS and killed is None:
        raise BadRecord(f"no text but of type {sort[:40]!r}")
    body, remarks = ("", ()) if killed else _body(item)
    return Draft(
        body=body,
        title=_first(item, "headline", "headlines"),
        byline=_words(item, "byline") or _words(item, "by"),
        publisher=_words(item, "copyrightholder") or _name(item, "infosource") or _name(item, "infosources"),
        published=next((item[name] for name in DATES if item.get(name)), None),
        url=uri if uri and uri.lower().startswith(("http:", "https:")) else None,
        ref=uri,
        version=number_of(item.get("version")),
        embargoed=item.get("embargoeduntil") or item.get("embargoed"),
        killed=killed,
        remarks=remarks,
    )


def why_killed(status: str, note: str | None) -> str:
    """What a kill notice says: its status, and its editors' note where there is one."""
    return ": ".join(part for part in (status, " ".join((note or "").split()).rstrip(".")) if part)


def number_of(value: object) -> int | None:
    """The number of a version, which is written as a number or in quotes; None for what is none."""
    words = str(value).strip()
    return int(words) if isinstance(value, str | int) and words.isdecimal() and len(words) <= 9 else None


def _body(item: Item) -> tuple[str, tuple[str, ...]]:
    found = [*_parts(item, "bodies"), *_flat(item, "body_")]
    if text := _best(found):
        return text, ()
    text = _best([*_parts(item, "descriptions"), *_flat(item, "description_")])
    if not text:
        raise BadRecord("a news item without a body")
    return text, ("has no body: its description is read",)


def _best(found: Iterable[tuple[str, str]]) -> str:
    """The text of the plain part, else of the first that is marked up."""
    parts = [(sort, words) for sort, words in found if words.strip()]
    plain = [words for sort, words in parts if sort in PLAIN]
    marked = [words for sort, words in parts if any(mark in sort for mark in MARKED)]
    return plain[0] if plain else prose_of(marked[0]) if marked else ""


def _parts(item: Item, name: str) -> Iterable[tuple[str, str]]:
    """Sort and words of each part of a list such as `bodies`."""
    parts = item.get(name)
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict):
            own = {str(key).lower(): value for key, value in part.items()}
            yield (_words(own, "contenttype") or "").lower(), _words(own, "value") or ""


def _flat(item: Item, start: str) -> Iterable[tuple[str, str]]:
    """Sort and words of each flat name such as `body_html`."""
    for name, value in item.items():
        if name.startswith(start) and isinstance(value, str):
            yield "" if name.removeprefix(start) in ("text", "") else name.removeprefix(start), value


def _first(item: Item, flat: str, listed: str) -> str | None:
    if words := _words(item, flat):
        return words
    for sort, words in _parts(item, listed):
        if words.strip():
            return words if sort in PLAIN else line_of(words)
    return None


def _name(item: Item, name: str) -> str | None:
    parts = item.get(name)
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and isinstance(part.get("name"), str) and part["name"]:
            return str(part["name"])
    return None


def _words(item: Item, name: str) -> str | None:
    value = item.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise BadRecord(f"{name!r} must be words")

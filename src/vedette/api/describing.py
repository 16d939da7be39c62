"""What OpenAPI tells of an address: the form of its answer with an example, the problems that it may answer with, its bodies."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from vedette.api.shapes import ProblemShape

MOST_WORDS = 1000
Name = Annotated[str, Field(min_length=1, max_length=64, examples=["2ce9b18f359982ec"])]
Why = Annotated[
    str | None, Field(max_length=MOST_WORDS, description="The reason, kept with the judgement.", examples=["the same raid"])
]
Party = Annotated[str, Field(min_length=1, max_length=300)]

WORDS = {
    308: "An id that a join or a person retired, or the beginning of one: `Location` is what it is now.",
    304: "What the client has is what there is.",
    400: "A parameter, cursor or body that is wrong.",
    401: "Log in first.",
    403: "Readers may not write; or the origin or CSRF token of a write is missing.",
    404: "There is no such thing.",
    409: "A judgement that cannot be.",
    410: "It is gone with its report.",
    413: "The body is too large.",
    421: "The server does not answer to this Host.",
    429: "Too many; `Retry-After` says when.",
    503: "The database is locked or gone; `Retry-After` says when to try again.",
}
EXAMPLE = {
    "type": "about:blank",
    "title": "Bad Request",
    "status": 400,
    "detail": "kind: 'shell' is no kind; did you mean shelling?",
    "parameter": "kind",
}
# GeoJSON is JSON too, so a client reads it as an object; the others are text.
FEATURES = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": {"type": "object"}}},
}
OTHER_FORMATS = {
    **{media: {"schema": {"type": "string"}} for media in ("text/csv", "application/x-ndjson", "text/markdown", "text/html")},
    "application/geo+json": {"schema": FEATURES},
}


def answers(
    shape: type[BaseModel],
    *,
    formats: bool = False,
    moved: bool = False,
    gone: bool = False,
    writes: bool = False,
    login: bool = True,
) -> dict[int | str, dict[str, Any]]:
    """What an address may answer with; `formats`: also in other formats, `moved`, `gone`: what has an id may have another now."""
    problem = {"application/problem+json": {"schema": ProblemShape.model_json_schema(), "example": EXAMPLE}}
    found: dict[int | str, dict[str, Any]] = {200: {"model": shape, **({"content": OTHER_FORMATS} if formats else {})}}
    codes = [
        400,
        404,
        421,
        503,
        *([401] if login or writes else []),
        *([410] if gone else []),
        *([403, 409, 413, 429] if writes else []),
    ]
    if writes and login:
        found[201] = {"model": shape}
    for code in codes:
        found[code] = {"description": WORDS[code], "content": problem}
    if not writes:
        found[304] = {"description": WORDS[304]}
    if moved:
        found[308] = {"description": WORDS[308]}
    return found


class Body(BaseModel):
    """The body of a request."""

    model_config = ConfigDict(extra="forbid")


class LoginBody(Body):
    """A token, or a name and a password."""

    token: Annotated[str | None, Field(max_length=MOST_WORDS)] = None
    name: Annotated[str | None, Field(max_length=100)] = None
    password: Annotated[str | None, Field(max_length=MOST_WORDS)] = None


class Accept(Body):
    """What awaits stands as it is."""

    decision: Literal["accept"]
    awaiting: Name
    why: Why = None


class Split(Body):
    """These claims, or all claims of these reports, are of another happening."""

    decision: Literal["split"]
    event: Name
    claims: Annotated[list[Name], Field(min_length=1, max_length=500)]
    why: Why = None


class Merge(Body):
    """Two events are one."""

    decision: Literal["merge"]
    events: Annotated[list[Name], Field(min_length=2, max_length=2)]
    why: Why = None


class Relabelled(Body):
    """The event is something else than was read."""

    decision: Literal["relabel"]
    event: Name
    kind: Annotated[str | None, Field(max_length=100, examples=["advance"])] = None
    stance: Annotated[str | None, Field(max_length=100, examples=["denied"])] = None
    place: Annotated[str | None, Field(max_length=300, examples=["Albu Kamal"])] = None
    actors: Annotated[list[Party], Field(max_length=20)] = []
    recipients: Annotated[list[Party], Field(max_length=20)] = []
    country: Annotated[str | None, Field(max_length=3, examples=["SYR"])] = None
    why: Why = None


DecisionBody = Annotated[Accept | Split | Merge | Relabelled, Field(discriminator="decision")]

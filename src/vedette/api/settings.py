"""What a server is told when it starts: which database, who may do what, where the page lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Role = Literal["reader", "reviewer"]
Login = Literal["none", "token", "password"]
PAGE = Path(__file__).parent / "page"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in, with the argon2 hash of the password."""

    name: str
    role: Role
    hash: str


@dataclass(frozen=True, slots=True)
class Settings:
    """`database` is a path or URL, `name` what it is called where it is that of the samples.

    `tokens` maps each token to its role; without tokens and users everyone is a reviewer. `hosts` are the names that the server
    answers to, none for any; `tiles` is the address of a map's tiles, `page` the folder of the page as it was built.
    """

    database: str
    made_by: str
    name: str | None = None
    tokens: tuple[tuple[str, Role], ...] = ()
    users: tuple[User, ...] = ()
    hosts: frozenset[str] = LOOPBACK
    tiles: str | None = None
    page: Path = PAGE

    @property
    def login(self) -> Login:
        """How one logs in."""
        if self.users:
            return "password"
        return "token" if self.tokens else "none"

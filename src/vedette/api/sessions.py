"""Who asks: nobody has to say on a loopback; else by a token, or by name and password; readers read, reviewers also judge.

A session is a cookie that no script can read and no other site can send. A write without a bearer token must also bear the
session's CSRF token and the page's own origin. Sessions end with the server.
"""

from __future__ import annotations

import hmac
import logging
import secrets
import threading
import time
from dataclasses import dataclass
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

from vedette.api.problems import Problem
from vedette.api.settings import Role, Settings
from vedette.store.saving import user

LOG = logging.getLogger("vedette.api")
COOKIE = "vedette_session"
LASTS_SECONDS = 12 * 3600
MOST_SESSIONS = 1000
# So many logins and writes a client may try at once, and how many seconds give back one.
LOGINS, LOGIN_SECONDS = 5, 12.0
WRITES, WRITE_SECONDS = 60, 1.0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what they may. `by_bearer`: by a token in a header, which no page can be made to send."""

    name: str
    role: Role
    csrf: str
    by_bearer: bool = False
    until: float = float("inf")


class Allowance:
    """So many at once, then one each so many seconds, for each key."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._full_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> float:
        """0 where one is left for the key, else the seconds until there is."""
        now = time.monotonic()
        with self._lock:
            if len(self._full_at) > MOST_SESSIONS:
                self._full_at = {one: at for one, at in self._full_at.items() if at > now}
            full_at = max(self._full_at.get(key, 0.0), now) + self._seconds
            wait = full_at - now - self._most * self._seconds
            if wait > 0:
                return wait
            self._full_at[key] = full_at
        return 0.0


class Gate:
    """Knows who may: tokens, users, sessions."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._local = Caller(user(), "reviewer", secrets.token_urlsafe(24))
        self._sessions: dict[str, Caller] = {}
        self._lock = threading.Lock()
        self.logins, self.writes = Allowance(LOGINS, LOGIN_SECONDS), Allowance(WRITES, WRITE_SECONDS)

    @property
    def login(self) -> str:
        """How one logs in: none, token or password."""
        return self._settings.login

    def caller(self, request: Request) -> Caller | None:
        """Who asks; None for nobody known."""
        if self._settings.login == "none":
            return self._local
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and (role := self._role_of(token.strip())):
            return Caller(f"token ({role})", role, "", by_bearer=True)
        with self._lock:
            found = self._sessions.get(request.cookies.get(COOKIE, ""))
        return found if found is not None and found.until > time.time() else None

    def by_token(self, token: str) -> Caller:
        """A new session's caller, for a token; raises Problem."""
        role = self._role_of(token)
        if role is None:
            raise Problem(401, "this token is not known", headers=CHALLENGE)
        return self._new(f"token ({role})", role)

    def by_password(self, name: str, password: str) -> Caller:
        """A new session's caller, for a name and a password; raises Problem."""
        from argon2 import PasswordHasher
        from argon2.exceptions import VerificationError

        known = next((one for one in self._settings.users if hmac.compare_digest(one.name.encode(), name.encode())), None)
        try:
            PasswordHasher().verify(known.hash if known else _nobody(), password)
        except VerificationError:
            known = None
        if known is None:
            LOG.info("a login as %r failed", name[:80])
            raise Problem(401, "the name or the password is wrong", headers=CHALLENGE)
        LOG.info("%s (%s) logged in", known.name, known.role)
        return self._new(known.name, known.role)

    def begin(self, response: Response, caller: Caller, *, secure: bool) -> None:
        """Gives the caller a session, in a cookie."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions = {one: held for one, held in self._sessions.items() if held.until > time.time()}
            while len(self._sessions) >= MOST_SESSIONS:
                self._sessions.pop(next(iter(self._sessions)))
            self._sessions[key] = caller
        response.set_cookie(COOKIE, key, max_age=LASTS_SECONDS, httponly=True, samesite="strict", secure=secure, path="/api")

    def end(self, request: Request, response: Response) -> None:
        """Ends the session."""
        with self._lock:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)
        response.delete_cookie(COOKIE, path="/api", httponly=True, samesite="strict")

    def _new(self, name: str, role: Role) -> Caller:
        return Caller(name, role, secrets.token_urlsafe(24), until=time.time() + LASTS_SECONDS)

    def _role_of(self, token: str) -> Role | None:
        fitting = [role for known, role in self._settings.tokens if hmac.compare_digest(known.encode(), token.encode())]
        return fitting[0] if fitting else None


CHALLENGE = {"WWW-Authenticate": 'Bearer realm="vedette"'}


@cache
def _nobody() -> str:
    """The hash of a password that nobody has: an unknown name takes as long as a wrong password."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(secrets.token_urlsafe())


def gate_of(request: Request) -> Gate:
    """The server's gate."""
    return request.app.state.gate  # type: ignore[no-any-return]  # put there by make_app


def reader(request: Request) -> Caller:
    """Who asks, where they may read; raises Problem."""
    caller = gate_of(request).caller(request)
    if caller is None:
        raise Problem(401, "log in first: POST /api/session, or send a token as Authorization: Bearer", headers=CHALLENGE)
    return caller


def reviewer(request: Request) -> Caller:
    """Who asks, where they may judge, from the page itself and not too often; raises Problem."""
    caller = reader(request)
    if caller.role != "reviewer":
        raise Problem(403, "readers may not judge; log in as a reviewer")
    if not caller.by_bearer:
        check_origin(request)
        if not hmac.compare_digest(request.headers.get("x-csrf-token", "").encode(), caller.csrf.encode()):
            raise Problem(403, "the X-CSRF-Token is missing or another's; GET /api/session gives yours")
    slow_down(gate_of(request).writes, request, "writes")
    return caller


def check_origin(request: Request) -> None:
    """Raises Problem where a browser says that another site's page sends this."""
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    foreign = urlsplit(origin).netloc.lower() != host.lower() if origin is not None else False
    if foreign or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem(403, "only the page of this server may write")


def slow_down(allowance: Allowance, request: Request, what: str) -> None:
    """Raises Problem where a client asks too often."""
    wait = allowance.take(request.client.host if request.client else "")
    if wait > 0:
        raise Problem(429, f"too many {what}; wait {wait:.0f} seconds", headers={"Retry-After": str(int(wait) + 1)})


Reader = Annotated[Caller, Depends(reader)]
Reviewer = Annotated[Caller, Depends(reviewer)]

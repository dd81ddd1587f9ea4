"""Who may come in from other machines: a token each, of which only a hash is kept; and who has come in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import cast

from index.facts import Facts

KEPT = "web-tokens"
SESSION_SECONDS = 12 * 3600
MOST_SESSIONS = 10_000


class Tokens:
    """The tokens of one record. They are random and long, so that a plain SHA-256 keeps them."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @property
    def names(self) -> list[str]:
        return sorted(self._kept())

    def make(self, name: str) -> str:
        """A new token for `name`, in place of the one there was. It is told this once."""
        token = secrets.token_urlsafe(32)
        self._facts.put(KEPT, {**self._kept(), name: _hash(token)})
        return token

    def revoke(self, name: str) -> bool:
        """Whether there was one."""
        kept = dict(self._kept())
        found = kept.pop(name, None) is not None
        self._facts.put(KEPT, kept)
        return found

    def whose(self, token: str) -> str | None:
        """Who has this token; None where nobody has."""
        given = _hash(token)
        found = [name for name, kept in self._kept().items() if hmac.compare_digest(kept, given)]
        return found[0] if found else None

    def _kept(self) -> Mapping[str, str]:
        return cast(Mapping[str, str], self._facts.get(KEPT) or {})


class Sessions:
    """Who has come in with a token, for as long as this process runs; a cookie names one."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._open: dict[str, tuple[str, float]] = {}

    def begin(self, token: str) -> tuple[str, str] | None:
        """The session and whose it is; None where the token is nobody's."""
        name = self._tokens.whose(token)
        if name is None:
            return None
        while len(self._open) >= MOST_SESSIONS:
            del self._open[next(iter(self._open))]
        session = secrets.token_urlsafe(32)
        self._open[session] = name, time.monotonic() + SESSION_SECONDS
        return session, name

    def whose(self, session: str) -> str | None:
        """Whose session it is, as long as it is open and its token is not revoked."""
        name, until = self._open.get(session, ("", 0.0))
        return name if time.monotonic() < until and name in self._tokens.names else None

    def end(self, session: str) -> None:
        self._open.pop(session, None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

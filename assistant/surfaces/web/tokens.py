"""Who may come in from other machines: a token each, of which only a hash is kept; and who has come in."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import cast

from index.record.facts import Facts

KEPT = "web-tokens"
SESSIONS = "web-sessions"
SESSION_SECONDS = 12 * 3600
MOST_SESSIONS = 1_000


class Tokens:
    """The tokens of one record. They are random and long, so that a plain SHA-256 keeps them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @property
    def names(self) -> list[str]:
        return sorted(self._kept())

    def make(self, name: str) -> str:
        """A new token for `name`, in place of the one there was. It is told this once."""
        token = secrets.token_urlsafe(32)
        self.facts.put(KEPT, {**self._kept(), name: _hash(token)})
        return token

    def revoke(self, name: str) -> bool:
        """Whether there was one."""
        kept = dict(self._kept())
        found = kept.pop(name, None) is not None
        self.facts.put(KEPT, kept)
        return found

    def whose(self, token: str) -> str | None:
        """Who has this token; None where nobody has."""
        given = _hash(token)
        found = [name for name, kept in self._kept().items() if hmac.compare_digest(kept, given)]
        return found[0] if found else None

    def _kept(self) -> Mapping[str, str]:
        return cast(Mapping[str, str], self.facts.get(KEPT) or {})


class Sessions:
    """Who has come in with a token. A cookie names one, of which the record keeps a hash: a server that starts again
    knows it. `clock` is in seconds since 1970.
    """

    def __init__(self, tokens: Tokens, clock: Callable[[], float] = time.time) -> None:
        self._tokens, self._facts, self._clock = tokens, tokens.facts, clock
        self._changing = threading.Lock()

    def begin(self, token: str) -> tuple[str, str] | None:
        """The session and whose it is; None where the token is nobody's."""
        name = self._tokens.whose(token)
        if name is None:
            return None
        session, now = secrets.token_urlsafe(32), self._clock()
        with self._changing:
            open_ = {key: one for key, one in self._kept().items() if now < one[1]}
            latest = list(open_.items())[-MOST_SESSIONS + 1 :]
            self._facts.put(SESSIONS, {**dict(latest), _hash(session): (name, now + SESSION_SECONDS)})
        return session, name

    def whose(self, session: str) -> str | None:
        """Whose session it is, as long as it is open and its token is not revoked."""
        name, until = self._kept().get(_hash(session), ("", 0.0))
        return name if self._clock() < until and name in self._tokens.names else None

    def end(self, session: str) -> None:
        with self._changing:
            left = dict(self._kept())
            left.pop(_hash(session), None)
            self._facts.put(SESSIONS, left)

    def _kept(self) -> Mapping[str, tuple[str, float]]:
        return cast(Mapping[str, tuple[str, float]], self._facts.get(SESSIONS) or {})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

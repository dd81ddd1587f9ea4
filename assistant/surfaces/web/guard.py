"""Guard: no web page elsewhere talks to this server, nobody unknown where names are asked for, and nobody in a rush."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.web.pace import Pace
from assistant.surfaces.web.proxy import Proxy
from assistant.surfaces.web.tokens import Sessions, Tokens

COOKIE = "briefings"
HEADER = "X-Briefings"  # a page elsewhere cannot send it without being asked first, which is refused
SAFE = ("GET", "HEAD")
PROBES = ("/health", "/ready")  # who asks these knows no name of this server; they tell nothing else
NUMBERS = "/metrics"
DOOR = "/api/session"
TOOLS, CHAT = "/mcp", "/v1/"  # of programs: a script of a page elsewhere is refused by its Origin
ASKING = ("/api/ask", f"{CHAT}chat/completions")
ENTRIES_A_MINUTE = 60  # from one address: a token cannot be guessed, but trying is work

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitors:
    """Who is let in where not everybody is: the owners of tokens, and whom a proxy names. How often each may ask, in a
    minute: requests of all kinds, and questions among them.
    """

    tokens: Tokens
    proxy: Proxy | None = None
    requests: int = 600
    questions: int = 30


class Guard:
    """Middleware. `hosts` are the names, with ports, that browsers may call this server by.

    With `visitors`, the archive is open to them only; a request's `state.user` says who it is.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], visitors: Visitors | None) -> None:
        self._app = app
        self._hosts = hosts
        self._visitors = visitors
        self.sessions = Sessions(visitors.tokens) if visitors else None
        self._entries = Pace(ENTRIES_A_MINUTE)
        self._paces = (Pace(visitors.requests), Pace(visitors.questions)) if visitors else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        scope.setdefault("state", {})["sessions"] = self.sessions

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store" if request.url.path.startswith("/api/") else "no-cache")
            await send(message)

        refusal = self._foreign(request) or await self._unknown(request) or self._hurried(request)
        if refusal is None:
            await self._app(scope, receive, sending)
        else:
            await JSONResponse({"error": refusal.reason}, refusal.status, refusal.headers)(scope, receive, sending)

    def _foreign(self, request: Request) -> _Refusal | None:
        """Where another web page may have made the request."""
        headers, path = request.headers, request.url.path
        if path in PROBES:
            return None
        if headers.get("host", "").lower() not in self._hosts:
            return _Refusal(421, "this server is not known by that name; `briefings serve --name` names it")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() not in self._hosts:
            return _Refusal(403, "another web page asks; only this server's own may")
        if _guarded(path) and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _Refusal(403, "another web page asks; only this server's own may")
        if request.method not in SAFE and not _of_programs(path) and headers.get(HEADER) is None:
            return _Refusal(403, f"a request that changes something carries the header {HEADER}")
        return None

    async def _unknown(self, request: Request) -> _Refusal | None:
        """Where it is not known whose it is."""
        request.state.user = None
        path = request.url.path
        if self._visitors is None or path in PROBES:
            return None
        request.state.user = await run_in_threadpool(self._whose, request, self._visitors)
        if request.state.user is None and _guarded(path) and path != DOOR:
            return _Refusal(401, "come in with your token first")
        return None

    def _whose(self, request: Request, visitors: Visitors) -> str | None:
        assert self.sessions is not None
        named = visitors.proxy.user(request) if visitors.proxy else None
        if named is not None:
            return named
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return visitors.tokens.whose(token)
        return self.sessions.whose(request.cookies.get(COOKIE, ""))

    def _hurried(self, request: Request) -> _Refusal | None:
        """Where whoever asks has asked too often."""
        user, path = request.state.user, request.url.path
        if self._paces is None or not _guarded(path):
            return None
        if user is None:
            wait = self._entries.wait(request.client.host if request.client else "")
        else:
            requests, questions = self._paces
            wait = requests.wait(user) or (questions.wait(user) if path in ASKING else 0.0)
        if not wait:
            return None
        seconds = math.ceil(wait)
        return _Refusal(429, f"too much at once; again in {seconds} s", {"Retry-After": str(seconds)})


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    reason: str
    headers: Mapping[str, str] | None = None


def _guarded(path: str) -> bool:
    """Whether it tells of the archive; the page itself and what it is made of do not."""
    return path.startswith("/api/") or path == NUMBERS or _of_programs(path)


def _of_programs(path: str) -> bool:
    return path == TOOLS or path.startswith(CHAT)

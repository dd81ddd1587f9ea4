"""Guard: no web page elsewhere talks to this server, and nobody without a token where one is asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.web.tokens import Sessions, Tokens

COOKIE = "briefings"
HEADER = "X-Briefings"  # a page elsewhere cannot send it without being asked first, which is refused
SAFE = ("GET", "HEAD")
PROBES = ("/health", "/ready")  # who asks these knows no name of this server; they tell nothing else
DOOR = "/api/session"

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


class Guard:
    """Middleware. `hosts` are the names, with ports, that browsers may call this server by.

    With `tokens`, the archive is open to their owners only; a request's `state.user` says who it is.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], tokens: Tokens | None) -> None:
        self._app = app
        self._hosts = hosts
        self._tokens = tokens
        self.sessions = Sessions(tokens) if tokens else None

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

        refusal = self._foreign(request) or await self._unknown(request)
        if refusal is None:
            await self._app(scope, receive, sending)
        else:
            status, reason = refusal
            await JSONResponse({"error": reason}, status)(scope, receive, sending)

    def _foreign(self, request: Request) -> tuple[int, str] | None:
        """Why the request is refused, where another web page may have made it."""
        headers, path = request.headers, request.url.path
        if path in PROBES:
            return None
        if headers.get("host", "").lower() not in self._hosts:
            return 421, "this server is not known by that name; `briefings serve --name` names it"
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() not in self._hosts:
            return 403, "another web page asks; only this server's own may"
        if path.startswith("/api/") and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "another web page asks; only this server's own may"
        if request.method not in SAFE and headers.get(HEADER) is None:
            return 403, f"a request that changes something carries the header {HEADER}"
        return None

    async def _unknown(self, request: Request) -> tuple[int, str] | None:
        """Why the request is refused, where it is not known whose it is."""
        request.state.user = None
        path = request.url.path
        if self._tokens is None or path in PROBES:
            return None
        request.state.user = await run_in_threadpool(self._whose, request)
        if request.state.user is None and path.startswith("/api/") and path != DOOR:
            return 401, "come in with your token first"
        return None

    def _whose(self, request: Request) -> str | None:
        assert self._tokens is not None
        assert self.sessions is not None
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self._tokens.whose(token)
        return self.sessions.whose(request.cookies.get(COOKIE, ""))

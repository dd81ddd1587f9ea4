"""What whoever runs a server can see of it: numbers for Prometheus, and a line of JSON a request."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEFT = 499  # the status of a request whose answer nobody waited for, as nginx has it
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
OTHER = "other"  # what anybody can make up gets no label of its own
METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "DELETE"})
Log = Callable[[str], None]


class Numbers:
    """The numbers of one server."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        route = ["method", "route"]
        self.requests = Counter("briefings_requests", "Requests answered.", [*route, "status"], registry=registry)
        self.seconds = Histogram(
            "briefings_request_seconds", "Until an answer was whole.", route, buckets=SECONDS, registry=registry
        )
        self.open = Gauge("briefings_requests_open", "Requests being answered.", registry=registry)
        self.questions = Counter("briefings_questions", "Questions, by their end.", ["end"], registry=registry)

    def text(self) -> bytes:
        """All of them in Prometheus's own format."""
        return generate_latest(self._registry)


class Observer:
    """Middleware around everything else. `log` is told a line a request; the words of questions only where `text`."""

    def __init__(self, app: ASGIApp, *, numbers: Numbers, log: Log | None, text: bool) -> None:
        self._app, self._numbers, self._log, self._text = app, numbers, log, text

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, size, whole = time.perf_counter(), LEFT, 0, False

        async def sending(message: Message) -> None:
            nonlocal status, size, whole
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
                whole = not message.get("more_body", False)
            await send(message)

        self._numbers.open.inc()
        try:
            await self._app(scope, receive, sending)
            status = status if whole else LEFT
        except asyncio.CancelledError:
            status = LEFT
            raise
        except Exception:
            status = 500
            raise
        finally:
            self._numbers.open.dec()
            self._note(Request(scope), status, time.perf_counter() - started, size)

    def _note(self, request: Request, status: int, seconds: float, size: int) -> None:
        method = request.method if request.method in METHODS else OTHER
        route = getattr(request.scope.get("route"), "path", OTHER)
        self._numbers.requests.labels(method, route, status).inc()
        self._numbers.seconds.labels(method, route).observe(seconds)
        if self._log is not None:
            self._log(json.dumps(self._line(request, status, seconds, size), ensure_ascii=False))

    def _line(self, request: Request, status: int, seconds: float, size: int) -> dict[str, Any]:
        """What is asked after `?` are words of the user's too."""
        state = request.scope.get("state", {})
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": request.client.host if request.client else None,
            "user": state.get("user"),
            "method": request.method,
            "path": request.url.path,
            "status": status,
            "seconds": round(seconds, 4),
            "bytes": size,
        }
        if self._text:
            line |= {"query": request.url.query, "question": state.get("question")}
        return line

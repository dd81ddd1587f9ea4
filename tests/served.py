"""A local web of real shapes: what a path answers is scripted, and what was asked is kept."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Page:
    """One answer. `pieces` are sent instead of `body`, one by one, for as long as the client listens."""

    status: int = 200
    body: bytes = b""
    type: str | None = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Callable[[], Iterator[bytes]] | None = None
    etag: str | None = None  # asked with it, the answer is 304


class Site:
    """`pages` may be changed while it runs; a list of pages is served one after the other, its last for good."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | list[Page]] = {}
        self.asked: list[str] = []
        self.headers: list[Message] = []
        self.stop = threading.Event()
        self.url = ""

    def page(self, path: str) -> Page:
        found = self.pages.get(path)
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found or Page(status=404, body=b"no such page")

    def times(self, path: str) -> int:
        return self.asked.count(path)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on this machine, over HTTPS where `tls` has its certificate."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(self.headers)
            page = site.page(self.path)
            unchanged = page.etag is not None and self.headers["If-None-Match"] == page.etag
            self.send_response(304 if unchanged else page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.etag:
                self.send_header("ETag", page.etag)
            if page.type:
                self.send_header("Content-Type", page.type)
            if page.pieces is not None:
                self._trickle(page.pieces())
                return
            body = b"" if unchanged else page.body
            if not unchanged:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _trickle(self, pieces: Iterator[bytes]) -> None:
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            try:
                for piece in pieces:
                    if site.stop.is_set():
                        return
                    self.wfile.write(piece)
            except OSError:
                pass  # the client has left

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that leaves is what many a test is about

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        site.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()


class FakeClock:
    """Time passes only by sleeping, and by `step` seconds at every look at it."""

    def __init__(self, step: float = 0.0) -> None:
        self._passed = 0.0
        self._step = step
        self.slept: list[float] = []

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self._passed)

    def ticks(self) -> float:
        self._passed += self._step
        return self._passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._passed += seconds

"""A scripted OpenAI-compatible server: what it does next, request by request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STALL_SECONDS = 30.0  # longer than any timeout in a test


@dataclass(kw_only=True)
class Step:
    """One response. Without `status` a stream of `text` in pieces, which ends as the other fields say."""

    text: str = ""
    status: int | None = None
    message: str = "scripted"
    code: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None  # sent as it is, with status 200
    slow: bool = False  # nothing is sent, not even headers
    stall_after: int | None = None  # pieces before it falls silent
    comments_after: int | None = None  # pieces before it only sends comments
    cut_after: int | None = None  # pieces before the connection is closed
    finish: str | None = "stop"
    refusal: str | None = None
    null_choices: bool = False
    broken_event: bool = False
    usage: bool = True


class Server:
    """`requests` are the bodies that came; `gone` is set once a client has left in the middle of a stream."""

    def __init__(self, steps: Sequence[Step], models: Sequence[dict[str, Any]] = ({"id": "scripted"},)) -> None:
        self.steps = list(steps)
        self.models = list(models)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.gone = threading.Event()
        self.stop = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                self._send(200, json.dumps({"object": "list", "data": server.models}))

            def do_POST(self) -> None:
                server.keys.append(self.headers["Authorization"])
                server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                step = server.steps.pop(0)
                try:
                    self._act(step)
                except OSError:
                    server.gone.set()

            def _act(self, step: Step) -> None:
                if step.slow:
                    server.stop.wait(STALL_SECONDS)
                elif step.status is not None:
                    error = {"message": step.message, "type": "scripted", "code": step.code}
                    self._send(step.status, json.dumps({"error": error}), step.headers)
                elif step.body is not None:
                    self._send(200, step.body, step.headers)
                else:
                    self._stream(step)

            def _send(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            def _stream(self, step: Step) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                for count, event in enumerate(_events(step)):
                    if count == step.cut_after:
                        return
                    if count == step.stall_after:
                        server.stop.wait(STALL_SECONDS)
                    while count == step.comments_after and not server.stop.wait(0.05):
                        self._event(": still thinking\n\n")
                    self._event(f"data: {event}\n\n")
                self._event("data: [DONE]\n\n")

            def _event(self, text: str) -> None:
                self.wfile.write(text.encode())
                self.wfile.flush()

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def formats(self) -> list[str | None]:
        """How each request asked for JSON."""
        return [(request.get("response_format") or {}).get("type") for request in self.requests]

    def run(self) -> None:
        self._http.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        self.stop.set()
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def serving(*steps: Step, models: Sequence[dict[str, Any]] = ({"id": "scripted"},)) -> Iterator[Server]:
    server = Server(steps, models)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def _events(step: Step) -> Iterator[str]:
    pieces = [step.text[at : at + 9] for at in range(0, len(step.text), 9)]
    for count, piece in enumerate(pieces):
        if step.broken_event and count == 1:
            yield '{"id": "c", "choices": [{"del'
        yield _chunk({"content": piece})
    if step.null_choices:
        yield json.dumps({**BASE, "choices": None})
    if step.refusal is not None:
        yield _chunk({"refusal": step.refusal})
    if step.finish is not None:
        yield _chunk({}, step.finish)
    if step.usage:
        usage = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
        yield json.dumps({**BASE, "choices": [], "usage": usage})


BASE = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}


def _chunk(delta: dict[str, str], finish: str | None = None) -> str:
    return json.dumps({**BASE, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

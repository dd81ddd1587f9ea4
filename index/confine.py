"""Confined: pages, documents, feeds and sitemaps are parsed in a child process, with limits of memory and time.

Parsers of HTML, PDF, DOCX and XML meet whatever the web holds. One that runs away must cost one of these, and never the
run or the machine. The child is kept for the next article; one that breaks a limit is killed and another started.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from base64 import b64encode
from typing import IO, Any

from index.errors import Rejected
from index.fetch.address import shown
from index.fetch.fetched import Fetched
from index.item import day
from index.raw import Raw
from index.sources import carried
from index.sources.feeds import Feed
from index.sources.fields import Fields
from index.sources.sitemaps import Sitemap
from index.sources.sniff import Listing

SECONDS = 30.0  # for one article; a page takes 0.02, a PDF of a hundred pages 3
MEGABYTES = 2_000  # of address space; trafilatura and lxml take 300 before they see a page
SAVE_TEXT = "save its text as .txt"


class Confined:
    """Parses what has come in a child process. Safe to use from several threads, one thing at a time."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds = seconds
        self._megabytes = megabytes
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, raw: Raw) -> Fields:
        """The fields of the article. Raises Rejected, also where a limit is broken."""
        asked = {"origin": raw.origin, "size": raw.size, "url": raw.url, "charset": raw.charset}
        return _fields(self._ask(raw.origin, asked | {"format": raw.format.value}, raw.payload, f"; {SAVE_TEXT}"))

    def feed(self, found: Fetched, form: Listing) -> Feed:
        """Raises Rejected, also where a limit is broken."""
        return carried.feed(self._listing(found, form))

    def sitemap(self, found: Fetched) -> Sitemap:
        """Raises Rejected, also where a limit is broken."""
        return carried.sitemap(self._listing(found, Listing.SITEMAP))

    def _listing(self, found: Fetched, form: Listing) -> dict[str, Any]:
        asked = {"url": found.url, "type": found.type, "charset": found.charset, "listing": form.value}
        return self._ask(shown(found.url), asked, found.payload, "")

    def _ask(self, origin: str, asked: dict[str, Any], payload: bytes, hint: str) -> dict[str, Any]:
        with self._turn:
            child = self._running()
            over = threading.Event()
            alarm = threading.Timer(self.seconds, self._stop, (child, over))
            alarm.start()
            try:
                answer = _exchange(child, asked | {"payload": b64encode(payload).decode("ascii")})
            finally:
                alarm.cancel()
            if answer is None:
                self._end()
                limit = (
                    f"takes longer than {self.seconds:g} seconds"
                    if over.is_set()
                    else "takes too much memory, or worse,"
                )
                raise Rejected(origin, f"{limit} to parse{hint}")
        if "over" in answer:
            raise Rejected(origin, f"{answer['over']}{hint}")
        if "rejected" in answer:
            raise Rejected(origin, str(answer["rejected"]))
        return answer

    def close(self) -> None:
        with self._turn:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            command = [sys.executable, "-m", "index.child", str(self._megabytes)]
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._child

    def _stop(self, child: subprocess.Popen[bytes], over: threading.Event) -> None:
        over.set()
        child.kill()

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            for stream in (self._child.stdin, self._child.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            self._child.wait()
            self._child = None


def _exchange(child: subprocess.Popen[bytes], asked: dict[str, Any]) -> dict[str, Any] | None:
    """The child's answer, None where it has ended without one."""
    if child.stdin is None or child.stdout is None:
        return None
    try:
        _send(child.stdin, asked)
        answer = json.loads(child.stdout.readline() or b"null")
    except (OSError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None


def _send(stream: IO[bytes], message: dict[str, Any]) -> None:
    stream.write(json.dumps(message).encode("ascii") + b"\n")
    stream.flush()


def _fields(answer: dict[str, Any]) -> Fields:
    """What the child found; its answer is as little to be trusted as the page."""
    return Fields(
        text=str(answer["text"]),
        id=_text(answer["id"]),
        url=_text(answer["url"]),
        title=_text(answer["title"]),
        outlet=_text(answer["outlet"]),
        published=day(answer["published"]),
        language=_text(answer["language"]),
        authors=tuple(str(name) for name in answer["authors"]),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None

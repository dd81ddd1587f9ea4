"""Fetcher: asks for web addresses, one at a time, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import Message
from functools import cached_property
from ssl import SSLCertVerificationError
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from index.fetch.address import shown, web_address
from index.fetch.answers import BUSY, REDIRECTS, reason, retry_after
from index.fetch.clock import Clock
from index.fetch.fetched import Fetched, NotFetched, NotModified, Validators
from index.fetch.limits import MAX_ARTICLE_BYTES, MEGABYTE
from index.fetch.network import Forbidden, Network, OutOfTime
from index.fetch.pace import Pace
from index.fetch.robots import Robots

if TYPE_CHECKING:
    from httpx2 import URL

PAGES = (200, 203)
MAX_REDIRECTS = 5
PATIENCE = timedelta(seconds=10)  # a server that wants no longer is waited for, once
ENCODINGS = ("gzip", "deflate", "br", "zstd")
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"
ROBOTS_NAME = "regional-briefings"  # what robots.txt calls this program


class Fetcher:
    """One for a run: it remembers when it has asked whom. Not to be used from two threads.

    `seconds` is how long one page may take with all its redirects, waits for politeness' sake not counted. `proxy` says
    for a scheme and a host which variable names a proxy: there nothing is fetched.
    """

    def __init__(
        self,
        network: Network,
        clock: Clock,
        *,
        agent: str,
        seconds: float,
        delay: float,
        robots: bool,
        limit: int = MAX_ARTICLE_BYTES,
        proxy: Callable[[str, str], str | None] = lambda scheme, host: None,
    ) -> None:
        self._network = network
        self._clock = clock
        self._agent = agent
        self._seconds = seconds
        self._limit = limit
        self._proxy = proxy
        self._pace = Pace(delay, clock)
        self._robots = Robots(ROBOTS_NAME, self._robots_txt, clock) if robots else None

    def close(self) -> None:
        if "_pool" in self.__dict__:
            self._pool.close()

    @cached_property
    def _pool(self) -> httpcore2.ConnectionPool:
        return httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=1,  # a site is never asked for two things at a time
            keepalive_expiry=30.0,
            network_backend=self._network,
        )

    def get(self, url: str, known: Validators | None = None) -> Fetched | NotModified:
        """What is at the address; NotModified only where `known` is given. Raises NotFetched."""
        return self._follow(url, known, self._robots)

    def _robots_txt(self, url: str) -> bytes | None:
        try:
            found = self._follow(url, None, None)
        except NotFetched as error:
            if error.status is not None and 400 <= error.status < 500 and error.status not in BUSY:
                return None
            raise
        return found.payload if isinstance(found, Fetched) else None

    def _follow(self, url: str, known: Validators | None, robots: Robots | None) -> Fetched | NotModified:
        asked = address = web_address(url)
        left = self._seconds
        for _ in range(MAX_REDIRECTS + 1):
            try:
                self._check_proxy(address)
                delay = robots.delay(address) if robots else None
                self._pace.wait(address.host, delay)
                began = self._clock.ticks()
                found = self._ask(address, known, left)
            except NotFetched as error:
                if address is asked:
                    raise
                raise error.reached_from(shown(url)) from error
            left -= self._clock.ticks() - began
            if not isinstance(found, httpx2.URL):
                return found
            address = found
        raise NotFetched(shown(url), f"it leads from one address to the next more than {MAX_REDIRECTS} times")

    def _check_proxy(self, url: URL) -> None:
        if variable := self._proxy(url.scheme, url.host):
            raise NotFetched(
                shown(str(url)),
                f"{variable} names a proxy, and none is used: where a name leads could not be checked behind it; name"
                " the host in NO_PROXY, or set fetch_direct to true, to fetch past the proxy",
            )

    def _ask(self, url: URL, known: Validators | None, seconds: float) -> Fetched | NotModified | URL:
        """What is there, or where the server says that it is; once more where the server wants a short wait."""
        for last in (False, True):
            with self._answer(url, known, seconds) as answer:
                if answer.status_code == 304 and known is not None:
                    return NotModified(url=str(url))
                if answer.status_code in REDIRECTS and "location" in answer.headers:
                    return _target(url, answer.headers["location"])
                if answer.status_code in PAGES:
                    return self._page(url, answer)
                now = self._clock.now()
                again = retry_after(answer.headers.get("retry-after"), now)
                if last or answer.status_code not in BUSY or again is None or again - now > PATIENCE:
                    until = f"; it asks to come back after {again:%Y-%m-%d %H:%M:%S} UTC" if again else ""
                    raise NotFetched(
                        shown(str(url)), reason(answer.status_code) + until, again=again, status=answer.status_code
                    )
            self._clock.sleep(max((again - now).total_seconds(), 0.0))
        raise AssertionError("the second answer is final")

    @contextmanager
    def _answer(self, url: URL, known: Validators | None, seconds: float) -> Iterator[httpx2.Response]:
        """The server's answer, its body not read yet. What goes wrong on the way is raised as NotFetched."""
        where = shown(str(url))
        self._network.deadline = self._clock.ticks() + seconds
        try:
            target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
            with self._pool.stream("GET", target, headers=self._headers(url, known)) as answer:
                yield httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))
        except Forbidden as error:
            raise NotFetched(
                where,
                "it is on this machine or in a private network; the setting fetch_private allows those",
                lasting=True,
            ) from error
        except (OutOfTime, httpcore2.TimeoutException) as error:
            raise NotFetched(where, f"its server is too slow; a page may take {self._seconds:g} seconds") from error
        except httpcore2.ConnectError as error:
            raise NotFetched(where, _unreachable(error)) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise NotFetched(where, f"its server breaks off or answers in no proper way: {error}") from error
        except httpx2.DecodingError as error:
            raise NotFetched(where, f"it comes compressed, and damaged: {error}") from error
        except OSError as error:  # only the file of certificates is opened here; sockets raise what is caught above
            raise NotFetched(where, f"the certificates to trust, SSL_CERT_FILE, cannot be read: {error}") from error
        finally:
            self._pace.answered(url.host)

    def _headers(self, url: URL, known: Validators | None) -> dict[bytes | str, bytes | str]:
        headers: dict[bytes | str, bytes | str] = {
            "User-Agent": self._agent,
            "Accept": ACCEPT,
            "Accept-Encoding": ", ".join(ENCODINGS),
        }
        if known is not None and known.url == str(url):
            if known.etag:
                headers["If-None-Match"] = known.etag
            if known.modified:
                headers["If-Modified-Since"] = known.modified
        return headers

    def _page(self, url: URL, answer: httpx2.Response) -> Fetched:
        where = shown(str(url))
        encoding = answer.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in (*ENCODINGS, "identity"):  # nor several in one another: no server has a reason to
            raise NotFetched(where, f"its server sends it compressed in a way that is not read here: {encoding[:40]!r}")
        kind, charset = _content_type(answer.headers.get("content-type", ""))
        payload = self._whole(where, answer)
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        validators = Validators(url=str(url), etag=etag, modified=modified) if etag or modified else None
        return Fetched(url=str(url), type=kind, charset=charset, payload=payload, validators=validators)

    def _whole(self, where: str, answer: httpx2.Response) -> bytes:
        """The body, unpacked as it comes: one that grows past the limit is left there and then."""
        pieces, size = [], 0
        for piece in answer.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if max(size, answer.num_bytes_downloaded) > self._limit:
                raise NotFetched(
                    where, f"too large: a page may have {self._limit / MEGABYTE:g} MB, and this has more", lasting=True
                )
            self._network.left()  # unpacking takes time too
        return b"".join(pieces)


class _Body(httpx2.SyncByteStream):
    """The body of an answer as httpx2 wants it, which unpacks it."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()


def _unreachable(error: httpcore2.ConnectError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SSLCertVerificationError):
            return (
                f"its certificate is not trusted ({cause.verify_message});"
                " SSL_CERT_FILE may name a file of certificates that are"
            )
        cause = cause.__cause__ or cause.__context__
    return f"its server cannot be reached: {error}"


def _target(url: URL, location: str) -> URL:
    try:
        target = str(url.join(location))
    except (httpx2.InvalidURL, ValueError) as error:
        raise NotFetched(shown(str(url)), f"it leads to what is no web address: {shown(location)}") from error
    try:
        return web_address(target)
    except NotFetched as error:
        raise error.reached_from(shown(str(url))) from error


def _content_type(value: str) -> tuple[str, str | None]:
    header = Message()
    header["Content-Type"] = value
    charset = header.get_content_charset()
    return (header.get_content_type() if value else "", charset)

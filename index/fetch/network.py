"""Connections to addresses that are permitted, and to no others, however a name or a redirect leads there."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from index.fetch.clock import Clock

Resolve = Callable[[str, int], Sequence[str]]  # name and port -> IP addresses; raises OSError
Permits = Callable[[str], bool]  # IP address -> may it be connected to?

SILENCE_SECONDS = 15.0  # the longest wait for the next bytes


def resolve(host: str, port: int) -> list[str]:
    """The addresses that this machine's resolver gives, in its order. It reads 0177.1 and 2130706433 as IPv4 too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Forbidden(Exception):
    """A name leads to an address that may not be connected to."""


class OutOfTime(Exception):
    """The time for a page is used up."""


class Network(httpcore2.NetworkBackend):
    """Resolves a name once, and connects to the very addresses that were looked at: there is no second look-up that a
    hostile name server could answer otherwise. All waiting ends at `deadline`, in ticks of the clock.
    """

    def __init__(
        self, permits: Permits, clock: Clock, *, resolve: Resolve = resolve, silence: float = SILENCE_SECONDS
    ) -> None:
        self._permits = permits
        self._clock = clock
        self._resolve = resolve
        self._silence = silence
        self._wire = httpcore2.SyncBackend()
        self.deadline = 0.0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Raises Forbidden where any address of the name is not permitted: a mixed answer is an attack or a mistake."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no such name ({error})") from error
        if not all(map(self._permits, addresses)):
            raise Forbidden(host)
        failure: Exception = httpcore2.ConnectError("the name has no address")
        for address in addresses:
            try:
                stream = self._wire.connect_tcp(address, port, self.left(), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self)
        raise failure

    def left(self) -> float:
        """How long the next wait may be, in seconds. Raises OutOfTime."""
        left = self.deadline - self._clock.ticks()
        if left <= 0:
            raise OutOfTime
        return min(left, self._silence)


class _Timed(httpcore2.NetworkStream):
    """A stream on which no wait outlasts the network's deadline: a server that drips byte by byte gains nothing."""

    def __init__(self, stream: httpcore2.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._network.left()), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

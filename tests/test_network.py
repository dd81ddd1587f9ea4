"""The tests themselves stay on this machine."""

from __future__ import annotations

import socket

import pytest


def test_a_connection_to_elsewhere_fails_at_once() -> None:
    with socket.socket() as outgoing, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        outgoing.connect(("192.0.2.1", 80))  # TEST-NET-1, RFC 5737: nobody's address


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass

"""A mail server of this machine, with TLS and a password, that takes what it is sent for all but some."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "desk", "password-never-told"


@dataclass
class MailServer:
    """`taken` are the messages, each with whom it is for; `open_logins` counts passwords that came unencrypted."""

    context: ssl.SSLContext | None
    refuses: Set[str] = frozenset()
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    open_logins: int = 0
    port: int = 0


@contextmanager
def mail_server(context: ssl.SSLContext | None = None, refuses: Set[str] = frozenset()) -> Iterator[MailServer]:
    state = MailServer(context=context, refuses=refuses)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with ExitStack() as opened:
                _converse(self, state, opened)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


def _converse(handler: socketserver.StreamRequestHandler, state: MailServer, opened: ExitStack) -> None:
    reading, writing, to = handler.rfile, handler.wfile, list[str]()
    connection = handler.connection
    writing.write(b"220 ready\r\n")
    while line := reading.readline().decode("utf-8").strip():
        verb, _, rest = line.partition(" ")
        encrypted = isinstance(connection, ssl.SSLSocket)
        match verb.upper():
            case "EHLO":
                offered = b"" if encrypted or state.context is None else b"250-STARTTLS\r\n"
                writing.write(b"250-here\r\n" + offered + b"250 AUTH PLAIN\r\n")
            case "STARTTLS":
                assert state.context is not None
                writing.write(b"220 go on\r\n")
                connection = opened.enter_context(state.context.wrap_socket(connection, server_side=True))
                reading = opened.enter_context(connection.makefile("rb"))
                writing = opened.enter_context(connection.makefile("wb", buffering=0))
            case "AUTH":
                state.open_logins += not encrypted
                _, user, password = base64.b64decode(rest.split()[1]).decode("utf-8").split("\0")
                right = (user, password) == (USER, PASSWORD)
                writing.write(b"235 welcome\r\n" if right else f"535 not {password}\r\n".encode())
            case "RCPT":
                address = rest[rest.index("<") + 1 : rest.index(">")]
                to += [] if address in state.refuses else [address]
                writing.write(b"550 no such box\r\n" if address in state.refuses else b"250 yes\r\n")
            case "DATA":
                writing.write(b"354 go on\r\n")
                body = b"".join(iter(reading.readline, b".\r\n"))
                state.taken.append((list(to), body))
                writing.write(b"250 taken\r\n")
            case "QUIT":
                writing.write(b"221 bye\r\n")
                return
            case _:
                writing.write(b"250 yes\r\n")

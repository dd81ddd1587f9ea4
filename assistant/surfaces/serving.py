"""`briefings serve`: the web chat."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.surfaces.app import FAILED, app, complain, open_library, say

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.surfaces.web.guard import Visitors
    from assistant.surfaces.web.tokens import Tokens
    from index.settings import Settings

PORT = 8017
WHOLE_SECONDS = 3  # that answers which are being given have left, once the server is told to stop


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 for any that is free.")] = PORT,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST[:PORT]", help="A name that browsers reach it by, where it is not the address."),
    ] = None,
    new_token: Annotated[
        str | None, typer.Option(metavar="NAME", help="Make a token for somebody, print it this once, and leave.")
    ] = None,
    revoke_token: Annotated[
        str | None, typer.Option(metavar="NAME", help="Let somebody in no longer, and leave.")
    ] = None,
) -> None:
    """Serve the web chat. This machine alone needs nothing; at any other address, everybody needs a token, or a proxy
    that names them (settings serve_user_header, serve_proxies)."""
    if new_token is not None and revoke_token is not None:
        raise typer.BadParameter("--new-token and --revoke-token exclude each other")
    with open_library() as library:
        from assistant.surfaces.web.tokens import Tokens

        tokens = Tokens(library.archive.store.facts)
        if new_token is not None:
            print(tokens.make(new_token))
        elif revoke_token is not None:
            if not tokens.revoke(revoke_token):
                owners = ", ".join(tokens.names) or "nobody"
                complain(f"there is no token of {revoke_token!r}; there are those of {owners}")
                raise typer.Exit(FAILED)
        else:
            _serve(library, host, port, name or [], tokens)


def _serve(library: Library, host: str, port: int, names: list[str], tokens: Tokens) -> None:
    import uvicorn

    from assistant.surfaces.application import create
    from assistant.surfaces.through.host import hosting
    from assistant.surfaces.web.desk import Desk

    visitors = _visitors(library.settings, tokens)
    if not (_is_loopback(host) or tokens.names or visitors.proxy):
        raise typer.BadParameter(
            f"at {host}, others reach the archive: make a token first, with --new-token NAME, or set serve_user_header"
        )
    if _is_any(host) and not names:
        raise typer.BadParameter(f"at {host}, say with --name by which name browsers reach it, as news.example:{port}")
    listening = listen(host, port)
    port = listening.getsockname()[1]
    desk = Desk(library.archive, library.assistant, author=_author())
    open_to_all = _is_loopback(host) and visitors.proxy is None
    application = create(
        desk,
        hosts=hosts_of(host, port, names),
        visitors=None if open_to_all else visitors,
        log=_log if library.settings.serve_log else None,
        text=library.settings.serve_log_text,
    )
    config = uvicorn.Config(
        application,
        http="h11",  # the other parser there may be leaves the blanks behind a header's value in it (RFC 9110, 5.5)
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # who is believed is a setting
        timeout_graceful_shutdown=WHOLE_SECONDS,
        server_header=False,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end it in order; uvicorn hands them on to us
    try:
        with hosting(library):
            say(f"the web chat is at http://{_shown(host, port)}; Ctrl-C stops it")
            uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        say("stopped")


def _visitors(settings: Settings, tokens: Tokens) -> Visitors:
    from assistant.surfaces.web.guard import Visitors
    from assistant.surfaces.web.proxy import Proxy
    from index.settings import listed

    header = settings.serve_user_header
    return Visitors(
        tokens=tokens,
        proxy=Proxy(header, listed(settings.serve_proxies)) if header else None,
        requests=settings.serve_requests,
        questions=settings.serve_questions,
    )


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def listen(host: str, port: int) -> socket.socket:
    """A socket at the address; where there can be none, why is told, and the command ends."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        complain(f"cannot listen at {_shown(host, port)} ({error.strerror or error}); choose another with --port")
        raise typer.Exit(FAILED) from None


def hosts_of(host: str, port: int, names: list[str]) -> frozenset[str]:
    """What browsers may call the server by."""
    own = ["localhost", "127.0.0.1", "[::1]"] if _is_loopback(host) else []
    with_ports = {f"{one}:{port}" for one in own} | {_shown(host, port)}
    return frozenset(one.lower() for one in with_ports | (set(own) if port == 80 else set()) | set(names))


def _shown(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_any(host: str) -> bool:
    """Whether it stands for all addresses of this machine."""
    return host in ("0.0.0.0", "::", "")


def _author() -> str:
    """Who corrects on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # as different versions and platforms say that there is none
        return "web"

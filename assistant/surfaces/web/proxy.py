"""A proxy that knows who asks, and says so in a header."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from starlette.requests import Request

LONGEST_NAME = 200  # characters


class Proxy:
    """Believed where it connects from `addresses`, each an address or a network, as 10.0.0.0/8; nobody else is."""

    def __init__(self, header: str, addresses: Sequence[str]) -> None:
        self._header = header
        self._networks = [ipaddress.ip_network(one, strict=False) for one in addresses]

    def user(self, request: Request) -> str | None:
        """Who asks; None where it is not the proxy that says so, or it names nobody."""
        named = request.headers.getlist(self._header)
        if len(named) != 1 or not self._trusted(request):  # a second one may have come from elsewhere
            return None
        try:
            name = named[0].encode("latin-1").decode("utf-8").strip()
        except UnicodeDecodeError:
            return None
        return name if 0 < len(name) <= LONGEST_NAME and name.isprintable() else None

    def _trusted(self, request: Request) -> bool:
        try:
            address = ipaddress.ip_address(request.client.host if request.client else "")
        except ValueError:
            return False
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in network for network in self._networks)

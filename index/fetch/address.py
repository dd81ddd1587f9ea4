"""Web addresses: which may be asked for, and how they are shown."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from index.fetch.fetched import NotFetched

if TYPE_CHECKING:
    from httpx2 import URL

MAX_ADDRESS = 2_000  # characters; what browsers and servers agree on
SECRET = re.compile(r"token|secret|passw|pwd|signature|^sig$|session|auth|credential|api.?key|^key$", re.IGNORECASE)
HIDDEN = "..."
# IPv6 addresses that stand for an IPv4 one, and where its four bytes begin (RFC 6052, RFC 3056).
CARRIERS = ((IPv6Network("64:ff9b::/96"), 12), (IPv6Network("2002::/16"), 2))
# Special purposes that not every Python knows of: protocol assignments, old relays, local translation (RFC 8215).
SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10")))


def web_address(url: str) -> URL:
    """The address, normalised, without its fragment. Raises NotFetched where it is none that may be asked for."""
    from httpx2 import URL, InvalidURL

    try:
        address = URL(url.strip()).copy_with(fragment=None)
    except (InvalidURL, ValueError) as error:
        raise NotFetched(shown(url), f"not a web address: {error}", lasting=True) from error
    if address.scheme not in ("http", "https") or not address.host:
        raise NotFetched(shown(url), "only http:// and https:// addresses are fetched", lasting=True)
    if address.port is not None and not 0 < address.port < 65_536:
        raise NotFetched(shown(url), f"not a web address: there is no port {address.port}", lasting=True)
    if address.userinfo:
        raise NotFetched(
            shown(url), "it has a user name or password in it, which are not sent; leave them out", lasting=True
        )
    if len(str(address)) > MAX_ADDRESS:
        raise NotFetched(shown(url), f"longer than {MAX_ADDRESS:,} characters", lasting=True)
    return address


def public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not of this machine, its network, or a special purpose."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return _global(found.ipv4_mapped)
        for network, at in CARRIERS:
            if found in network:
                return _global(IPv4Address(found.packed[at : at + 4]))
    return _global(found)


def _global(address: IPv4Address | IPv6Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in SPECIAL)
    return address.is_global and not special


def shown(url: str) -> str:
    """An address fit for a message: without user name and password, without the values of what look like secrets."""
    plain = "".join(character if character.isprintable() else "?" for character in url)[:MAX_ADDRESS]
    try:
        parts = urlsplit(plain)
    except ValueError:  # a bracket that is no IPv6 address
        return plain.rpartition("@")[2]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = parts.query
    if any(SECRET.search(name) for name, _ in pairs):
        query = "&".join(f"{quote(name)}={HIDDEN if SECRET.search(name) else quote(value)}" for name, value in pairs)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))

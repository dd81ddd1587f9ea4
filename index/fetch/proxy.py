"""Proxies that the environment names.

None is used: a proxy looks names up by itself, so that nobody here could tell whether one leads to a private address.
But who has set one up may have done so to stay unseen, and is not to be led past it without being asked.
"""

from __future__ import annotations

from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]


def proxy(scheme: str, host: str) -> str | None:
    """The variable that names a proxy for it ("HTTPS_PROXY"); None where none does, or NO_PROXY has the host."""
    named = getproxies_environment()
    kind = next((one for one in (scheme, "all") if named.get(one)), None)
    return None if kind is None or proxy_bypass_environment(host, named) else f"{kind.upper()}_PROXY"

"""The fetcher that the settings ask for."""

from __future__ import annotations

from importlib.metadata import version

from index.fetch.address import public
from index.fetch.clock import Clock, SystemClock
from index.fetch.fetcher import ROBOTS_NAME, Fetcher
from index.fetch.network import Network
from index.fetch.proxy import proxy
from index.settings import Settings


def open_fetcher(settings: Settings, clock: Clock | None = None) -> Fetcher:
    """One for a run; the caller closes it."""
    clock = clock or SystemClock()
    return Fetcher(
        Network(_anywhere if settings.fetch_private else public, clock),
        clock,
        agent=user_agent(settings.fetch_contact),
        seconds=settings.fetch_seconds,
        delay=settings.fetch_delay_seconds,
        robots=settings.fetch_robots,
        proxy=_none if settings.fetch_direct else proxy,
    )


def user_agent(contact: str | None) -> str:
    """How this program names itself to sites, with where to write to about it."""
    return f"{ROBOTS_NAME}/{version('regional-briefings')}" + (f" (+{contact})" if contact else "")


def _none(scheme: str, host: str) -> None:
    return None


def _anywhere(_: str) -> bool:
    return True

"""`briefings watch`: feeds that are read again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import FAILED, INTERRUPTED, PARTLY, Json, app, complain, open_archive, print_json, say
from assistant.surfaces.taking import report_as_json, summary

if TYPE_CHECKING:
    from index.library import Library
    from index.subscriptions import Subscription
    from index.watch import Round

UNITS = {"m": 60, "h": 3_600, "d": 86_400}
LEAST = timedelta(minutes=1)


@app.command()
def watch(
    feeds: Annotated[list[str] | None, typer.Argument(metavar="FEED...", help="Addresses of feeds.")] = None,
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="How often, as 15m, 2h or 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Read them once and end.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Name the feeds that are watched, and end.")] = False,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="FEED", help="Watch a feed no more, and end.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read feeds again and again, and add what is new in them. A feed that was named once is remembered."""
    pause = _pause(every)
    with open_archive() as library:
        if remove:
            for url in remove:
                library.store.subscriptions.remove(url)
            print(f"{len(remove)} removed")
        elif listed:
            _print_list(library.store.subscriptions.all(), as_json)
        else:
            _watch(library, feeds or [], pause, once=once, as_json=as_json)


def _pause(every: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,5})\s?([mhd])", every.strip())
    pause = timedelta(seconds=int(match[1]) * UNITS[match[2]]) if match else timedelta()
    if pause < LEAST:
        raise typer.BadParameter(f"{every!r} is no such time; write it as 15m, 2h or 1d", param_hint="--every")
    return pause


def _watch(library: Library, feeds: Sequence[str], pause: timedelta, *, once: bool, as_json: bool) -> None:
    from index.attribute.attributor import Attributor
    from index.fetch.address import web_address
    from index.fetch.clock import SystemClock
    from index.fetch.opening import open_fetcher
    from index.watch import Watch

    clock = SystemClock()
    for url in feeds:
        library.store.subscriptions.add(str(web_address(url)), clock.now())
    if not library.store.subscriptions.all():
        raise typer.BadParameter("no feed is watched yet; name one by its address")
    with closing(open_fetcher(library.settings, clock)) as fetcher:
        watching = Watch(library, fetcher, Attributor(), clock, every=pause)
        try:
            while True:
                rounds = []
                for one in watching.once():
                    rounds.append(one)
                    _tell(one, quiet=as_json)
                if as_json:
                    print_json({"feeds": [_round_as_json(one) for one in rounds]})
                if once or not library.store.subscriptions.all():
                    break
                clock.sleep(pause.total_seconds())
        except KeyboardInterrupt:
            say("stopped; what was added is kept, and the feeds are remembered: `briefings watch` goes on with them")
            raise typer.Exit(INTERRUPTED) from None
    failed = sum(one.failure is not None for one in rounds)
    if failed or any(one.report.rejected for one in rounds):
        raise typer.Exit(FAILED if failed == len(rounds) else PARTLY)


def _tell(one: Round, *, quiet: bool) -> None:
    """A line a feed on standard output, and what was refused on standard error."""
    from index.fetch.address import shown

    name = one.feed.title or shown(one.feed.url)
    for rejected in one.report.rejected:
        complain(rejected)
    if one.failure is not None:
        then = "it is not watched" if one.dropped else f"again after {one.feed.due:%Y-%m-%d %H:%M} UTC"
        complain(f"{shown(one.feed.url)}: {one.failure}; {then}")
    elif not quiet:
        from assistant.render import visible

        print(visible(f"{name}: {'unchanged' if one.unchanged else summary(one.report)}"), flush=True)


def _round_as_json(one: Round) -> dict[str, Any]:
    return {
        **_feed_as_json(one.feed),
        "unchanged": one.unchanged,
        "failure": one.failure,
        "watched": not one.dropped,
        **report_as_json(one.report),
    }


def _feed_as_json(feed: Subscription) -> dict[str, Any]:
    from index.fetch.address import shown

    return {
        "url": shown(feed.url),
        "title": feed.title,
        "read": feed.read.isoformat() if feed.read else None,
        "failures": feed.failures,
        "due": feed.due.isoformat() if feed.due else None,
        "reason": feed.reason,
    }


def _print_list(feeds: Sequence[Subscription], as_json: bool) -> None:
    from assistant.render import visible
    from index.fetch.address import shown

    if as_json:
        print_json({"feeds": [_feed_as_json(feed) for feed in feeds]})
        return
    for feed in feeds:
        state = f"read {feed.read:%Y-%m-%d %H:%M} UTC" if feed.read else "not read yet"
        failing = f"; {feed.failures} failures since: {feed.reason}" if feed.failures else ""
        print(visible(f"{shown(feed.url)}  {feed.title or ''}  {state}{failing}"))

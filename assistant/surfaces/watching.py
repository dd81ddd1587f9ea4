"""`briefings watch`: feeds that are read again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import FAILED, INTERRUPTED, PARTLY, Json, app, complain, open_library, print_json, say
from assistant.surfaces.taking import report_as_json, summary

if TYPE_CHECKING:
    from assistant.keeping.feeds import Feeds
    from index.record.subscriptions import Subscription
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
    with open_library() as library:
        if remove:
            for url in remove:
                library.feeds.remove(url)
            print(f"{len(remove)} removed")
        elif listed:
            _print_list(library.feeds.all(), as_json)
        else:
            for url in feeds or []:
                library.feeds.add(url)
            _watch(library.feeds, pause, once=once, as_json=as_json)


def _pause(every: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,5})\s?([mhd])", every.strip())
    pause = timedelta(seconds=int(match[1]) * UNITS[match[2]]) if match else timedelta()
    if pause < LEAST:
        raise typer.BadParameter(f"{every!r} is no such time; write it as 15m, 2h or 1d", param_hint="--every")
    return pause


def _watch(feeds: Feeds, pause: timedelta, *, once: bool, as_json: bool) -> None:
    if not feeds.all():
        raise typer.BadParameter("no feed is watched yet; name one by its address")
    told: list[Round] = []
    try:
        with closing(feeds.watch(every=pause)) as rounds:
            for each in rounds:
                told = []
                for one in each:
                    told.append(one)
                    _tell(one, quiet=as_json)
                if as_json:
                    print_json({"feeds": [_round_as_json(one) for one in told]})
                if once:
                    break
    except KeyboardInterrupt:
        say("stopped; what was added is kept, and the feeds are remembered: `briefings watch` goes on with them")
        raise typer.Exit(INTERRUPTED) from None
    failed = sum(one.failure is not None for one in told)
    if failed or any(one.report.rejected for one in told):
        raise typer.Exit(FAILED if failed == len(told) else PARTLY)


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

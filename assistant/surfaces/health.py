"""`briefings doctor`: what an examination has found, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from index.plugins import Installed
from index.upkeep.doctor import Difference, Health

REQUOTE = "`briefings reindex --quotations` finds them anew"
REINDEX = "`briefings reindex` makes both indexes anew from the record"


def findings(health: Health) -> Iterator[str]:
    """What is wrong, and where nothing is, that nothing is; then what is to be known."""
    yield from health.faults
    yield from _of_index("vector", health.vectors)
    yield from _of_index("lexical", health.lexical)
    if health.lost:
        yield f"{len(health.lost)} of {health.sampled} units are not found by their own vector{_such_as(health.lost)}"
    if health.sound:
        yield f"sound: {health.articles:,} articles, {health.units:,} units, {health.sampled} looked for"
    else:
        yield REINDEX
    if health.outdated:
        yield f"{outdated(health.outdated)}: {REQUOTE}"
    if health.waiting:
        yield f"{health.waiting} articles wait for the indexes; the next command settles them"
    yield f"{health.free_bytes // 1_000_000:,} MB are free on the disk"


def plugin(one: Installed) -> str:
    """A line about a plugin."""
    return one.failure or f"plugin {one.name} ({one.group}, {one.package}): loads"


def outdated(articles: int) -> str:
    return f"the quotations of {articles:,} articles were found by an older version of this program"


def health_as_json(health: Health) -> dict[str, Any]:
    return {"sound": health.sound, **asdict(health)}


def _of_index(name: str, difference: Difference | None) -> Iterator[str]:
    if difference is None:
        return
    if difference.missing:
        yield f"the {name} index lacks {difference.missing} units{_such_as(difference.missing_examples)}"
    if difference.surplus:
        yield f"the {name} index has {difference.surplus} units too many{_such_as(difference.surplus_examples)}"


def _such_as(names: tuple[str, ...]) -> str:
    return f", such as {names[0]}" if names else ""

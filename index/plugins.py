"""Plugins: what other packages add to this one. Every point where they may is on this page.

A package names what it adds as an entry point, `NAME = "its_module:its_function"`, in one of these groups:

| group | what it loads | when it is used |
|---|---|---|
| `briefings.sources` | `Source` | `briefings add NAME:REST` |
| `briefings.embedders` | `LoadEmbedder` | the setting `embedder` is NAME |
| `briefings.rerankers` | `Reranker` | the setting `reranker` is NAME |
| `briefings.extractors` | `Extractor` | an article's language has the code NAME, and none of ours |
| `briefings.exporters` | `Exporter` | `briefings draft -o FILE.NAME` |

Nothing of a plugin is loaded before it is used. What it does wrong is told with its name and its package's, as
PluginFailed; `briefings doctor` lists and loads them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from index.errors import BriefingsError, PluginFailed

if TYPE_CHECKING:
    from pathlib import Path

    from index.article import Article
    from index.embedder import Embedder
    from index.quotation import Quotation
    from index.raw import Raw

T = TypeVar("T")

# What stands behind "NAME:" -> articles; Rejected for one that cannot be had, while the rest goes on.
Source = Callable[[str], "Iterable[Raw | BriefingsError]"]
# The home, where it may keep files -> the embedder.
LoadEmbedder = Callable[["Path"], "Embedder"]
# A query and texts -> a score for each, the higher the better.
Reranker = Callable[[str, Sequence[str]], Sequence[float]]
# An article -> its quotations, with spans of its text. A speaker whose confidence is below index.attribute.SHOWN is
# not shown in answers.
Extractor = Callable[["Article"], "Iterable[Quotation]"]
# The object that `draft --json` prints -> the file.
Exporter = Callable[[Mapping[str, object]], bytes]


@dataclass(frozen=True)
class Point(Generic[T]):
    """A group of entry points; `T` is what each of them loads."""

    group: str

    def names(self) -> list[str]:
        """Those that are installed, whether they load or not."""
        return sorted(_installed(self.group))

    def find(self, name: str) -> T | None:
        """The plugin of that name; None where none is installed. Raises PluginFailed where it does not load."""
        entry = _installed(self.group).get(name)
        if entry is None:
            return None
        with self.answering(name):
            return cast(T, entry.load())

    @contextmanager
    def answering(self, name: str) -> Iterator[None]:
        """What the plugin does inside of the block is its own fault: raises PluginFailed for whatever it raises."""
        try:
            yield
        except BriefingsError:
            raise
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            raise PluginFailed(
                f"the plugin {name} ({self.group}, {_package(self.group, name)}) failed: {what}"
            ) from error


SOURCES: Point[Source] = Point("briefings.sources")
EMBEDDERS: Point[LoadEmbedder] = Point("briefings.embedders")
RERANKERS: Point[Reranker] = Point("briefings.rerankers")
EXTRACTORS: Point[Extractor] = Point("briefings.extractors")
EXPORTERS: Point[Exporter] = Point("briefings.exporters")
POINTS = (SOURCES, EMBEDDERS, RERANKERS, EXTRACTORS, EXPORTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A plugin that is installed; `failure` says why it does not load, None where it does."""

    group: str
    name: str
    package: str
    failure: str | None


def installed() -> list[Installed]:
    """Every plugin, loaded to see whether it can be."""
    found = []
    for point in POINTS:
        for name in point.names():
            failure = None
            try:
                point.find(name)
            except BriefingsError as error:
                failure = str(error)
            package = _package(point.group, name)
            found.append(Installed(group=point.group, name=name, package=package, failure=failure))
    return found


def _installed(group: str) -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=group)}


def _package(group: str, name: str) -> str:
    distribution = _installed(group)[name].dist
    return f"{distribution.name} {distribution.version}" if distribution else "of no package"

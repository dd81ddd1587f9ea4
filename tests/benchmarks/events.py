"""Are reports of one event put together, and no others: python tests/benchmarks/events.py [--misses]

Two weeks of real news whose events are labelled by hand (events.toml): the numbers of assistant/briefs/events.py were
set on the tuning week, the other is held back. Printed is B-cubed: for each article, how much of its cluster is of its
event (precision) and how much of its event is in its cluster (recall), averaged over the articles. Beside ours a plain
clustering in one pass: an article joins the cluster with the nearest mean vector, or begins one; how near it has to be
is what serves the plain way best on the tuning week. `--misses` prints the events of the tuning week that are not as
labelled. Then reports of invented events in several languages (events_across.toml), by words alone and with the vectors
of their openings.
"""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
from data import ROOT, lines, shared_or_exit
from numpy.typing import NDArray

from assistant.answer import Citation
from assistant.briefs.events import LEAD, events
from index.article import Article
from index.embed import load_embedder
from index.span import Span

LABELS = ROOT / "tests" / "benchmarks" / "events.toml"
NEARNESSES = [round(float(one), 3) for one in np.arange(0.80, 0.96, 0.005)]
Clusters = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Week:
    """Its articles in the order of their days, and which are of one event."""

    articles: list[Article]
    labelled: Clusters


@dataclass(frozen=True, kw_only=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    weeks = labelled(shared_or_exit())
    with tempfile.TemporaryDirectory() as name:
        plain = Plain(weeks.values(), Path(name))
    nearness = plain.fitted(weeks["tuning"])
    print(f"{'':8}{'articles':>10}{'events':>8}{'':8}{'P':>7}{'R':>7}{'F1':>7}")
    for half, week in weeks.items():
        ways = {"ours": ours(week), f"plain, {nearness}": plain.clusters(week, nearness)}
        for name, clusters in ways.items():
            one = score(clusters, week.labelled)
            counts = f"{half:8}{len(week.articles):10}{len(week.labelled):8}"
            print(f"{counts}  {name:14}{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}")
    across()
    if options.misses:
        print("\n".join(misses(weeks["tuning"])))


def across() -> None:
    """Reports of one event in several languages, all invented: what the vectors of their openings add."""
    told = tomllib.loads((LABELS.parent / "events_across.toml").read_text(encoding="utf-8"))
    weeks = {half: _invented(half, events_told) for half, events_told in told.items()}
    articles = [one for week in weeks.values() for one in week.articles]
    with tempfile.TemporaryDirectory() as name:
        vectors = _centred(
            articles, load_embedder("e5-small", Path(name)).embed([one.text for one in articles], "passage")
        )
    print(f"\n{'in several languages':26}{'':8}{'P':>7}{'R':>7}{'F1':>7}")
    for half, week in weeks.items():
        for name, openings in {"by words": {}, "with openings": vectors}.items():
            one = score(ours(week, openings), week.labelled)
            counts = f"{half:8}{len(week.articles):10}{len(week.labelled):8}"
            print(f"{counts}  {name:14}{one.precision:7.3f}{one.recall:7.3f}{one.f1:7.3f}")


def _invented(half: str, told: Iterable[dict[str, list[str]]]) -> Week:
    groups = [
        [
            Article(id=f"{half}-{at}-{language}", title=title, text=text, language=language, published=date(2025, 3, 5))
            for language, (title, text) in one.items()
        ]
        for at, one in enumerate(told)
    ]
    return Week(
        articles=[one for group in groups for one in group], labelled=[[one.id for one in group] for group in groups]
    )


def _centred(articles: list[Article], vectors: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """The vectors without their languages' means, as an archive has these."""
    languages = np.array([one.language for one in articles])
    moved = vectors - np.array([vectors[languages == language].mean(axis=0) for language in languages])
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    return {one.id: vector for one, vector in zip(articles, moved, strict=True)}


def labelled(folder: Path) -> dict[str, Week]:
    """Each half's week."""
    rows = {row["id"]: row for row in lines(folder / "data" / "news" / "articles.jsonl.gz")}
    weeks = {}
    for half, told in tomllib.loads(LABELS.read_text(encoding="utf-8")).items():
        groups = [*map(str.split, told["groups"]), *([one] for one in told["alone"].split())]
        named = [rows[name] for group in groups for name in group]
        weeks[half] = Week(articles=sorted(map(_article, named), key=lambda one: (one.day, one.id)), labelled=groups)
    return weeks


def _article(row: dict[str, str]) -> Article:
    published = date.fromisoformat(row["published"])
    told = {name: row[name] for name in ("id", "text", "title", "outlet")}
    return Article(**told, published=published, language="en")


def ours(week: Week, openings: Mapping[str, NDArray[np.float32]] = MappingProxyType({})) -> Clusters:
    """As a draft clusters what it cites: here the beginning of each article."""
    cited = [
        Citation(number=at, kind="passage", quote=one.text[:1], span=Span(0, 1), article=one, confidence=1.0)
        for at, one in enumerate(week.articles, 1)
    ]
    return [[one.article.id for one in group] for group in events(cited, openings)]


class Plain:
    """One pass over the articles in the order of their days, by the embedder's vectors of their openings."""

    def __init__(self, weeks: Iterable[Week], home: Path) -> None:
        embedder = load_embedder("e5-small", home)
        articles = [one for week in weeks for one in week.articles]
        vectors = embedder.embed([f"{one.title}\n{one.text[:LEAD]}" for one in articles], "passage")
        self._vectors = {article.id: vector for article, vector in zip(articles, vectors, strict=True)}

    def clusters(self, week: Week, nearness: float) -> Clusters:
        """An article joins the cluster with the nearest mean of vectors, where it is this near; cosine."""
        clusters: Clusters = []
        sums: list[NDArray[np.float32]] = []
        for article in week.articles:
            vector = self._vectors[article.id]
            near = [float(vector @ total) / float(np.linalg.norm(total)) for total in sums]
            best = int(np.argmax(near)) if near else -1
            if near and near[best] >= nearness:
                clusters[best].append(article.id)
                sums[best] = sums[best] + vector
            else:
                clusters.append([article.id])
                sums.append(vector)
        return clusters

    def fitted(self, week: Week) -> float:
        """How near serves best on this week."""
        return max(NEARNESSES, key=lambda one: score(self.clusters(week, one), week.labelled).f1)


def score(found: Clusters, wanted: Clusters) -> Score:
    """B-cubed of one clustering of some articles against another of the same."""
    of_found = {name: set(group) for group in found for name in group}
    of_wanted = {name: set(group) for group in wanted for name in group}
    shared = {name: len(of_found[name] & of_wanted[name]) for name in of_wanted}
    return Score(
        precision=sum(shared[name] / len(of_found[name]) for name in shared) / len(shared),
        recall=sum(shared[name] / len(of_wanted[name]) for name in shared) / len(shared),
    )


def misses(week: Week) -> Iterator[str]:
    """Each event that is not found as it is labelled, with the clusters that its articles are in."""
    titles = {one.id: one.title for one in week.articles}
    found = ours(week)
    for group in week.labelled:
        touched = [one for one in found if set(one) & set(group)]
        if [sorted(one) for one in touched] != [sorted(group)]:
            yield f"\nof one event: {[titles[name] for name in group]}"
            yield from (f"   in one cluster: {[titles[name] for name in one]}" for one in touched)


if __name__ == "__main__":
    main()

"""What plugins give, held to what the points promise before anything else sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.embedder import Embedder, Kind
from index.errors import EmbedderUnavailable, PluginFailed, Rejected
from index.plugins import EMBEDDERS, EXTRACTORS, RERANKERS, SOURCES
from index.quotation import Quotation
from index.raw import Raw

UNIT = 1e-3  # how far the length of a vector may be from 1


def of_plugin(source: str) -> bool:
    """Whether a plugin reads this source."""
    name, colon, _ = source.partition(":")
    return bool(colon) and name in SOURCES.names()


def read_plugin(source: str) -> Iterator[Raw | Rejected]:
    """What a plugin reads at `NAME:REST`. What it does wrong is Rejected."""
    name, _, rest = source.partition(":")
    try:
        with SOURCES.answering(name):
            read = SOURCES.find(name)
            assert read is not None
            for item in read(rest):
                if not isinstance(item, Raw | Rejected):
                    raise TypeError(f"it gave {type(item).__name__}, not Raw or Rejected")
                yield item
    except PluginFailed as error:
        yield Rejected(source, str(error))


class PluggedEmbedder:
    """A plugin's embedder. Raises EmbedderUnavailable where it fails, or gives no vectors of unit length."""

    def __init__(self, name: str, home: Path) -> None:
        load = EMBEDDERS.find(name)
        if load is None:
            known = "".join(f', "{one}" (a plugin)' for one in EMBEDDERS.names())
            raise EmbedderUnavailable(
                f'no embedder is called {name!r}; there are "e5-small", "openai:MODEL"{known} and "none"'
            )
        self._plugin = name
        with EMBEDDERS.answering(name):
            self._inner: Embedder = load(home)
            self.name, self.dim = str(self._inner.name), int(self._inner.dim)

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        with EMBEDDERS.answering(self._plugin):
            vectors = np.asarray(self._inner.embed(texts, kind), np.float32)
            if vectors.shape != (len(texts), self.dim):
                raise ValueError(f"{vectors.shape} numbers for {len(texts)} texts of {self.dim} dimensions")
            if not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=UNIT):
                raise ValueError("a vector that is not of unit length")
            return vectors


def rescored(name: str, query: str, texts: Sequence[str]) -> list[float]:
    """A reranker's score for each text. Raises PluginFailed."""
    with RERANKERS.answering(name):
        rerank = RERANKERS.find(name)
        if rerank is None:
            raise LookupError("it is not installed any more")
        scores = [float(score) for score in rerank(query, texts)]
        if len(scores) != len(texts) or not np.isfinite(scores).all():
            raise ValueError(f"{len(scores)} scores, or some that are no numbers, for {len(texts)} texts")
        return scores


def plugged_extractor(language: str) -> Callable[[Article], tuple[Quotation, ...]]:
    """An extractor of that language. Raises PluginFailed."""

    def quotations(article: Article) -> tuple[Quotation, ...]:
        with EXTRACTORS.answering(language):
            extract = EXTRACTORS.find(language)
            assert extract is not None
            found = tuple(extract(article))
            for one in found:
                if (one.article, one.revision) != (article.id, article.revision):
                    raise ValueError(f"a quotation of {one.article}, not of {article.id}")
                if one.context.end > len(article.text):
                    raise ValueError(f"{one.context} lies outside of {article.id}, which has {len(article.text)}")
            return found

    return quotations

"""Texts -> vectors, with the network and the tokenizer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.e5.sealed import read_sealed, write_sealed
from index.e5.tokenizer import Tokenizer
from index.e5.weights import Weights, check_data_file, find_data_file, unpack
from index.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

NAME = "multilingual-e5-small-int8"
GRAPH_FILE = "multilingual-e5-small-int8-1.onnx.sealed"  # another number where the graph's builder changes
PREFIXES = {"query": "query: ", "passage": "passage: "}  # what the network was trained with


class E5:
    """Multilingual-e5-small. Safe to use from several threads at once: it holds no state between texts.

    Texts are run one by one, each on one thread: batches would be padded, a vector would then depend on its
    neighbours in the batch (8-bit ranges are shared), and they are no faster (tests/benchmarks/embedding.py).
    """

    name = NAME

    def __init__(self, weights: Weights, session: InferenceSession, threads: int) -> None:
        sizes = weights.sizes
        self.dim = sizes.hidden
        self._session = session
        self._threads = threads
        self._ends = (sizes.first, sizes.last)
        self._tokenizer = Tokenizer(
            weights.pieces, weights.scores, weights.normal_forms, sizes.unknown, sizes.positions - len(self._ends)
        )
        self._words = weights.packed("emb.word", self.dim)
        # The type embedding is the same for every token of a text, so it is added to the positions once.
        positions = weights.floats("emb.pos").reshape(-1, self.dim)
        self._positions = positions + weights.floats("emb.type")[: self.dim]

    def embed(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> NDArray[np.float32]:
        """(len(texts), dim) vectors of unit length, in the order of the texts. A text counts up to 512 tokens."""
        prefix = PREFIXES[kind]
        vectors = np.zeros((len(texts), self.dim), np.float32)
        ids = [self._tokenizer.ids(prefix + text) for text in texts]
        # The longest first, so that no thread is left with a long text while the others are done.
        order = sorted(range(len(texts)), key=lambda i: -len(ids[i]))

        def run(place: int) -> None:
            vectors[place] = self._vector(ids[place])

        if len(texts) < 2 or self._threads < 2:
            for place in order:
                run(place)
            return vectors
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="embed")
        try:
            for _ in pool.map(run, order):
                pass
        finally:
            # After Ctrl-C the texts that are not yet begun are dropped; the begun ones take a fraction of a second.
            pool.shutdown(cancel_futures=True)
        return vectors

    def _vector(self, ids: list[int]) -> NDArray[np.float32]:
        """One text's vector, of unit length."""
        first, last = self._ends
        tokens = unpack(self._words[[first, *ids, last]]) + self._positions[: len(ids) + 2]
        mean: NDArray[np.float32] = self._session.run(["mean"], {"tokens": tokens})[0]
        length = float(np.linalg.norm(mean))
        if not (np.isfinite(length) and length > 0):
            raise EmbedderUnavailable(f"the embedder {NAME} computed a vector that is none (length {length})")
        return mean / np.float32(length)


def load_e5(home: Path, *, threads: int | None, on_progress: Callable[[str], None] | None) -> E5:
    """The default embedder; its network is built once (some seconds) and kept under `home`/models.

    Raises EmbedderUnavailable where the weights are missing or wrong, or the home cannot be written.
    """
    folder = home / "models"
    try:
        path = find_data_file()
        check_data_file(path, folder)
        weights = Weights(path)
        graph = _graph(weights, folder / GRAPH_FILE, on_progress)
    except OSError as error:
        raise EmbedderUnavailable(f"the embedder cannot keep its network in {folder}: {error.strerror}") from error
    return E5(weights, _session(graph), threads or _cores())


def _graph(weights: Weights, path: Path, on_progress: Callable[[str], None] | None) -> bytes:
    kept = read_sealed(path)
    if kept is not None:
        return kept
    if on_progress:
        on_progress("building the embedding network, once; this takes some seconds")
    from index.e5.graph import build_graph

    built = build_graph(weights)
    write_sealed(path, built)
    return built


def _session(graph: bytes) -> InferenceSession:
    """A session that runs every call on the thread that makes it."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: its warnings on standard error are for its own developers
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

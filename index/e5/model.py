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
from index.e5.weights import SHA256, Weights, check_data_file, find_data_file, unpack
from index.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

NAME = "multilingual-e5-small-int8"
GRAPH_FILE = f"{NAME}-{SHA256[:8]}-1.onnx.sealed"  # another last number where what builds it changes
PREFIXES = {"query": "query: ", "passage": "passage: "}  # what the network was trained with


class E5:
    """Multilingual-e5-small. Safe to use from several threads at once: nothing changes from text to text.

    Texts are run one by one, each on one thread. Batches would be padded, a vector would depend on its neighbours in
    the batch (8-bit ranges are shared), and they are slower: the network's matrices fill the processor as it is.
    """

    name = NAME

    def __init__(self, weights: Weights, tokenizer: Tokenizer, session: InferenceSession, threads: int) -> None:
        self.dim = weights.sizes.hidden
        self._tokenizer = tokenizer
        self._session = session
        self._threads = threads
        self._first, self._last = weights.sizes.first, weights.sizes.last
        self._words = weights.packed("emb.word", self.dim)
        # The type embedding is the same for every token of a text, so it is added to the positions once.
        self._positions = weights.floats("emb.pos").reshape(-1, self.dim) + weights.floats("emb.type")[: self.dim]

    def embed(self, texts: Sequence[str], kind: Literal["query", "passage"]) -> NDArray[np.float32]:
        """(len(texts), dim) vectors of unit length, in the order of the texts. A text counts up to 512 tokens."""
        ids = [self._tokenizer.ids(PREFIXES[kind] + text) for text in texts]
        vectors = np.zeros((len(texts), self.dim), np.float32)

        def run(place: int) -> None:
            vectors[place] = self._vector(ids[place])

        # The longest first, so that no thread is left with a long text while the others are done.
        _run_all(run, sorted(range(len(texts)), key=lambda place: -len(ids[place])), self._threads)
        return vectors

    def _vector(self, ids: list[int]) -> NDArray[np.float32]:
        """One text's vector, of unit length."""
        packed = self._words[[self._first, *ids, self._last]]
        tokens = unpack(packed) + self._positions[: len(packed)]
        mean: NDArray[np.float32] = self._session.run(["mean"], {"tokens": tokens})[0]
        length = np.linalg.norm(mean)
        if not (np.isfinite(length) and length > 0):
            raise EmbedderUnavailable(f"{NAME} computed a vector of length {length} for a text of {len(ids)} tokens")
        return mean / length


def load_e5(home: Path, *, threads: int | None, on_progress: Callable[[str], None] | None) -> E5:
    """The default embedder; its network is built once (some seconds) and kept under `home`/models.

    Raises EmbedderUnavailable where the weights are missing or wrong, or the home cannot be written.
    """
    folder = home / "models"
    try:
        path = find_data_file()
        check_data_file(path, folder)
        weights = Weights(path)
        with ThreadPoolExecutor(1, thread_name_prefix="vocabulary") as aside:
            tokenizer = aside.submit(_tokenizer, weights)
            session = _session(_graph(weights, folder / GRAPH_FILE, on_progress))
            return E5(weights, tokenizer.result(), session, threads or _cores())
    except OSError as error:
        raise EmbedderUnavailable(
            f"the embedder cannot use {error.filename or folder}: {error.strerror or error}"
        ) from error


def _run_all(run: Callable[[int], None], places: list[int], threads: int) -> None:
    """Run every place, on several threads; the first failure, or Ctrl-C, drops what is not yet begun."""
    if len(places) < 2 or threads < 2:
        for place in places:
            run(place)
        return
    pool = ThreadPoolExecutor(min(threads, len(places)), thread_name_prefix="embed")
    try:
        for _ in pool.map(run, places):
            pass
    finally:
        pool.shutdown(cancel_futures=True)  # waits for the texts that are begun: a fraction of a second


def _tokenizer(weights: Weights) -> Tokenizer:
    pieces, scores = weights.vocabulary()
    limit = weights.sizes.positions - 2  # start and end stand in two of them
    return Tokenizer(pieces, scores, weights.normal_forms, weights.sizes.unknown, limit)


def _graph(weights: Weights, path: Path, on_progress: Callable[[str], None] | None) -> bytes:
    """The network: kept, or built and kept. Two processes that build it at once write the same."""
    kept = read_sealed(path)
    if kept is not None:
        return kept
    if on_progress:
        on_progress("building the embedding network: once, some seconds")
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
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

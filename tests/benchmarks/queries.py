"""How long a question takes: python tests/benchmarks/queries.py [--home DIR] [--homes DIR] [--sizes 5000 50000]

Archives of 5,000 and 50,000 units (passages and quotations): real news, then copies of it whose vectors are the real
ones with noise, so that nothing is embedded twice. Each is asked in a process of its own: whole answers (Assistant.ask)
to quiz questions that name nobody and to questions that ask for a speaker, and rankings alone (the retriever, 10
passages). Beside it, in the same run, langchain-chroma's similarity_search over as many of the same vectors, with the
same embedder. Medians and 99th percentiles of single questions, each asked once, after three to warm up.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from archive import filled, opened
from data import lines, shared_or_exit
from grown import Remembering, grown, remembered
from plain import Plain
from process import run

from assistant.ask import Assistant
from index.library import Library
from index.search import UnitRetriever
from index.window import Window

SPEAKERS = 60  # who are asked for, each about the title of an article that quotes them
WARM_UP = 3
CHUNKS_A_CALL = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home for the news articles, to be used again; a new one otherwise")
    parser.add_argument("--homes", type=Path, help="a folder for the archives of each size, likewise")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "HOME"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = shared_or_exit() / "data" / "news"
    if options.child:
        what, home = options.child
        print(json.dumps(CHILDREN[what](Path(home), [each["question"] for each in lines(data / "questions.jsonl")])))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = options.homes or Path(name)
        with opened(options.home or Path(name) / "news") as base:
            filled(base, [data / "articles_small.jsonl.gz"])
            for size in options.sizes:
                grown(folder / f"units-{size}", base, size)
                copied(folder / f"plain-{size}", base, size)
        for size in options.sizes:
            report(folder, size)


def copied(directory: Path, base: Library, size: int) -> None:
    """A langchain-chroma store of as many vectors, made of the same texts."""
    if directory.exists():
        return
    assert base.embedder is not None
    known = remembered(base)
    texts = list(known)
    store = Plain(directory, Remembering(base.embedder, known)).store
    for at in range(0, size, CHUNKS_A_CALL):
        store.add_texts([texts[i % len(texts)] for i in range(at, min(size, at + CHUNKS_A_CALL))])


def report(folder: Path, size: int) -> None:
    ours = child("product", folder / f"units-{size}")
    theirs = child("plain", folder / f"plain-{size}")
    print(f"\n{ours['units']:.0f} units{'':18}{'p50, ms':>9}{'p99, ms':>9}{'questions':>11}")
    for label, times in (*ours["times"].items(), *theirs["times"].items()):
        p50, p99 = np.percentile(times, [50, 99]) * 1e3
        print(f"{label:30}{p50:9.1f}{p99:9.1f}{len(times):11}")
    ratio = np.median(ours["times"]["retriever"]) / np.median(theirs["times"]["similarity_search"])
    print(f"{'retriever / similarity_search':30}{ratio:9.2f}")
    print(f"{'peak memory, MB':30}{ours['memory']:9.0f}, similarity_search {theirs['memory']:.0f}")


def child(what: str, home: Path) -> dict[str, Any]:
    """Measured in a process of its own, so that its memory is its own."""
    done = run([sys.executable, __file__, "--child", what, str(home)])
    measured: dict[str, Any] = json.loads(done.printed.splitlines()[-1])
    return measured | {"memory": done.peak}


def of_product(home: Path, quiz: Sequence[str]) -> dict[str, Any]:
    with opened(home) as library:
        assistant = Assistant(library)
        retriever = UnitRetriever(library=library, kind="passage", k=10)
        totals = library.store.catalogue.totals()
        times = {
            "retriever": timed(retriever.invoke, quiz),
            "ask, nobody named": timed(assistant.ask, quiz),
            "ask, a speaker named": timed(assistant.ask, asked_for(library)),
        }
    return {"units": totals["passages"] + totals["quotations"], "times": times}


def of_plain(directory: Path, quiz: Sequence[str]) -> dict[str, Any]:
    with opened(directory.with_name(directory.name.replace("plain", "units"))) as library:
        assert library.embedder is not None
        store = Plain(directory, library.embedder).store
        times = timed(lambda question: store.similarity_search(question, k=10), quiz)
    return {"times": {"similarity_search": times}}


CHILDREN = {"product": of_product, "plain": of_plain}


def asked_for(library: Library) -> list[str]:
    """Questions that ask for a speaker: the most quoted ones, each about the title of an article that quotes them."""
    questions = []
    for quoted in library.store.catalogue.speakers(0.7)[:SPEAKERS]:
        found = library.store.catalogue.select(Window(), speakers={(quoted.name, quoted.role, quoted.actor)})
        quotation = next(iter(library.store.quotations(next(iter(found.values()))[:1]).values()))
        title = library.store.article(quotation.article).title or "the matter"
        questions.append(f"What did {quoted.name} say about {title}?")
    return questions


def timed(ask: Callable[[str], object], questions: Iterable[str]) -> list[float]:
    """Seconds of each question but the first few."""
    times = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - start)
    return times[WARM_UP:]


if __name__ == "__main__":
    main()

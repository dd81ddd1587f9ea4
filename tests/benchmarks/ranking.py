"""Question sets, what the product's retriever finds for them, and how that is counted."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import filled, opened
from data import lines

from index.library import Library
from index.search import LEXICAL_WEIGHT, UnitRetriever

Ranking = list[dict[str, Any]]  # passages as `search --json` prints them, as far as they are counted
WEIGHTS = (0.0, 0.2, 0.3, 0.4, LEXICAL_WEIGHT, 0.5, 0.6, 0.8, 1.0)  # of the words; the product's own among them
LEGS = {"words": 1.0, "meaning": 0.0, "fused": LEXICAL_WEIGHT}
K = 10


@dataclass(frozen=True, kw_only=True)
class Questions:
    """Each question's text, and the articles that answer it."""

    texts: list[str]
    gold: list[set[str]]

    @classmethod
    def read(cls, path: Path, every: int = 1) -> Questions:
        """Every `every`-th of a file's questions that have an answer, of the news or of XQuAD."""
        rows = [row for row in lines(path) if row.get("gold") or row["evidence_ids"]][::every]
        gold = [{row["gold"]} if "gold" in row else set(row["evidence_ids"]) for row in rows]
        return cls(texts=[row["question"] for row in rows], gold=gold)


def ranked(library: Library, texts: Sequence[str], weight: float = LEXICAL_WEIGHT, k: int = K) -> list[Ranking]:
    """The first `k` passages for each question; `weight` is that of the words: 1 for these alone, 0 for meaning."""
    retriever = UnitRetriever(library=library, kind="passage", k=k)
    return [
        [
            {"id": found.id, "article": {"id": found.metadata["article"]}, "text": found.page_content}
            for found in retriever.invoke(text, lexical_weight=weight)
        ]
        for text in texts
    ]


def by_places(words: Ranking, meaning: Ranking, weight: float) -> Ranking:
    """Reciprocal rank fusion of two rankings, the usual way to fuse; Cormack et al., SIGIR 2009, has the 60."""
    scores: dict[str, float] = defaultdict(float)
    for ranking, share in ((words, weight), (meaning, 1 - weight)):
        for place, one in enumerate(ranking, 1):
            scores[one["id"]] += share / (60 + place)
    known = {one["id"]: one for one in (*words, *meaning)}
    return [known[name] for name in sorted(scores, key=lambda name: -scores[name])][:K]


def places(rankings: Sequence[Ranking], gold: Sequence[set[str]]) -> list[int]:
    """For each question, the place of the first passage of an article that answers, from 1; K + 1 where none is."""
    return [
        next((at for at, one in enumerate(found, 1) if one["article"]["id"] in right), K + 1)
        for found, right in zip(rankings, gold, strict=True)
    ]


def share(places: Sequence[int], k: int) -> float:
    """How many of the questions have their answer in the first `k` places."""
    return sum(place <= k for place in places) / len(places)


def mrr(places: Sequence[int]) -> float:
    """Mean reciprocal rank of the answers, over the first K places."""
    return sum(1 / place for place in places if place <= K) / len(places)


def judged(shared: Path, questions: Path, rankings: Sequence[Ranking]) -> dict[str, float]:
    """The figures of the data's own eval/retrieval.py for all questions of the file."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as results:
        results.writelines(json.dumps({"passages": found}) + "\n" for found in rankings)
        results.flush()
        command = [sys.executable, str(shared / "eval" / "retrieval.py"), str(questions), results.name]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return scores


@contextmanager
def xquad(mode: str, homes: Path, shared: Path, *, every: int = 1) -> Iterator[tuple[Library, Questions]]:
    """A mode of XQuAD, as the data's own eval/xquad.py prepares it: its archive in a home under `homes`, made or used
    again, and every `every`-th of its questions.
    """
    kind, *languages = mode.split(":")
    home = homes / ("mixed" if kind == "mixed" else languages[1])  # one archive for all languages that are asked in
    with tempfile.TemporaryDirectory() as folder:
        articles, questions = Path(folder) / "articles.jsonl", Path(folder) / "questions.jsonl"
        files = [str(shared / "data" / "xquad"), mode, str(articles), str(questions)]
        subprocess.run([sys.executable, str(shared / "eval" / "xquad.py"), "prepare", *files], check=True)
        with opened(home) as library:
            yield filled(library, [articles]), Questions.read(questions, every)


def recalls(rankings: Sequence[Ranking], gold: Sequence[set[str]]) -> dict[int, float]:
    """recall@1, 5 and 10 over distinct articles, as eval/xquad.py counts."""
    articles = [list(dict.fromkeys(one["article"]["id"] for one in found)) for found in rankings]
    return {
        k: sum(bool(right & set(found[:k])) for found, right in zip(articles, gold, strict=True)) / len(gold)
        for k in (1, 5, 10)
    }

"""How well passages are found: python tests/benchmarks/retrieval.py [--only news|xquad] [--home DIR] [--sweep]

News: 135 quiz questions over 739 real articles, counted as the data's own eval/retrieval.py counts: by words only, by
meaning only, and fused, which is the product; then question by question, fused against either leg; and with --sweep the
weights that are set in index/search.py and index/lexical.py. XQuAD: 240 paragraphs and up to 1,190 questions a mode, as
eval/xquad.py counts, beside what was measured when the design was made. `one:en:ru` asks in English in an archive of
Russian; `mixed:en` asks in English in an archive of three languages for what stands in one of the other two.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from math import comb
from pathlib import Path
from typing import Any

from archive import filled, opened
from data import shared_or_exit
from ranking import LEGS, WEIGHTS, Questions, Ranking, by_places, judged, mrr, places, ranked, recalls, share, xquad

import index.lexical
import index.search
from index.library import Library
from index.search import LEXICAL_WEIGHT

# Design, section 9: recall@1 within a language and across two, recall@5 in mixed languages with means subtracted.
DESIGNED = {
    "one:en:en": (1, 0.931),
    "one:ru:ru": (1, 0.894),
    "one:en:ru": (1, 0.797),
    "one:en:tr": (1, 0.771),
    "mixed:en": (5, 0.96),
    "mixed:ru": (5, 0.94),
    "mixed:tr": (5, 0.91),
}
DEEP = 100  # passages of each leg that go into rank fusion
SWEPT = ("one:en:en", "one:ru:ru")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("news", "xquad"))
    parser.add_argument("--home", type=Path, help="a home for the news articles, to be used again; a new one otherwise")
    parser.add_argument("--homes", type=Path, help="a folder for the homes of XQuAD, likewise")
    parser.add_argument("--sweep", action="store_true", help="try other weights too")
    options = parser.parse_args()
    shared = shared_or_exit()
    with tempfile.TemporaryDirectory() as folder:
        if options.only != "xquad":
            with opened(options.home or Path(folder) / "news") as library:
                news(library, shared, sweep=options.sweep)
        if options.only != "news":
            languages(options.homes or Path(folder), shared, sweep=options.sweep)


def news(library: Library, shared: Path, *, sweep: bool) -> None:
    data = shared / "data" / "news"
    filled(library, [data / "articles_small.jsonl.gz"])
    questions = Questions.read(data / "questions.jsonl")
    print(f"\n{'news':12}{'hit@1':>8}{'hit@5':>8}{'hit@10':>8}{'mrr@10':>8}{'answer@5':>10}")
    found = {}
    for name, weight in LEGS.items():
        rankings = ranked(library, questions.texts, weight)
        scores = judged(shared, data / "questions.jsonl", rankings)
        numbers = "".join(f"{scores[each]:8.3f}" for each in ("hit@1", "hit@5", "hit@10", "mrr@10"))
        print(f"{name:12}{numbers}{scores['answer@5']:10.3f}")
        found[name] = places(rankings, questions.gold)
    for leg in ("words", "meaning"):
        compare(f"fused against {leg}", found["fused"], found[leg])
    if sweep:
        sweep_news(library, questions)


def compare(label: str, ours: Sequence[int], theirs: Sequence[int]) -> None:
    """Question by question: how often the answer stands higher, and how likely so many more would be by chance."""
    pairs = list(zip(ours, theirs, strict=True))
    higher, lower = sum(a < b for a, b in pairs), sum(a > b for a, b in pairs)
    n, more = higher + lower, max(higher, lower)
    chance = sum(comb(n, i) for i in range(more, n + 1)) / 2**n
    print(
        f"{label:24}higher {higher}, lower {lower}, same {len(pairs) - n}; sign test, one-sided: p = {chance:.3f}; ",
        end="",
    )
    print(f"first now {sum(a == 1 < b for a, b in pairs)}, no longer first {sum(b == 1 < a for a, b in pairs)}")


def sweep_news(library: Library, questions: Questions) -> None:
    def row(label: str, weight: float = LEXICAL_WEIGHT) -> None:
        show(label, ranked(library, questions.texts, weight))

    def show(label: str, rankings: Sequence[Ranking]) -> None:
        found = places(rankings, questions.gold)
        print(f"{label:24}{share(found, 1):8.3f}{share(found, 5):8.3f}{mrr(found):8.3f}")

    def vary(module: Any, name: str, values: Sequence[float]) -> None:
        """A row for each value of a module's number, which is put back."""
        kept = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            row(f"{name} {value:g}{' *' if value == kept else ''}")
        setattr(module, name, kept)

    print(f"\n{'* the product':24}{'hit@1':>8}{'hit@5':>8}{'mrr@10':>8}")
    for weight in WEIGHTS:
        row(f"LEXICAL_WEIGHT {weight:g}{' *' if weight == LEXICAL_WEIGHT else ''}", weight)
    legs = [ranked(library, questions.texts, weight, DEEP) for weight in (1.0, 0.0)]
    for weight in (0.3, 0.5, 0.7, 0.9):
        fused = [by_places(words, meaning, weight) for words, meaning in zip(*legs, strict=True)]
        show(f"rank fusion, words {weight:g}", fused)
    vary(index.search, "PER_ARTICLE", (1, 2, 3, 100))
    vary(index.lexical, "LABEL_BOOST", (0.01, 0.25, 0.5, 1.0, 2.0))


def languages(homes: Path, shared: Path, *, sweep: bool) -> None:
    print(f"\n{'XQuAD':12}{'recall@1':>10}{'recall@5':>10}{'recall@10':>11}   designed")
    for mode, (k, designed) in DESIGNED.items():
        with xquad(mode, homes, shared) as (library, questions):
            scores = recalls(ranked(library, questions.texts), questions.gold)
            numbers = f"{scores[1]:10.3f}{scores[5]:10.3f}{scores[10]:11.3f}"
            print(f"{mode:12}{numbers}   recall@{k} {designed:.3f}, here {scores[k] - designed:+.3f}", flush=True)
            for weight in WEIGHTS if sweep and mode in SWEPT else ():
                found = recalls(ranked(library, questions.texts, weight), questions.gold)
                print(f"   LEXICAL_WEIGHT {weight:<6g}{found[1]:7.3f}{found[5]:10.3f}", flush=True)


if __name__ == "__main__":
    main()

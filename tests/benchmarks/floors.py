"""Whether quality has dropped: python tests/benchmarks/floors.py [--only PART ...] [--homes DIR]

Each figure of tests/floors.toml is measured anew through the product's own doors and held against its floor, or its
ceiling where less is better. `sample`, the sample archive, `languages`, labelled paragraphs in others than English, and
`pages`, labelled web pages of the half that was not looked at, are measured everywhere, in a minute or two; the rest
where there is real data, on parts of it that together take some eight minutes on two cores:

    own      the odd-numbered questions of answers.py's own set, over all its 200 articles
    news     the articles of all 135 questions and every third other one, passages only (retrieval.py runs them all)
    xquad    all paragraphs, every fourth question
    judge    what is kept of a model's lies, and of sound claims in both halves (liar.py)
    copies   every fourth article, and a quarter of the planted copies and traps (copies.py has them all)
    mutations  500 falsified quotations and 400 sound ones (mutations.py)
    events   the week of labelled events that is held back (events.py)
    polnear  every fourth article, and the questions that these or no article answers (answers.py runs them all)

Exits with 1 where a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import answers
import asked
import copies
import events
import languages
import liar
import mutations
import pages
from archive import filled, opened, taken_in
from data import ROOT, lines, shared
from ranking import LEGS, Questions, mrr, places, ranked, recalls, share, xquad

from assistant.evaluation import shares
from index.article import Article
from index.quotation import Quotation

FILE = ROOT / "tests" / "floors.toml"
MODES = {"one:en:en": 1, "one:ru:ru": 1, "one:en:ru": 1, "one:en:tr": 1, "mixed:en": 5, "mixed:ru": 5, "mixed:tr": 5}
OURS = ("sample", "languages", "pages")  # whose texts are part of the project
EVERY_QUESTION = 4  # of XQuAD
EVERY_NEWS = 3
EVERY_COPY = 4
EVERY_POLNEAR = 4
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--homes", type=Path, help="a folder for the archives, to be used again")
    options = parser.parse_args()
    pinned = tomllib.loads(FILE.read_text(encoding="utf-8"))
    folder, missed = shared(), 0
    with tempfile.TemporaryDirectory() as name:
        for part in options.only:
            if folder is None and part not in OURS:
                print(f"{part}: not measured, no real data; set BENCHMARK_DATA to the folder that holds data/")
                continue
            start = time.perf_counter()
            figures = PARTS[part]((options.homes or Path(name)) / part, folder or Path())
            missed += held_against(pinned[part], part, figures)
            print(f"{part}: measured in {time.perf_counter() - start:.0f} s", flush=True)
    print(f"{missed} below their floors" if missed else "all at or above their floors")
    sys.exit(1 if missed else 0)


def held_against(pinned: dict[str, Any], part: str, figures: Figures) -> int:
    """Print each figure beside what is pinned for it; how many are worse."""
    ceilings = pinned.get("ceilings", {})
    missed = 0
    for name, limit in [*((each, value) for each, value in pinned.items() if each != "ceilings"), *ceilings.items()]:
        worse = figures[name] > limit if name in ceilings else figures[name] < limit
        kind = "at most" if name in ceilings else "at least"
        print(f"{part:10}{name:24}{figures[name]:8.3f}   {kind} {limit:.3f}{'   MISSED' if worse else ''}")
        missed += worse
    return missed


def of_sample(home: Path, _: Path) -> Figures:
    with opened(home) as library:
        return {name: share for name, (share, _) in shares(answers.of_sample(library)).items()}


def of_own(home: Path, folder: Path) -> Figures:
    with opened(home) as library:
        odd = answers.of_own(library, home.parent, folder)[1::2]
    figures = {name: share for name, (share, _) in shares(odd).items()}
    rows = asked.questions()[1::2]
    for flag in ("paraphrase", "across"):
        some = [one for one, row in zip(odd, rows, strict=True) if row.get(flag)]
        figures |= {f"{flag} {name}": share for name, (share, _) in shares(some).items()}
    return figures


def of_languages(_: Path, __: Path) -> Figures:
    figures = {}
    texts = languages.labelled()
    found = languages.read(texts)
    for code, name in languages.NAMES.items():
        score = languages.score([(t, qs) for t, qs in zip(texts, found, strict=True) if t.language == code])
        figures |= {f"{name} F1": score.f1, f"{name} names": score.named, f"{name} actors": score.actors}
    return figures


def of_pages(_: Path, __: Path) -> Figures:
    return pages.scores([page for page in pages.pages() if page.half == "held"], pages.ours)


class NoQuotations:
    """For archives whose passages alone are asked for."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [() for _ in articles]


def of_news(home: Path, folder: Path) -> Figures:
    data = folder / "data" / "news"
    questions = Questions.read(data / "questions.jsonl")
    answering = set().union(*questions.gold)
    articles = lines(data / "articles_small.jsonl.gz")
    some = [each for at, each in enumerate(articles) if each["id"] in answering or at % EVERY_NEWS == 0]
    with opened(home) as library, tempfile.TemporaryDirectory() as name:
        written(Path(name) / "articles.jsonl", some)
        for _ in taken_in(library, [Path(name) / "articles.jsonl"], attributes=NoQuotations()):
            pass
        found = {leg: places(ranked(library, questions.texts, weight), questions.gold) for leg, weight in LEGS.items()}
    fused = found["fused"]
    better = max(share(found[leg], 5) for leg in ("words", "meaning"))
    return {
        "hit@1": share(fused, 1),
        "hit@5": share(fused, 5),
        "mrr@10": mrr(fused),
        "hit@5 over better leg": share(fused, 5) - better,
        "mrr@10 over better leg": mrr(fused) - max(mrr(found["words"]), mrr(found["meaning"])),
    }


def of_xquad(homes: Path, folder: Path) -> Figures:
    figures = {}
    for mode, k in MODES.items():
        with xquad(mode, homes, folder, every=EVERY_QUESTION) as (library, questions):
            scores = recalls(ranked(library, questions.texts), questions.gold)
            figures[f"{mode} recall@{k}"] = scores[k]
    return figures


def of_judge(home: Path, folder: Path) -> Figures:
    return liar.measured(folder, home)


def of_polnear(home: Path, folder: Path) -> Figures:
    data = folder / "data" / "polnear"
    articles = [*lines(data / "train.jsonl.gz"), *lines(data / "dev.jsonl")][::EVERY_POLNEAR]
    held = {each["id"] for each in articles}
    rows = [row for row in lines(data / "who_said_what.jsonl") if {gold["article"] for gold in row["gold"]} <= held]
    with opened(home) as library, tempfile.TemporaryDirectory() as name:
        written(Path(name) / "articles.jsonl", articles)
        filled(library, [Path(name) / "articles.jsonl"])
        table = answers.judged(folder, rows, answers.answered(library, rows))
    figures: Figures = json.loads(table.splitlines()[-1])
    return figures


def written(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def of_copies(_: Path, folder: Path) -> Figures:
    outcome, _ = copies.measured(list(copies.real_articles(folder, EVERY_COPY)), EVERY_COPY)
    return {"precision": outcome.precision, "recall": outcome.recall("held back")}


def of_mutations(home: Path, folder: Path) -> Figures:
    return mutations.figures(mutations.measured(folder, home))


def of_events(_: Path, folder: Path) -> Figures:
    week = events.labelled(folder)["held"]
    score = events.score(events.ours(week), week.labelled)
    return {"precision": score.precision, "recall": score.recall, "F1": score.f1}


PARTS: dict[str, Callable[[Path, Path], Figures]] = {
    "sample": of_sample,
    "languages": of_languages,
    "pages": of_pages,
    "own": of_own,
    "news": of_news,
    "xquad": of_xquad,
    "judge": of_judge,
    "copies": of_copies,
    "mutations": of_mutations,
    "events": of_events,
    "polnear": of_polnear,
}


if __name__ == "__main__":
    main()

"""How good the answers are: python tests/benchmarks/answers.py [--only sample|own|polnear] [--homes DIR] [--errors N]
[--plain]

sample    the shipped sample archive's questions, by assistant/evaluation.py, as `briefings eval` counts them
own       questions.jsonl beside this file, over the sample archive and labelled real news (asked.py), counted likewise
polnear   PolNeAR (924 political news articles): 400 questions of who said what, counted by the data's own
          eval/who_said_what.py, which explains its figures, and the CPU-seconds that a question takes; with --plain
          beside the plain way (plain.py) over the same embedder: how often its first chunks hold the words asked for

The weights and the threshold of assistant/gathering/bearing.py were set on the even-numbered questions of the latter
two, so the odd-numbered ones are the figures to go by. All goes through Assistant.ask.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import asked
from archive import filled, opened
from data import lines, shared
from plain import Plain

from assistant.ask import Assistant
from assistant.contract import as_json
from assistant.evaluation import Score, evaluate, shares
from assistant.expected import Case, read_cases
from index import sample
from index.library import Library

Rows = Sequence[dict[str, Any]]
PARTS = ("sample", "own", "polnear")
ARTICLES_AT_ONCE = 50  # Chroma takes some 5,000 chunks a call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--homes", type=Path, help="a folder for the archives, to be used again")
    parser.add_argument("--errors", type=int, default=0, help="show so many of the questions that went wrong")
    parser.add_argument(
        "--plain", action="store_true", help="PolNeAR's questions also to the plain way, in the same run"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        homes = options.homes or Path(name)
        homes.mkdir(parents=True, exist_ok=True)
        if options.only in (None, "sample"):
            with opened(homes / "sample") as library:
                told("sample archive", of_sample(library), options.errors)
        if options.only in (None, "own"):
            own(homes, options.errors)
        if options.only in (None, "polnear"):
            polnear(homes / "polnear", options.errors, homes / "plain" if options.plain else None)


def of_sample(library: Library) -> list[Score]:
    """How the sample's questions go over its articles, which are added where they are not in yet."""
    with as_file(sample.articles_path()) as articles:
        filled(library, [articles])
    return asked_of(library, sample.questions_path().read_bytes())


def of_own(library: Library, homes: Path, folder: Path) -> list[Score]:
    """How the project's own questions go; `folder` holds the real data."""
    asked.archive(library, folder, homes / "news.jsonl")
    return asked_of(library, asked.FILE.read_bytes())


def asked_of(library: Library, questions: bytes) -> list[Score]:
    cases = list(read_cases(questions.splitlines(), library))
    bad = [one for one in cases if not isinstance(one, Case)]
    assert not bad, bad
    return list(evaluate([one for one in cases if isinstance(one, Case)], library, asked.TODAY))


def told(name: str, scores: Sequence[Score], errors: int) -> None:
    """Every measure with its share and of how many, then some questions that went wrong."""
    print(f"{name:28}" + "  ".join(f"{measure} {share:.3f} of {of}" for measure, (share, of) in shares(scores).items()))
    for one in [one for one in scores if not one.good][:errors]:
        print(f"- {one.case.id} [{one.case.kind}] {one.case.question}\n    {' '.join(one.came.split())[:160]}")


def own(homes: Path, errors: int) -> None:
    folder = shared()
    if folder is None:
        print("own: nothing measured, no real data; set BENCHMARK_DATA to the folder that holds data/")
        return
    with opened(homes / "own") as library:
        scores = of_own(library, homes, folder)
    rows = {row["id"]: row for row in asked.questions()}
    for split, start in (("even", 0), ("odd", 1)):
        part = scores[start::2]
        told(f"own, {split}-numbered", part, errors)
        for name, some in groups(part, rows).items():
            told(f"    {name}", some, 0)


def groups(scores: Iterable[Score], rows: dict[str, dict[str, Any]]) -> dict[str, list[Score]]:
    """By kind, and across kinds those that paraphrase and those whose answer is in another language."""
    found: dict[str, list[Score]] = {}
    for one in scores:
        row = rows[one.case.id or ""]
        for name in (one.case.kind, *(flag for flag in ("paraphrase", "across") if row.get(flag))):
            found.setdefault(name, []).append(one)
    return found


# who said what
def polnear(home: Path, errors: int, plain: Path | None) -> None:
    folder = shared()
    if folder is None:
        print("PolNeAR: nothing measured, no real data; set BENCHMARK_DATA to the folder that holds data/")
        return
    data = folder / "data" / "polnear"
    articles = [data / "train.jsonl.gz", data / "dev.jsonl"]
    with opened(home) as library:
        filled(library, articles)
        rows = list(lines(data / "who_said_what.jsonl"))
        spent: list[float] = []
        answers = answered(library, rows, spent)
        if plain is not None:
            texts = [row["text"] for file in articles for row in lines(file)]
            print(f"\nthe plain way, all questions\n{of_plain(plain, library, texts, rows)}")
    for name, part in (("even-numbered", slice(0, None, 2)), ("odd-numbered", slice(1, None, 2)), ("all", slice(None))):
        print(f"\nPolNeAR, {name} questions")
        print(judged(folder, rows[part], answers[part], errors if name != "all" else 0))
        print(f"refused although there is an answer: {wrongly_refused(rows[part], answers[part]):.3f}")
    spent.sort()
    middle, last = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    print(f"CPU-seconds a question: p50 {middle:.3f}, p99 {last:.3f}, {len(spent)} questions")


def answered(library: Library, rows: Rows, spent: list[float] | None = None) -> list[dict[str, Any]]:
    """What `ask --json` prints for each question; `spent` gets the CPU-seconds of each."""
    assistant, answers = Assistant(library), []
    for row in rows:
        start = time.process_time()
        answers.append(as_json(assistant.ask(row["question"]), 0.0))
        if spent is not None:
            spent.append(time.process_time() - start)
    return answers


def wrongly_refused(rows: Rows, answers: Rows) -> float:
    """The share that was refused of the questions that have an answer."""
    refused = [not answer["answered"] for row, answer in zip(rows, answers, strict=True) if row["gold"]]
    return sum(refused) / len(refused)


def of_plain(directory: Path, library: Library, texts: Sequence[str], rows: Rows) -> str:
    """A line a kind of question: in how many the whole of some words asked for stands in the first chunk, and in the
    first five. Chunks know no speaker, and something always comes back.
    """
    embedder = library.embedder
    assert embedder is not None
    plain = Plain(directory, embedder)
    if not plain.store.get(limit=1)["ids"]:
        parts = (texts[at : at + ARTICLES_AT_ONCE] for at in range(0, len(texts), ARTICLES_AT_ONCE))
        print(f"the plain way: {sum(map(plain.add, parts))} chunks")
    told = []
    for kind in ("words", "topic"):
        asked_for = [row for row in rows if row["kind"] == kind]
        ranks = [_first_with(plain, row) for row in asked_for]
        shares = (f"hit@{k} {sum(rank < k for rank in ranks) / len(ranks):.3f}" for k in (1, 5))
        told.append(f"{kind:8}{'  '.join(shares)}  refused 0")
    return "\n".join(told)


def _first_with(plain: Plain, row: dict[str, Any]) -> int:
    """The rank, from 0, of the first chunk that holds the words; 5 where none of the first five does."""
    chunks = [one.page_content for one in plain.store.similarity_search(row["question"], k=5)]
    return next(
        (at for at, chunk in enumerate(chunks) if any(one["text"] in chunk for one in row["gold"])), len(chunks)
    )


def judged(folder: Path, rows: Rows, answers: Rows, errors: int = 0) -> str:
    """The table of the data's own judge, its last line a JSON object."""
    data = folder / "data" / "polnear"
    with tempfile.TemporaryDirectory() as name:
        files = {
            "questions": rows,
            "answers": answers,
            "gold": [*lines(data / "train.jsonl.gz"), *lines(data / "dev.jsonl")],
        }
        for file, objects in files.items():
            (Path(name) / file).write_text("".join(json.dumps(each) + "\n" for each in objects), encoding="utf-8")
        command = [
            sys.executable,
            str(folder / "eval" / "who_said_what.py"),
            *(str(Path(name) / file) for file in files),
        ]
        run = subprocess.run([*command, "--errors", str(errors)], capture_output=True, text=True, check=True)
    return run.stdout


if __name__ == "__main__":
    main()

"""How good the answers are: python tests/benchmarks/answers.py [--only sample|polnear] [--home DIR] [--errors N]

The shipped sample archive: share of its questions answered with an expected quotation among the first five citations,
with the expected speaker or actor first, and share rightly refused. PolNeAR (924 political news articles): 400
questions of who said what, counted by the data's own eval/who_said_what.py, which explains its figures. The thresholds
of assistant/bearing.py were set on the even-numbered questions, so the odd-numbered ones are the figures to go by.
All goes through Assistant.ask.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from importlib.resources import as_file
from pathlib import Path
from typing import Any

from archive import filled, opened
from data import lines, shared

from assistant.answer import Answer, Citation
from assistant.ask import Assistant
from assistant.contract import as_json
from index import sample
from index.library import Library

TODAY = date(2026, 3, 1)  # a day after the last of the sample's articles
FIRST = 5  # citations among which an expected quotation has to be
Rows = Sequence[dict[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("sample", "polnear"))
    parser.add_argument(
        "--home", type=Path, help="a home for PolNeAR's articles, to be used again; a new one otherwise"
    )
    parser.add_argument("--errors", type=int, default=0, help="show so many of the questions that went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.only != "polnear":
            with opened(Path(folder) / "sample") as library:
                scores, wrong = of_sample(library)
            print(f"{'sample archive':28}" + "  ".join(f"{name} {value:.3f}" for name, value in scores.items()))
            print("\n".join(wrong[: options.errors]))
        if options.only != "sample":
            polnear(options.home or Path(folder) / "polnear", options.errors)


# the sample
def of_sample(library: Library) -> tuple[dict[str, float], list[str]]:
    """The shares of the sample's questions that went well, and the others with what came."""
    with as_file(sample.articles_path()) as articles:
        filled(library, [articles])
    assistant = Assistant(library, today=lambda: TODAY)
    quoted, named, refused, wrong = [], [], [], []
    for row in (json.loads(line) for line in sample.questions_path().read_text("utf-8").splitlines()):
        result, expected = assistant.ask(row["question"]), row["expect"]
        if not expected["answered"]:
            refused.append(not isinstance(result, Answer))
            good = refused[-1]
        else:
            citations = result.citations if isinstance(result, Answer) else ()
            quoted.append(any(is_expected(one, expected) for one in citations[:FIRST]))
            named.append(bool(citations) and is_asked(citations[0], expected))
            good = quoted[-1] and named[-1]
        if not good:
            came = [(one.quote[:60], one.speaker and one.speaker.name) for one in getattr(result, "citations", ())[:3]]
            wrong.append(f"- {row['id']} {row['question']}\n    {came or 'refused'}")
    scores = {
        name: sum(good) / len(good) for name, good in (("quoted", quoted), ("named", named), ("refused", refused))
    }
    return scores, wrong


def is_expected(citation: Citation, expected: dict[str, Any]) -> bool:
    """One of the expected quotations, or a part of it, in its article."""
    pairs = [(each["article"], each["quote"]) for each in (expected, *expected.get("also", []))]
    return any(
        citation.article.id == article and (quote in citation.quote or citation.quote in quote)
        for article, quote in pairs
    )


def is_asked(citation: Citation, expected: dict[str, Any]) -> bool:
    """By the expected speaker and for the expected actor, as far as any are expected."""
    speaker = citation.speaker
    wanted, actor = expected.get("speaker"), expected.get("actor")
    if wanted is not None and (speaker is None or speaker.name != wanted):
        return False
    return actor is None or (speaker is not None and speaker.actor == actor)


# who said what
def polnear(home: Path, errors: int) -> None:
    folder = shared()
    if folder is None:
        print("PolNeAR: nothing measured, no real data; set BENCHMARK_DATA to the folder that holds data/")
        return
    data = folder / "data" / "polnear"
    with opened(home) as library:
        filled(library, [data / "train.jsonl.gz", data / "dev.jsonl"])
        rows = list(lines(data / "who_said_what.jsonl"))
        answers = answered(library, rows)
    for name, start in (("even", 0), ("odd", 1)):
        print(f"\nPolNeAR, {name}-numbered questions")
        print(judged(folder, rows[start::2], answers[start::2], errors))


def answered(library: Library, rows: Rows) -> list[dict[str, Any]]:
    """What `ask --json` prints for each question."""
    assistant = Assistant(library)
    return [as_json(assistant.ask(row["question"]), 0.0) for row in rows]


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

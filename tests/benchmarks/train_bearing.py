"""Fits the weights of assistant/gathering/bearing.py: python tests/benchmarks/train_bearing.py [--homes DIR]

From every even-numbered question of PolNeAR's who_said_what.jsonl and of questions.jsonl beside this file: a logistic
regression over the evidence of the one quotation that speaks most for an answer. Where a question has an answer, that
is the likeliest of its gold quotations; where it has none, the likeliest of the speaker's. HELD weights stay as
they are. Prints the weights, and how many questions would be answered, even and odd, at a few thresholds. The same
archives give the same weights.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import asked
import numpy as np
from archive import filled, opened
from data import lines, shared_or_exit
from numpy.typing import NDArray

from assistant.ask import Assistant
from assistant.gathering.bearing import WEIGHTS
from assistant.gathering.choose import Found
from assistant.understand import Asked
from index.library import Library

ROUNDS = 10  # the choice of the likeliest and the fit settle in fewer
PENALTY = 3.0
THRESHOLDS = (-0.8, -0.4, 0.0)
HELD = ("missing",)  # assistant/gathering/bearing.py tells why
MATCH = 0.8  # share of the gold span, or of the quotation, that both must have in common
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question: its group, whether it has an answer, and the evidence of the quotations that may be it."""

    group: str
    odd: bool
    answerable: bool
    likely: Floats
    all: Floats


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--homes", type=Path, help="a folder for the archives, to be used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        examples = gathered(options.homes or Path(name), shared_or_exit())
    weights = fitted([one for one in examples if not one.odd])
    for name, weight in zip([*WEIGHTS, "constant"], weights, strict=True):
        print(f"{name:10}{weight:8.3f}")
    for threshold in THRESHOLDS:
        report(examples, weights, threshold)


def gathered(homes: Path, folder: Path) -> list[Example]:
    homes.mkdir(parents=True, exist_ok=True)
    with opened(homes / "own") as library:
        asked.archive(library, folder, homes / "news.jsonl")
        own = [(row["question"], asked.gold(row), asked.today(row), own_group(row)) for row in asked.questions()]
        found = list(examined(library, own))
    with opened(homes / "polnear") as library:
        data = folder / "data" / "polnear"
        filled(library, [data / "train.jsonl.gz", data / "dev.jsonl"])
        rows = lines(data / "who_said_what.jsonl")
        found += examined(library, [(row["question"], row["gold"], asked.TODAY, row["kind"]) for row in rows])
    return found


def own_group(row: dict[str, Any]) -> str:
    return "own across" if row.get("across") else "own" if row["expect"]["answered"] else f"own {row['kind']}"


def examined(library: Library, rows: Sequence[tuple[str, list[dict[str, Any]], date, str]]) -> Iterable[Example]:
    """The questions whose speaker is quoted, and whose answer, where there is one, is among his words."""
    assistant = Assistant(library)
    for at, (text, gold, today, group) in enumerate(rows):
        question = assistant.read(text, Asked(), None, today)
        if question.who is None or question.topic is None:
            continue
        found = assistant.weighed(question)
        likely = [one for one in found if is_gold(one, gold)] if gold else found
        if likely:
            yield Example(
                group=group, odd=bool(at % 2), answerable=bool(gold), likely=evidence(likely), all=evidence(found)
            )


def is_gold(found: Found, gold: Iterable[dict[str, Any]]) -> bool:
    span = found.evidence.span
    for one in gold:
        common = min(span.end, one["end"]) - max(span.start, one["start"])
        if one["article"] == found.evidence.article.id and common >= MATCH * min(len(span), one["end"] - one["start"]):
            return True
    return False


def evidence(found: Iterable[Found]) -> Floats:
    return np.array([[one.bearing.evidence[name] for name in WEIGHTS] for one in found if one.bearing is not None])


def fitted(examples: Sequence[Example]) -> Floats:
    """Weights and constant. Whichever evidence the present weights make likeliest is what the next are fitted to."""
    weights = np.array([*WEIGHTS.values(), 0.0])
    held = np.array([name in HELD for name in WEIGHTS])
    free = np.append(~held, True)
    truth = np.array([one.answerable for one in examples])
    for _ in range(ROUNDS):
        rows = np.array([one.likely[np.argmax(one.likely @ weights[:-1])] for one in examples])
        weights[free] = logistic(rows[:, ~held], truth, rows[:, held] @ weights[:-1][held])
    return weights


def logistic(rows: Floats, truth: NDArray[np.bool_], offset: Floats) -> Floats:
    """By Newton's method, with both outcomes weighing the same and columns of one variance under the penalty; `offset`
    has what is held of each row's log-odds.
    """
    scale = rows.std(axis=0) + 1e-9
    x = np.hstack([rows / scale, np.ones((len(rows), 1))])
    weight = np.where(truth, 0.5 / truth.mean(), 0.5 / (1 - truth.mean()))
    penalty = np.diag([PENALTY] * rows.shape[1] + [0.0])
    found = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ found - offset))
        slope = x.T @ (weight * (p - truth)) + penalty @ found
        found -= np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + penalty, slope)
    return np.append(found[:-1] / scale, found[-1])


def report(examples: Iterable[Example], weights: Floats, threshold: float) -> None:
    answered: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for one in examples:
        best = float((one.all @ weights[:-1]).max()) + weights[-1]
        answered[one.group, one.odd].append(best >= threshold)
    print(f"\nanswered from {threshold:+.1f}         even          odd")
    for group in dict.fromkeys(group for group, _ in answered):
        shares = (answered.get((group, odd), []) for odd in (False, True))
        print(f"{group:20}" + "".join(f"{sum(s) / len(s):8.3f} ({len(s):2})" if s else " " * 13 for s in shares))


if __name__ == "__main__":
    main()

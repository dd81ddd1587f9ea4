"""Learns the weights of indirect speech, and writes index/attribute/english/indirect.json.

    python tests/benchmarks/train_indirect.py --polnear DIR [--parses FILE] [--seed 7] [--out FILE]

DIR holds train.jsonl.gz, PolNeAR's training split as {id, text, quotes}. FILE keeps the parses between runs. The same
seed, model and data give the same weights. The dev split is never read here.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from train_attribution import fit_logistic, minimize, parsed

from index.attribute.english.clauses import Clause, Sentences, clauses
from index.attribute.english.indirect import TEMPLATES, chosen, combined, described, probability
from index.attribute.english.lexicon import REPORTING, SAYINGS
from index.attribute.page import Page
from index.span import Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Names = dict[tuple[int, str], int]  # (number of a template, its values) -> number of the weight; 0 has none

# Verbs and nouns of speech beside those that direct quotations have, and verbs of thought among those.
MORE_SPEECH = frozenset(
    """accord bash blast concede recommend refuse request speak talk testimony testify statement criticise swear
    pitch plead preach tease fault chide applaud deride decry endorse hint imply estimate forecast""".split()
)
THOUGHT = frozenset("think wonder begin view belief mock signal".split())
SPEECH = (REPORTING | SAYINGS | MORE_SPEECH) - THOUGHT
FOLDS = 4
PENALTY = 8.0
CALIBRATION_PENALTY = 0.1
MATCH = 0.5  # shared part of the joint length from which a clause is an annotated content
MIN_CUES = 2  # annotations that a verb must introduce to be looked at
MIN_SEEN = 5  # candidates that a combination must occur in to get a weight
MIN_WEIGHT = 0.09
DIGITS = 2
STEPS = 60
LOW = 0.02  # probability from which clauses chosen on held-out articles go into the calibration


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An annotated attribution whose content is not marked. `sources` is empty where none is annotated."""

    content: list[tuple[int, int]]
    sources: list[tuple[int, int]]
    speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The candidates of one article with their combinations of features.

    `truth` is 0 for a wrong one, the share of its content's length for a right one, and -1 for one that is another
    kind of attribution or cannot be judged. `golds` counts the attributions to be found.
    """

    clauses: list[Clause]
    rows: list[list[str]]
    truth: Floats
    golds: int


def main() -> None:
    options = arguments()
    with gzip.open(options.polnear / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    docs = parsed([a["text"] for a in articles], options.parses)
    cues = known_cues(articles, docs)
    examples = [examples_of(a, doc, cues) for a, doc in zip(articles, docs, strict=True)]
    names = named(examples)
    ids = [numbered(e, names) for e in examples]
    print(sum(len(e.clauses) for e in examples), "clauses", len(names), "combinations", len(cues), "cues", flush=True)
    folds = np.random.default_rng(options.seed).permutation(len(examples)) % FOLDS
    held_out = out_of_fold(examples, ids, folds, len(names) + 2)
    calibration = fit_calibration(examples, held_out)
    report(examples, held_out, calibration)
    write(options.out, names, fit(examples, ids, len(names) + 2), cues, calibration, options.seed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path("index/attribute/english/indirect.json"))
    return parser.parse_args()


# ------------------------------------------------------------------ examples
def known_cues(articles: Sequence[dict], docs: Sequence[Doc]) -> list[str]:
    """Lemmas of the verbs that introduce annotated indirect speech."""
    seen: Counter[str] = Counter()
    for article, doc in zip(articles, docs, strict=True):
        for quote in article["quotes"]:
            cue = cue_tokens(quote, doc)
            if not quote["direct"] and is_speech(cue):
                seen.update({t.lemma_.lower() for t in cue if t.pos_ == "VERB"})
    return sorted(lemma for lemma, n in seen.items() if n >= MIN_CUES and lemma.isalpha())


def cue_tokens(quote: dict, doc: Doc) -> list:
    start = quote["cue_start"]
    if start is None:
        return []
    found = doc.char_span(start, start + len(quote["cue"]), alignment_mode="expand")
    return list(found) if found is not None else []


def is_speech(tokens: Iterable) -> bool:
    return any(t.lemma_.lower() in SPEECH or t.lower_ == "according" for t in tokens)


def examples_of(article: dict, doc: Doc, cues: Sequence[str]) -> Examples:
    page, sentences = Page(article["text"]), Sentences(doc)
    found = clauses(doc, page, sentences, frozenset(cues))
    marked = [q["direct"] or is_marked(q, page) for q in article["quotes"]]
    golds = [gold_of(q, doc) for q, direct in zip(article["quotes"], marked, strict=True) if not direct]
    partly = [(a, b) for q, direct in zip(article["quotes"], marked, strict=True) if direct for a, b in q["content"]]
    return Examples(
        clauses=found,
        rows=[combined(row) for row in described(doc, page, found, sentences)],
        truth=np.array([truth_of(c, golds, partly, doc) for c in found]),
        golds=sum(g.speech and bool(g.sources) for g in golds),
    )


def is_marked(quote: dict, page: Page) -> bool:
    """Whether most of a content stands between marks that the data's own list does not have: ''two apostrophes''."""
    inside = sum(int((page.mark_at[a:b] >= 0).sum()) for a, b in quote["content"])
    return inside >= MATCH * sum(b - a for a, b in quote["content"])


def gold_of(quote: dict, doc: Doc) -> Gold:
    speaker = quote["speaker"] or {}
    return Gold(
        content=[(a, b) for a, b in quote["fragments"]],
        sources=[(a, b) for a, b in [*speaker.get("fragments", []), *speaker.get("coref_spans", [])]],
        speech=is_speech(cue_tokens(quote, doc)),
    )


def truth_of(clause: Clause, golds: Sequence[Gold], partly: list[tuple[int, int]], doc: Doc) -> float:
    best = max(golds, key=lambda g: alike(clause.span, g.content), default=None)
    likeness = alike(clause.span, best.content) if best else 0.0
    if best is None or likeness < MATCH:
        return -1.0 if shared(clause.span, partly) >= 0.5 * len(clause.span) else 0.0
    if not best.speech or (not best.sources and clause.source is not None):
        return -1.0
    if not best.sources:
        return likeness
    place = doc[clause.source].idx if clause.source is not None else -1
    return likeness if any(a <= place < b for a, b in best.sources) else 0.0


def shared(span: Span, pieces: list[tuple[int, int]]) -> int:
    return sum(max(0, min(span.end, b) - max(span.start, a)) for a, b in pieces)


def alike(span: Span, pieces: list[tuple[int, int]]) -> float:
    """Characters in both, as a share of those in either."""
    both = shared(span, pieces)
    return both / (len(span) + sum(b - a for a, b in pieces) - both)


# ------------------------------------------------------------------ the model
def named(examples: Sequence[Examples]) -> Names:
    seen = Counter((t, values) for e in examples for row in e.rows for t, values in enumerate(row))
    return {key: i for i, key in enumerate(sorted(k for k, n in seen.items() if n >= MIN_SEEN), 1)}


def numbered(examples: Examples, names: Names) -> Ints:
    rows = [[names.get((t, values), 0) for t, values in enumerate(row)] for row in examples.rows]
    return np.array(rows, np.int64).reshape(len(rows), len(TEMPLATES))


def fit(examples: Sequence[Examples], ids: Sequence[Ints], size: int) -> Floats:
    """Logistic regression; the first weight stays 0, the last is the bias."""
    rows, truth = np.concatenate(ids), np.concatenate([e.truth for e in examples])
    rows, truth = rows[truth >= 0], truth[truth >= 0]
    flat, width = rows.ravel(), rows.shape[1]
    cost = np.full(size, PENALTY)
    cost[[0, -1]] = 0.0

    def objective(w: Floats) -> tuple[float, Floats]:
        s = w[rows].sum(1) + w[-1]
        gap = 1 / (1 + np.exp(-s)) - truth
        loss = float((np.logaddexp(0, s) - truth * s).sum() + 0.5 * (cost * w * w).sum())
        slope = np.bincount(flat, weights=np.repeat(gap, width), minlength=size) + cost * w
        slope[0], slope[-1] = 0.0, gap.sum()
        return loss, slope

    return sparse(minimize(objective, np.zeros(size), steps=STEPS))


def sparse(weights: Floats) -> Floats:
    """The weights as they are shipped: rounded, the small ones gone."""
    kept = np.where(np.abs(weights) >= MIN_WEIGHT, weights, 0.0)
    kept[-1] = weights[-1]
    return np.round(kept, DIGITS)


def out_of_fold(examples: Sequence[Examples], ids: Sequence[Ints], folds: Ints, size: int) -> list[list[float]]:
    """The scores of each article's clauses under weights that were learned without it."""
    found: list[list[float]] = [[] for _ in examples]
    for fold in range(FOLDS):
        others = np.nonzero(folds != fold)[0]
        weights = fit([examples[i] for i in others], [ids[i] for i in others], size)
        for i in np.nonzero(folds == fold)[0]:
            found[i] = (weights[ids[i]].sum(1) + weights[-1]).tolist()
        print("fold", fold, "done", flush=True)
    return found


def fit_calibration(examples: Sequence[Examples], held_out: Sequence[list[float]]) -> tuple[float, float]:
    rows, truth = [], []
    for example, scores in zip(examples, held_out, strict=True):
        plain = [probability(s, (1.0, 0.0)) for s in scores]
        for i in chosen(example.clauses, plain, LOW):
            if example.truth[i] >= 0:
                rows.append([scores[i], 1.0])
                truth.append(float(example.truth[i] > 0))
    slope, shift = fit_logistic(np.array(rows), np.array(truth), CALIBRATION_PENALTY).tolist()
    return round(slope, 4), round(shift, 4)


def report(examples: Sequence[Examples], held_out: Sequence[list[float]], calibration: tuple[float, float]) -> None:
    """Prints precision, recall and F1 of content with source, on held-out articles, by the least probability."""
    golds = sum(e.golds for e in examples)
    likely = [[probability(s, calibration) for s in scores] for scores in held_out]
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        truth = [e.truth[i] for e, right in zip(examples, likely, strict=True) for i in chosen(e.clauses, right, least)]
        right, asked = sum(t > 0 for t in truth), sum(t >= 0 for t in truth)
        print(
            f"probability >= {least}: precision {right / asked:.3f} recall {right / golds:.3f} "
            f"F1 {2 * right / (asked + golds):.3f}"
        )


# ------------------------------------------------------------------ the file
def write(
    out: Path, names: Names, weights: Floats, cues: list[str], calibration: tuple[float, float], seed: int
) -> None:
    tables: dict[str, dict[str, float]] = {" ".join(t): {} for t in TEMPLATES}
    for (template, values), i in names.items():
        if weights[i]:
            tables[" ".join(TEMPLATES[template])][values] = float(weights[i])
    record = {
        "origin": "Learned from the training split of PolNeAR 1.0 (Newell, Margolin and Ruths 2018) by "
        f"tests/benchmarks/train_indirect.py, seed {seed}. Numbers and single words only; no text of it is here.",
        "bias": float(weights[-1]),
        "calibration": calibration,
        "cues": cues,
        "tables": tables,
    }
    out.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print("wrote", out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

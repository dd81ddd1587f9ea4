"""Learns the weights of speaker attribution, and writes index/attribute/english/weights.json.

    python tests/benchmarks/train_attribution.py --polnear DIR [--parses FILE] [--seed 7] [--out FILE]

DIR holds train.jsonl.gz, PolNeAR's training split as {id, text, quotes}. FILE keeps the parses between runs. The
package `names` is needed beside those for development (`pip install names==0.3.0`). The same seed, model and data
give the same weights. The dev split is never read here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin

from index.attribute.english import referents
from index.attribute.english.mentions import mentions
from index.attribute.english.pairs import Pair, Surroundings
from index.attribute.english.parse import SpacyParser
from index.attribute.english.people import People, Person
from index.attribute.english.quotations import entities, grammar_of
from index.attribute.english.rank import TEMPLATES, Ranked, choose, combined, confidence, evidence
from index.attribute.english.referents import reference
from index.attribute.english.scare import scare_features
from index.attribute.page import Page
from index.span import Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Names = dict[tuple[int, object], int]  # (number of a template, its values) -> number of the weight

FOLDS = 5
RANK_PENALTY = 5.0
RARE_PENALTY = 0.5  # layout features are rare in PolNeAR and right where they occur
RARE = frozenset(("signature", "labelled", "own_label", "label_rank", "kind", "patched"))
SCARE_PENALTY = 6.0
CALIBRATION_PENALTY = 0.1
NAME_PENALTY = 2.0  # every article counts twice
CENSUS_FLOOR = 0.0005  # per cent of all bearers, added to each side
CENSUS_RARE = 0.004  # per cent; below it a name is left out
MIN_ODDS = 0.5
NOBODY_KEPT = 3  # one in so many chains that name no candidate is kept: most of those are the chains' own errors
MIN_PRONOUNS = 2  # sentences that must agree on a given name
MIN_SEEN = 3  # occurrences of a feature for it to get a weight
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Example:
    """One mark of a training article: its candidates, whether it is a quotation, which candidate is its source."""

    article: int
    number: int
    pairs: list[Pair]
    ids: Ints
    quotation: bool
    source: int | None


def main() -> None:
    options = arguments()
    with gzip.open(options.polnear / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    docs = parsed([g["text"] for g in golds], options.parses)
    pages = [Page(g["text"]) for g in golds]
    names: Names = {}
    examples = [
        example
        for i, (gold, doc, page) in enumerate(zip(golds, docs, pages, strict=True))
        for example in examples_of(i, gold["quotes"], doc, page, names)
    ]
    print(len(examples), "marks", len(names), "combinations", flush=True)
    folds = np.random.default_rng(options.seed).permutation(len(golds)) % FOLDS
    weights = fit_rank(examples, names)
    held_out = out_of_fold(examples, names, folds)
    calibration = fit_calibration(examples, held_out)
    report(examples, held_out, calibration)
    scare = fit_scare(examples, held_out, pages)
    given = given_names(pages, docs)
    reference_names, reference_weights = fit_names(golds, pages, docs, given)
    people = given, tables(referents.TEMPLATES, reference_names, reference_weights)
    write(options.out, tables(TEMPLATES, names, weights), calibration, scare, people, options.seed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path("index/attribute/english/weights.json"))
    return parser.parse_args()


def parsed(texts: list[str], cache: Path | None) -> list[Doc]:
    if cache is not None and cache.exists():
        found = {doc.text: doc for doc in DocBin().from_disk(cache).get_docs(spacy.blank("en").vocab)}
        return [found[text] for text in texts]
    docs = list(SpacyParser().parse(texts))
    if cache is not None:
        DocBin(docs=docs, store_user_data=False).to_disk(cache)
    return docs


# ------------------------------------------------------------------ examples
def examples_of(article: int, quotes: list[dict[str, object]], doc: Doc, page: Page, names: Names) -> list[Example]:
    around = Surroundings(doc, page, mentions(doc, page))
    gold = [q for q in quotes if q["direct"]]
    found = []
    for number, mark in enumerate(page.marks):
        quote = next((q for q in gold if _covers(q, mark.span)), None)
        pairs = around.pairs(number)
        source = _source(quote, pairs, around) if quote else None
        rows = [[names.setdefault((t, v), len(names)) for t, v in enumerate(combined(p.features))] for p in pairs]
        ids = np.array(rows, np.int64).reshape(len(pairs), len(TEMPLATES))
        found.append(Example(article, number, pairs, ids, quote is not None, source))
    return found


def _covers(quote: dict[str, object], mark: Span) -> bool:
    low, high = max(int(str(quote["start"])), mark.start), min(int(str(quote["end"])), mark.end)
    return high - low >= 0.5 * len(mark)


def _source(quote: dict[str, object], pairs: list[Pair], around: Surroundings) -> int | None:
    """The row of the highest head that lies in the annotated source."""
    speaker = quote["speaker"]
    if not isinstance(speaker, dict):
        return None
    heads = [around.doc[around.mentions[p.mention].head] for p in pairs]
    within = [r for r, head in enumerate(heads) if any(a <= head.idx < b for a, b in speaker["fragments"])]
    inside = {heads[r].i for r in within}
    top = [r for r in within if not any(t.i in inside for t in heads[r].ancestors)]
    return (top or within or [None])[0]


# ------------------------------------------------------------------ the ranker
def fit_rank(examples: Sequence[Example], names: Names) -> Floats:
    """Listwise softmax over the candidates of each mark whose source is among them."""
    penalty = np.full(len(names), RANK_PENALTY)
    for (template, _), i in names.items():
        if RARE & set(TEMPLATES[template]):
            penalty[i] = RARE_PENALTY
    return fit_listwise([(e.ids, [e.source]) for e in examples if e.source is not None], penalty)


def fit_listwise(lists: Sequence[tuple[Ints, list[int]]], penalty: Floats) -> Floats:
    """Weights under which the right rows of each list are likeliest; a list is (rows of feature ids, right rows)."""
    ids = np.concatenate([rows for rows, _ in lists])
    starts = np.cumsum([0, *(len(rows) for rows, _ in lists)])[:-1]
    group = np.repeat(np.arange(len(lists)), [len(rows) for rows, _ in lists])
    right = np.zeros(len(ids))
    right[[start + r for start, (_, rows) in zip(starts, lists, strict=True) for r in rows]] = 1.0
    flat, width, size = ids.ravel(), ids.shape[1], len(penalty)

    def objective(w: Floats) -> tuple[float, Floats]:
        s = w[ids].sum(1)
        e = np.exp(s - np.maximum.reduceat(s, starts)[group])
        p = e / np.add.reduceat(e, starts)[group]
        mass = np.maximum(np.add.reduceat(p * right, starts), 1e-12)
        loss = float(-np.log(mass).sum() + 0.5 * (penalty * w * w).sum())
        slope = p - p * right / mass[group]
        return loss, np.bincount(flat, weights=np.repeat(slope, width), minlength=size) + penalty * w

    return minimize(objective, np.zeros(size), steps=80)


def ranked(example: Example, weights: Floats) -> Ranked | None:
    return choose(example.pairs, weights[example.ids].sum(1).tolist()) if example.pairs else None


def out_of_fold(examples: Sequence[Example], names: Names, folds: Ints) -> list[Ranked | None]:
    """What a ranker trained on the other folds makes of each mark."""
    found: list[Ranked | None] = [None] * len(examples)
    right = asked = 0
    for fold in range(FOLDS):
        weights = fit_rank([e for e in examples if folds[e.article] != fold], names)
        for i, example in enumerate(examples):
            if folds[example.article] == fold:
                found[i] = best = ranked(example, weights)
                if example.source is not None and best is not None:
                    asked += 1
                    right += best.best is example.pairs[example.source]
        print("fold", fold, "right so far", round(right / asked, 4), flush=True)
    return found


# ------------------------------------------------------------------ probabilities
def fit_calibration(examples: Sequence[Example], held_out: Sequence[Ranked | None]) -> Floats:
    rows, truth = [], []
    for example, best in zip(examples, held_out, strict=True):
        if example.quotation and best is not None:
            rows.append([*evidence(best), 1.0])
            truth.append(example.source is not None and best.best is example.pairs[example.source])
    return fit_logistic(np.array(rows), np.array(truth, float), CALIBRATION_PENALTY)


def report(examples: Sequence[Example], held_out: Sequence[Ranked | None], calibration: Floats) -> None:
    """Prints how many quotations have a source of at least some confidence, and how many of those are right."""
    found = [
        (confidence(best, calibration.tolist()), e.source is not None and best.best is e.pairs[e.source])
        for e, best in zip(examples, held_out, strict=True)
        if e.quotation and best is not None
    ]
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        shown = [right for sure, right in found if sure >= threshold]
        print(f"confidence >= {threshold}: shown {len(shown) / len(found):.3f}, right {sum(shown) / len(shown):.3f}")


def fit_scare(
    examples: Sequence[Example], held_out: Sequence[Ranked | None], pages: list[Page]
) -> tuple[dict[str, float], float]:
    rows = []
    for example, best in zip(examples, held_out, strict=True):
        page = pages[example.article]
        around = example.pairs[0].features if example.pairs else {}
        rows.append(set(scare_features(page, example.number, around, best)) if around else set())
    seen = Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(sorted(n for n, k in seen.items() if k >= MIN_SEEN))}
    matrix = np.zeros((len(rows), len(index) + 1), np.float32)
    matrix[:, -1] = 1.0
    for r, row in enumerate(rows):
        matrix[r, [index[name] for name in row if name in index]] = 1.0
    weights = fit_logistic(matrix, np.array([e.quotation for e in examples], float), SCARE_PENALTY)
    return {name: float(weights[i]) for name, i in index.items()}, float(weights[-1])


def fit_logistic(matrix: NDArray[np.floating], truth: Floats, penalty: float) -> Floats:
    """Logistic regression; the last column is the bias and goes unpenalised."""
    cost = np.full(matrix.shape[1], penalty)
    cost[-1] = 0.0

    def objective(w: Floats) -> tuple[float, Floats]:
        s = matrix @ w
        p = 1 / (1 + np.exp(-s))
        loss = float((np.logaddexp(0, s) - truth * s).sum() + 0.5 * (cost * w * w).sum())
        return loss, matrix.T @ (p - truth) + cost * w

    return minimize(objective, np.zeros(matrix.shape[1]), steps=200)


def minimize(objective, start: Floats, steps: int, memory: int = 8) -> Floats:  # type: ignore[no-untyped-def]
    """L-BFGS with backtracking (Nocedal and Wright, algorithm 7.4)."""
    w = start
    loss, gradient = objective(w)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        direction = -_two_loop(gradient, moves)
        slope = float(gradient @ direction)
        length = 1.0 if moves else 1.0 / max(1.0, float(np.abs(gradient).sum()))
        while True:
            new = w + length * direction
            new_loss, new_gradient = objective(new)
            if new_loss <= loss + 1e-4 * length * slope or length < 1e-10:
                break
            length *= 0.5
        step, change = new - w, new_gradient - gradient
        if float(step @ change) > 1e-10:
            moves = [*moves, (step, change)][-memory:]
        done = abs(loss - new_loss) < 1e-6 * max(1.0, abs(loss))
        w, loss, gradient = new, new_loss, new_gradient
        if done:
            break
    return w


def _two_loop(gradient: Floats, moves: list[tuple[Floats, Floats]]) -> Floats:
    q = gradient.copy()
    kept = []
    for s, y in reversed(moves):
        a = float(s @ q) / float(s @ y)
        q -= a * y
        kept.append(a)
    if moves:
        s, y = moves[-1]
        q *= float(s @ y) / float(y @ y)
    for (s, y), a in zip(moves, reversed(kept), strict=True):
        q += s * (a - float(y @ q) / float(s @ y))
    return q


# ------------------------------------------------------------------ names
def given_names(pages: list[Page], docs: list[Doc]) -> dict[str, float]:
    """Given name -> log-odds of being a woman's: which pronoun opens the sentence after the one that names somebody."""
    counts: dict[str, list[float]] = defaultdict(lambda: [0.5, 0.5])
    for page, doc in zip(pages, docs, strict=True):
        people = People(page, entities(doc), {})
        sentences = list(doc.sents)
        for this, following in pairwise(sentences):
            pronouns = [t.lower_ for t in following[:6] if t.lower_ in ("he", "she") and t.dep_ == "nsubj"]
            named = {
                p.given: p
                for i in range(this.start_char, this.end_char)
                if (p := people.starting(i)) is not None and p.given
            }
            if pronouns and len(named) == 1:
                counts[next(iter(named))][pronouns[0] == "she"] += 1
    odds = census_names()
    for name, (he, she) in counts.items():
        if he + she >= MIN_PRONOUNS + 1 and name.isalpha() and len(name) > 2:
            odds[name] = odds.get(name, 0.0) / 2 + float(np.log(she / he))
    return {name: round(value, 1) for name, value in sorted(odds.items()) if abs(value) >= MIN_ODDS}


def census_names() -> dict[str, float]:
    """Given name -> log-odds of being a woman's, by the frequencies of the 1990 census of the USA (public domain), as
    the package `names` (MIT) ships them. It is needed for training only.
    """
    shares: dict[str, list[float]] = defaultdict(lambda: [CENSUS_FLOOR, CENSUS_FLOOR])
    for column, file in enumerate(("dist.male.first", "dist.female.first")):
        for line in (files("names") / file).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            shares[name.lower()][column] += float(share)
    return {name: float(np.log(she / he)) for name, (he, she) in shares.items() if max(he, she) >= CENSUS_RARE}


def fit_names(
    golds: list[dict[str, object]], pages: list[Page], docs: list[Doc], given: dict[str, float]
) -> tuple[Names, Floats]:
    """The referent of pronoun and role sources; CoreNLP's chains in the data say, noisily, who is right.

    Every article is read twice, once as if no given name were known: most names of other regions are not.
    """
    names: Names = {}
    lists: list[tuple[Ints, list[int]]] = []
    for known in (given, {}):
        for gold, page, doc in zip(golds, pages, docs, strict=True):
            add_references(gold, page, doc, known, names, lists)
    print(len(lists), "references", flush=True)
    return names, fit_listwise(lists, np.full(len(names), NAME_PENALTY))


def add_references(
    gold: dict[str, object],
    page: Page,
    doc: Doc,
    given: dict[str, float],
    names: Names,
    lists: list[tuple[Ints, list[int]]],
) -> None:
    """Adds the candidates of each reference of an article whose referent the data tells."""
    people = People(page, entities(doc), given)
    candidates = mentions(doc, page)
    grammar = grammar_of(doc, candidates)
    referents.name_role_holders(people, grammar, [Span(m.start, m.end) for m in candidates])
    previous: Person | None = None
    for source in sources_of(gold):
        span = Span(source["start"], source["end"])  # type: ignore[arg-type]
        sought = reference(page.text, span)
        if sought is None:
            previous = people.at(span) or previous
            continue
        chain = {w for m in source.get("coref") or [] for w in re.findall(r"[\w'-]+", str(m).lower())}  # type: ignore[attr-defined]
        found = referents.candidates(people, grammar, sought, previous)
        right = [r for r, (person, _) in enumerate(found) if person is not None and person.last in chain]
        if not right and chain and len(lists) % NOBODY_KEPT == 0:
            right = [len(found) - 1]  # somebody else, or nobody named
        if right:
            rows = [
                [names.setdefault((t, v), len(names)) for t, v in enumerate(referents.combined(f))] for _, f in found
            ]
            lists.append((np.array(rows, np.int64), right))
            previous = found[right[0]][0]


def sources_of(gold: dict[str, object]) -> list[dict[str, object]]:
    """The annotated sources of an article, each once, in the order of the text."""
    quotes = gold["quotes"]
    assert isinstance(quotes, list)
    found = {(q["speaker"]["start"], q["speaker"]["end"]): q["speaker"] for q in quotes if q["speaker"]}
    return [found[k] for k in sorted(found)]


# ------------------------------------------------------------------ the file
def tables(templates: tuple[tuple[str, ...], ...], names: Names, weights: Floats) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {" ".join(t): {} for t in templates}
    for (template, values), i in sorted(names.items(), key=lambda item: (item[0][0], written(item[0][1]))):
        value, key = round(float(weights[i]), DIGITS), written(values)
        if value and key.count(",") + 1 == len(templates[template]):
            found[" ".join(templates[template])][key] = value
    return found


def written(values: object) -> str:
    return ",".join(map(str, values)) if isinstance(values, tuple) else str(values)


def write(
    out: Path,
    rank: dict[str, dict[str, float]],
    calibration: Floats,
    scare: tuple[dict[str, float], float],
    people: tuple[dict[str, float], dict[str, dict[str, float]]],
    seed: int,
) -> None:
    (genuine, bias), (given, referent) = scare, people
    record = {
        "origin": "Learned from the training split of PolNeAR 1.0 (Newell, Margolin and Ruths 2018) by "
        f"tests/benchmarks/train_attribution.py, seed {seed}. Numbers and single words only; no text of it is here. "
        "`given` also counts given names of the 1990 census of the USA (public domain).",
        "calibration": [round(float(x), 4) for x in calibration],
        "genuine_bias": round(bias, DIGITS),
        "genuine": {k: round(v, DIGITS) for k, v in sorted(genuine.items()) if abs(v) >= 0.02},
        "given": given,
        "referent": referent,
        "rank": rank,
    }
    out.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print("wrote", out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

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
from dataclasses import asdict, dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin

from index.attribute.english import referents
from index.attribute.english.mentions import mentions
from index.attribute.english.pairs import Pair, Surroundings
from index.attribute.english.parse import SpacyParser
from index.attribute.english.people import People, Person
from index.attribute.english.quotations import MIN_GENUINE, entities, grammar_of
from index.attribute.english.rank import TEMPLATES, Joint, Ranked, choose, combined, confidence, evidence
from index.attribute.english.rank import odds as log_odds
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
SCARE_PENALTY = 10.0
CALIBRATION_PENALTY = 8.0
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
NAME_PENALTY = 2.0  # every article counts twice
CENSUS_FLOOR = 0.0005  # per cent of all bearers, added to each side
CENSUS_RARE = 0.004  # per cent; below it a name is left out
MIN_ODDS = 0.5
CHAIN_WORDS = 5  # longer mentions in a chain name others too: "the man whom Clinton beat"
NOBODY_KEPT = 3  # one in so many chains that name no candidate is kept: most of those are the chains' own errors
MIN_PRONOUNS = 2  # sentences that must agree on a given name
MIN_SEEN = 3  # occurrences of a feature for it to get a weight
DIGITS = 2
MIN_AGREEMENT = -1.0  # log-odds; a chain that holds a pronoun and a name of the other gender is wrong about one
FULL_NAME = re.compile(r"[A-Z]\w+ [A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """One mark of a training article: its candidates, whether it is a quotation, which candidate is its source, which
    ones mean the same speaker as far as their words and the data's chains of mentions tell, whether it names a source.
    """

    article: int
    number: int
    pairs: list[Pair]
    ids: Ints
    quotation: bool
    source: int | None
    same: frozenset[int]
    annotated: bool


def main() -> None:
    options = arguments()
    with gzip.open(options.polnear / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    docs = parsed([g["text"] for g in golds], options.parses)
    pages = [Page(unmarked(g["text"])) for g in golds]
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
    scare = fit_scare(examples, held_out, pages, folds)
    joint = fit_joint(examples, held_out, scare.held_out, folds)
    given = given_names(pages, docs)
    people = fit_names(golds, pages, docs, given, folds)
    write(options.out, tables(TEMPLATES, names, weights), calibration, scare, joint, given, people, options.seed)


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


def unmarked(text: str) -> str:
    """The text without its ''two apostrophes'': nothing is learned from words between them.

    The data's own list of marked words does not have them. Learning from them too was tried: cross-validated the right
    mention of other marked words is found for .9317 of them instead of .9291.
    """
    return text if "``" in text else text.replace("''", "  ")


# ------------------------------------------------------------------ examples
def examples_of(article: int, quotes: list[dict[str, Any]], doc: Doc, page: Page, names: Names) -> list[Example]:
    around = Surroundings(doc, page, mentions(doc, page))
    found = []
    for number, mark in enumerate(page.marks):
        quote = max(quotes, key=lambda q: (_covered(q, mark.span), q["direct"]), default=None)
        if quote is not None and _covered(quote, mark.span) < 0.5 * len(mark.span):
            quote = None
        pairs = around.pairs(number)
        within = _within(quote, pairs, around) if quote else []
        source = _source(within, pairs, around)
        rows = [[names.setdefault((t, v), len(names)) for t, v in enumerate(combined(p.features))] for p in pairs]
        ids = np.array(rows, np.int64).reshape(len(pairs), len(TEMPLATES))
        same = _same(quote, pairs, source) | frozenset(within) if quote else frozenset[int]()
        annotated = quote is not None and quote["speaker"] is not None
        found.append(Example(article, number, pairs, ids, quote is not None, source, same, annotated))
    return found


def _same(quote: dict[str, object], pairs: list[Pair], source: int | None) -> frozenset[int]:
    """The rows that mean the annotated source: the same word, or a name or pronoun of its chain of mentions."""
    speaker = quote["speaker"]
    chain = speaker.get("coref") if isinstance(speaker, dict) else None
    words = {
        w for m in chain or [] if len(str(m).split()) <= CHAIN_WORDS for w in re.findall(r"[\w'-]+", str(m).lower())
    }
    who = pairs[source].who if source is not None else None
    return frozenset(
        r
        for r, pair in enumerate(pairs)
        if pair.who == who or (len(pair.who) > 2 and pair.who in words and pair.features["pos"] != "NOUN")
    )


def _covered(quote: dict[str, Any], mark: Span) -> int:
    """Characters of a mark that an annotated content covers. Words between ''two apostrophes'' are annotated like all
    others, and the data's own list of marked words does not have them.
    """
    return sum(max(0, min(end, mark.end) - max(start, mark.start)) for start, end in quote["content"])


def _within(quote: dict[str, object], pairs: list[Pair], around: Surroundings) -> list[int]:
    """The rows whose head lies in the annotated source."""
    speaker = quote["speaker"]
    if not isinstance(speaker, dict):
        return []
    places = [around.mentions[p.mention].place.start for p in pairs]
    return [r for r, place in enumerate(places) if any(a <= place < b for a, b in speaker["fragments"])]


def _source(within: list[int], pairs: list[Pair], around: Surroundings) -> int | None:
    """Of the rows in the annotated source the one of the highest head."""
    heads = {r: around.doc[around.mentions[pairs[r].mention].head] for r in within}
    inside = {head.i for head in heads.values()}
    top = [r for r in within if not any(t.i in inside for t in heads[r].ancestors)]
    return next(iter(top or within), None)


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
def fit_calibration(examples: Sequence[Example], held_out: Sequence[Ranked | None]) -> dict[str, float]:
    """Weights of what tells, of a source found by a ranker that had not seen the article, whether it is right."""
    rows, truth = [], []
    for example, best in zip(examples, held_out, strict=True):
        if example.quotation and best is not None:
            rows.append(evidence(best))
            truth.append(is_right(example, best))
    seen = Counter(name for row in rows for name in row)
    names = [*sorted(n for n, k in seen.items() if k >= MIN_SEEN and n != "bias"), "bias"]
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    weights = fit_logistic(matrix, np.array(truth, float), CALIBRATION_PENALTY)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def is_right(example: Example, best: Ranked) -> bool:
    return any(best.best is example.pairs[r] for r in example.same)


def fit_joint(examples: Sequence[Example], held_out: Sequence[Ranked | None], real: Floats, folds: Ints) -> Joint:
    """How the two probabilities of a mark, of being a quotation and of its source, make one; both are of articles that
    nothing was learned from. Prints what would be shown of those, were all speakers known by name, and how much of it
    is right.
    """
    fold = np.array([folds[e.article] for e in examples])
    right = np.array([b is not None and is_right(e, b) for e, b in zip(examples, held_out, strict=True)], float)
    known = np.array(
        [b is not None and (e.annotated or not e.quotation) for e, b in zip(examples, held_out, strict=True)]
    )
    sources = np.zeros(len(examples))
    for number in range(FOLDS):
        rest = np.flatnonzero(fold != number)
        calibration = fit_calibration([examples[i] for i in rest], [held_out[i] for i in rest])
        for i in np.flatnonzero((fold == number) & known):
            best = held_out[i]
            sources[i] = log_odds(confidence(best, calibration)) if best is not None else 0.0
    likely = known & (real >= MIN_GENUINE)
    matrix = np.column_stack([[log_odds(share) for share in real], sources, np.ones(len(examples))])
    sure = np.zeros(len(examples))
    for number in range(FOLDS):
        learned = fit_logistic(matrix[likely & (fold != number)], right[likely & (fold != number)], 0.0)
        sure[fold == number] = 1 / (1 + np.exp(-matrix[fold == number] @ learned))
    asked = sum(e.annotated for e in examples)
    for threshold in THRESHOLDS:
        shown = likely & (sure >= threshold)
        print(f"confidence >= {threshold}: shown {shown.sum() / asked:.3f}, right {right[shown].mean():.3f}")
    genuine, source, bias = (round(float(w), 3) for w in fit_logistic(matrix[likely], right[likely], 0.0))
    return Joint(genuine=genuine, right=source, bias=bias)


@dataclass(frozen=True, slots=True)
class Scare:
    """A weight a feature and the bias, and how likely each mark is a quotation by weights learned on the others."""

    weights: dict[str, float]
    bias: float
    held_out: Floats


def fit_scare(examples: Sequence[Example], held_out: Sequence[Ranked | None], pages: list[Page], folds: Ints) -> Scare:
    rows = []
    for example, best in zip(examples, held_out, strict=True):
        page = pages[example.article]
        around = example.pairs[0].features if example.pairs else {}
        rows.append(set(scare_features(page, example.number, around, best)) if around else set())
    seen = Counter(name for row in rows for name in row)
    index = {name: i for i, name in enumerate(sorted(n for n, k in seen.items() if k >= MIN_SEEN))}
    size = len(index) + 1
    ids = [np.array([*sorted(index[name] for name in row if name in index), size - 1]) for row in rows]
    truth = np.array([e.quotation for e in examples], float)
    fold = np.array([folds[e.article] for e in examples])
    odds = np.zeros(len(examples))
    for number in range(FOLDS):
        rest = np.flatnonzero(fold != number)
        learned = fit_named([ids[i] for i in rest], truth[rest], size, SCARE_PENALTY)
        for i in np.flatnonzero(fold == number):
            odds[i] = learned[ids[i]].sum()
    # Odds of marks that were learned from are too large; those of the others say by how much.
    slope, shift = fit_logistic(np.column_stack([odds, np.ones(len(odds))]), truth, 0.0)
    print(f"scare quotes: log-odds times {slope:.3f} plus {shift:.3f}", flush=True)
    weights = fit_named(ids, truth, size, SCARE_PENALTY) * slope
    real = 1 / (1 + np.exp(-(odds * slope + shift)))
    return Scare({name: float(weights[i]) for name, i in index.items()}, float(weights[-1] + shift), real)


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


def fit_named(rows: Sequence[Ints], truth: Floats, size: int, penalty: float) -> Floats:
    """Logistic regression over rows of the numbers of the features that hold; the last feature is the bias."""
    flat = np.concatenate(rows)
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    cost = np.full(size, penalty)
    cost[-1] = 0.0

    def objective(w: Floats) -> tuple[float, Floats]:
        s = np.bincount(owner, weights=w[flat], minlength=len(rows))
        p = 1 / (1 + np.exp(-s))
        loss = float((np.logaddexp(0, s) - truth * s).sum() + 0.5 * (cost * w * w).sum())
        return loss, np.bincount(flat, weights=(p - truth)[owner], minlength=size) + cost * w

    return minimize(objective, np.zeros(size), steps=200)


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


@dataclass(frozen=True, slots=True)
class Referents:
    """Who is meant by pronouns and roles: the tables, and the slope and bias that make their log-odds right."""

    tables: dict[str, dict[str, float]]
    slope: float
    bias: float


@dataclass(frozen=True, slots=True)
class Chain:
    """The candidates of one reference, the right ones by the data's chain, and whether that chain can be trusted:
    it holds a full name, and one candidate of a fitting gender.
    """

    article: int
    ids: Ints
    right: list[int]
    trusted: bool


def fit_names(
    golds: list[dict[str, object]], pages: list[Page], docs: list[Doc], given: dict[str, float], folds: Ints
) -> Referents:
    """The referent of pronoun and role sources; CoreNLP's chains in the data say, noisily, who is right.

    Every article is read twice, once as if no given name were known: most names of other regions are not.
    """
    names: Names = {}
    known = [c for i, texts in enumerate(zip(golds, pages, docs, strict=True)) for c in chains(i, *texts, given, names)]
    blind = [c for i, texts in enumerate(zip(golds, pages, docs, strict=True)) for c in chains(i, *texts, {}, names)]
    print(len(known) + len(blind), "references", flush=True)
    penalty = np.full(len(names), NAME_PENALTY)
    odds, truth = [], []
    for fold in range(FOLDS):
        rest = [c for c in known + blind if folds[c.article] != fold]
        weights = fit_listwise([(c.ids, c.right) for c in rest], penalty)
        for chain in (c for c in known if folds[c.article] == fold and c.trusted):
            values = weights[chain.ids].sum(1)
            top = int(values.argmax())
            if top < len(values) - 1:
                share = 1 / float(np.exp(values - values[top]).sum())
                odds.append(log_odds(share))
                truth.append(top in chain.right)
    slope, bias = fit_logistic(np.column_stack([odds, np.ones(len(odds))]), np.array(truth, float), 0.0)
    print(f"{len(odds)} trusted chains: log-odds times {slope:.3f} plus {bias:.3f}", flush=True)
    weights = fit_listwise([(c.ids, c.right) for c in known + blind], penalty)
    return Referents(tables(referents.TEMPLATES, names, weights), float(slope), float(bias))


def chains(
    article: int, gold: dict[str, object], page: Page, doc: Doc, given: dict[str, float], names: Names
) -> list[Chain]:
    """The candidates of each reference of an article whose referent the data tells."""
    people = People(page, entities(doc), given)
    candidates = mentions(doc, page)
    grammar = grammar_of(doc, candidates)
    referents.name_role_holders(people, grammar, [Span(m.start, m.end) for m in candidates])
    previous: Person | None = None
    kept: list[Chain] = []
    for number, source in enumerate(sources_of(gold)):
        span = Span(source["start"], source["end"])  # type: ignore[arg-type]
        sought = reference(page.text, span)
        if sought is None:
            previous = people.at(span) or previous
            continue
        chain = [str(m) for m in source.get("coref") or []]  # type: ignore[attr-defined]
        words = {w for m in chain for w in re.findall(r"[\w'-]+", m.lower())}
        found = referents.candidates(people, grammar, sought, previous)
        right = [r for r, (person, _) in enumerate(found) if person is not None and person.last in words]
        fitting = [p for r in right if (p := found[r][0]) is not None and sought.gender * p.gender >= MIN_AGREEMENT]
        trusted = len(right) == len(fitting) == 1 and any(FULL_NAME.search(m) for m in chain)
        if not right and chain and (article + number) % NOBODY_KEPT == 0:
            right = [len(found) - 1]  # somebody else, or nobody named
        if right:
            rows = [
                [names.setdefault((t, v), len(names)) for t, v in enumerate(referents.combined(f))] for _, f in found
            ]
            kept.append(Chain(article, np.array(rows, np.int64), right, trusted))
            previous = found[right[0]][0]
    return kept


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
    calibration: dict[str, float],
    scare: Scare,
    joint: Joint,
    given: dict[str, float],
    people: Referents,
    seed: int,
) -> None:
    record = {
        "origin": "Learned from the training split of PolNeAR 1.0 (Newell, Margolin and Ruths 2018) by "
        f"tests/benchmarks/train_attribution.py, seed {seed}. Numbers and single words only; no text of it is here. "
        "`given` also counts given names of the 1990 census of the USA (public domain).",
        "calibration": calibration,
        "joint": asdict(joint),
        "genuine_bias": round(scare.bias, DIGITS),
        "genuine": {k: round(v, DIGITS) for k, v in sorted(scare.weights.items()) if abs(v) >= 0.02},
        "given": given,
        "referent_calibration": [round(people.slope, 3), round(people.bias, 3)],
        "referent": people.tables,
        "rank": rank,
    }
    out.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print("wrote", out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

"""Which clauses report what somebody says: a linear model over combinations of features, and the choice among overlaps.

As in `rank.py` a score is a sum of looked-up weights. They are learned by tests/benchmarks/train_indirect.py and read
from `indirect.json`.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter

from spacy.tokens import Doc, Token

from index.attribute.english.clauses import Clause, Sentences, by_cue, clauses
from index.attribute.english.lexicon import PRONOUNS, REPORTING, SAYINGS
from index.attribute.english.opening import RIGHT, opening_accords
from index.attribute.english.rank import logistic
from index.attribute.page import Page
from index.span import Span

Value = int | str
Features = dict[str, Value]
Tables = Sequence[Mapping[str, float]]

LENGTHS = (2, 3, 4, 5, 7, 9, 13, 21, 36)  # words
FEW_LENGTHS = (3, 5, 9, 21)  # words
APART = (2, 3, 5, 9, 16)  # tokens
DISTANCES = (4, 11, 26, 61)  # characters
NEAR_MARK = 300  # characters
MIN_RIGHT = 0.3  # probability; best F1 on articles not trained on, tests/benchmarks/train_indirect.py prints the table
SAME = 0.5  # shared part of the joint length from which two clauses are the same content
NESTED = 0.98  # part of the smaller one from which a clause lies within the other

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    form
    lemma
    lemma form
    lemma source
    tag
    tag form
    role
    role form
    saying form
    saying source
    entity saying
    source
    source form
    source_role
    source_role form
    way
    way form
    way saying
    way apart
    way source
    way lemma
    apart saying
    apart form
    source_role apart
    length
    length few form
    length saying
    denied saying
    auxiliary saying
    adverb
    marker
    first
    first form
    first lemma
    anchor_pos form
    anchor_tag
    anchor_tag form
    anchor_subject form
    anchor_subject lemma
    anchor_mark saying
    anchor_mark form
    anchor_word form
    under saying
    under form
    previous
    next
    next form
    marks form
    marked_near
    distance form
    starts ends form
    starts ends saying
    clausal form
    clausal lemma
    objects form
    told form
    rivals form
    root form
    upper
    number
    modal saying
    """.strip().splitlines()
)
GETTERS = tuple(itemgetter(*template) for template in TEMPLATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWeights:
    """`cues` are the lemmas of verbs that may report; `calibration` turns a score into a probability.

    `tables` holds a table a template, in the templates' order: the weight of each combination of values as written in
    the file.
    """

    tables: Tables
    bias: float
    cues: frozenset[str]
    calibration: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A clause held to be what its source says; `right` is the probability that it is, source included."""

    clause: Clause
    right: float


def written(values: object) -> str:
    """A combination of values as it stands in the weights' file."""
    return "|".join(map(str, values)) if isinstance(values, tuple) else str(values)


def reports(doc: Doc, page: Page, weights: ReportWeights, credited: Container[int] = ()) -> list[Report]:
    """What is reported as said in an article, in the order of its text; `credited` are tokens that are no sources."""
    sentences = Sentences(doc)
    opening = [c for c in opening_accords(doc, page, sentences) if c.source not in credited]
    settled = {clause.cue for clause in opening}
    found = [
        c
        for c in clauses(doc, page, sentences, weights.cues)
        if c.cue not in settled and (c.source is None or c.source not in credited)
    ]
    rows = described(doc, page, found, sentences)
    right = [probability(score(row, weights), weights.calibration) for row in rows]
    found, right = [*found, *opening], [*right, *(RIGHT for _ in opening)]
    return [Report(clause=found[i], right=right[i]) for i in chosen(found, right, MIN_RIGHT)]


def probability(value: float, calibration: tuple[float, float]) -> float:
    """That a clause of this score is rightly chosen, source included: a logistic fit on articles not trained on."""
    slope, shift = calibration
    return logistic(slope * value + shift)


def combined(features: Features) -> list[str]:
    """The values of each template, in the templates' order, as they stand in the weights' file."""
    return [written(getter(features)) for getter in GETTERS]


def score(features: Features, weights: ReportWeights) -> float:
    pairs = zip(weights.tables, combined(features), strict=True)
    return weights.bias + sum([table.get(values, 0.0) for table, values in pairs])


def chosen(found: Sequence[Clause], scores: Sequence[float], least: float) -> list[int]:
    """Numbers of the clauses that are kept, in the order of the text.

    The best first, down to `least`; none whose cue is taken, none that is the same content as a better one or crosses
    it.
    One may lie within another: "Lavrov said that Aliyev had promised to come".
    """
    kept: list[int] = []
    for i in sorted(range(len(found)), key=lambda i: -scores[i]):
        if scores[i] < least:
            break
        if not any(_clash(found[i], found[k]) for k in kept):
            kept.append(i)
    return sorted(kept, key=lambda i: found[i].span)


def _clash(one: Clause, other: Clause) -> bool:
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    if one.cue == other.cue or one.span.start == other.span.start:  # ids are made of the start
        return True
    if shared <= 0:
        return False
    joint = len(one.span) + len(other.span) - shared
    return shared >= SAME * joint or shared < NESTED * min(len(one.span), len(other.span))


# ------------------------------------------------------------------ features
def described(doc: Doc, page: Page, found: Sequence[Clause], sentences: Sentences) -> list[Features]:
    """The features of each candidate."""
    at = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i for token in doc}
    rows: list[Features] = []
    for numbers in by_cue(found).values():
        cue = doc[found[numbers[0]].cue]
        here = [found[n] for n in numbers]
        shared = {**_of_cue(cue, doc, page), **_of_rivals({c.construction for c in here})}
        speaking = {c.source: _of_source(c, cue, doc) for c in here}
        content: dict[Span, Features] = {}
        for clause in here:
            if clause.span not in content:
                first, last = at[clause.span.start], ends[clause.span.end]
                content[clause.span] = _of_content(clause, first, last, doc, page, sentences)
            rows.append({**shared, **speaking[clause.source], **content[clause.span]})
    return rows


def _of_cue(cue: Token, doc: Doc, page: Page) -> Features:
    lemma = cue.lemma_.lower()
    saying = 2 if lemma in REPORTING else int(lemma in SAYINGS or cue.lower_ == "according")
    auxiliaries = sorted(c.lower_ for c in cue.children if c.dep_ in ("aux", "auxpass"))
    return {
        "lemma": lemma,
        "tag": cue.tag_,
        "role": cue.dep_,
        "saying": saying,
        "denied": int(any(c.dep_ == "neg" for c in cue.children)),
        "auxiliary": " ".join(auxiliaries),
        "modal": int(any(c.tag_ == "MD" for c in cue.children)),
        "adverb": next((c.lower_ for c in cue.children if c.dep_ == "advmod" and c.i < cue.i), ""),
        "marker": next((c.lower_ for c in cue.children if c.dep_ == "mark"), ""),
        "under": next((a.lemma_.lower() for a in cue.ancestors if a.lemma_.lower() in REPORTING), ""),
        "previous": doc[cue.i - 1].lower_ if cue.i else "^",
        "next": doc[cue.i + 1].lower_ if cue.i + 1 < len(doc) else "$",
        "marked_near": int(any(abs(m.span.start - cue.idx) < NEAR_MARK for m in page.marks)),
        "told": int(any(c.dep_ in ("dative", "dobj") and c.i > cue.i for c in cue.children)),
        "root": int(cue.dep_ == "ROOT"),
        "upper": int(cue.is_upper),
    }


def _of_source(clause: Clause, cue: Token, doc: Doc) -> Features:
    if clause.source is None:
        return {"source": "none", "entity": "none", "source_role": "none", "way": "none", "number": "none", "apart": 0}
    source = doc[clause.source]
    low = source.lower_
    if low in PRONOUNS:
        kind = low
    elif source.pos_ in ("PROPN", "NOUN", "PRON"):
        kind = source.pos_
    else:
        kind = "other"
    apart = bisect_left(APART, abs(source.i - cue.i))
    return {
        "source": kind,
        "entity": source.ent_type_ or source.pos_,
        "source_role": source.dep_,
        "way": clause.way,
        "number": low if source.pos_ == "NOUN" else source.tag_,
        "apart": apart if source.i < cue.i else -apart,
    }


def _of_rivals(forms: set[str]) -> Features:
    return {
        "clausal": int(any(f.startswith("ccomp") for f in forms)) + 2 * int("xcomp-after" in forms),
        "objects": int("dobj-after" in forms) + 2 * int(any("prep-after" in f for f in forms)),
        "rivals": min(6, len(forms)),
    }


def _of_content(clause: Clause, first: int, last: int, doc: Doc, page: Page, sentences: Sentences) -> Features:
    anchor = doc[clause.anchor]
    words = page.text[clause.span.start : clause.span.end].count(" ") + 1
    opening, closing = sentences.around(clause.cue)
    cue = doc[clause.cue]
    gap = min(abs(clause.span.start - cue.idx), abs(clause.span.end - cue.idx))
    marked = bool((page.mark_at[clause.span.start : clause.span.end] >= 0).any())
    return {
        "form": clause.construction,
        "length": bisect_left(LENGTHS, words),
        "few": bisect_left(FEW_LENGTHS, words),
        "first": doc[first].lower_,
        "anchor_pos": anchor.pos_,
        "anchor_tag": anchor.tag_,
        "anchor_word": anchor.lower_ if anchor.pos_ != "PROPN" else "",
        "anchor_subject": int(any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in anchor.children)),
        "anchor_mark": next((c.lower_ for c in anchor.children if c.dep_ == "mark"), ""),
        "marks": int(marked),
        "distance": bisect_left(DISTANCES, gap),
        "starts": int(first <= opening + 1),
        "ends": int(last >= closing - 1),
    }


# ------------------------------------------------------------------ the weights
@cache
def load_indirect() -> ReportWeights:
    """The weights that ship with the package."""
    raw = json.loads((files("index.attribute.english") / "indirect.json").read_text(encoding="utf-8"))
    slope, shift = raw["calibration"]
    return ReportWeights(
        tables=[raw["tables"].get(" ".join(template), {}) for template in TEMPLATES],
        bias=raw["bias"],
        cues=frozenset(raw["cues"]),
        calibration=(slope, shift),
    )

"""Is a marked stretch somebody's words, or a scare quote, a title, a nickname?"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from index.attribute.english.features import Features
from index.attribute.english.rank import Ranked, logistic
from index.attribute.page import Page

WORD = re.compile(r"[\w'’-]+")
SMALL = frozenset("of the and in a an to for on is with at by from or".split())  # lower case in titles
SHORT = 3  # class of length, 4 words, from which none are told apart beside a verb
TALK = re.compile(r"\b(I|we|you|my|our|your|me|us|We|You|My|Our)\b")
BEST = (
    "cue",
    "side",
    "verb_distance",
    "verb_ends",
    "paragraphs",
    "ends",
    "verb_over",
    "verb_sentence",
    "sayer_rank",
    "verb",
    "relation",
)


def genuine(features: list[str], weights: Mapping[str, float], bias: float) -> float:
    """Probability that the stretch is a quotation."""
    return logistic(bias + sum(weights.get(name, 0.0) for name in set(features)))


def scare_features(page: Page, number: int, around: Features, ranked: Ranked | None) -> list[str]:
    """Names of what holds of a marked stretch: its layout, its words, its neighbours, and its best source."""
    text, span = page.text, page.marks[number].span
    quoted = text[span.start : span.end]
    words = WORD.findall(quoted)
    found = [f"{name}={value}" for name, value in around.items()]
    found += [f"{a}={around[a]}|{b}={around[b]}" for a, b in _PAIRS]
    found += _wording(quoted, words)
    found += _neighbours(text, span.start, span.end)
    found.append(f"repeated={min(3, page.repeated(number))}")
    if span.start < page.blocks[0].end:
        found.append("headline")
    titled = next((name for name in found if name.startswith("titled=")), "")
    return found + _source(ranked, titled)


_PAIRS = (("pre", "post"), ("pre", "length"), ("capital", "length"), ("last", "length"))
# Of the best source and the marked words together: a name that a verb of saying has nothing over is no quotation, as in
# 'he said on "This Week"'.
_JOINED = (
    ("cue", "length", "verb_over"),
    ("path", "verb"),
    ("path", "cue"),
    ("verb", "verb_distance"),
    ("whole_clause", "cue", "verb_over"),
    ("sentence", "cue"),
    ("root", "cue", "verb_over"),
)


def _wording(quoted: str, words: list[str]) -> list[str]:
    titled = [w[0].isupper() or w.lower() in SMALL for w in words]
    found = [f"titled={4 * sum(titled) // len(words)}" if words else "titled=-"]
    if len(words) > 1 and all(titled):
        found.append("title")
    if words and all(w[0].islower() for w in words):
        found.append("all lower")
    if TALK.search(quoted):
        found.append("first or second person")
    found.append("first=" + (words[0].lower() if words else ""))
    return found


def _neighbours(text: str, start: int, end: int) -> list[str]:
    left = WORD.findall(text[max(0, start - 40) : start])[-3:][::-1]
    right = WORD.findall(text[end : end + 30])[:2]
    found = [f"left{i}={w.lower()}" for i, w in enumerate(left)]
    found += [f"right{i}={w.lower()}" for i, w in enumerate(right)]
    if left and re.search(r"\w[ \xa0]*[“\"«]?$", text[max(0, start - 3) : start]):
        found.append("touching=" + left[0].lower())
    return found


def _source(ranked: Ranked | None, titled: str) -> list[str]:
    if ranked is None:
        return ["no source"]
    features = ranked.best.features
    found = [f"share={int(ranked.share * 9.99)}", f"score={math.floor(max(-10.0, min(15.0, ranked.score)))}"]
    found += [f"source {name}={features[name]}" for name in BEST]
    found.append(f"source {features['cue']}|{features['side']}|{features['verb_distance']}")
    found += ["source " + "|".join(f"{name}={features[name]}" for name in names) for names in _JOINED]
    short = min(SHORT, int(features["length"]))
    found.append(f"source verb={features['verb']}|{features['verb_side']}|short={short}")
    return [*found, f"source cue={features['cue']}|{titled}", f"source path={features['path']}|{titled}"]

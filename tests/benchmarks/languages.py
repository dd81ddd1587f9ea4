"""Prints how good attribution is in the languages other than English, on labelled paragraphs of invented news.

    python tests/benchmarks/languages.py [--half dev|held] [--errors LANGUAGE]

The paragraphs are in languages.jsonl beside this file, how they were labelled is told in LANGUAGES.md. A quotation is
found where at least half of what it and the label cover together is covered by both; it is right where its mention is
the label's, or its speaker's name is. --errors prints the errors of a language in the half that is for looking at.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import Article
from index.attribute.attributor import Attributor
from index.quotation import Quotation
from index.span import Span

LABELS = Path(__file__).with_name("languages.jsonl")
NAMES = {"ru": "Russian", "tr": "Turkish", "hy": "Armenian", "az": "Azerbaijani", "ka": "Georgian"}
LONGEST = 60  # characters; a longer mention than this and than twice the label's points at nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One quotation: where it and its speaker's mention stand, the name in its citation form, None where the text
    gives none; the actor, None where there is none, where the text settles that at all.
    """

    span: Span
    mention: Span
    name: str | None
    role: str | None
    settles_actor: bool
    actor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    language: str
    half: str
    text: str
    quotes: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares; `f1` is end to end, `named` and `actors` are of the labels that have one."""

    quotations: int
    precision: float
    recall: float
    f1: float
    named: float
    roles: float
    actors: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--errors", choices=NAMES, metavar="LANGUAGE")
    options = parser.parse_args()
    texts = labelled()
    found = read(texts)
    print(f"{'':12} {'half':5}{'quotations':>11}{'P':>7}{'R':>7}{'F1':>7}{'names':>7}{'roles':>7}{'actors':>8}")
    for half in [options.half] if options.half else ["dev", "held"]:
        for code, name in NAMES.items():
            s = score([(t, qs) for t, qs in zip(texts, found, strict=True) if (t.language, t.half) == (code, half)])
            print(
                f"{name:12} {half:5}{s.quotations:11}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}"
                f"{s.named:7.3f}{s.roles:7.3f}{s.actors:8.3f}"
            )
    for text, quotations in zip(texts, found, strict=True):
        if options.errors == text.language and text.half == "dev":
            print(*errors(text, quotations), sep="\n", end="")


def labelled() -> list[Labelled]:
    return [_labelled(json.loads(line)) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def _labelled(one: dict[str, Any]) -> Labelled:
    quotes = tuple(
        Label(
            span=Span(*q["span"]),
            mention=Span(*q["mention"]),
            name=q["name"],
            role=q.get("role"),
            settles_actor="actor" in q,
            actor=q.get("actor"),
        )
        for q in one["quotes"]
    )
    return Labelled(language=one["language"], half=one["half"], text=one["text"], quotes=quotes)


def read(texts: Sequence[Labelled]) -> list[tuple[Quotation, ...]]:
    articles = [Article(id=str(i), text=t.text, language=t.language) for i, t in enumerate(texts)]
    return Attributor().attribute(articles)


def score(read: Sequence[tuple[Labelled, Sequence[Quotation]]]) -> Score:
    count: Counter[str] = Counter()
    for text, quotations in read:
        count["labels"] += len(text.quotes)
        count["found"] += len(quotations)
        for label, quotation in matched(text, quotations):
            count["both"] += 1
            count["right"] += is_right(label, quotation)
            speaker = quotation.speaker
            count["names"] += label.name is not None and _name(quotation) == label.name
            count["roles"] += label.role is not None and speaker is not None and speaker.role == label.role
            count["actors"] += label.settles_actor and speaker is not None and speaker.actor == label.actor
        count["with name"] += sum(label.name is not None for label in text.quotes)
        count["with role"] += sum(label.role is not None for label in text.quotes)
        count["with actor"] += sum(label.settles_actor for label in text.quotes)
    return Score(
        quotations=count["labels"],
        precision=count["both"] / max(1, count["found"]),
        recall=count["both"] / max(1, count["labels"]),
        f1=2 * count["right"] / max(1, count["labels"] + count["found"]),
        named=count["names"] / max(1, count["with name"]),
        roles=count["roles"] / max(1, count["with role"]),
        actors=count["actors"] / max(1, count["with actor"]),
    )


def matched(text: Labelled, quotations: Sequence[Quotation]) -> Iterator[tuple[Label, Quotation]]:
    """Each label with the quotation that covers at least half of what the two cover."""
    for label in text.quotes:
        best = max(quotations, key=lambda q: _shared(q.span, label.span), default=None)
        if best is not None and 2 * _shared(best.span, label.span) >= _covered(best.span, label.span):
            yield label, best


def is_right(label: Label, quotation: Quotation) -> bool:
    mention = quotation.mention
    same_place = (
        mention is not None
        and len(mention) <= max(LONGEST, 2 * len(label.mention))
        and 2 * _shared(mention, label.mention) >= min(len(mention), len(label.mention))
    )
    return same_place or (label.name is not None and _name(quotation) == label.name)


def _name(quotation: Quotation) -> str | None:
    return quotation.speaker.name if quotation.speaker else None


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _covered(one: Span, other: Span) -> int:
    return len(one) + len(other) - _shared(one, other)


def errors(text: Labelled, quotations: Sequence[Quotation]) -> Iterator[str]:
    pairs = list(matched(text, quotations))
    for label in text.quotes:
        quotation = next((q for known, q in pairs if known is label), None)
        words = label.span.of(text.text)[:60]
        if quotation is None:
            yield f"missed    {words}"
            continue
        speaker, mention = quotation.speaker, quotation.mention
        if not is_right(label, quotation):
            yield f"mention   {words} | {label.mention.of(text.text)} | {mention and mention.of(text.text)}"
        for part in ("name", "role", "actor"):
            wanted, got = getattr(label, part), getattr(speaker, part, None)
            asked = label.settles_actor if part == "actor" else wanted is not None
            if asked and wanted != got:
                yield f"{part:10}{words} | {wanted} | {got}"
    for quotation in quotations:
        if all(quotation is not q for _, q in pairs):
            yield f"spurious  {quotation.span.of(text.text)[:60]}"


if __name__ == "__main__":
    main()

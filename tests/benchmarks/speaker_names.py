"""Speakers labelled by hand, and how many of them are named right: see SPEAKER_NAMES.md beside this file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data import ROOT, lines

from index.article import Article
from index.quotation import Quotation
from index.span import Span

LABELS = Path(__file__).with_name("speaker_names.jsonl")
LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Whose words the quotation holds: any of `names`; `kind` is "person" or "body", `origin` "news" or "sample"."""

    article: str
    origin: str
    quotation: Span
    mention: Span
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Of labelled quotations: how many there are, how many have a speaker, how many the right one."""

    asked: int
    named: int
    right: int


def labels() -> list[Label]:
    return [
        Label(
            article=one["article"],
            origin=one["origin"],
            quotation=Span(*one["quotation"]),
            mention=Span(*one["mention"]),
            names=tuple(one["names"]),
            kind=one["kind"],
        )
        for one in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    ]


def labelled_articles(found: Sequence[Label], news: Path) -> list[Article]:
    """The articles of the labels; `news` is the file that those of origin "news" are in."""
    wanted = {label.article for label in found}
    sources = [*lines(ROOT / "index" / "sample" / "articles.jsonl"), *lines(news)]
    return [Article(id=a["id"], text=a["text"], language="en") for a in sources if a["id"] in wanted]


def named(found: Sequence[Label], quotations: Mapping[str, Sequence[Quotation]]) -> dict[str, Named]:
    """For each kind of speaker and for all."""
    counts: dict[str, Counter[str]] = {"person": Counter(), "body": Counter(), "all": Counter()}
    for label, name in predicted(found, quotations):
        for kind in (label.kind, "all"):
            counts[kind]["asked"] += 1
            counts[kind]["named"] += name is not None
            counts[kind]["right"] += name is not None and is_right(name, label)
    return {kind: Named(asked=c["asked"], named=c["named"], right=c["right"]) for kind, c in counts.items()}


def predicted(
    found: Sequence[Label], quotations: Mapping[str, Sequence[Quotation]]
) -> Iterator[tuple[Label, str | None]]:
    """Each label with the name of the speaker of the marked quotation that shares most with it."""
    for label in found:
        marked = [q for q in quotations[label.article] if q.kind != "indirect"]
        best = max(marked, key=lambda q: _shared(q.span, label.quotation), default=None)
        speaker = best.speaker if best is not None and _shared(best.span, label.quotation) else None
        yield label, speaker.name if speaker is not None else None


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def is_right(name: str, label: Label) -> bool:
    return any(same_name(name, right) if label.kind == "person" else same_body(name, right) for right in label.names)


def same_name(one: str, other: str) -> bool:
    """The same last name, and the same first where the label has one."""
    a, b = (_words(name) for name in (one, other))
    return bool(a and b) and a[-1] == b[-1] and (len(b) == 1 or a[0] == b[0])


def same_body(one: str, other: str) -> bool:
    """All words of the shorter one are in the longer, articles and possessive endings aside."""
    a, b = ({re.sub(r"'s$", "", w) for w in _words(LEADING.sub("", name))} for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _words(name: str) -> list[str]:
    return name.replace("’", "'").lower().split()

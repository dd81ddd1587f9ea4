"""Claims about real evidence: sound_claims.jsonl beside this file, and the evidence they are about.

A line a claim: where its evidence stands (origin, article, spans), the topic that is asked about, and the claim. They
were written by hand from the evidence as a model is shown it, before there was a judge, to read as a good model writes:
paraphrases, half of those about other languages in English. The odd-numbered half was kept from tuning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from data import ROOT, lines

from assistant.answer import Citation, Claim
from assistant.evidence import Evidence
from assistant.question import Question, Who
from assistant.verify import cite
from index.article import Article
from index.attribute import kept, shown
from index.attribute.attributor import Attributor
from index.quotation import Quotation
from index.span import Span

FILE = Path(__file__).with_name("sound_claims.jsonl")
MOST = 8  # pieces of evidence with a claim: DEFAULT_K of a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim with what it may cite and the question it answers."""

    number: int
    claim: Claim
    citable: Mapping[int, Citation]
    question: Question

    @property
    def cited(self) -> list[Citation]:
        return [self.citable[number] for number in self.claim.citations]


def cases(folder: Path) -> Iterator[tuple[int, Case | None]]:
    """Each claim's number and case; None where the product no longer finds the evidence or names its speaker."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    articles = _articles(rows, folder)
    found = dict(zip(articles, Attributor().attribute([*articles.values()]), strict=True))
    for number, row in enumerate(rows):
        key = row["origin"], row["article"]
        yield number, _case(number, row, articles[key], found[key])


def _case(number: int, row: dict[str, Any], article: Article, quotations: Sequence[Quotation]) -> Case | None:
    spans = [Span(*span) for span in row["spans"]]
    if row["origin"].startswith("xquad"):
        wanted = [Evidence(number=1, article=article, span=span) for span in spans]
        others, who = [], None
    else:
        known = [_evidence(article, one) for one in quotations if kept(one)]
        wanted = [one for span in spans for one in known if one.span == span and one.shown][: len(spans)]
        if len(wanted) < len(spans):
            return None
        speaker = wanted[0].quotation.speaker if wanted[0].quotation else None
        others = [o for o in known if o.shown and o.quotation and o.quotation.speaker == speaker and o not in wanted]
        identity = (speaker.name, speaker.role, speaker.actor) if speaker else ("", None, None)
        who = Who(speaker=identity[0], actor=None, speakers=frozenset([identity]))
    pieces = sorted([*wanted, *others[: MOST - len(wanted)]], key=lambda one: one.span)
    numbered = [replace(one, number=at) for at, one in enumerate(pieces, 1)]
    places = {one.span: one.number for one in numbered}
    question = Question(text=f"What was said about {row['topic']}?", language="en", who=who, topic=row["topic"])
    claim = Claim(text=row["claim"], citations=tuple(places[one.span] for one in wanted))
    citable = {one.number: cite(one) for one in numbered}
    return Case(number=number, claim=claim, citable=citable, question=question)


def _evidence(article: Article, quotation: Quotation) -> Evidence:
    span = quotation.context if quotation.kind == "indirect" else quotation.span
    return Evidence(number=1, article=article, span=span, quotation=quotation, shown=shown(quotation))


def _articles(rows: Sequence[dict[str, Any]], folder: Path) -> dict[tuple[str, str], Article]:
    data = folder / "data"
    wanted = {(row["origin"], row["article"]) for row in rows}
    sources = {
        "news": lambda: lines(data / "news" / "articles_small.jsonl.gz"),
        "polnear": lambda: lines(data / "polnear" / "dev.jsonl"),
        "sample": lambda: lines(ROOT / "index" / "sample" / "articles.jsonl"),
        "seed": lambda: [{"id": "seed", "text": _text(data / "seed" / "article.txt"), "outlet": "News.am"}],
        "xquad.ru": lambda: _xquad(data / "xquad" / "xquad.ru.json", "ru"),
        "xquad.tr": lambda: _xquad(data / "xquad" / "xquad.tr.json", "tr"),
    }
    found = {(origin, str(each["id"])): _article(each) for origin, read in sources.items() for each in read()}
    return {key: found[key] for key in found if key in wanted}


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _xquad(path: Path, language: str) -> Iterator[dict[str, Any]]:
    content = json.loads(path.read_text("utf-8"))
    paragraphs = [each["context"] for article in content["data"] for each in article["paragraphs"]]
    for at, text in enumerate(paragraphs):
        yield {"id": at, "text": text, "language": language}


def _article(each: dict[str, Any]) -> Article:
    day = (each.get("published") or "")[:10]
    return Article(
        id=str(each["id"]),
        text=each["text"],
        title=each.get("title"),
        outlet=each.get("outlet"),
        published=date.fromisoformat(day) if day else None,
        language=each.get("language") or "en",
    )

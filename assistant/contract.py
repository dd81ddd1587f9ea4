"""Answer or Refusal -> the object that `--json` prints; fields may be added to it, none renamed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.answer import Answer, Citation, Refusal
from assistant.introduce import introduced
from assistant.question import Question
from assistant.rendering import Rendering
from assistant.translation import rendered_by
from index.article import Article
from index.quotation import Elsewhere
from index.span import Span


def as_json(result: Answer | Refusal, seconds: float) -> dict[str, Any]:
    """What `ask --json` prints."""
    answered = isinstance(result, Answer)
    return {
        "question": result.question.text,
        "read_as": read_as(result.question),
        "answered": answered,
        "mode": result.mode if isinstance(result, Answer) else "extractive",
        "claims": [
            {"text": claim.text, "citations": list(claim.citations)}
            for claim in (result.claims if isinstance(result, Answer) else ())
        ],
        "citations": [citation_as_json(one) for one in (result.citations if isinstance(result, Answer) else ())],
        "translations": [asdict(one) for one in (result.translations if isinstance(result, Answer) else ())],
        "context": [citation_as_json(one) for one in (result.context if isinstance(result, Answer) else ())],
        "refusal": None if isinstance(result, Answer) else _refusal(result),
        "notes": notes(result),
        "tokens": asdict(result.tokens) if isinstance(result, Answer) and result.tokens else None,
        "seconds": round(seconds, 4),
    }


def notes(result: Answer | Refusal) -> list[str]:
    """What is to be known beside the answer, who speaks in it first."""
    who = introduced(result.question, result.citations) if isinstance(result, Answer) else ()
    return [*who, *result.notes]


def read_as(question: Question) -> dict[str, Any]:
    """How a question was read, as every JSON output has it."""
    window = question.window
    return {
        "speaker": question.who.speaker if question.who else None,
        "actor": question.who.actor if question.who else None,
        "together": [one.called for one in question.who.each] if question.who else [],
        "to": question.to,
        "topic": question.topic,
        "since": _iso(window.since),
        "until": _iso(window.until),
        "language": question.language,
        "outlet": ", ".join(window.outlets) or None,
        "articles_in": ", ".join(window.languages) or None,
        "order": question.order,
        "besides": list(question.who.besides) if question.who else [],
        "carried": sorted(question.carried),
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    searched = refusal.searched
    return {
        "reason": refusal.reason,
        "why": refusal.why,
        "searched": {
            "articles": searched.articles,
            "quotations": searched.quotations,
            "since": _iso(searched.since),
            "until": _iso(searched.until),
        },
        "nearest": [citation_as_json(one) for one in refusal.nearest],
    }


def citation_as_json(citation: Citation) -> dict[str, Any]:
    """A citation as every JSON output has it."""
    speaker, article, edit = citation.speaker, citation.article, citation.corrected
    return {
        "number": citation.number,
        "kind": citation.kind,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "language": article.language,
        "confidence": round(citation.confidence, 4),
        "speaker": {"name": speaker.name, "role": speaker.role, "actor": speaker.actor} if speaker else None,
        "actor_from": _elsewhere(speaker.actor_from) if speaker and speaker.actor_from else None,
        "rendered_by": rendered_by(citation),
        "via": citation.via,
        "said_on": _iso(citation.said_on),
        "replies_to": place_as_json(article, citation.replies_to) if citation.replies_to else None,
        "outlets": list(citation.outlets),
        "sources": citation.sources,
        "relation": citation.beside,
        "compare": list(citation.compare),
        "renderings": [_rendering_as_json(one) for one in citation.renderings],
        "superseded_by": citation.superseded_by,
        "corrected": {"by": edit.by, "at": edit.at.isoformat()} if edit else None,
        "article": article_as_json(article),
    }


def place_as_json(article: Article, span: Span) -> dict[str, Any]:
    """A place in an article with its words."""
    return {"start": span.start, "end": span.end, "text": span.of(article.text)}


def _elsewhere(other: Elsewhere) -> dict[str, Any]:
    return {"article": other.article, "published": _iso(other.day)}


def _rendering_as_json(one: Rendering) -> dict[str, Any]:
    return {
        "article": article_as_json(one.article),
        "start": one.span.start,
        "end": one.span.end,
        "quote": one.quote,
        "via": one.via,
        "relation": one.wording.relation,
        "difference": [[change.op, change.ours, change.theirs] for change in one.wording.difference],
    }


def article_as_json(article: Article) -> dict[str, Any]:
    """What names an article in every JSON output."""
    return {
        "id": article.id,
        "revision": article.revision,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": _iso(article.published),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

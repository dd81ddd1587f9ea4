"""Answer or Refusal -> JSON, and text for a terminal."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from assistant.answer import Answer, Citation, Refusal
from assistant.question import Question, Slot
from index.article import Article
from index.span import Span

Block = Text | Padding
LABELS = {"indirect": "reported speech", "mixed": "partly quoted", "passage": "passage"}


def as_json(result: Answer | Refusal, seconds: float) -> dict[str, Any]:
    """The object that `ask --json` prints; fields may be added to it, none renamed."""
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
        "context": [citation_as_json(one) for one in (result.context if isinstance(result, Answer) else ())],
        "refusal": None if isinstance(result, Answer) else _refusal(result),
        "notes": list(result.notes),
        "tokens": asdict(result.tokens) if isinstance(result, Answer) and result.tokens else None,
        "seconds": round(seconds, 4),
    }


def read_as(question: Question) -> dict[str, Any]:
    """How a question was read, as every JSON output has it."""
    window = question.window
    return {
        "speaker": question.who.speaker if question.who else None,
        "actor": question.who.actor if question.who else None,
        "topic": question.topic,
        "since": _iso(window.since),
        "until": _iso(window.until),
        "language": question.language,
        "outlet": window.outlet,
        "articles_in": window.language,
        "order": question.order,
        "besides": list(question.who.besides) if question.who else [],
        "carried": sorted(question.carried),
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    searched = refusal.searched
    return {
        "reason": refusal.reason,
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
    speaker, article = citation.speaker, citation.article
    return {
        "number": citation.number,
        "kind": citation.kind,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "language": article.language,
        "confidence": round(citation.confidence, 4),
        "speaker": {"name": speaker.name, "role": speaker.role, "actor": speaker.actor} if speaker else None,
        "via": citation.via,
        "said_on": _iso(citation.said_on),
        "outlets": list(citation.outlets),
        "article": {
            "id": article.id,
            "revision": article.revision,
            "title": article.title,
            "outlet": article.outlet,
            "url": article.url,
            "published": _iso(article.published),
        },
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def for_terminal(result: Answer | Refusal) -> Iterator[Block]:
    """Blocks for a terminal, in order: the question, how it was read, and what there is."""
    yield Text(visible(result.question.text), style="bold")
    yield Text(_reading(result.question), style="dim")
    if isinstance(result, Answer):
        yield from numbered(result.citations)
        if result.context:
            yield Text("\nOn the same matter:", style="italic")
            yield from numbered(result.context)
    else:
        yield Text(f"\n{visible(result.reason)}")
        if result.nearest:
            yield Text("\nNearest, and no answer to this:", style="italic")
            yield from numbered(result.nearest)
    for note in result.notes:
        yield Text(f"\nNote: {visible(note)}", style="italic")


def _reading(question: Question) -> str:
    """How the question was read; what a turn has from the one before it is marked as kept."""
    window, who = question.window, question.who
    parts: list[tuple[str, str | None, Slot]] = [
        ("speaker", who.speaker if who else None, "who"),
        ("for", who.actor if who else None, "who"),
        ("asked of", who.called if who and who.besides else None, "who"),
        ("topic", question.topic, "topic"),
        ("since", _iso(window.since), "days"),
        ("until", _iso(window.until), "days"),
        ("outlet", window.outlet, "outlet"),
        ("in language", window.language, "articles_in"),
        ("order", None if question.order == "relevance" else question.order, "order"),
    ]
    read = [
        f"{name} {visible(value)}{' (kept)' if slot in question.carried else ''}"
        for name, value, slot in parts
        if value
    ]
    if question.seen:
        read.append("beyond what was shown")
    return "read as: " + (" · ".join(read) or "anything said")


def numbered(citations: Iterable[Citation]) -> Iterator[Block]:
    """Citations for a terminal: the words, who said them, where that stands."""
    for one in citations:
        yield Text.assemble("\n", (f"[{one.number}] ", "bold cyan"), visible(with_marks(one)))
        for line in (_speaker(one), _source(one), _place(one)):
            yield Padding(line, (0, 0, 0, 4))


def with_marks(citation: Citation) -> str:
    """The quotation between marks; indirect speech without, for it is the outlet's wording."""
    return citation.quote if citation.kind == "indirect" else f"“{citation.quote}”"


def _speaker(citation: Citation) -> Text:
    label = LABELS.get(citation.kind)
    if citation.speaker is None:
        who = "" if citation.kind == "passage" else "speaker not established"
        return Text("; ".join(filter(None, (who, label))), style="italic")
    speaker = citation.speaker
    line = Text(visible(speaker.name), style="bold")
    if speaker.role:
        line.append(f", {visible(speaker.role)}", style="not bold")
    if speaker.actor:
        line.append(f", for {visible(speaker.actor)}", style="not bold")
    if label:
        line.append(f"; {label}", style="italic not bold")
    return line


def _source(citation: Citation) -> Text:
    article = citation.article
    parts = [article.outlet, _spoken_date(article.day), article.language if article.language != "en" else None]
    line = Text(" · ".join(visible(part) for part in parts if part) or "source and date not known")
    if citation.via:
        line.append(f" · credited to {visible(citation.via)}")
    if article.url and _is_web_address(article.url):
        line.append(" · ")
        line.append(article.url, style=Style(link=article.url, underline=True))
    return line


def _is_web_address(url: str) -> bool:
    """Whether it may become a link: terminals are given links unescaped, so nothing in it may act on one."""
    try:
        return urlsplit(url).scheme in ("http", "https") and visible(url) == url
    except ValueError:  # "http://[": no address at all
        return False


def _place(citation: Citation) -> Text:
    return Text(show_command(citation.article.id, citation.span), style="dim")


def show_command(article: str, span: Span) -> str:
    """What to type to see the span in its article; an id is not ours, so a shell must not act on it either."""
    return f"briefings show {shlex.quote(visible(article))} --at {span.start}:{span.end}"


def _spoken_date(day: date | None) -> str | None:
    return f"{day.day} {day:%B %Y}" if day else None


def article_for_terminal(article: Article, at: Span | None, *, marked: bool) -> Text:
    """A whole article with the span set off: by style, or by ▶ and ◀ where `marked` asks for signs."""
    head = [article.title, article.outlet, _spoken_date(article.day), article.url]
    text = Text("\n".join(visible(part) for part in head if part) + "\n\n", style="bold")
    body = Text(style="not bold")
    if at is None:
        body.append(visible(article.text))
    else:
        body.append(visible(article.text[: at.start]))
        words = visible(at.of(article.text))
        body.append(f"▶{words}◀" if marked else words, style="black on yellow")
        body.append(visible(article.text[at.end :]))
    return text.append_text(body)


def visible(text: str) -> str:
    """The text with everything that acts on a terminal, or turns the reading direction, shown as a sign.

    Articles are not ours: an escape sequence in one must not clear a screen, nor an override reverse a quotation.
    """
    return "".join(_sign(c) if _acts(c) else c for c in text)


def _acts(character: str) -> bool:
    if character == "\n":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in BIDI_CONTROLS


BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _sign(character: str) -> str:
    if character in "\t\r":
        return " "
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"

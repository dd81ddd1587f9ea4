"""A document that somebody gives -> its text, a paragraph a line, or the citations that it carries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import PurePath
from typing import Any

from assistant.checking.checked import Asked, Claimed
from index.confine import Confined
from index.errors import Rejected
from index.raw import Format, Raw
from index.span import Span
from index.text.decode import decode

MARKDOWN, HTML, JSON = frozenset({".md", ".markdown"}), frozenset({".html", ".htm"}), frozenset({".json"})
PLAIN = frozenset({".txt", ".text"})
APART = {".docx": Format.DOCX, ".pdf": Format.PDF}
KINDS = ", ".join(sorted([*MARKDOWN, *HTML, *JSON, *PLAIN, *APART]))

ESCAPED = re.compile(r"\\(?P<mark>[!-/:-@\[-`{-~])|(?P<entity>&#?\w+;)")
# Marks of Markdown that are no part of the text; what is escaped stays. Links keep their words.
LINK = re.compile(r"(?<!\\)!?\[([^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)|<(https?://[^>\s]+)>")
FOOTNOTE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]:?")
EMPHASIS = re.compile(r"(?<![\\\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
OPENING = re.compile(r"^[ \t]{0,3}(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+|>)+", re.MULTILINE)
BREAK = re.compile(r"(?:\\|[ ]{2,})$", re.MULTILINE)
BLOCKS = frozenset(
    """address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul""".split()
)
UNSEEN = frozenset("head script style template noscript".split())


def text_of(name: str, payload: bytes) -> str:
    """The text of a document, by the end of its name. Raises Rejected where it is none that is read here."""
    ending = PurePath(name).suffix.lower()
    if ending in APART:
        apart = Confined()
        try:
            return apart.read(Raw(origin=name, format=APART[ending], payload=payload, size=len(payload))).text
        finally:
            apart.close()
    if ending in HTML:
        return _visible(decode(payload, name))
    if ending in MARKDOWN:
        return unmarked(decode(payload, name))
    if ending in PLAIN:
        return decode(payload, name)
    raise Rejected(name, f"is no document that can be checked; those are {KINDS}")


def is_citations(name: str) -> bool:
    """Whether the document carries citations of its own rather than text."""
    return PurePath(name).suffix.lower() in JSON


def unmarked(markdown: str) -> str:
    """The text of a Markdown document, without its marks."""
    text = OPENING.sub("", BREAK.sub("", markdown))
    text = LINK.sub(lambda link: link[1] if link[1] is not None else link[2], FOOTNOTE.sub("", text))
    for _ in range(3):  # **one *in* another**
        text = EMPHASIS.sub(r"\2", text)
    return ESCAPED.sub(lambda found: found["mark"] or unescape(found["entity"]), text)


def citations(name: str, payload: bytes) -> list[Asked]:
    """The citations in a JSON output of ours, an object a file or a line. Raises Rejected where there are none."""
    text = decode(payload, name)
    try:
        objects = [json.loads(text)]
    except ValueError:
        try:
            objects = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise Rejected(name, f"is no JSON ({error}); give what `--json` has printed") from None
    found = [asked for each in objects for asked in _cited(each)]
    if not found and not any(isinstance(each, dict) and ("citations" in each or "quotes" in each) for each in objects):
        raise Rejected(name, "has no citations; give what `briefings ask --json` or `quotes --json` has printed")
    return found


def shown_in(name: str, payload: bytes) -> list[Claimed]:
    """The places that an answer or a draft shows, or drafts before it have, without what it has beside or has left out.
    Raises Rejected.
    """
    try:
        value = json.loads(decode(payload, name))
    except ValueError as error:
        raise Rejected(name, f"is no JSON ({error}); give what `briefings draft -o FILE.json` has written") from None
    if not isinstance(value, dict) or not isinstance(value.get("citations"), list):
        raise Rejected(name, "has no citations; give what `briefings draft -o FILE.json` has written")
    return [*(asked.claimed for asked in _cited(value["citations"])), *_seen(value.get("seen"))]


def _seen(value: object) -> Iterator[Claimed]:
    """Places that a draft carries on from those before it: article, revision, start, end."""
    for one in value if isinstance(value, list) else ():
        match one:
            case [str(article), int(revision), int(start), int(end)]:
                yield Claimed(article=article, revision=revision, span=_span(start, end))


def _cited(value: object) -> Iterator[Asked]:
    """Every object with a quotation and the article that it is from, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from _cited(each)
    elif isinstance(value, dict):
        if isinstance(value.get("quote"), str) and isinstance(value.get("article"), dict):
            yield _asked(value)
        for key, each in value.items():
            if key != "article":
                yield from _cited(each)


def _asked(citation: dict[str, Any]) -> Asked:
    article, speaker = citation["article"], citation.get("speaker")
    revision = article.get("revision")
    return Asked(
        citation["quote"],
        speaker=_text(speaker.get("name")) if isinstance(speaker, dict) else None,
        claimed=Claimed(
            article=_text(article.get("id")),
            revision=revision if isinstance(revision, int) else None,
            span=_span(citation.get("start"), citation.get("end")),
            outlet=_text(article.get("outlet")),
            published=_day(article.get("published")),
        ),
        reported=citation.get("kind") in ("indirect", "passage"),
    )


def _span(start: object, end: object) -> Span | None:
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        return Span(start, end)
    return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _visible(page: str) -> str:
    """All text of a page that is seen, a block a line; what stands in <q> between marks."""
    from lxml import html

    if not page.strip():
        return ""
    pieces: list[str] = []
    _walk(
        html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True)),
        pieces,
    )
    lines = (" ".join(line.split(" ")).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(element: Any, pieces: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in UNSEEN or element.get("hidden") is not None:
        pass
    else:
        around = ("\n", "\n") if element.tag in BLOCKS else ("“", "”") if element.tag == "q" else ("", "")
        pieces.append(around[0])
        pieces.append(_flowing(element.text))
        for child in element:
            _walk(child, pieces)
        pieces.append(around[1])
    pieces.append(_flowing(element.tail))


def _flowing(text: str | None) -> str:
    """As a browser shows it: line ends are spaces."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")

"""A citation as a draft shows it: the line below the words, and the footnote."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from assistant.answer import Citation
from assistant.briefs.labels import Labels
from assistant.briefs.page import Inlines, Link
from assistant.translation import rendered_by
from index.article import text_hash

HASH_SHOWN = 16  # hexadecimal digits of a revision's; the JSON has all


def quoted(one: Citation) -> bool:
    """Whether it is somebody's words, and not the article's own."""
    return one.kind in ("direct", "mixed")


def byline(one: Citation, labels: Labels) -> str:
    """Who said it, which outlet tells it, and when."""
    article, report = one.article, labels("indirect") if one.kind == "indirect" else None
    return " · ".join(filter(None, (_speaker(one, labels), report, article.outlet, labels.day(article.day))))


def footnote(one: Citation, labels: Labels, *beside: str) -> Inlines:
    """Speaker, role, outlet, title, day, what goes `beside` that, the place in the archive, the address."""
    article = one.article
    others = [outlet for outlet in one.outlets if outlet != article.outlet]
    told = [
        _speaker(one, labels),
        labels("indirect") if one.kind == "indirect" else None,
        labels("rendered", outlet=outlet) if (outlet := rendered_by(one)) else None,
        ", ".join(filter(None, (article.outlet, article.title, labels.day(article.day)))),
        labels("via", outlet=one.via) if one.via else None,
        labels("also", outlets=", ".join(others)) if others else None,
        *beside,
        labels(
            "place",
            article=article.id,
            revision=article.revision,
            hash=text_hash(article.text)[:HASH_SHOWN],
            start=one.span.start,
            end=one.span.end,
        ),
    ]
    text = "; ".join(filter(None, told)) + "."
    url = article.url
    return (f"{text} ", Link(text=url, url=url)) if url is not None and _on_the_web(url) else (text,)


def by_rule(one: Citation, labels: Labels, *, shortened: bool, line: str | None) -> Iterator[str]:
    """What the outlet of its article has done to it, and wants to be told with it."""
    if shortened:
        yield labels("shortened", outlet=one.article.outlet)
    if line:
        yield line


def _speaker(one: Citation, labels: Labels) -> str:
    speaker = one.speaker
    if speaker is None:
        return labels("unnamed")
    actor = labels("for", actor=speaker.actor) if speaker.actor else None
    return ", ".join(filter(None, (speaker.name, speaker.role, actor)))


def _on_the_web(url: str) -> bool:
    """Whether it may become a link."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False

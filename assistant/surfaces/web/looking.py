"""Routes that look into the archive: an article, who is quoted, what there is."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException

from assistant.contract import article_as_json, citation_as_json
from assistant.surfaces.web.desk import AtDesk, Number
from assistant.surfaces.web.original import original
from assistant.understand import Asked
from index.article import Article
from index.attribute import SHOWN
from index.find import find
from index.record.catalogue import Quoted
from index.record.dead_letters import Letter
from index.span import Span
from index.window import Window, only

router = APIRouter(prefix="/api")
MOST_QUOTATIONS = 500
MOST_SPEAKERS = 2_000
MOST_ARTICLES = 500
LATEST = 100  # articles, and what was rejected
DAYS = 7  # on which something came in


@router.get("/archive")
def archive(desk: AtDesk) -> dict[str, Any]:
    """What there is, in numbers, which articles came last, and what was not taken in."""
    catalogue, settings = desk.library.store.catalogue, desk.library.settings
    counts, letters = catalogue.counts(Window()), desk.library.store.dead_letters.all()
    return {
        **catalogue.totals(),
        "first": counts.first,
        "last": counts.last,
        "languages": catalogue.languages(),
        "outlets": catalogue.outlets(),
        "months": catalogue.months(),
        "arrivals": catalogue.arrivals(DAYS),
        "embedder": settings.embedder,
        "model": settings.model,
        "latest": [_named(desk.library.revision(*one)) for one in catalogue.latest(LATEST, Window())],
        "rejected": [_rejected(one) for one in sorted(letters, key=lambda one: one.last, reverse=True)[:LATEST]],
    }


@router.get("/articles")
def articles(desk: AtDesk, outlet: str | None = None, words: str = "") -> list[dict[str, Any]]:
    """What an outlet, or everybody, has published: the articles with all these words, each with the passage that has
    most of them; without words what came in last.
    """
    library, window = desk.library, Window(outlets=only(outlet))
    if not words.strip():
        latest = library.store.catalogue.latest(MOST_ARTICLES, window)
        return [_named(library.revision(*one)) for one in latest]
    return [
        _named(library.revision(one.article, one.revision)) | {"start": one.span.start, "end": one.span.end}
        for one in find(library, words, LATEST, window)
    ]


@router.get("/speakers")
def speakers(desk: AtDesk) -> list[dict[str, Any]]:
    """Everyone quoted, in each capacity, the most quoted first."""
    catalogue = desk.library.store.catalogue
    found = catalogue.speakers(least=SHOWN, known=catalogue.capacities(least=SHOWN))
    return [_quoted(one) for one in found[:MOST_SPEAKERS]]


@router.get("/quotations")
def quotations(
    desk: AtDesk,
    speaker: str | None = None,
    actor: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[dict[str, Any]]:
    """Whose words these are, the newest first."""
    window = Window(since=since, until=until)
    asked = Asked(speaker=speaker or None, actor=actor or None, window=window, k=MOST_QUOTATIONS)
    return [citation_as_json(one) for one in desk.assistant.quotations(asked)]


@router.get("/article")
def article(
    desk: AtDesk,
    id: str,
    revision: Number | None = None,
    start: Number | None = None,
    end: Number | None = None,
) -> dict[str, Any]:
    """A whole article, in three pieces where a place in it is asked for: before, the words, after."""
    found = desk.library.store.article(id, revision)
    if start is None or end is None:
        return _named(found) | {"pieces": [found.text], "original": original(found.url, "")}
    if not start < end <= len(found.text):
        raise HTTPException(422, f"the article's text has the characters 0:{len(found.text)}")
    text, span = found.text, Span(start, end)
    pieces = [text[:start], span.of(text), text[end:]]
    return _named(found) | {"pieces": pieces, "original": original(found.url, span.of(text))}


def _named(article: Article) -> dict[str, Any]:
    return article_as_json(article) | {"language": article.language, "authors": article.authors}


def _rejected(one: Letter) -> dict[str, Any]:
    return {"source": one.name, "reason": one.reason, "last": one.last.isoformat(), "tries": one.tries}


def _quoted(one: Quoted) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role,
        "actor": one.actor,
        "quotations": one.quotations,
        "first": one.first,
        "last": one.last,
    }

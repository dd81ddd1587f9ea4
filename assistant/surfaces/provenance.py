"""What goes with an article that is shown: whether it is of an older revision, and whose report it is."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.article import Article
    from index.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """`current` is the revision that answers see. `story` is the article with its copies, the first published first;
    `agency` is the one that any of them credits.
    """

    article: Article
    current: int
    story: tuple[Article, ...]
    agency: str | None

    @property
    def copy_of(self) -> Article | None:
        return self.story[0] if self.story[0].id != self.article.id else None

    def as_json(self) -> dict[str, Any]:
        return {
            "current": self.current,
            "copy_of": _named(self.copy_of) if self.copy_of else None,
            "agency": self.agency,
            "also_in": [_named(one) for one in self.story if one.id != self.article.id],
        }

    def lines(self) -> Iterator[str]:
        """Lines for a terminal; none where there is nothing to be said."""
        from assistant.render import visible

        shown, first = self.article, self.copy_of
        if shown.revision != self.current:
            newer = f"briefings show {shlex.quote(visible(shown.id))}"
            yield f"revision {shown.revision}, an older one; the text as it is now, revision {self.current}: {newer}"
        if first is not None:
            yield f"a copy of {visible(_spoken(first))}"
        elif len(self.story) > 1:
            yield f"published first of {len(self.story)}; copies: {visible('; '.join(map(_spoken, self.story[1:])))}"
        if self.agency is not None and self.agency != shown.outlet:
            yield f"from the agency {self.agency}"


def provenance(library: Library, article: Article) -> Provenance:
    """Raises UnknownArticle where the article is being removed."""
    from index.copying.agency import agency

    story = tuple(library.store.copies.story(article.id))
    credited = (agency(one) for one in (article, *story))
    return Provenance(
        article=article,
        current=library.store.article(article.id).revision,
        story=story,
        agency=next(filter(None, credited), None),
    )


def _spoken(article: Article) -> str:
    day = article.day.isoformat() if article.day else None
    return f"{article.id} ({', '.join(filter(None, (article.outlet, day)))})" if article.outlet or day else article.id


def _named(article: Article) -> dict[str, Any]:
    published = article.published.isoformat() if article.published else None
    return {"id": article.id, "outlet": article.outlet, "url": article.url, "published": published}

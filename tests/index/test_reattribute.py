"""Quotations found anew in an archive that an older version of attribution has read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import update

from index.article import Article
from index.attribute import VERSION
from index.build import Attributes, remove
from index.embed import HashEmbedder
from index.errors import HomeBusy
from index.library import Library
from index.quotation import Quotation, Speaker
from index.reattribute import Reread, reattribute
from index.record.facts import GENERATION
from index.record.tables import revisions
from index.search import rank
from index.span import Span
from index.upkeep.doctor import examine
from index.upkeep.settle import replay
from tests.index.archive import TALKS, Attributing, raw, take_in

Opened = Callable[..., Library]
SAID = f'{TALKS} "We shall sign nothing", said Orrin. He called it "a hut".'


class Better:
    """Finds other words than `Attributing` does."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        return [tuple(_hut(article)) for article in articles]


def _hut(article: Article) -> list[Quotation]:
    whole = Span(0, len(article.text))
    named = {"article": article.id, "revision": article.revision, "language": article.language}
    return [
        Quotation(**named, kind="direct", span=Span(*found.span(1)), context=whole)  # type: ignore[arg-type]
        for found in re.finditer('"(a hut)"', article.text)
    ]


class Roles(Attributing):
    """Finds the same words by the same people, and whom these speak for."""

    def attribute(self, articles: Sequence[Article]) -> list[tuple[Quotation, ...]]:
        speaker = Speaker(name="Orrin", actor="Velmora")
        return [tuple(replace(one, speaker=speaker) for one in found) for found in super().attribute(articles)]


def grown_old(library: Library, *names: str) -> None:
    """As if an older version had found the quotations."""
    with library.store._writing.begin() as connection:
        for name in names:
            connection.execute(update(revisions).where(revisions.c.article == name).values(attribution=VERSION - 1))


def words(library: Library, name: str = "a") -> list[str]:
    article = library.store.article(name)
    return [one.span.of(article.text) for one in library.store.parts(name, article.revision)[1]]


def finish(library: Library, attributes: Attributes) -> Reread:
    *_, last = reattribute(library, attributes)
    return last


def test_quotations_are_replaced_and_the_indexes_follow(library: Library) -> None:
    take_in(library, raw("a", SAID))
    passages, _ = library.store.parts("a")
    grown_old(library, "a")
    assert finish(library, Better()) == Reread(done=1, articles=1)
    assert words(library) == ["a hut"]
    assert library.store.parts("a")[0] == passages
    assert [hit.id for hit in rank(library, "a hut", "quotation", n=5)] == [library.store.parts("a")[1][0].id]
    assert examine(library, None).sound


def test_what_is_up_to_date_is_not_read_again(library: Library) -> None:
    take_in(library, raw("a", SAID), raw("b", SAID))
    grown_old(library, "b")
    finish(library, Better())
    assert (words(library), words(library, "b")) == (["We shall sign nothing"], ["a hut"])
    assert finish(library, Better()) == Reread(done=0, articles=0)


def test_a_speaker_that_changes_no_unit_leaves_the_indexes_alone_and_is_noticed(opened: Opened) -> None:
    take_in(library := opened(), raw("a", SAID))
    grown_old(library, "a")
    embedder = RefusingEmbedder(64)
    other = opened(embedder=embedder)
    before = library.store.facts.number(GENERATION)
    finish(other, Roles())
    (quotation,) = library.store.parts("a")[1]
    assert quotation.speaker == Speaker(name="Orrin", actor="Velmora")
    assert library.store.facts.number(GENERATION) > before


class RefusingEmbedder(HashEmbedder):
    """Is interrupted by whatever it is given."""

    def embed(self, *_: object) -> object:  # type: ignore[override]
        raise KeyboardInterrupt


def test_what_an_interrupt_left_to_the_indexes_is_done_by_the_next_command(opened: Opened) -> None:
    take_in(library := opened(), raw("a", SAID))
    grown_old(library, "a")
    with pytest.raises(KeyboardInterrupt):
        finish(opened(embedder=RefusingEmbedder(64)), Better())
    assert words(library) == ["a hut"]
    another = opened()
    assert replay(another) == 0  # the interrupted one still lives
    library.store.outbox.adopt(lambda _: True, another.writer.name)
    assert replay(another) == 1
    assert examine(another, None).sound


def test_an_article_revised_before_the_indexes_have_followed_leaves_nothing_behind(opened: Opened) -> None:
    take_in(library := opened(), raw("a", SAID))
    grown_old(library, "a")
    with pytest.raises(KeyboardInterrupt):
        finish(opened(embedder=RefusingEmbedder(64)), Better())
    take_in(library, raw("a", f"Correction. {SAID}"))
    library.store.outbox.adopt(lambda _: True, library.writer.name)
    replay(library)
    assert examine(library, None).sound
    assert library.store.outbox.leaving(["a"]) == {}


def test_a_revision_or_removal_in_between_is_passed_over(opened: Opened) -> None:
    take_in(library := opened(), raw("a", SAID), raw("b", SAID))
    grown_old(library, "a", "b")
    running = reattribute(library, Better())
    next(running)
    other = opened()
    take_in(other, raw("a", f"Correction. {SAID}"))
    remove(other, ["b"])
    for _ in running:
        pass
    assert words(library) == ["We shall sign nothing"]
    assert examine(library, None).sound


def test_only_one_process_is_at_it(opened: Opened) -> None:
    running = reattribute(opened(), Better())
    next(running)
    with pytest.raises(HomeBusy, match="another process"):
        next(reattribute(opened(), Better()))


def test_an_examination_says_how_many_are_due(library: Library) -> None:
    take_in(library, raw("a", SAID), raw("b", SAID))
    grown_old(library, "b")
    health = examine(library)
    assert (health.outdated, health.sound) == (1, True)

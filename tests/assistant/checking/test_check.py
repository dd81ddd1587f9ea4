"""A quotation looked up in an archive, whose articles are all invented."""

from __future__ import annotations

from dataclasses import replace

from assistant.checking.check import Checker
from assistant.checking.checked import Asked, Claimed
from index.library import Library
from index.upkeep.settle import settle
from tests.assistant.archive import take_in
from tests.assistant.news import ARTICLES, PAUSE, RAILWAY_YES, SAID, TELEVISION


def test_it_is_found_by_its_words(archive: Library) -> None:
    checked = Checker(archive).check(Asked(PAUSE, speaker="Vestrova"))
    assert checked.sound
    assert checked.places[0].article.id == "briefing"
    assert checked.places[0].text == PAUSE


def test_a_falsified_one_is_found_too(archive: Library) -> None:
    checked = Checker(archive).check(Asked("A treaty does not have a reset button"))
    assert (checked.verdict, checked.places[0].article.id) == ("altered", "briefing")


def test_parts_of_two_articles_are_both_found(archive: Library) -> None:
    checked = Checker(archive).check(Asked(f"{TELEVISION} {RAILWAY_YES}"))
    assert checked.verdict == "stitched"
    assert [place.article.id for place in checked.places] == ["briefing", "railway-yes"]


def test_common_words_are_found_among_many_that_share_them(empty: Library) -> None:
    crowd = [replace(ARTICLES[0], id=f"crowd-{n}", url=None, text=f"It is not so that {n} it was.") for n in range(40)]
    take_in(empty, [*crowd, replace(ARTICLES[0], id="wanted", url=None, text="“So it was not that,” it is.")], {})
    assert Checker(empty).check(Asked("so it was not that")).verdict in ("exact", "altered")
    assert Checker(empty).check(Asked("So it was not that")).places[0].article.id == "wanted"


def test_an_earlier_revision_is_found_though_no_index_has_it(empty: Library) -> None:
    take_in(empty, ARTICLES[:1], SAID)
    changed = replace(ARTICLES[0], text=ARTICLES[0].text.replace(f"“{TELEVISION}” Vestrova said.\n", ""))
    take_in(empty, [changed], {})
    assert Checker(empty).check(Asked(TELEVISION)).verdict == "superseded"
    assert Checker(empty).check(Asked(PAUSE)).verdict == "exact"


def test_a_removed_article_is_told_from_one_that_never_was(empty: Library) -> None:
    take_in(empty, ARTICLES[:2], SAID)
    settle(empty, empty.store.remove(["briefing"], empty.writer.name))
    checker = Checker(empty)
    assert "removed" in checker.check(Asked(PAUSE, claimed=Claimed(article="briefing"))).faults
    assert "removed" not in checker.check(Asked(PAUSE, claimed=Claimed(article="nowhere"))).faults


def test_an_empty_archive_has_nothing(empty: Library) -> None:
    assert Checker(empty).check(Asked(PAUSE)).verdict == "not found"

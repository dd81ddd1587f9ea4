"""Ranked units: words within the question's language, meaning in all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import remove
from index.embedder import Kind
from index.library import Library
from index.means import LEAST
from index.search import OVER_FETCH, PER_ARTICLE, UnitRetriever, margins, rank
from index.unit import Shelf
from tests.index.archive import raw, take_in

Opened = Callable[..., Library]
EN, FR = Shelf("passage", "en"), Shelf("passage", "fr")
TALKS = "The border talks in Lorn went on for a third day."
CIDER = "The cider press in Vell has been repaired by two brothers."
SNOW = "Snow fell on the pass and the road is closed until Friday."


def found(library: Library, query: str, **how: object) -> list[str]:
    """The articles of the units found, best first."""
    return [hit.id.split(":")[0] for hit in rank(library, query, "passage", n=10, **how)]  # type: ignore[arg-type]


@pytest.fixture
def archive(library: Library) -> Library:
    take_in(library, raw("talks", TALKS), raw("cider", CIDER), raw("snow", SNOW))
    return library


class TestRank:
    def test_what_shares_words_and_parts_of_words_comes_first(self, archive: Library) -> None:
        assert found(archive, "who repaired the cider press?")[0] == "cider"
        assert found(archive, "border talks in Lorn")[0] == "talks"

    def test_every_unit_has_its_place_once(self, archive: Library) -> None:
        hits = rank(archive, "border talks", "passage", n=10)
        assert sorted(hit.id for hit in hits) == ["cider:1:p:0", "snow:1:p:0", "talks:1:p:0"]
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert [hit.lexical for hit in hits if hit.id.startswith("talks")] == [1.0]

    def test_at_most_so_many_come(self, archive: Library) -> None:
        assert len(rank(archive, "border talks", "passage", n=2)) == 2

    def test_only_those_asked_for_come(self, archive: Library) -> None:
        among = {EN: ["snow:1:p:0", "cider:1:p:0", "gone:1:p:0"], FR: ["talks:1:p:0"]}
        assert sorted(found(archive, "border talks in Lorn", among=among)) == ["cider", "snow"]
        assert found(archive, "border talks", among={}) == []
        assert found(archive, "border talks", among={EN: []}) == []

    def test_kinds_are_ranked_apart(self, library: Library) -> None:
        take_in(library, raw("a", f'{TALKS} "We shall sign nothing", said Orrin.'))
        (quoted,) = rank(library, "sign nothing", "quotation", n=10)
        assert quoted.id == "a:1:q:51"

    def test_the_speakers_name_finds_a_quotation(self, library: Library) -> None:
        take_in(
            library, raw("a", '"It is too early to say", said Orrin.'), raw("b", '"It is too early to say", said Ilka.')
        )
        assert rank(library, "Ilka", "quotation", n=1)[0].id.startswith("b:")

    def test_a_removed_unit_is_no_longer_found(self, archive: Library) -> None:
        remove(archive, ["talks"])
        assert sorted(found(archive, "border talks")) == ["cider", "snow"]

    def test_an_empty_archive_has_nothing(self, library: Library) -> None:
        assert found(library, "border talks") == []

    @pytest.mark.parametrize("query", ["", "?", "\0", "𐔖𐔗", "x" * 5_000, '"AND OR ( *'])
    def test_any_query_will_do(self, archive: Library, query: str) -> None:
        assert len(found(archive, query)) == 3

    def test_the_ranking_is_the_same_every_time(self, opened: Opened) -> None:
        library = opened()
        take_in(library, *[raw(f"a{number}", TALKS) for number in range(20)])
        first = rank(library, "border talks", "passage", n=20)
        assert rank(opened(), "border talks", "passage", n=20) == first


class TestLanguages:
    @pytest.fixture
    def mixed(self, library: Library) -> Library:
        take_in(library, raw("en", "The pension reform."), raw("fr", "La reform pension.", language="fr"))
        return library

    def test_words_count_in_the_language_of_the_question_only(self, mixed: Library) -> None:
        hits = {hit.id[:2]: hit.lexical for hit in rank(mixed, "pension reform", "passage", n=10, language="fr")}
        assert hits == {"fr": 1.0, "en": 0.0}

    def test_the_language_is_told_from_the_question_where_it_is_not_given(self, mixed: Library) -> None:
        hits = {hit.id[:2]: hit.lexical for hit in rank(mixed, "what about the pension reform?", "passage", n=10)}
        assert hits["en"] == 1.0
        assert hits["fr"] == 0.0

    def test_words_do_not_move_a_unit_past_another_languages(self, library: Library) -> None:
        """The scores of a language are its cosines, whatever its words say; they only go to other units of it."""
        take_in(library, raw("a", TALKS), raw("b", CIDER), raw("c", SNOW), raw("d", TALKS, language="fr"))
        with_words = rank(library, "cider press talks", "passage", n=10, language="en")
        without = rank(library, "cider press talks", "passage", n=10, language="en", lexical_weight=0.0)
        assert sorted(hit.score for hit in with_words) == sorted(hit.score for hit in without)


class Directed:
    """An embedder of two languages: a vector about the language's axis, turned a little to the matter's."""

    name, dim = "directed", 4

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        found = np.zeros((len(texts), 4), np.float32)
        for row, text in zip(found, texts, strict=True):
            row[1 if "le " in text else 0] = 1.0
            row[2 if "gold" in text or "or " in text else 3] = 0.3
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def test_with_the_means_off_the_matter_goes_before_the_language(opened: Opened) -> None:
    library = opened(embedder=Directed())
    all_of_it = range(LEAST + 14)
    half = all_of_it[: len(all_of_it) // 2]
    english = [raw(f"e{n}", f"gold {n}" if n in half else f"snow {n}", language="en") for n in all_of_it]
    french = [raw(f"f{n}", f"le or {n}" if n in half else f"le neige {n}", language="fr") for n in all_of_it]
    take_in(library, *english, *french)
    hits = rank(library, "gold", "passage", n=len(all_of_it), language="en", lexical_weight=0.0)
    assert {hit.id.split(":")[0] for hit in hits} == {f"{letter}{n}" for letter in "ef" for n in half}


class TestWordsOnly:
    def test_units_with_none_of_the_words_are_not_found(self, opened: Opened) -> None:
        library = opened(embedder="none")
        take_in(library, raw("talks", TALKS), raw("cider", CIDER))
        (hit,) = rank(library, "border talks", "passage", n=10)
        assert (hit.id, hit.score, hit.margin) == ("talks:1:p:0", 1.0, None)

    def test_there_are_no_margins(self, opened: Opened) -> None:
        library = opened(embedder="none")
        take_in(library, raw("talks", TALKS))
        assert margins(library, "border talks", "passage", {EN: ["talks:1:p:0"]}) == {}


def test_a_margin_is_the_same_asked_for_and_found(archive: Library) -> None:
    hits = rank(archive, "border talks", "passage", n=10)
    asked = margins(archive, "border talks", "passage", {EN: [*(hit.id for hit in hits), "gone:1:p:0"], FR: ["x"]})
    assert asked == pytest.approx({hit.id: hit.margin for hit in hits})
    assert sum(asked.values()) == pytest.approx(0, abs=1e-5)


class TestRetriever:
    def test_documents_are_cut_from_the_record(self, archive: Library) -> None:
        (document,) = UnitRetriever(library=archive, k=1).invoke("border talks in Lorn")
        assert document.page_content == TALKS
        wanted = {
            "id": "talks:1:p:0",
            "kind": "passage",
            "article": "talks",
            "revision": 1,
            "start": 0,
            "end": len(TALKS),
        }
        assert wanted.items() <= document.metadata.items()

    def test_a_quotation_is_its_words_without_the_speaker_it_is_found_by(self, library: Library) -> None:
        take_in(library, raw("a", '"We shall sign nothing", said Orrin.'))
        (document,) = UnitRetriever(library=library, kind="quotation").invoke("Orrin")
        assert document.page_content == "We shall sign nothing"

    def test_what_is_hidden_since_it_was_indexed_is_not_shown(self, archive: Library) -> None:
        archive.store.remove(["talks"], "a process that dies")
        shown = UnitRetriever(library=archive).invoke("border talks in Lorn")
        assert sorted(document.metadata["article"] for document in shown) == ["cider", "snow"]

    def test_no_article_crowds_out_the_others(self, library: Library) -> None:
        long = "\n\n".join(f"The border talks, day {day}. " + "The border talks went on. " * 30 for day in range(6))
        take_in(library, raw("long", long), raw("short", "Of the border talks nothing more was heard in Vell."))
        shown = [each.metadata["article"] for each in UnitRetriever(library=library).invoke("border talks")]
        assert shown[: PER_ARTICLE + 1].count("long") == PER_ARTICLE
        assert shown.count("long") > PER_ARTICLE

    def test_hidden_units_do_not_use_up_the_places(self, library: Library) -> None:
        take_in(library, *[raw(f"a{n}", TALKS) for n in range(30)], raw("last", TALKS + " It is the last."))
        library.store.remove([f"a{n}" for n in range(30)], "a process that dies")
        shown = UnitRetriever(library=library, k=3).invoke("border talks in Lorn")
        assert [document.metadata["article"] for document in shown] == ["last"]

    async def _ask(self, retriever: UnitRetriever) -> list[str]:
        return [document.id or "" for document in await retriever.ainvoke("border talks in Lorn")]

    def test_it_can_be_awaited(self, archive: Library) -> None:
        import asyncio

        assert asyncio.run(self._ask(UnitRetriever(library=archive, k=1))) == ["talks:1:p:0"]


def test_more_units_than_are_fetched_are_no_matter(library: Library) -> None:
    many = " ".join(f'"Point {number} is settled", said Orrin.' for number in range(OVER_FETCH + 100))
    take_in(library, raw("a", many))
    hits = rank(library, "point 299 is settled", "quotation", n=5)
    assert len(hits) == 5
    assert (
        "299" in library.store.article("a").text[library.store.quotations([hits[0].id])[hits[0].id].span.start :][:16]
    )

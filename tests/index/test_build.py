"""Articles in, from what sources give to what answers see."""

from __future__ import annotations

import pytest

from index.build import add, remove
from index.errors import Rejected, UnknownArticle
from index.library import Library
from index.raw import Raw
from index.upkeep.doctor import examine
from tests.index.archive import TALKS, Attributing, raw, take_in

SAID = f'{TALKS} "We shall sign nothing", said Orrin.'


def state(library: Library) -> tuple[dict[str, int], bool]:
    """What there is in the archive, and whether both indexes agree with it."""
    totals = library.store.catalogue.totals()
    return totals, examine(library, None).sound


def test_an_article_goes_into_the_record_and_both_indexes(library: Library) -> None:
    report = take_in(library, raw("a", SAID, title="Talks", outlet="The Lorn Post", published="2025-03-02"))
    assert (report.new, report.revised, report.same, report.rejected) == (["a"], [], [], [])
    assert library.store.article("a").title == "Talks"
    health = examine(library, None)
    assert (health.units, health.sound, health.waiting) == (2, True, 0)


def test_adding_the_same_again_changes_nothing(library: Library) -> None:
    take_in(library, raw("a", SAID))
    before = state(library)
    report = take_in(library, raw("a", SAID), raw("a", SAID))
    assert (report.new, report.revised, report.same) == ([], [], ["a", "a"])
    assert state(library) == before


def test_the_same_article_twice_in_a_batch_goes_in_once(library: Library) -> None:
    report = take_in(library, raw("a", SAID), raw("a", SAID))
    assert (report.new, report.same) == (["a"], ["a"])
    assert state(library)[0]["articles"] == 1


def test_a_changed_article_is_a_revision_and_the_old_units_leave(library: Library) -> None:
    take_in(library, raw("a", SAID))
    report = take_in(library, raw("a", "Correction. " + SAID))
    assert report.revised == ["a"]
    assert library.store.article("a").revision == 2
    totals, sound = state(library)
    assert (totals["articles"], totals["revisions"], totals["passages"], totals["quotations"], sound) == (
        1,
        2,
        1,
        1,
        True,
    )


def test_a_citation_to_an_old_revision_can_still_be_read(library: Library) -> None:
    take_in(library, raw("a", SAID))
    (quotation,) = library.store.parts("a", 1)[1]
    take_in(library, raw("a", "Correction. " + SAID))
    assert quotation.span.of(library.store.article("a", 1).text) == "We shall sign nothing"


def test_an_article_whose_language_changes_leaves_the_shelf_of_the_old_one(library: Library) -> None:
    take_in(library, raw("a", SAID))
    take_in(library, raw("a", SAID, language="fr"))
    health = examine(library, None)
    assert library.store.catalogue.languages() == {"fr": 1}
    assert health.sound
    assert health.vectors is not None
    assert health.vectors.surplus == 0


def test_an_unrelated_text_under_a_known_id_is_rejected_by_its_place_with_the_way_out(library: Library) -> None:
    other = "Apples are cheap this autumn and the cider press in Vell has been repaired by two brothers."
    take_in(library, raw("a", SAID))
    (rejected,) = take_in(library, raw("a", other)).rejected
    assert rejected.source == "test.jsonl:a"
    assert "--replace" in rejected.reason
    assert library.store.article("a").text == SAID
    assert take_in(library, raw("a", other), unrelated=True).revised == ["a"]


def test_an_unrelated_text_in_the_same_batch_is_rejected_by_its_place_too(library: Library) -> None:
    report = take_in(library, raw("a", SAID), raw("a", "Apples are cheap this autumn in Vell."))
    assert report.new == ["a"]
    assert [rejected.source for rejected in report.rejected] == ["test.jsonl:a"]


def test_what_cannot_be_taken_in_is_reported_and_the_rest_goes_in(library: Library) -> None:
    found: list[Raw | Rejected] = [raw("a", SAID), Rejected("gone.txt", "it vanished"), raw("b", "  "), raw("c", SAID)]
    *_, report = add(library, found, Attributing())
    assert report.new == ["a", "c"]
    assert [rejected.source for rejected in report.rejected] == ["gone.txt", "test.jsonl:b"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x" * 300, id="300 characters"),
        pytest.param("բանակցություններ/ǅ 🕊 " * 8, id="not ASCII"),
        pytest.param("urn:a:1:p:0", id="colons"),
        pytest.param("%_' OR 1=1 --", id="what SQL would mind"),
    ],
)
def test_any_id_will_do(library: Library, name: str) -> None:
    take_in(library, raw(name, SAID), raw("other", SAID))
    assert library.store.article(name).text == SAID
    assert state(library)[1]
    remove(library, [name])
    assert [left for left, _ in library.store.every_article()] == ["other"]
    assert state(library)[1]


def test_ids_that_look_like_each_others_units_stay_apart(library: Library) -> None:
    take_in(library, raw("a", SAID), raw("a:1", SAID), raw("a:1:p:0", SAID))
    remove(library, ["a:1"])
    assert [name for name, _ in library.store.every_article()] == ["a", "a:1:p:0"]
    assert state(library)[1]


@pytest.mark.parametrize("language", ["zh", None])
def test_a_language_that_is_rare_or_unknown_has_a_shelf(library: Library, language: str | None) -> None:
    take_in(library, raw("a", "12345 67890 12345.", language=language))
    assert state(library)[1]
    assert list(library.store.catalogue.languages()) == [language or "und"]


def test_line_ends_and_astral_characters_are_kept_and_offsets_count_code_points(library: Library) -> None:
    text = '𐔖𐔗 🕊🕊 Day one.\r\n\r\n  "We are 𝒹𝑜𝓃𝑒 🕊", said Orrin.\r\n'
    take_in(library, raw("a", text))
    article = library.store.article("a")
    (quotation,) = library.store.parts("a")[1]
    assert article.text == text
    assert quotation.span.of(text) == "We are 𝒹𝑜𝓃𝑒 🕊"
    assert quotation.span.start == text.index("We are")


class TestRemove:
    def test_it_removes_everywhere(self, library: Library) -> None:
        take_in(library, raw("a", SAID), raw("b", SAID))
        take_in(library, raw("a", "Correction. " + SAID))
        remove(library, ["a"])
        totals, sound = state(library)
        assert (totals["articles"], totals["revisions"], totals["waiting"], sound) == (1, 1, 0, True)
        assert library.store.parts("a") == ([], [])
        with pytest.raises(UnknownArticle):
            library.store.article("a", 1)

    def test_an_unknown_id_stops_it_before_anything_is_touched(self, library: Library) -> None:
        take_in(library, raw("a", SAID))
        with pytest.raises(UnknownArticle, match="'b'"):
            remove(library, ["a", "b"])
        assert state(library)[0]["articles"] == 1

    def test_what_comes_back_has_a_revision_number_of_its_own(self, library: Library) -> None:
        """A citation to the removed text must not find another text under its address."""
        take_in(library, raw("a", SAID))
        remove(library, ["a"])
        assert take_in(library, raw("a", "Another text.")).new == ["a"]
        assert library.store.article("a").revision == 2
        with pytest.raises(UnknownArticle):
            library.store.article("a", 1)

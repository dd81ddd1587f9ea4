"""Corrections in the record: what they apply to, what they survive, how they end. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from index.attribute import VERSION
from index.build import remove
from index.correcting.correction import Change, Correction
from index.errors import BadCorrection, UnknownQuotation
from index.library import Library
from index.quotation import Quotation
from index.reattribute import reattribute
from index.record.tables import revisions
from index.upkeep.doctor import examine
from index.upkeep.reindex import reindex
from index.upkeep.settle import settle
from index.window import Window
from tests.index.archive import Attributing, raw, take_in

LONG = "We shall sign nothing in Lorn before the last soldier has left the valley"
SHORT = "We shall sign nothing today"
COMMON = "No comment"


def said(words: str = LONG, by: str = "Orrin") -> str:
    return f'The talks went on. "{words}", said {by}. Then it rained.'


def only(library: Library, article: str = "a") -> Quotation:
    (found,) = library.store.parts(article, library.store.article(article).revision, dismissed=True)[1]
    return found


def speaker(library: Library, article: str = "a") -> str | None:
    found = only(library, article).speaker
    return found.name if found else None


def correct(library: Library, name: str | None = "Dane", article: str = "a") -> Correction:
    return library.store.corrections.correct(only(library, article).id, Change(speaker=name), by="ana")


@pytest.fixture
def archive(library: Library) -> Library:
    """Two articles with the same words, and one with others."""
    take_in(library, raw("a", said()), raw("b", f"HESTAL. {said(LONG.upper())}"), raw("c", said("It will not rain")))
    return library


class TestWhatItAppliesTo:
    def test_every_rendering_in_the_archive_and_nothing_else(self, archive: Library) -> None:
        correct(archive)

        assert [speaker(archive, name) for name in "abc"] == ["Dane", "Dane", "Orrin"]
        assert only(archive, "b").confidence == 1.0

    def test_an_article_that_comes_later(self, archive: Library) -> None:
        correct(archive)
        take_in(archive, raw("later", said(f"Once more: {LONG}")))

        assert speaker(archive, "later") == "Dane"

    def test_the_longest_match_is_not_taken_for_a_dismissal(self, archive: Library) -> None:
        archive.store.corrections.correct(only(archive).id, Change(dismissed=True), by="ana")
        take_in(archive, raw("later", said(f"Once more: {LONG}")))

        assert only(archive, "b").dismissed
        assert not only(archive, "later").dismissed

    def test_what_others_quote_of_it_stays_theirs(self, archive: Library) -> None:
        correct(archive)
        take_in(archive, raw("reply", said(f"He tells us ‘{LONG}’ and then he signs", by="Tamsin")))

        assert speaker(archive, "reply") == "Tamsin"

    def test_the_same_words_win_over_a_part_of_them(self, archive: Library) -> None:
        take_in(archive, raw("fuller", said(f"Once more: {LONG}")))
        correct(archive, "Tamsin", "fuller")
        correct(archive, "Dane", "a")

        assert (speaker(archive, "fuller"), speaker(archive, "a")) == ("Tamsin", "Dane")


class TestShortWords:
    def test_a_copy_with_the_same_error_is_corrected_too(self, library: Library) -> None:
        take_in(library, raw("a", said(SHORT)), raw("b", said(SHORT)))
        correct(library)

        assert speaker(library, "b") == "Dane"

    def test_who_surely_says_the_same_elsewhere_keeps_it(self, library: Library) -> None:
        take_in(library, raw("a", said(SHORT)), raw("b", said(SHORT, by="Tamsin")))
        correct(library)

        assert speaker(library, "b") == "Tamsin"

    def test_each_article_keeps_its_own(self, library: Library) -> None:
        take_in(library, raw("a", said(SHORT)), raw("b", said(SHORT)))
        correct(library, "Dane", "a")
        correct(library, "Tamsin", "b")

        assert (speaker(library, "a"), speaker(library, "b")) == ("Dane", "Tamsin")

    def test_what_anybody_says_is_corrected_in_its_article_alone(self, library: Library) -> None:
        take_in(library, raw("a", said(COMMON)), raw("b", said(COMMON)))
        correct(library)
        take_in(library, raw("a", f"Correction. {said(COMMON)}"))

        assert (speaker(library, "a"), speaker(library, "b")) == ("Dane", "Orrin")


def _revised(library: Library) -> None:
    take_in(library, raw("a", f"Correction. {said()} The next round is in May."))


def _removed_and_added(library: Library) -> None:
    remove(library, ["a"])
    take_in(library, raw("a", said()))


def _reindexed(library: Library) -> None:
    for _ in reindex(library):
        pass


def _found_anew(library: Library) -> None:
    with library.store._writing.begin() as connection:
        connection.execute(update(revisions).values(attribution=VERSION - 1))
    *_, last = reattribute(library, Attributing())
    assert last.done == 3


def _settled_again(library: Library) -> None:
    with library.store._writing.begin() as connection:
        job = library.store.outbox.post(connection, "a", 1, "index", library.writer.name)
    settle(library, [job])


@pytest.mark.parametrize("event", [_revised, _removed_and_added, _reindexed, _found_anew, _settled_again])
def test_it_survives(archive: Library, event: Callable[[Library], None]) -> None:
    correct(archive)
    event(archive)

    assert speaker(archive) == "Dane"


def test_it_survives_another_process_and_all_its_articles(opened: Callable[..., Library]) -> None:
    first = opened()
    take_in(first, raw("a", said()))
    correct(first)
    remove(first, ["a"])
    first.close()
    second = opened()
    take_in(second, raw("other", said()))

    assert speaker(second, "other") == "Dane"


class TestDismissed:
    def test_answers_no_longer_see_it_and_indexes_agree_with_the_record(self, archive: Library) -> None:
        name = only(archive).id
        archive.store.corrections.correct(name, Change(dismissed=True), by="ana")
        _reindexed(archive)

        assert archive.store.quotations([name]) == {}
        assert archive.store.parts("a", 1)[1] == []
        assert examine(archive, None).sound
        assert name not in {each for ids in archive.store.catalogue.select(Window()).values() for each in ids}
        assert [one.quotations for one in archive.store.catalogue.speakers(0.0)] == [1]

    def test_undone_it_is_there_again(self, archive: Library) -> None:
        before = archive.store.catalogue.select(Window())
        made = archive.store.corrections.correct(only(archive).id, Change(dismissed=True), by="ana")
        archive.store.corrections.undo(made.number, by="ana")

        assert archive.store.catalogue.select(Window()) == before


class TestUndo:
    def test_what_attribution_had_found_holds_again(self, archive: Library) -> None:
        before = [only(archive, name) for name in "ab"]
        made = correct(archive)
        archive.store.corrections.undo(made.number, by="eli")

        assert [only(archive, name) for name in "ab"] == before

    def test_the_correction_before_it_holds_again(self, archive: Library) -> None:
        correct(archive, "Dane")
        second = correct(archive, "Tamsin", "b")
        assert speaker(archive) == "Tamsin"
        archive.store.corrections.undo(second.number, by="eli")

        assert speaker(archive) == "Dane"

    def test_only_what_is_in_force_can_be_undone(self, archive: Library) -> None:
        kept = archive.store.corrections
        made = correct(archive)
        undone = kept.undo(made.number, by="eli")

        refused = {made.number: "undone already", undone.number: "undoes another", 99: "no correction 99"}
        for number, named in refused.items():
            with pytest.raises(BadCorrection, match=named):
                kept.undo(number, by="eli")
        assert len(kept.audit()) == 2


class TestNames:
    def test_an_alias_is_shown_and_counted_as_the_name(self, archive: Library) -> None:
        archive.store.corrections.join("ORRIN", "Orrin Dane", by="ana")
        take_in(archive, raw("later", said("It will snow")))

        (quoted,) = archive.store.catalogue.speakers(0.0)
        assert (quoted.name, quoted.quotations) == ("Orrin Dane", 4)
        assert archive.store.corrections.aliases() == {"ORRIN": "Orrin Dane"}

    def test_chains_end_in_the_last_name_and_come_apart(self, archive: Library) -> None:
        kept = archive.store.corrections
        kept.join("Orrin", "Orrin Dane", by="ana")
        second = kept.join("Orrin Dane", "Dane of Lorn", by="ana")
        assert speaker(archive) == "Dane of Lorn"
        kept.undo(second.number, by="ana")

        assert speaker(archive) == "Orrin Dane"

    def test_it_holds_for_a_name_that_an_editor_has_set(self, archive: Library) -> None:
        correct(archive, "Dane")
        made = archive.store.corrections.join("Dane", "Ilka Dane", by="ana")
        assert speaker(archive) == "Ilka Dane"
        archive.store.corrections.undo(made.number, by="ana")

        assert speaker(archive) == "Dane"

    def test_a_circle_is_refused_and_nothing_is_kept(self, archive: Library) -> None:
        kept = archive.store.corrections
        kept.join("Orrin", "Dane", by="ana")
        kept.join("Dane", "Tamsin", by="ana")
        with pytest.raises(BadCorrection, match="circle"):
            kept.join("Tamsin", "Orrin", by="ana")

        assert len(kept.audit()) == 2
        assert speaker(archive) == "Tamsin"

    def test_undoing_may_not_close_a_circle(self, archive: Library) -> None:
        kept = archive.store.corrections
        kept.join("Orrin", "Dane", by="ana")
        newer = kept.join("Orrin", "Tamsin", by="ana")
        kept.join("Dane", "Orrin", by="ana")

        with pytest.raises(BadCorrection, match="circle"):
            kept.undo(newer.number, by="ana")

    @pytest.mark.parametrize(("alias", "name"), [("Dane", "DANE"), ("", "Dane"), ("Dane", " ")])
    def test_one_name_or_none_is_refused(self, archive: Library, alias: str, name: str) -> None:
        with pytest.raises(BadCorrection):
            archive.store.corrections.join(alias, name, by="ana")


class TestAudit:
    def test_it_tells_who_when_what_was_and_what_is(self, archive: Library) -> None:
        made = archive.store.corrections.correct(only(archive).id, Change(speaker="Dane"), by="ana", note="on tape")
        (audited,) = archive.store.corrections.audit()

        assert audited.correction == made
        assert (made.by, made.note, made.at.utcoffset() is not None) == ("ana", "on tape", True)
        assert (audited.standing, audited.undone, audited.quotations) == ("in force", None, 2)

    def test_it_tells_what_has_become_of_each(self, archive: Library) -> None:
        kept = archive.store.corrections
        correct(archive, "Dane")
        correct(archive, "Tamsin")
        joined = kept.join("Orrin", "Ilka Orrin", by="ana")
        undone = kept.undo(joined.number, by="eli")

        audit = kept.audit()
        assert [one.standing for one in audit] == ["replaced", "in force", "undone", "undo"]
        assert [one.quotations for one in audit] == [0, 2, 0, 0]
        assert audit[2].undone == undone

    def test_what_is_held_already_is_no_correction(self, archive: Library) -> None:
        correct(archive)
        with pytest.raises(BadCorrection, match="held already, by correction 1"):
            correct(archive)

    def test_the_same_speaker_may_be_confirmed(self, archive: Library) -> None:
        correct(archive, "Orrin")

        assert only(archive).corrected is not None

    def test_a_quotation_that_is_not_there_is_named(self, archive: Library) -> None:
        with pytest.raises(UnknownQuotation, match="'nowhere'"):
            archive.store.corrections.correct("nowhere", Change(speaker="Dane"), by="ana")

    def test_an_editor_without_a_name_is_refused(self, archive: Library) -> None:
        with pytest.raises(BadCorrection, match="who corrects"):
            archive.store.corrections.correct(only(archive).id, Change(speaker="Dane"), by=" ")


def test_an_actor_is_spelt_as_the_archive_does(archive: Library) -> None:
    kept = archive.store.corrections
    kept.correct(only(archive, "c").id, Change(actor="Velmora"), by="ana")
    kept.correct(only(archive, "a").id, Change(actor="VELMORA"), by="ana")

    assert {one.actor for one in archive.store.catalogue.speakers(0.0)} == {"Velmora"}

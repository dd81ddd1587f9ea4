"""The library as a program has it: opened in a directory, added to, asked, drafted from, checked against."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import (
    Answer,
    BadQuestion,
    Briefing,
    BriefingsError,
    HomeError,
    Library,
    Refusal,
    Rejected,
    Settings,
    Span,
    UnknownArticle,
    export,
)
from index.sample import articles_path

TODAY = date(2025, 11, 12)
RAILWAY = "What did Vahan Toskari say about the Sefrin railway?"
WORDS = "I am for this railway, and I will defend it before any audience,"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The sample, searched by words only."""
    home = tmp_path_factory.mktemp("library")
    with Library.open(home, settings=Settings(embedder="none"), today=lambda: TODAY) as opened:
        report = opened.add(str(articles_path()))
        assert len(report.new) == 30
        assert not report.rejected
        yield opened


def test_an_answer_cites_slices_of_articles(library: Library) -> None:
    answer = library.ask(RAILWAY)

    assert isinstance(answer, Answer)
    first = answer.citations[0]
    assert first.quote == first.span.of(library.article(first.article.id).text)
    assert first.speaker is not None
    assert first.speaker.name == "Vahan Toskari"


def test_a_refusal_is_a_value(library: Library) -> None:
    assert isinstance(library.ask(RAILWAY, until=date(2001, 1, 1)), Refusal)


def test_what_narrows_a_question_narrows_it(library: Library) -> None:
    answer = library.ask(RAILWAY, outlet="Benkar Post", k=1)

    assert isinstance(answer, Answer)
    assert [one.article.outlet for one in answer.citations] == ["Benkar Post"]


def test_an_event_loop_goes_on_while_a_question_is_answered(library: Library) -> None:
    threads: list[int] = []

    def today() -> date:
        threads.append(threading.get_ident())
        return TODAY

    answer = asyncio.run(Library(library.archive, today=today).aask(RAILWAY))

    assert answer == library.ask(RAILWAY)
    assert threads
    assert threading.get_ident() not in threads


def test_quotations_are_listed_newest_first(library: Library) -> None:
    days = [one.article.day for one in library.quotes(speaker="Vahan Toskari") if one.article.day]

    assert len(days) > 1
    assert days == sorted(days, reverse=True)


def test_a_search_gives_passages_of_articles(library: Library) -> None:
    found = library.search("Sefrin railway", k=3)

    assert len(found) == 3
    assert all("railway" in one.text.lower() for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_quotation_is_checked_and_so_is_a_document(library: Library, tmp_path: Path) -> None:
    assert library.check(f"“{WORDS}”", speaker="Vahan Toskari").verdict == "exact"
    page = tmp_path / "page.md"
    page.write_text(f"“{WORDS.replace('defend', 'oppose')}” — Vahan Toskari\n", encoding="utf-8")

    (found,) = library.verify(page)

    assert found.line == 1
    assert found.checked.verdict == "altered"


def test_a_draft_is_exported_and_verified_again(library: Library) -> None:
    briefing = library.draft("the Sefrin railway")

    assert isinstance(briefing, Briefing)
    found = library.verify("draft.md", export(briefing, ".md"))
    assert found
    assert all(one.checked.sound for one in found)


def test_records_of_a_program_are_taken_in_and_bad_ones_named(tmp_path: Path) -> None:
    with Library.open(tmp_path, settings=Settings(embedder="none")) as own:
        report = own.add_records(
            [
                {"id": "one", "text": "“We shall see,” said Ilona Vestrova.", "published": date(2025, 3, 1)},
                {"id": "two"},
                {"id": "three", "text": "A text.", "authors": [object()]},
            ]
        )

        assert report.new == ["one"]
        assert [one.source for one in report.rejected] == ["record 2", "record 3"]
        assert own.status().articles == 1
        assert own.article("one").day == date(2025, 3, 1)
        own.remove("one")
        with pytest.raises(UnknownArticle):
            own.article("one")


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    with Library.open(tmp_path, settings=Settings(embedder="none")) as own:
        *_, report = own.adding("-", stdin=io.BytesIO(b'{"id": "one", "text": "A text."}\n'))

        assert report.new == ["one"]


def test_what_goes_wrong_is_one_of_the_project_s_errors(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BadQuestion):
        library.ask("  ")
    with pytest.raises(BadQuestion, match="k is 0"):
        library.ask(RAILWAY, k=0)
    with pytest.raises(BadQuestion, match="since 2025-05-02 is later than until 2025-05-01"):
        library.ask(RAILWAY, since=date(2025, 5, 2), until=date(2025, 5, 1))
    with pytest.raises(UnknownArticle):
        library.article("nothing")
    with pytest.raises(Rejected, match="cannot be read"):
        library.verify(tmp_path / "missing.md")
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(HomeError):
        Library.open(file)


class TestKeeping:
    def test_a_correction_holds_until_it_is_undone(self, library: Library) -> None:
        kept = library.corrections
        made = kept.correct(words=WORDS, by="editor", role="Dorvian head of government", note="as the law has it")
        cited = next(one for one in library.ask(RAILWAY).citations if one.quote == WORDS)
        assert cited.speaker is not None
        assert cited.speaker.role == "Dorvian head of government"
        place = kept.applied_to(cited.article.id, at=cited.span)
        assert place == made.correction.number == kept.applied_to(words=WORDS)

        kept.undo(place, by="editor")

        assert [one.standing for one in kept.all()] == ["undone", "undo"]
        with pytest.raises(BriefingsError, match="no correction applies"):
            kept.applied_to(words=WORDS)

    @pytest.mark.parametrize("meant", [{}, {"quotation": "sample", "words": WORDS}, {"at": Span(0, 3)}])
    def test_one_quotation_has_to_be_meant(self, library: Library, meant: dict[str, Any]) -> None:
        with pytest.raises(BriefingsError, match="name one quotation"):
            library.corrections.correct(by="editor", speaker=None, **meant)

    def test_a_name_stands_for_another(self, library: Library) -> None:
        made = library.corrections.join("Wahan Toskari", "Vahan Toskari", by="editor")
        assert library.corrections.joining("Wahan Toskari", "Vahan Toskari") == made.correction.number
        with pytest.raises(BriefingsError, match="stands for 'Vahan Toskari'"):
            library.corrections.joining("Wahan Toskari", "Ilona Vestrova")
        library.corrections.undo(made.correction.number, by="editor")

    def test_feeds_are_named_and_let_go_of(self, library: Library) -> None:
        library.feeds.add("https://ardesh.example/feed")
        assert [one.url for one in library.feeds.all()] == ["https://ardesh.example/feed"]
        library.feeds.remove("https://ardesh.example/feed")
        assert list(library.feeds.watch()) == []
        with pytest.raises(BriefingsError, match="ardesh"):
            library.feeds.remove("https://ardesh.example/feed")

    def test_what_was_rejected_is_tried_again(self, tmp_path: Path) -> None:
        file = tmp_path / "late.txt"
        file.write_bytes(b"\x00\x00")
        with Library.open(tmp_path / "home", settings=Settings(embedder="none")) as own:
            own.add(file)
            [letter] = own.rejections.all()
            file.write_text("“The quay is closed,” Ani Voss said on Monday. It opens again in May.", "utf-8")
            *_, report = own.rejections.retry(letter.number)
            assert len(report.new) == 1
            assert own.rejections.all() == ()

    def test_what_is_quoted_and_has_changed_is_told(self, tmp_path: Path) -> None:
        text = "“The quay is {},” minister Ani Voss told reporters on Monday in Ardesh. It opens again in May."
        with Library.open(tmp_path / "home", settings=Settings(embedder="none")) as own:
            own.add_records([{"id": "quay", "text": text.format("closed"), "title": "Quay"}])
            own.add_records([{"id": "quay", "text": text.format("open"), "title": "Quay"}])
            assert [one.after.id for one in own.changes().revised] == ["quay"]
            own.remove("quay")
            assert [one.departure.article for one in own.changes().left] == ["quay"]

    def test_questions_measure_the_archive(self, library: Library) -> None:
        asked = {"question": RAILWAY, "expect": {"answered": True, "speaker": "Vahan Toskari"}}
        measured = library.evaluate([json.dumps(asked).encode(), b"no question"])
        assert [one.good for one in measured.scores] == [True]
        assert [one.source for one in measured.rejected] == ["line 2"]
        assert library.remarked() == ()

    def test_indexes_are_made_anew(self, library: Library) -> None:
        *_, last = library.reindex()
        assert last.indexed == last.units > 0
        assert [one.articles for one in library.requote()] == [0]
        assert isinstance(library.ask(RAILWAY), Answer)

    def test_articles_are_taken_down_and_do_not_come_back(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "home", settings=Settings(embedder="none")) as own:
            own.add_records([{"id": "quay", "text": "“The quay is closed,” Ani Voss said on Monday."}])
            down = own.take_down("quay")
            assert (down.articles, down.erased["quotations"], list(own.articles())) == (("quay",), 1, ["quay"])
            assert list(down.steps)
            assert list(own.articles()) == []
            assert list(own.take_down("quay").already) == ["quay"]
            with pytest.raises(UnknownArticle, match="pier"):
                own.take_down("pier")

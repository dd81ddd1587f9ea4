"""The record: what is kept, what is seen, and errors that are ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from index.accession.admit import Allowed
from index.accession.outbox import Job
from index.article import Article
from index.errors import HomeNewer, Rejected, StoreUnavailable, UnknownArticle
from index.passage import Passage
from index.quotation import Quotation, Speaker
from index.span import Span
from index.store import Entry, Store

TEXT = 'The talks in Lorn ended without a date. "We shall sign nothing", said Orrin, the envoy, on Monday.'
OTHER = "Apples are cheap this autumn, and the cider press in Vell has been repaired by two brothers."
ME = "a writer"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "record.sqlite3")
    yield opened
    opened.close()


def article(name: str = "a", text: str = TEXT, **fields: Any) -> Article:
    return Article(id=name, text=text, **fields)


def entry(found: Article) -> Entry:
    passage = Passage(article=found.id, revision=found.revision, span=Span(0, len(found.text)))
    start = found.text.find("We shall")
    if start < 0:
        return Entry(article=found, passages=(passage,), quotations=())
    quotations = [
        Quotation(
            article=found.id,
            revision=found.revision,
            kind="direct",
            span=Span(start, start + 21),
            context=Span(start - 1, start + 35),
            mention=Span(start + 29, start + 34),
            cue=Span(start + 24, start + 28),
            speaker=Speaker(name="Orrin", role="the envoy", actor="Lorn"),
            confidence=0.75,
            via="The Lorn Post",
            said_on=date(2025, 3, 3),
            replies_to=Span(0, 9),
            language="en",
        )
    ]
    return Entry(article=found, passages=(passage,), quotations=tuple(quotations))


def keep(store: Store, *found: Article, unrelated: bool = False) -> list[Job]:
    """Accept the articles and make them visible, as settling them would."""
    outcomes = store.accept([entry(each) for each in found], ME, Allowed(unrelated=unrelated))
    jobs = [outcome[1] for outcome in outcomes if not isinstance(outcome, Rejected) and outcome[1]]
    store.outbox.finish(jobs, jobs)
    return jobs


class TestWhatIsKept:
    @pytest.mark.parametrize(
        "fields",
        [
            pytest.param({}, id="text only"),
            pytest.param(
                {"title": "T", "outlet": "O", "url": "https://o.example/t", "language": "en", "authors": ("A B", "Ç")},
                id="all fields",
            ),
            pytest.param({"published": date(2025, 3, 2)}, id="a date"),
            pytest.param({"published": datetime(2025, 3, 2, 23, 30)}, id="a time"),
            pytest.param({"published": datetime(2025, 3, 2, tzinfo=timezone(timedelta(hours=4)))}, id="a zone"),
        ],
    )
    def test_an_article_comes_back_as_it_went_in(self, store: Store, fields: dict[str, Any]) -> None:
        keep(store, given := article(**fields))
        assert store.article("a") == given
        assert type(store.article("a").published) is type(given.published)

    @pytest.mark.parametrize("text", ["a\r\nb\rc\n ", "\ufeff\u2028e\u0301 \u00e9", "𐔖🕊" * 3, "x\x1fy\u200b"])
    def test_no_character_of_a_text_changes(self, store: Store, text: str) -> None:
        keep(store, article(text=text))
        assert store.article("a").text == text

    def test_passages_and_quotations_come_back_as_they_went_in(self, store: Store) -> None:
        keep(store, given := article())
        passages, quotations = store.parts("a")
        assert (tuple(passages), tuple(quotations)) == (entry(given).passages, entry(given).quotations)

    def test_a_quotation_without_a_speaker_comes_back_without_one(self, store: Store) -> None:
        given = entry(article())
        nothing = dict.fromkeys(("speaker", "mention", "cue", "via", "said_on", "replies_to", "language"))
        bare = replace(given.quotations[0], **nothing)  # type: ignore[arg-type]
        store.accept([replace(given, quotations=(bare,))], ME)
        assert store.parts("a")[1] == [bare]


class TestStatus:
    def test_a_new_article_is_new(self, store: Store) -> None:
        assert store.status(article()) == ("new", article())

    def test_what_is_known_is_the_same_even_as_an_older_revision(self, store: Store) -> None:
        keep(store, article())
        keep(store, article(text="Corrected: " + TEXT))
        assert store.status(article()) == ("same", article())

    def test_what_is_left_out_is_no_difference(self, store: Store) -> None:
        keep(store, known := article(title="Talks", language="en"))
        assert store.status(article()) == ("same", known)

    def test_a_changed_text_is_a_revision_that_keeps_what_it_does_not_say(self, store: Store) -> None:
        keep(store, article(title="Talks", outlet="The Lorn Post"))
        status, kept = store.status(article(text="Corrected: " + TEXT, title="Talks end"))
        assert (status, kept.revision, kept.title, kept.outlet) == ("revised", 2, "Talks end", "The Lorn Post")

    def test_changed_data_of_the_same_text_are_a_revision(self, store: Store) -> None:
        keep(store, article(published=date(2025, 3, 2)))
        assert store.status(article(published=date(2025, 3, 3)))[0] == "revised"

    def test_an_unrelated_text_is_rejected_with_the_known_title(self, store: Store) -> None:
        keep(store, article(title="Talks"))
        with pytest.raises(Rejected, match=r"a: .*'Talks'.*--replace"):
            store.status(article(text=OTHER))
        assert store.status(article(text=OTHER), Allowed(unrelated=True))[0] == "revised"

    def test_an_unrelated_text_on_the_same_page_is_a_revision(self, store: Store) -> None:
        keep(store, article(url="https://o.example/live"))
        assert store.status(article(text=OTHER, url="https://o.example/live"))[0] == "revised"

    def test_an_article_is_known_by_its_page_under_another_id(self, store: Store) -> None:
        keep(store, article("a", url="https://o.example/t"))
        status, kept = store.status(article("https://o.example/t", OTHER, url="https://o.example/t"))
        assert (status, kept.id, kept.revision) == ("revised", "a", 2)

    def test_two_items_with_ids_of_their_own_may_share_a_page(self, store: Store) -> None:
        keep(store, article("a", url="https://o.example/live"))
        assert store.status(article("b", OTHER, url="https://o.example/live"))[0] == "new"
        assert store.status(article("b", "Corrected: " + TEXT, url="https://o.example/live"))[1].id == "a"

    def test_what_is_being_removed_is_new_under_a_number_of_its_own(self, store: Store) -> None:
        keep(store, article())
        store.remove(["a"], ME)
        assert store.status(article()) == ("new", article(revision=2))
        assert store.status(article(text=OTHER)) == ("new", article(text=OTHER, revision=2))


class TestAccept:
    def test_it_is_all_or_nothing(self, store: Store) -> None:
        broken = Entry(article=article("b"), passages=entry(article("b")).passages * 2, quotations=())
        with pytest.raises(StoreUnavailable):
            store.accept([entry(article("a")), broken], ME)
        assert (store.catalogue.totals()["revisions"], store.open_jobs()) == (0, 0)

    def test_what_another_process_took_first_moves_to_the_free_revision(self, store: Store) -> None:
        keep(store, article())
        theirs, ours = article(text="Corrected: " + TEXT, revision=2), article(text="Updated: " + TEXT, revision=2)
        keep(store, theirs)
        keep(store, ours)
        assert store.article("a", 2).text == theirs.text
        assert store.article("a", 3).text == ours.text
        assert {quotation.revision for quotation in store.parts("a", 3)[1]} == {3}

    def test_nothing_is_seen_before_it_is_settled(self, store: Store) -> None:
        store.accept([entry(article())], ME)
        with pytest.raises(UnknownArticle):
            store.article("a")
        assert store.passages(["a:1:p:0"]) == {}
        assert not store.any_visible()
        assert store.article("a", 1).text == TEXT


class TestWhatIsSeen:
    def test_only_units_of_current_revisions_are(self, store: Store) -> None:
        keep(store, article())
        keep(store, article(text="Corrected: " + TEXT))
        (old,), (new,) = store.parts("a", 1)[1], store.parts("a", 2)[1]
        assert list(store.quotations([old.id, new.id])) == [new.id]

    def test_a_removed_article_is_not_from_that_moment_on(self, store: Store) -> None:
        keep(store, article())
        (job,) = store.remove(["a"], ME)
        assert (job.action, job.revision) == ("remove", 1)
        assert list(store.every_article()) == []
        assert store.passages(["a:1:p:0"]) == {}

    def test_unknown_names_are_told(self, store: Store) -> None:
        keep(store, article())
        asked: list[Callable[[], object]]
        asked = [lambda: store.article("b"), lambda: store.article("a", 2), lambda: store.remove(["a", "b"], ME)]
        for ask in asked:
            with pytest.raises(UnknownArticle):
                ask()
        assert store.article("a").text == TEXT

    def test_more_ids_than_a_statement_takes_are_no_matter(self, store: Store) -> None:
        keep(store, article())
        many = [f"no:{number}:p:0" for number in range(40_000)]
        assert list(store.passages([*many, "a:1:p:0"])) == ["a:1:p:0"]

    def test_thousands_are_removed_at_once(self, store: Store) -> None:
        keep(store, *[article(f"a{number}") for number in range(1_000)])
        jobs = store.remove([f"a{number}" for number in range(1_000)], ME)
        assert store.outbox.live(jobs) == jobs
        store.outbox.finish(jobs, jobs)
        assert set(store.catalogue.totals().values()) == {0}


class TestErrors:
    """No error of the database leaves as itself, whoever asked: record, outbox, facts or catalogue."""

    @pytest.mark.parametrize(
        "content", [pytest.param(b"garbage " * 500, id="garbage"), pytest.param(b"SQLite format 3\0" * 9, id="a stub")]
    )
    def test_a_file_that_is_no_record_is_told_by_its_path(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "record.sqlite3").write_bytes(content)
        with pytest.raises(StoreUnavailable, match=r"record\.sqlite3 cannot be used: ") as error:
            Store(tmp_path / "record.sqlite3")
        assert "\n" not in str(error.value)
        assert (tmp_path / "record.sqlite3").read_bytes() == content

    def test_a_directory_in_its_place_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "record.sqlite3").mkdir()
        with pytest.raises(StoreUnavailable, match="unable to open"):
            Store(tmp_path / "record.sqlite3")

    def test_a_newer_record_is_told_with_the_way_out(self, store: Store) -> None:
        with sqlite3.connect(store.path) as connection:
            connection.execute("UPDATE schema_version SET version = 99")
        connection.close()
        with pytest.raises(HomeNewer, match=r"newer version .*99.*upgrade"):
            Store(store.path)

    @pytest.mark.parametrize(
        "ask",
        [
            pytest.param(lambda store: store.article("a"), id="record"),
            pytest.param(lambda store: list(store.every_article()), id="record, row by row"),
            pytest.param(lambda store: store.accept([entry(article())], ME), id="record, written"),
            pytest.param(lambda store: store.outbox.open(), id="outbox"),
            pytest.param(lambda store: store.outbox.adopt(lambda name: True, ME), id="outbox, written"),
            pytest.param(lambda store: store.catalogue.totals(), id="catalogue"),
            pytest.param(lambda store: store.catalogue.speakers(0), id="catalogue, speakers"),
        ],
    )
    def test_a_record_that_breaks_in_use_is_told(self, store: Store, ask: Any) -> None:
        with sqlite3.connect(store.path) as connection:
            for table in ("articles", "jobs", "quotations"):
                connection.execute(f"DROP TABLE {table}")
        connection.close()
        with pytest.raises(StoreUnavailable, match="no such table"):
            ask(store)

    def test_facts_that_cannot_be_read_are_told(self, store: Store) -> None:
        with sqlite3.connect(store.path) as connection:
            connection.execute("DROP TABLE meta")
        connection.close()
        asked: list[Callable[[], object]]
        asked = [lambda: store.facts.get("x"), lambda: store.facts.put("x", 1), lambda: store.facts.under("x")]
        for ask in asked:
            with pytest.raises(StoreUnavailable, match="no such table"):
                ask()


class TestTogether:
    def test_many_threads_read_and_write_through_one_store(self, store: Store) -> None:
        errors: list[BaseException] = []

        def work(number: int) -> None:
            try:
                for place in range(5):
                    keep(store, article(f"a{number}-{place}"))
                    store.catalogue.totals()
                    store.facts.raise_number("turns")
            except BaseException as error:  # noqa: BLE001  what a thread raises would be lost
                errors.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert store.catalogue.totals()["articles"] == store.facts.number("turns") == 120

    def test_two_stores_on_one_file_see_each_other(self, store: Store) -> None:
        other = Store(store.path)
        keep(store, article())
        assert other.article("a").text == TEXT
        other.remove(["a"], ME)
        with pytest.raises(UnknownArticle):
            store.article("a")
        other.close()

    def test_when_it_was_added_is_kept_in_utc(self, store: Store) -> None:
        before = datetime.now(UTC).replace(microsecond=0)
        keep(store, article())
        with sqlite3.connect(store.path) as connection:
            (added,) = connection.execute("SELECT added FROM revisions").fetchone()
        connection.close()
        assert before <= datetime.fromisoformat(added) <= datetime.now(UTC)

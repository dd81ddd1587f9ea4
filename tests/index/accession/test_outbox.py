"""Jobs: posted with what they are about, taken over once, closed with what they make visible."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.accession.outbox import Job
from index.article import Article
from index.store import Entry, Store

TEXT = "The border talks went on in Lorn for a third day."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "record.sqlite3")
    yield opened
    opened.close()


def accept(store: Store, name: str, owner: str = "one", text: str = TEXT) -> Job:
    ((_, job),) = store.accept([Entry(article=Article(id=name, text=text), passages=(), quotations=())], owner)  # type: ignore[misc]
    assert isinstance(job, Job)
    return job


def test_jobs_wait_in_the_order_they_were_posted(store: Store) -> None:
    posted = [accept(store, "b"), accept(store, "a"), accept(store, "b", text=TEXT + " And on.")]
    assert [(job, owner) for job, owner in store.outbox.open()] == [(job, "one") for job in posted]
    assert [(job.article, job.revision, job.action, job.state) for job in posted][-1] == ("b", 2, "index", "pending")


def test_a_stage_that_is_reached_is_remembered(store: Store) -> None:
    one, other = accept(store, "a"), accept(store, "b")
    store.outbox.advance([one], "vectors")
    assert [(job.article, job.state) for job, _ in store.outbox.open()] == [("a", "vectors"), ("b", "pending")]
    store.outbox.finish([one], [one])
    assert [job for job, _ in store.outbox.open()] == [other]
    assert store.open_jobs() == 1


def test_only_jobs_of_the_dead_and_ones_own_are_taken_over(store: Store) -> None:
    accept(store, "a", "alive")
    accept(store, "b", "dead")
    accept(store, "c", "me")
    assert [job.article for job in store.outbox.adopt(lambda name: name == "dead", "me")] == ["b", "c"]
    assert store.outbox.adopt(lambda name: name == "dead", "another") == []


def test_a_job_that_was_overtaken_by_a_revision_no_longer_matters(store: Store) -> None:
    first, second = accept(store, "a"), accept(store, "a", text=TEXT + " And on.")
    assert store.outbox.live([first, second]) == [second]


def test_a_job_whose_article_is_being_removed_no_longer_matters_and_the_removal_does(store: Store) -> None:
    first = accept(store, "a")
    (removal,) = store.remove(["a"], "one")
    assert store.outbox.live([first, removal]) == [removal]
    again = accept(store, "a")
    assert store.outbox.live([again]) == [again]


def test_a_removal_that_is_done_late_spares_what_came_after_it(store: Store) -> None:
    accept(store, "a")
    (removal,) = store.remove(["a"], "one")
    again = accept(store, "a")
    store.outbox.finish([again], [again])
    store.outbox.finish([removal], [removal])
    assert store.article("a").revision == 2
    assert store.catalogue.totals()["revisions"] == 1


def test_an_overtaken_job_is_closed_and_makes_nothing_visible(store: Store) -> None:
    job = accept(store, "a")
    store.outbox.finish([job], [])
    assert store.open_jobs() == 0
    assert list(store.every_article()) == []


def test_a_removal_erases_all_rows_but_the_number(store: Store) -> None:
    job = accept(store, "a")
    store.outbox.finish([job], [job])
    (removal,) = store.remove(["a"], "one")
    store.outbox.finish([removal], [removal])
    assert store.catalogue.totals() == dict.fromkeys(store.catalogue.totals(), 0)
    assert accept(store, "a").revision == 2


def test_thousands_of_jobs_are_no_matter(store: Store) -> None:
    entries = [
        Entry(article=Article(id=f"a{number}", text=TEXT), passages=(), quotations=()) for number in range(1_000)
    ]
    store.accept(entries, "dead")
    jobs = store.outbox.adopt(lambda _: True, "me")
    assert store.outbox.live(jobs) == jobs
    store.outbox.advance(jobs, "vectors")
    store.outbox.finish(jobs, jobs)
    assert (store.open_jobs(), store.catalogue.totals()["articles"]) == (0, 1_000)

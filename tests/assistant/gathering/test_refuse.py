"""The sentences of refusals."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.gathering.refuse import Reasons
from assistant.question import Question, Who
from index.record.catalogue import Counts
from index.window import Window

NOBODY = Who(speaker="Boris Kalnik", actor=None, speakers=frozenset())


def reasons(window: Window | None = None, articles: int = 12, who: Who | None = NOBODY) -> Reasons:
    question = Question(text="?", language="en", who=who, topic="the dam", window=window or Window())
    return Reasons(question, articles)


@pytest.mark.parametrize(
    ("window", "where"),
    [
        (Window(), "in 12 articles."),
        (Window(since=date(2025, 1, 2)), "in 12 articles since 2025-01-02."),
        (Window(until=date(2025, 1, 2)), "in 12 articles until 2025-01-02."),
        (Window(since=date(2025, 1, 2), until=date(2025, 2, 3)), "in 12 articles from 2025-01-02 to 2025-02-03."),
        (Window(outlets=("Hestal Daily",), languages=("ru",)), "in 12 articles of Hestal Daily in the language ru."),
    ],
)
def test_a_refusal_says_what_was_searched(window: Window, where: str) -> None:
    assert reasons(window).nobody().text.endswith(where)


def test_a_sentence_begins_with_a_capital() -> None:
    ministry = Who(speaker="the foreign ministry", actor=None, speakers=frozenset())
    assert reasons(who=ministry).not_on_this(2).text.startswith("The foreign ministry is quoted 2 times")
    assert "(the foreign ministry)" in reasons(who=ministry).nobody().text


def test_numbers_are_written_as_they_are_read() -> None:
    assert "is quoted once in 1 article," in reasons(articles=1).not_on_this(1).text
    assert "is quoted 2 times in 1,234 articles," in reasons(articles=1234).not_on_this(2).text
    assert "in one article," in reasons().only_mentioned(1).text
    assert "in at least 2 articles," in reasons().only_mentioned(2).text


def test_the_topic_is_named() -> None:
    assert "(the dam)" in reasons().not_on_this(3).text
    assert "(the dam)" in reasons().nothing().text


def test_an_actor_is_named_where_no_speaker_is_asked_for() -> None:
    velmora = Who(speaker=None, actor="Velmora", speakers=frozenset())
    assert "(Velmora)" in reasons(who=velmora).nobody().text


def test_another_time_is_said_to_be_another_time() -> None:
    assert "is quoted 3 times in the archive, but not in" in reasons().not_then(3).text


def test_an_empty_archive_tells_how_to_fill_it() -> None:
    assert "`briefings add`" in reasons().no_articles(Counts(articles=0, first=None, last=None)).text


def test_an_empty_window_tells_what_there_is() -> None:
    archive = Counts(articles=30, first=date(2025, 1, 1), last=date(2025, 12, 1))
    reason = reasons(Window(since=date(2030, 1, 1))).no_articles(archive).text
    assert reason == (
        "The archive has no articles since 2030-01-01; it has 30 articles, which reach from 2025-01-01 to 2025-12-01."
    )


def test_articles_without_dates_reach_nowhere() -> None:
    reason = reasons(Window(since=date(2030, 1, 1))).no_articles(Counts(articles=2, first=None, last=None))
    assert reason.text.endswith("it has 2 articles.")

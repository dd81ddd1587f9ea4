"""Dates and periods in questions, with a given today."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.understanding.when import When, find_when

TODAY = date(2025, 11, 12)  # a Wednesday
D = date


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in March 2025", D(2025, 3, 1), D(2025, 3, 31)),
        ("in March", D(2025, 3, 1), D(2025, 3, 31)),
        ("in December", D(2024, 12, 1), D(2024, 12, 31)),
        ("since June 2025", D(2025, 6, 1), None),
        ("since June", D(2025, 6, 1), None),
        ("since 5 May 2025", D(2025, 5, 5), None),
        ("after 5 May 2025", D(2025, 5, 6), None),
        ("before 5 May 2025", None, D(2025, 5, 4)),
        ("before May 2025", None, D(2025, 4, 30)),
        ("until 5 May 2025", None, D(2025, 5, 5)),
        ("until May 2025", None, D(2025, 5, 31)),
        ("on 5 May 2025", D(2025, 5, 5), D(2025, 5, 5)),
        ("on May 5, 2025", D(2025, 5, 5), D(2025, 5, 5)),
        ("on May 5th", D(2025, 5, 5), D(2025, 5, 5)),
        ("on 24 December", D(2024, 12, 24), D(2024, 12, 24)),
        ("on 2025-03-14", D(2025, 3, 14), D(2025, 3, 14)),
        ("since 2025-03-14", D(2025, 3, 14), None),
        ("in 2024", D(2024, 1, 1), D(2024, 12, 31)),
        ("yesterday", D(2025, 11, 11), D(2025, 11, 11)),
        ("this week", D(2025, 11, 10), TODAY),
        ("last week", D(2025, 11, 3), D(2025, 11, 9)),
        ("last month", D(2025, 10, 1), D(2025, 10, 31)),
        ("last year", D(2024, 1, 1), D(2024, 12, 31)),
        ("in the last 30 days", D(2025, 10, 13), TODAY),
        ("between March and May 2025", D(2025, 3, 1), D(2025, 5, 31)),
        ("from January 2025 to March 2025", D(2025, 1, 1), D(2025, 3, 31)),
        ("from 3 March to 5 May 2025", D(2025, 3, 3), D(2025, 5, 5)),
        ("between 2025-01-02 and 2025-02-03", D(2025, 1, 2), D(2025, 2, 3)),
        ("from 2023 to 2024", D(2023, 1, 1), D(2024, 12, 31)),
    ],
)
def test_a_period_is_read_and_taken_out_of_the_question(words: str, since: date | None, until: date | None) -> None:
    found = find_when(f"What was said {words} about the dam?", "en", TODAY)
    assert (found.since, found.until, found.rest) == (since, until, "What was said about the dam?")


@pytest.mark.parametrize(
    ("language", "words", "since", "until"),
    [
        ("ru", "в марте 2025 года", D(2025, 3, 1), D(2025, 3, 31)),
        ("ru", "с июня 2025 года", D(2025, 6, 1), None),
        ("ru", "5 мая 2025", D(2025, 5, 5), D(2025, 5, 5)),
        ("ru", "до 5 мая 2025 года", None, D(2025, 5, 4)),
        ("ru", "с марта по май 2025 года", D(2025, 3, 1), D(2025, 5, 31)),
        ("tr", "Mart 2025'te", D(2025, 3, 1), D(2025, 3, 31)),
        ("tr", "Haziran 2025'ten beri", D(2025, 6, 1), None),
        ("tr", "5 Mayıs 2025'te", D(2025, 5, 5), D(2025, 5, 5)),
        ("hy", "2025 թվականի մարտին", D(2025, 3, 1), D(2025, 3, 31)),
        ("ka", "2025 წლის მარტში", D(2025, 3, 1), D(2025, 3, 31)),
        ("az", "2025-ci ilin martında", D(2025, 3, 1), D(2025, 3, 31)),
    ],
)
def test_months_are_read_in_the_languages_of_the_region(
    language: str, words: str, since: date | None, until: date | None
) -> None:
    found = find_when(f"о {words} о", language, TODAY)
    assert (found.since, found.until, found.rest) == (since, until, "о о")


@pytest.mark.parametrize("words", ["2025-02-30", "31 February 2025", "0 May 2025", "2025-13-01"])
def test_a_date_that_there_is_none_of_opens_no_other_window(words: str) -> None:
    found = find_when(f"What was said on {words} about the dam?", "en", TODAY)
    assert (found.since, found.until) == (None, None)
    assert found.rest == "What was said about the dam?"
    assert found.note is not None
    assert words in found.note


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("What did Theresa May say about the dam?", id="a name"),
        pytest.param("What was said about Article 2025b?", id="no year"),
        pytest.param("What was said about the march to the dam?", id="a word"),
        pytest.param("What was said about 1,500 houses?", id="a number"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    found = find_when(text, "en", TODAY)
    assert (found.since, found.until, found.rest) == (None, None, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What did she say about the vote in 2031?"),
        ("ru", "Что она сказала о выборах в марте 2031 года?"),
        ("tr", "2031 seçimi hakkında ne dedi?"),
    ],
)
def test_what_is_to_come_belongs_to_the_topic_it_stands_in(language: str, text: str) -> None:
    assert find_when(text, language, TODAY) == When(since=None, until=None, rest=text)


@pytest.mark.parametrize("text", ["What did she say in 2031?", "What did she say about the vote since 2031?"])
def test_what_is_to_come_is_a_period_elsewhere(text: str) -> None:
    assert find_when(text, "en", TODAY).since == D(2031, 1, 1)


def test_the_last_day_of_february_is_known() -> None:
    assert find_when("in February 2024", "en", TODAY).until == D(2024, 2, 29)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in the last two weeks", D(2025, 10, 29), TODAY),
        ("over the past year", D(2024, 11, 12), TODAY),
        ("two weeks ago", D(2025, 10, 27), D(2025, 11, 2)),
        ("3 days ago", D(2025, 11, 9), D(2025, 11, 9)),
        ("on Monday", D(2025, 11, 10), D(2025, 11, 10)),
        ("on Wednesday", D(2025, 11, 5), D(2025, 11, 5)),
        ("in early 2025", D(2025, 1, 1), D(2025, 4, 30)),
        ("in the summer of 2025", D(2025, 6, 1), D(2025, 8, 31)),
        ("last summer", D(2025, 6, 1), D(2025, 8, 31)),
        ("in Q3 2025", D(2025, 7, 1), D(2025, 9, 30)),
        ("in the second half of 2024", D(2024, 7, 1), D(2024, 12, 31)),
    ],
)
def test_periods_that_lean_on_today_and_parts_of_years_are_read(words: str, since: date, until: date) -> None:
    found = find_when(f"What was said {words} about the dam?", "en", TODAY)
    assert (found.since, found.until, found.rest) == (since, until, "What was said about the dam?")


@pytest.mark.parametrize(
    ("language", "words", "since", "until"),
    [
        ("ru", "вчера", D(2025, 11, 11), D(2025, 11, 11)),
        ("ru", "на прошлой неделе", D(2025, 11, 3), D(2025, 11, 9)),
        ("ru", "за последние две недели", D(2025, 10, 29), TODAY),
        ("ru", "в мае", D(2025, 5, 1), D(2025, 5, 31)),
        ("ru", "в декабре", D(2024, 12, 1), D(2024, 12, 31)),
        ("tr", "geçen hafta", D(2025, 11, 3), D(2025, 11, 9)),
        ("tr", "son üç ayda", D(2025, 8, 14), TODAY),
        ("tr", "Mart ayında", D(2025, 3, 1), D(2025, 3, 31)),
        ("az", "keçən ay", D(2025, 10, 1), D(2025, 10, 31)),
        ("az", "martda", D(2025, 3, 1), D(2025, 3, 31)),
        ("hy", "անցյալ շաբաթ", D(2025, 11, 3), D(2025, 11, 9)),
        ("hy", "երեկ", D(2025, 11, 11), D(2025, 11, 11)),
        ("ka", "გასულ კვირას", D(2025, 11, 3), D(2025, 11, 9)),
        ("ka", "გუშინ", D(2025, 11, 11), D(2025, 11, 11)),
    ],
)
def test_they_are_read_in_the_languages_of_the_region(language: str, words: str, since: date, until: date) -> None:
    found = find_when(f"x {words} x", language, TODAY)
    assert (found.since, found.until, found.rest) == (since, until, "x x")

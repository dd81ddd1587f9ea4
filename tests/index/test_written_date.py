"""Dates as readers see them, in six languages, and lines that hold a date without being a dateline."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from index.formats.written_date import dated, dateline


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("12 августа 2026, 14:05 (МСК)", "2026-08-12T14:05:00+03:00"),
        ("14:05 | 12.08.2026", "2026-08-12T14:05:00"),
        ("Published August 12, 2026 at 2:05 p.m.", "2026-08-12T14:05:00"),
        ("Aug. 12, 2026, 12:05 AM CEST", "2026-08-12T00:05:00+02:00"),
        ("12th of August 2026, 14:05 UTC+4", "2026-08-12T14:05:00+04:00"),
        ("12 Ağustos 2026 Çarşamba 14:05 TSİ", "2026-08-12T14:05:00+03:00"),
        ("12 avqust 2026, 14:05 (Bakı vaxtı ilə)", "2026-08-12T14:05:00+04:00"),
        ("2026 թ. օգոստոսի 12, չորեքշաբթի", "2026-08-12"),
        ("2026 წლის 12 აგვისტო 14:05", "2026-08-12T14:05:00"),
        ("Ilona Vestrova 12/30/2026", None),  # there is no thirtieth month
        ("30/12/2026", "2026-12-30"),
        ("2026-08-12 14:05", "2026-08-12T14:05:00"),
        ("31.02.2026", None),
        ("08/12/2026", None),  # August or December
        ("12.08.1026", None),
    ],
)
def test_a_dateline_is_read(line: str, read: str | None) -> None:
    found = dateline(line)
    assert (found.isoformat() if found else None) == read


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 13 August 2026, 09:40",
        "Обновлено 13 августа 2026",
        "Güncelleme: 13 Ağustos 2026",
        "The bridge that was opened on 12 August 2026 will be closed again for a week, said the mayor.",
    ],
)
def test_a_change_and_a_sentence_are_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_the_day_of_publication_stands_beside_that_of_a_change() -> None:
    assert dateline("Updated 13 August 2026 - Published 12 August 2026") == date(2026, 8, 12)
    assert dateline("12 August 2026, updated 13 August 2026") == date(2026, 8, 12)


def test_only_a_line_that_is_nothing_but_a_date_is_dated() -> None:
    assert dated("Опубликовано: 12 августа 2026, 14:05 (МСК)")
    assert not dated("On 12 August 2026 the bridge opened")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["en", "ru", "tr", "hy", "ka", "az"]))
def test_a_day_in_words_is_that_day(day: date, language: str) -> None:
    for form in ("long", "full", "d MMMM y"):
        assert dateline(format_date(day, form, locale=language)) == day


@given(st.text(max_size=200))
def test_any_line_is_a_day_or_none(line: str) -> None:
    found = dateline(line)
    assert found is None or isinstance(found, date | datetime)

"""Through whom and on which day something was said."""

from __future__ import annotations

from datetime import date

import pytest

FRIDAY = date(2025, 3, 7)


@pytest.mark.parametrize(
    ("sentence", "via"),
    [
        pytest.param("“It is over,” Anna Brod said, Coast News reported.", "Coast News", id="reported"),
        pytest.param("“It is over,” Anna Brod said, as quoted by Interfax.", "Interfax", id="quoted by"),
        pytest.param("“It is over,” Anna Brod told CNN.", "CNN", id="told"),
        pytest.param("“It is over,” Anna Brod said, according to News.am.", "News.am", id="according to"),
        pytest.param("“It is over,” Anna Brod told reporters.", None, id="told reporters"),
        pytest.param("“It is over,” Anna Brod said.", None, id="nobody"),
    ],
)
def test_the_outlet_credited(read, sentence: str, via: str | None) -> None:
    (found,) = read(f"Minister Anna Brod spoke to the press.\n\n{sentence}")
    assert (found.speaker.name, found.via) == ("Anna Brod", via)


def test_an_outlet_that_speaks_for_itself_is_the_speaker(read) -> None:
    (found,) = read("“We stand by every word of our reporting on the mines,” the Coast Herald said in a statement.")
    assert (found.speaker.name, found.via) == ("Coast Herald", None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        pytest.param("said on Wednesday", date(2025, 3, 5), id="weekday before"),
        pytest.param("said on Friday", FRIDAY, id="weekday of publication"),
        pytest.param("said on Saturday", date(2025, 3, 1), id="weekday after is last week's"),
        pytest.param("said last Friday", date(2025, 2, 28), id="last"),
        pytest.param("told a briefing in Selm on Monday evening", date(2025, 3, 3), id="evening"),
        pytest.param("said yesterday", date(2025, 3, 6), id="yesterday"),
        pytest.param("said on February 20", date(2025, 2, 20), id="month and day"),
        pytest.param("said on 20 December", date(2024, 12, 20), id="last year's December"),
        pytest.param("said on March 3, 2023", date(2023, 3, 3), id="with the year"),
        pytest.param("said the talks would begin on Monday", None, id="the day of something else"),
        pytest.param("said", None, id="no day"),
    ],
)
def test_the_day_is_resolved_against_the_publication(read, words: str, day: date | None) -> None:
    (found,) = read(f"“The bridge will open in May, whatever happens,” Minister Anna Brod {words}.", FRIDAY)
    assert found.said_on == day

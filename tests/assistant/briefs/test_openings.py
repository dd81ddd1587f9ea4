"""The openings of articles as an archive has them; all are invented."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.briefs.openings import openings
from index.article import Article
from index.library import Library
from index.means import LEAST
from tests.assistant.archive import take_in


def article(language: str, number: int) -> Article:
    text = f"{'Report' if language == 'en' else 'Отчёт'} {number} {number * 7} {number * 11}."
    return Article(id=f"{language}-{number}", text=text, language=language, published=date(2025, 3, 4))


@pytest.fixture
def several(empty: Library) -> list[Article]:
    """As many as a mean takes in two languages, and one in a third."""
    articles = [article(language, number) for language in ("en", "ru") for number in range(LEAST)]
    take_in(empty, [*articles, article("tr", 1)], {})
    return articles


def test_articles_of_languages_with_a_mean_have_one_each(empty: Library, several: list[Article]) -> None:
    found = openings([several[0], several[-1], article("tr", 1)], empty)
    assert set(found) == {"en-0", f"ru-{LEAST - 1}"}
    assert [float(np.linalg.norm(one)) for one in found.values()] == pytest.approx([1, 1], abs=1e-4)


def test_in_one_language_there_is_nothing_to_compare(empty: Library, several: list[Article]) -> None:
    assert openings(several[:2], empty) == {}

"""Names of countries, peoples and capitals, as the packages and newsrooms have them."""

from __future__ import annotations

import pytest

from index.countries import country, country_of_capital, country_of_people, inflected_capital, inflected_country


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Russian Federation", "Russia"), ("U.S.", "United States"), ("the UK", "United Kingdom"), ("Turkey", "Türkiye")],
)
def test_long_short_and_newsroom_names(name: str, expected: str) -> None:
    assert country(name) == expected


def test_names_in_the_languages_of_the_region() -> None:
    assert {
        country(n, c) for n, c in [("Армения", "ru"), ("Հայաստան", "hy"), ("სომხეთი", "ka"), ("Ermənistan", "az")]
    } == {"Armenia"}


@pytest.mark.parametrize(
    ("demonym", "expected"),
    [
        ("Armenian", "Armenia"),
        ("French", "France"),
        ("Saudi", "Saudi Arabia"),
        ("Chinese", "China"),
        ("Karsovian", None),
    ],
)
def test_peoples(demonym: str, expected: str | None) -> None:
    assert country_of_people(demonym) == expected


def test_capitals_but_not_those_of_small_islands() -> None:
    assert (country_of_capital("Baku"), country_of_capital("Washington")) == ("Azerbaijan", "United States")
    assert country_of_capital("Victoria") is None


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("России", "ru", "Russia"),
        ("Нигера", "ru", "Niger"),
        ("Нигерии", "ru", "Nigeria"),
        ("Армен", "ru", None),
        ("Gabor", "tr", None),
        ("Հայաստանի", "hy", "Armenia"),
        ("სომხეთის", "ka", "Armenia"),
        ("Rusya’nın", "tr", "Russia"),
        ("Azərbaycanın", "az", "Azerbaijan"),
    ],
)
def test_case_forms_are_read_by_their_stem(word: str, language: str, expected: str | None) -> None:
    assert inflected_country(word, language) == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Москве", "ru", "Russia"),
        ("Brüsselə", "az", "Belgium"),
        ("Ankara'ya", "tr", "Türkiye"),
        ("Երևանին", "hy", "Armenia"),
        ("თბილისს", "ka", "Georgia"),
        ("Римма", "ru", None),
    ],
)
def test_case_forms_of_capitals(word: str, language: str, expected: str | None) -> None:
    assert inflected_capital(word, language) == expected

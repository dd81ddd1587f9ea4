"""Names, roles and genders of an article's people, without a parser. Everybody here is invented."""

from __future__ import annotations

import pytest

from index.attribute.english.people import Entity, People
from index.attribute.page import Page
from index.span import Span


def people(text: str, *persons: str) -> People:
    entities = [Entity(span=Span(text.index(p), text.index(p) + len(p)), label="PERSON") for p in persons]
    return People(Page(text), entities, {"anna": 2.0})


def test_a_last_name_is_its_bearer_in_full() -> None:
    text = "Minister Anna Brod spoke. Then Brod left."
    assert people(text).at(Span(text.rindex("Brod"), text.rindex("Brod") + 4)).name == "Anna Brod"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "In May, Karsovian foreign ministry spokesperson Anna Brod left.",
            "Anna Brod",
            "Karsovian foreign ministry spokesperson",
        ),
        ("Anna Brod, a retired signalman, left.", "Anna Brod", "retired signalman"),
        ("President of the Coastal Council Anna Brod left.", "Anna Brod", "President of the Coastal Council"),
        ("The ministry’s spokesperson, Anna Brod, left.", "Anna Brod", "ministry’s spokesperson"),
        ("He met Anna Brod, 61, an adviser to the president, and left.", "Anna Brod", "adviser to the president"),
        ("But Prime Minister Anna Brod left.", "Anna Brod", "Prime Minister"),
    ],
)
def test_the_role_is_what_the_article_says(text: str, name: str, role: str) -> None:
    (person,) = people(text, name).everybody
    assert person.name == name
    assert [span.of(text) for span in person.roles] == [role]


def test_a_day_before_the_name_is_no_part_of_the_role() -> None:
    text = "On Monday the Prime Minister Anna Brod and President Orlan Detch, the same day, left."
    roles = {p.name: [s.of(text) for s in p.roles] for p in people(text).everybody}
    assert roles == {"Anna Brod": ["Prime Minister"], "Orlan Detch": ["President"]}


def test_titles_and_surnames_tell_gender() -> None:
    text = "Mrs. Lin Detch met spokesman Kim Orden, Ms Zelenova and Minister Anna Brod. Ilona Vestrova said no."
    gender = {p.name: p.gender for p in people(text, "Zelenova", "Ilona Vestrova").everybody}
    assert gender["Lin Detch"] > 0
    assert gender["Kim Orden"] < 0
    assert gender["Anna Brod"] > 0
    assert gender["Ilona Vestrova"] > 0


def test_streets_councils_and_countries_are_nobody() -> None:
    text = (
        "The Coastal Council met in Harbour Street. United Arab Emirates officials and Free Trade Union members came."
    )
    assert people(text).everybody == []

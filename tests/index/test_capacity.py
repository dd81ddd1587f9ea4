"""Whom somebody speaks for, learned from other articles: about those days, and unambiguously. All are invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from index.capacity import WINDOW, Capacities, Capacity
from index.quotation import Elsewhere, Speaker

MAY = date(2025, 5, 1)
BARE = Speaker(name="Ilona Vestrova")
SPOKESWOMAN = "Velmoran foreign ministry spokeswoman"


def capacity(
    role: str = SPOKESWOMAN,
    actor: str | None = "Velmora",
    *,
    name: str = BARE.name,
    day: date | None = MAY,
    language: str = "en",
) -> Capacity:
    return Capacity(name=name, role=role, actor=actor, article=f"of {day}", day=day, language=language)


def days(number: int) -> date:
    return MAY + timedelta(days=number)


def test_a_name_alone_has_the_role_and_the_actor_of_the_nearest_article() -> None:
    known = Capacities([capacity(), capacity("Velmoran envoy", day=days(20))])
    learned = known.of(BARE, days(15), "en")
    assert (learned.role, learned.actor) == ("Velmoran envoy", "Velmora")
    assert learned.actor_from == Elsewhere(article="of 2025-05-21", day=days(20))


@pytest.mark.parametrize("name", ["Илона Вестрова", "İlona Vestrova", "ილონა ვესტროვა", "VESTROVA Ilona"])
def test_it_is_learned_across_alphabets_and_not_across_the_order_of_names(name: str) -> None:
    learned = Capacities([capacity()]).of(Speaker(name=name), MAY, "en")
    assert learned.actor == (None if name.isascii() else "Velmora")


@pytest.mark.parametrize("role", ["spokeswoman", "foreign ministry spokesperson"])
def test_a_role_without_its_country_is_kept_and_has_the_actor(role: str) -> None:
    learned = Capacities([capacity()]).of(Speaker(name=BARE.name, role=role), MAY, "en")
    assert (learned.role, learned.actor) == (role, "Velmora")


@pytest.mark.parametrize(
    ("speaker", "day", "others"),
    [
        pytest.param(Speaker(name="Vestrova"), MAY, [capacity(name="Vestrova")], id="one word may be many people's"),
        pytest.param(BARE, MAY, [capacity(actor="Dorvia")], id="two actors at one time"),
        pytest.param(BARE, days(WINDOW + 1), [], id="long ago"),
        pytest.param(BARE, days(-WINDOW - 1), [], id="long before"),
        pytest.param(BARE, days(5), [capacity("former minister", None, day=days(3))], id="former by then"),
        pytest.param(BARE, days(5), [capacity("former minister", None, day=days(9))], id="former soon after"),
        pytest.param(BARE, days(5), [capacity("бывший министр", None, day=days(9))], id="former, in Russian"),
        pytest.param(BARE, None, [capacity("former minister", None, day=days(9))], id="former once, and no date"),
        pytest.param(Speaker(name=BARE.name, role="former envoy"), MAY, [], id="former in the article itself"),
        pytest.param(Speaker(name=BARE.name, role="trade minister"), MAY, [], id="another office in the article"),
        pytest.param(Speaker(name="Ilona Reshkel"), MAY, [], id="another family"),
    ],
)
def test_nothing_is_learned_where_it_may_be_wrong(speaker: Speaker, day: date | None, others: list[Capacity]) -> None:
    assert Capacities([capacity(), *others]).of(speaker, day, "en") == speaker


def test_who_is_former_later_still_spoke_for_the_country_before() -> None:
    known = Capacities([capacity(), capacity(day=days(10)), capacity("former minister", None, day=days(30))])
    assert known.of(BARE, days(5), "en").actor == "Velmora"


def test_articles_without_dates_are_of_one_time() -> None:
    assert Capacities([capacity(day=None)]).of(BARE, None, "en").actor == "Velmora"
    assert Capacities([capacity(day=None), capacity(actor="Dorvia", day=None)]).of(BARE, None, "en") == BARE


def test_the_role_is_of_the_articles_language_or_none() -> None:
    known = Capacities([capacity(), capacity("спикер МИД Велморы", name="Илона Вестрова", day=days(5), language="ru")])
    assert known.of(BARE, days(5), "en").role == SPOKESWOMAN
    assert known.of(BARE, days(5), "ru").role == "спикер МИД Велморы"
    assert (known.of(BARE, days(5), "tr").role, known.of(BARE, days(5), "tr").actor) == (None, "Velmora")


def test_what_the_article_says_itself_stays() -> None:
    own = Speaker(name=BARE.name, role="Dorvian envoy", actor="Dorvia")
    assert Capacities([capacity()]).of(own, MAY, "en") == own

"""Russian names, roles, outlets and days. The people and the places are invented."""

from __future__ import annotations

from datetime import date

import pytest

SPOKESWOMAN = "На брифинге выступила представитель МИД Велморы Илона Вестрова.\n"


def test_a_name_is_told_from_the_country_before_it(read) -> None:
    (found,) = read(SPOKESWOMAN + "«Мы ждём ответа», — сказала Илона Вестрова.", language="ru")
    assert (found.speaker.name, found.speaker.role) == ("Илона Вестрова", "представитель МИД Велморы")
    assert found.speaker.actor == "Велмора"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("По словам Илоны Вестровой, «ответа нет».", "Илона Вестрова", id="genitive"),
        pytest.param("«Дом построим», — цитирует Тимура Алиханова ТАСС.", "Тимур Алиханов", id="accusative"),
        pytest.param("«Газа хватит», — приводит агентство слова посла Нины Корвальд.", "Нина Корвальд", id="woman"),
        pytest.param(
            "«Газа хватит», — сообщили в посольстве Велморы в Тоскари.", "посольство Велморы в Тоскари", id="body"
        ),
        pytest.param("«Газа хватит», — заявил лидер партии «Дом» Гурген Саркис.", "Гурген Саркис", id="party"),
        pytest.param("«Газа хватит», — ответил на вопрос ТАСС Песковский.", "Песковский", id="last name alone"),
    ],
)
def test_speakers_are_cited_in_the_nominative(read, text: str, name: str) -> None:
    (found,) = read(text, language="ru")
    assert found.speaker.name == name


def test_an_outlet_that_cites_is_no_speaker(read) -> None:
    (found,) = read(SPOKESWOMAN + "«Мы ждём ответа», — цитирует Вестрову агентство «Ветер».", language="ru")
    assert (found.speaker.name, found.via) == ("Илона Вестрова", "Ветер")


def test_an_office_of_another_body_is_not_the_one_known(read) -> None:
    (found,) = read(SPOKESWOMAN + "«Это право Еревана», — добавил представитель Кремля.", language="ru")
    assert found.speaker is None


def test_she_is_a_woman(read) -> None:
    text = "Встретились Илона Вестрова и Марк Тельдан, — сообщил министр Марк Тельдан.\n«Решили», — сказала она."
    found = read(SPOKESWOMAN + text, language="ru")
    assert found[-1].speaker.name == "Илона Вестрова"


def test_both_halves_of_speech_behind_a_dash_are_found(read) -> None:
    text = "Пришёл староста Степан Ардов.\n— Все спали, — ответил Ардов. — Успели разбудить соседей.\n"
    found = read(text, language="ru")
    assert [q.span.of(text) for q in found] == ["Все спали", "Успели разбудить соседей."]


def test_a_list_with_dashes_is_no_speech(read) -> None:
    assert read("Стороны обсудят:\n— торговлю и транзит;\n— обмен пленными.\n", language="ru") == []


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("сказала Вестрова в среду", date(2025, 6, 4)),
        ("сказала вчера Вестрова", date(2025, 6, 4)),
        ("сказала Вестрова о встрече до пятницы", None),
    ],
)
def test_the_day_is_that_of_the_clause(read, clause: str, day: date | None) -> None:
    (found,) = read(f"{SPOKESWOMAN}«Мы ждём ответа», — {clause}.", date(2025, 6, 5), language="ru")
    assert found.said_on == day


def test_whoever_quotes_another_does_not_say_the_others_words(read) -> None:
    found = read(SPOKESWOMAN + "Посол Нина Корвальд процитировала Илону Вестрову: «Пауза — не развод».", language="ru")
    assert [one.speaker.name if one.speaker else None for one in found if one.kind != "indirect"] in (
        [None],
        ["Илона Вестрова"],
    )

"""A claim is kept where its source says it, and dropped for its one defect where not. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Claim
from assistant.judge import judge
from index.quotation import Speaker
from tests.assistant.archive import TOSKARI, VESTROVA
from tests.assistant.judge.evidence import ARTICLE, CITABLE, RAIL, REPORT, asked_of, citation, judged

TRUE = "Vestrova said Velmora may reopen 40 kilometres of the northern railway in March but has not decided to sell it."
OTHER = "another word than its source"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param(TRUE, 1, id="in other words"),
        pytest.param("Velmora has not decided to sell the northern railway, Vestrova said.", 1, id="the verb last"),
        pytest.param("According to Ilona Vestrova, Velmora may reopen the railway.", 1, id="according to"),
        pytest.param("The foreign ministry spokesperson said Velmora may reopen it in March.", 1, id="by role"),
        pytest.param("Velmora said it had not decided to sell the railway.", 1, id="by actor"),
        pytest.param("She said that she has not decided to sell the railway.", 1, id="a pronoun"),
        pytest.param("On Tuesday Vestrova spoke of the “northern railway”.", 1, id="words of the citation in marks"),
        pytest.param(f"Ilona Vestrova, Velmoran foreign ministry spokesperson: “{RAIL}”", 1, id="as it is quoted"),
        pytest.param(f"Ilona Vestrova, as reported by Ardesh Courier: {REPORT}", 3, id="as it is reported"),
        pytest.param("Vestrova reportedly denied that the treaty has been signed.", 3, id="a report"),
        pytest.param("Toskari said that some drivers pay $200 every month to Dorvia.", 2, id="a sum"),
    ],
)
def test_what_the_source_says_is_kept(text: str, number: int) -> None:
    assert judged(text, number).claim == Claim(text=text, citations=(number,))


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        pytest.param(TRUE.replace("March", "April"), 1, "date not in evidence", id="month"),
        pytest.param("Vestrova said on Friday that the railway may reopen.", 1, "date not in evidence", id="weekday"),
        pytest.param(TRUE.replace("40", "400"), 1, "number not in evidence", id="digits"),
        pytest.param(TRUE.replace("40", "forty-one"), 1, "number not in evidence", id="a number in words"),
        pytest.param(f"{TRUE[:-1]} in 40 years.", 1, "number not in evidence", id="a number once too often"),
        pytest.param(TRUE.replace("kilometres", "miles"), 1, "unit not in evidence", id="unit"),
        pytest.param("Toskari said some drivers pay €200 a month to Dorvia.", 2, "unit not in evidence", id="currency"),
        pytest.param(TRUE.replace("has not decided", "has decided"), 1, "negation", id="without its not"),
        pytest.param("Vestrova said Velmora may not reopen the railway.", 1, "negation", id="with a not too many"),
        pytest.param("Vestrova did not say that Velmora may reopen the railway.", 1, "negation", id="not said"),
        pytest.param("Vestrova reportedly said that the treaty had been signed.", 3, "negation", id="a denial"),
        pytest.param("Vestrova said Velmora will reopen the railway.", 1, "stronger than its source", id="may"),
        pytest.param(TRUE.replace("railway", "harbour"), 1, OTHER, id="another noun"),
        pytest.param("Toskari said all drivers pay Dorvia.", 2, "stronger than its source", id="some to all"),
        pytest.param("Vestrova said so.", 1, "unsupported", id="nothing"),
        pytest.param(TRUE.replace("railway", "railway to Benkar"), 1, "name not in evidence", id="a place"),
        pytest.param(TRUE.replace("Vestrova", "Toskari"), 1, "wrong speaker", id="another speaker"),
        pytest.param(f"Toskari, Vestrova's guest, {TRUE[9:]}", 1, "wrong speaker", id="somebody beside the speaker"),
        pytest.param(f"Vestrova's guest Toskari {TRUE[9:]}", 1, "wrong speaker", id="somebody of the speaker's"),
        pytest.param("Dorvia said Velmora may reopen the railway.", 1, "wrong speaker", id="another country"),
        pytest.param("Vestrovas said the railway may reopen in March.", 1, "wrong speaker", id="a family"),
        pytest.param("Vestrova went that we say it may reopen.", 1, "speaker not named", id="no verb of saying"),
        pytest.param("Vestrova said Toskari said Velmora may reopen it.", 1, "wrong speaker", id="said by another"),
        pytest.param("Velmora may reopen the northern railway.", 1, "speaker not named", id="as a fact"),
        pytest.param("Vestrova denied that the treaty had been signed.", 3, "not told as reported", id="as words"),
        pytest.param(f"Vestrova: “{REPORT}”", 3, "quotation marks", id="a report in marks"),
        pytest.param("Vestrova said the railway is “closed for good”.", 1, "quotation marks", id="invented words"),
        pytest.param("Vestrova said the railway is 'closed for good'.", 1, "quotation marks", id="in single marks"),
        pytest.param(f"Vestrova: “{RAIL.replace('northern', 'southern')}”", 1, "quotation marks", id="altered words"),
        pytest.param(f"{TRUE} It rained.", 1, "not one plain sentence", id="two sentences"),
        pytest.param(f"{TRUE[:-1]} (https://hestal.example).", 1, "not one plain sentence", id="an address"),
        pytest.param(f"{TRUE[:-1]}, <b>so</b>.", 1, "not one plain sentence", id="markup"),
    ],
)
def test_one_defect_costs_the_claim(text: str, number: int, reason: str) -> None:
    assert judged(text, number).reason == reason


def test_only_whom_the_question_asks_for_answers_it() -> None:
    assert judged(TRUE, 1, question=asked_of(VESTROVA)).claim is not None
    assert judged(TRUE, 1, question=asked_of(TOSKARI)).reason == "not asked for"


@pytest.mark.parametrize(("place", "reason"), [("Benkar", None), ("Hestal", "wrong speaker")])
def test_a_body_is_told_from_another_by_its_place(place: str, reason: str | None) -> None:
    ministry = Speaker(name="foreign ministry in Benkar")
    citable = {1: citation(1, RAIL, ministry)}
    text = f"The foreign ministry in {place} said the northern railway may reopen in March."
    assert judge(Claim(text=text, citations=(1,)), citable, asked_of()).reason == reason


@pytest.mark.parametrize(("who", "reason"), [("Ana Lund-Voss", None), ("Ana Lund-Berg", "wrong speaker")])
def test_a_name_with_a_hyphen_is_compared_by_its_last_part(who: str, reason: str | None) -> None:
    citable = {1: citation(1, RAIL, Speaker(name="Ana Lund-Voss", role=None, actor=None))}
    claim = Claim(text=f"{who} said they may reopen the northern railway.", citations=(1,))
    assert judge(claim, citable, asked_of()).reason == reason


@pytest.mark.parametrize(
    ("who", "reason"),
    [("Norway", None), ("Norwegian", "wrong speaker"), ("Norwegian Minister Oslo", "wrong speaker")],
)
def test_a_country_speaks_through_its_minister_and_its_people_do_not(who: str, reason: str | None) -> None:
    minister = Speaker(name="Oskar Lindal", role="Norwegian minister", actor="Norway")
    claim = Claim(text=f"{who} said the northern railway may reopen in March.", citations=(1,))
    assert judge(claim, {1: citation(1, RAIL, minister)}, asked_of()).reason == reason


@pytest.mark.parametrize(("year", "reason"), [(2027, None), (2025, "date not in evidence")])
def test_the_year_of_publication_is_not_the_one_that_is_spoken_of(year: int, reason: str | None) -> None:
    article = replace(ARTICLE, text="We will reopen the railway in 2027")  # published in 2025
    claim = Claim(text=f"Vestrova said they will reopen the railway in {year}.", citations=(1,))
    assert judge(claim, {1: citation(1, article.text, article=article)}, asked_of()).reason == reason


@pytest.mark.parametrize(("which", "reason"), [("first", None), ("last", "unsupported")])
def test_across_languages_the_first_is_not_the_last(which: str, reason: str | None) -> None:
    article = replace(ARTICLE, language="ru", text="Первый поезд придёт в Гесталь")
    citable = {1: citation(1, article.text, article=article)}
    claim = Claim(text=f"Vestrova said the {which} train will come to Hestal.", citations=(1,))
    assert judge(claim, citable, asked_of(), lambda a, b: 0.5).reason == reason


def test_words_of_two_speakers_make_no_claim() -> None:
    text = "Vestrova said the railway may reopen and some drivers pay Dorvia."
    assert judged(text, 1, 2).reason == "several speakers"
    assert judged(text, 1).claim is None


@pytest.mark.parametrize("number", [2, 9])
def test_a_wrong_number_is_put_right_where_one_other_piece_says_it(number: int) -> None:
    verdict = judge(Claim(text=TRUE, citations=(number,)), CITABLE, asked_of())
    assert verdict.claim is None or verdict.claim.citations == (1,)
    assert (verdict.claim is None) == (number == 2)  # Toskari's words under Vestrova's name are no slip of the pen


def test_a_wrong_number_is_not_guessed_between_two() -> None:
    twice = {1: CITABLE[1], 5: CITABLE[1]}
    assert judge(Claim(text=TRUE, citations=(9,)), twice, asked_of()).reason == "unknown number"


def test_no_number_is_none_to_put_right() -> None:
    assert judge(Claim(text=TRUE, citations=()), CITABLE, asked_of()).reason == "unknown number"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Vestrova said Velmora will not sell the northern road to Dorvia.", None, id="the same"),
        pytest.param("Vestrova said Velmora will sell the northern road to Dorvia.", "negation", id="without its not"),
        pytest.param("Vestrova said Velmora will not sell 3 roads.", "number not in evidence", id="a number"),
        pytest.param("Vestrova said Velmora will not sell it to Mirzan.", "name not in evidence", id="a name"),
        pytest.param("Toskari said Velmora will not sell the northern road.", "wrong speaker", id="another speaker"),
    ],
)
def test_across_languages_the_parts_are_compared(text: str, reason: str | None) -> None:
    assert judged(text, 4, similar=lambda a, b: 0.5).reason == reason


def test_across_languages_the_meaning_decides() -> None:
    text = "Vestrova said Velmora will not sell the northern road to Dorvia."
    assert judged(text, 4, similar=lambda a, b: 0.1).reason == "unsupported"
    assert judged(text, 4).reason == "unsupported"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        pytest.param("we may reopen 40 kilometres of the northern railway in March", None, id="as it stands"),
        pytest.param("they may reopen 40 kilometres of their northern railway in March", None, id="by somebody else"),
        pytest.param("we may reopen 40 kilometres of the northern part in March", OTHER, id="a small word"),
        pytest.param(f"{RAIL[:-2].lower()}even", OTHER, id="a small word for a pronoun"),
        pytest.param("we may reopen 40 kilometres of the Hestal railway in March", OTHER, id="a known name"),
        pytest.param("some of the drivers never pay $200 a month to Dorvia", "negation", id="a no"),
    ],
)
def test_a_sentence_that_is_retold_keeps_every_word(told: str, reason: str | None) -> None:
    number, who = (2, "Toskari") if "drivers" in told else (1, "Vestrova")
    assert judged(f"{who} said that {told}.", number).reason == reason


@pytest.mark.parametrize(
    ("topic", "reason"),
    [("the railways", None), ("rain", None), ("the harbour", "not asked for"), ("1999", "not asked for")],
)
def test_a_claim_about_something_else_than_is_asked_about_answers_nothing(topic: str, reason: str | None) -> None:
    question = replace(asked_of(), topic=topic)
    assert judged(TRUE, 1, question=question).reason == reason


def test_across_languages_a_claim_is_not_twice_as_long_as_what_it_cites() -> None:
    text = "Vestrova said Velmora will not sell the northern road to Dorvia and keep it for trains there."
    assert judged(text, 4, similar=lambda a, b: 0.5).reason == "unsupported"


def test_because_is_not_said_for_if() -> None:
    citable = {
        1: citation(
            1, "We will sell it if Dorvia pays", article=replace(ARTICLE, text="We will sell it if Dorvia pays")
        )
    }
    claim = Claim(text="Vestrova said Velmora will sell it because Dorvia pays.", citations=(1,))
    assert judge(claim, citable, asked_of()).reason == "stronger than its source"

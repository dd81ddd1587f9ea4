"""The language of articles and of questions."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from index.text.language import identify, language_code, question_language

ARCHIVE = {"en", "ru", "tr", "hy", "az", "ka"}

# Invented.
ARTICLES = {
    "en": "The ministry said on Wednesday that it regrets the decision to freeze the participation.",
    "ru": "Министерство сожалеет о решении заморозить участие, сказала представитель ведомства в среду.",
    "hy": "Նախարարությունը չորեքշաբթի օրը հայտարարեց, որ ցավում է որոշման համար։",
    "ka": "სამინისტრომ ოთხშაბათს განაცხადა, რომ წუხს ამ გადაწყვეტილების გამო.",
    "tr": "Bakanlık sözcüsü çarşamba günü yaptığı açıklamada karardan üzüntü duyduklarını söyledi.",
    "az": "Xarici işlər nazirliyinin sözçüsü çərşənbə günü bildirib ki, ölkə bu qərardan təəssüf hissi keçirir.",
    "uk": "Речниця міністерства закордонних справ заявила, що шкодує про рішення уряду. Її слова наводить агентство.",
    "bg": "Говорителката на външното министерство заяви, че съжалява за решението на правителството.",
    "de": "Die Sprecherin des Ministeriums sagte am Mittwoch, sie bedauere die Entscheidung der Regierung.",
    "fr": "La porte-parole du ministère a déclaré qu’elle regrettait la décision du gouvernement.",
    "fa": "سخنگوی وزارت خارجه گفت که از این تصمیم متاسف است.",
}


@pytest.mark.parametrize(("language", "text"), ARTICLES.items())
def test_an_article_is_named_for_what_it_is(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "123 — 456", "!?", "\N{GRINNING FACE}"])
def test_without_letters_there_is_no_language(text: str) -> None:
    assert identify(text) is None
    assert question_language(text, ARCHIVE) is None


def test_names_in_the_other_script_do_not_change_an_article() -> None:
    assert identify("Ի՞նչ ասաց Vladimir-ը NATO-ի մասին հինգշաբթի օրը") == "hy"
    assert identify(ARTICLES["tr"] + " Əliyev də oradaydı.") == "tr"


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "what did Russia say about Armenia's CSTO freeze?"),
        ("en", "WHAT DID RUSSIA SAY?"),
        ("en", "What did Erdoğan say about Şuşa?"),
        ("en", "What did İlham Əliyev say on Qarabağ?"),
        ("en", "What does «зелёный коридор» mean?"),
        ("en", "What did Захарова say?"),
        ("en", "Did Փաշինյան resign?"),
        ("en", "Zakharova"),
        ("en", "Erdoğan Aliyev Karabakh statement"),
        ("ru", "Что сказала Захарова о заморозке участия Армении в ОДКБ?"),
        ("ru", "Что сказал Lavrov о NATO?"),
        ("ru", "Захарова"),
        ("tr", "Rusya Ermenistan’ın KGAÖ kararı hakkında ne dedi?"),
        ("tr", "İlham Əliyev ne dedi?"),
        ("az", "Rusiya Ermənistanın KTMT üzvlüyü barədə nə dedi?"),
        ("az", "Azərbaycan Türkiyə ilə hansı sazişi imzaladı?"),
        ("az", "Kim qalib oldu?"),
        ("hy", "Ի՞նչ ասաց Ռուսաստանը ՀԱՊԿ-ի մասին։"),
        ("hy", "Ինչ ասաց Putin-ը NATO-ի մասին"),
        ("ka", "რა თქვა რუსეთმა ნატოს შესახებ?"),
    ],
)
def test_a_question_is_in_the_language_of_its_small_words(language: str, question: str) -> None:
    assert question_language(question, ARCHIVE) == language


def test_a_question_in_a_language_of_the_archive_is_not_taken_for_english() -> None:
    question = "Was sagte der Minister über das Abkommen mit der Regierung in Jerewan?"
    assert question_language(question, {*ARCHIVE, "de"}) == "de"


def test_a_script_that_the_archive_lacks_is_named_all_the_same() -> None:
    assert question_language("რა თქვა რუსეთმა?", {"en"}) == "ka"
    assert question_language("Что сказал президент о соглашении?", {"hy"}) == "ru"


def test_the_sample_archive_is_told_apart() -> None:
    lines = (files("index.sample") / "articles.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    assert [identify(article["text"]) for article in articles] == [article["language"] for article in articles]


@pytest.mark.parametrize("language", ["en", "ru", "tr"])
def test_real_questions_are_told_apart(shared: Path, language: str) -> None:
    data = json.loads((shared / f"data/xquad/xquad.{language}.json").read_text("utf-8"))["data"]
    questions = [asked["question"] for item in data for paragraph in item["paragraphs"] for asked in paragraph["qas"]]
    right = sum(question_language(question, ARCHIVE) == language for question in questions)
    assert right >= 0.995 * len(questions) > 1000


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EN-gb", "en"),
        ("hye", "hy"),
        ("arm", "hy"),
        ("Georgian", "ka"),
        ("zxx", None),
        ("Klingonese", None),
        ("", None),
    ],
)
def test_codes_and_names_of_languages_are_understood(written: str, code: str | None) -> None:
    assert language_code(written) == code


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Rusya Ermenistan hakkında ne dedi?", "tr"),
        ("Что Захарова сказала об ОДКБ?", "ru"),
        ("Что сказал Кремль?", "ru"),
        ("Rusiya sərhəd haqqında nə dedi?", "az"),
    ],
)
def test_a_question_is_read_whatever_the_archive_is_in(question: str, language: str) -> None:
    assert question_language(question, {"en"}) == language

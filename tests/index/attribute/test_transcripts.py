"""Transcripts and interviews without quotation marks, and the lists that look like them. All texts are invented."""

from __future__ import annotations

import json

import pytest

from index.attribute.transcripts.turns import transcript
from index.attribute.transcripts.words import TURN_WORDS

BRIEFING = """Briefing by Karsovian Foreign Ministry spokesperson Maria Zelenko, Tashmir, May 5

MS. ZELENKO: Good afternoon. (Laughter.) We have a statement on the bridge.

Our position has not changed.

QUESTION: Will it open in May?

MS. ZELENKO: Yes. I told the council that it would.

(APPLAUSE)

QUESTION (via interpreter): And the road?

MS. ZELENKO: I have nothing to add. [End of briefing.]
"""


def said(read, text: str, language: str = "en") -> list[tuple[str | None, str, str | None]]:
    return [
        (
            q.speaker.name if q.speaker else None,
            q.span.of(text),
            q.replies_to.of(text) if q.replies_to else None,
        )
        for q in read(text, language=language)
    ]


def test_turns_are_their_speakers_and_answer_the_question_before(read) -> None:
    assert said(read, BRIEFING) == [
        ("Maria Zelenko", "Good afternoon. (Laughter.) We have a statement on the bridge.", None),
        ("Maria Zelenko", "Our position has not changed.", None),
        ("Maria Zelenko", "Yes. I told the council that it would.", "Will it open in May?"),
        ("Maria Zelenko", "I have nothing to add.", "And the road?"),
    ]


def test_a_turn_has_its_label_as_mention_and_a_role_from_the_heading(read) -> None:
    first = read(BRIEFING)[0]
    assert first.mention.of(BRIEFING) == "MS. ZELENKO"
    assert (first.speaker.role, first.speaker.actor) == ("Karsovian Foreign Ministry spokesperson", "Karsovia")
    assert first.context.of(BRIEFING).startswith("MS. ZELENKO: Good")


DEBATE = """Orlan Detch and Anna Brod met on Monday. Partial transcript:

KORVAL: Let's begin. Mr. Detch, where do you stand on the bridge?

DETCH: I want it open. My voters want it open.

BROD: And who pays for it? You never say.

DETCH: We all do.

KORVAL: Ms. Brod, your answer?

BROD: I would wait a year.

The debate ended early. Brod left by the back door.
"""


def test_the_article_after_the_last_turn_is_nobodys(read) -> None:
    assert said(read, DEBATE)[-1] == ("Anna Brod", "I would wait a year.", "Ms. Brod, your answer?")


def test_an_answer_to_another_speaker_is_no_answer_to_a_question(read) -> None:
    replies = {words: question for _, words, question in said(read, DEBATE)}
    assert replies["I want it open. My voters want it open."] is not None
    assert replies["And who pays for it? You never say."] is None


INTERVIEW = """Interview with Mayor Maria Zelenko

Q: {first}

A: I cannot say. My council has not met.

Q: {second}

A: The council will decide, and I will follow it.
"""


def test_unnamed_answers_are_those_of_who_is_interviewed(read) -> None:
    text = INTERVIEW.format(first="When does the bridge open?", second="And the road?")
    assert said(read, text) == [
        ("Maria Zelenko", "I cannot say. My council has not met.", "When does the bridge open?"),
        ("Maria Zelenko", "The council will decide, and I will follow it.", "And the road?"),
    ]


def test_a_question_still_reports_what_others_say(read) -> None:
    asked = "Anna Brod said, “The bridge is a ruin.” Do you agree?"
    text = INTERVIEW.format(first=asked, second="And the road?")
    assert ("Anna Brod", "The bridge is a ruin.", None) in said(read, text)


def test_of_two_who_are_introduced_none_is_taken_for_the_one_who_answers(read) -> None:
    text = INTERVIEW.format(first="When does it open?", second="And the road?")
    text = text.replace("Mayor Maria Zelenko", "Orlan Detch and Maria Zelenko")
    assert {speaker for speaker, _, _ in said(read, text)} == {None}


@pytest.mark.parametrize(
    "label", [pytest.param("{}\n\n", id="a line of its own"), pytest.param("[00:12] **{}:** ", id="bold, with a time")]
)
def test_labels_in_other_forms(read, label: str) -> None:
    turns = ["Will it open?", "In May. I promise.", "And the road?", "I hope so."]
    names = ["Interviewer", "Orlan Detch"] * 2
    text = "Talk in Brod\n\n" + "\n\n".join(label.format(n) + t for n, t in zip(names, turns, strict=True))
    assert said(read, text) == [
        ("Orlan Detch", "In May. I promise.", "Will it open?"),
        ("Orlan Detch", "I hope so.", "And the road?"),
    ]


def test_questions_that_lost_their_label_are_no_words_of_the_one_who_answers(read) -> None:
    asked = ["When does it open?", "And the road?", "Who pays?"]
    turns = "\n\n".join(f"{question}\n\nDetch: I told you that before." for question in asked)
    found = said(read, f"Mayor Orlan Detch spoke to us.\n\n{turns}\n")
    assert found == [("Orlan Detch", "I told you that before.", question) for question in asked]


OTHERS = {
    "ru": (
        "Брифинг представителя МИД Карсовии Анны Брод\n\nВопрос: Когда откроют мост?\n\nОтвет: Мы работаем.\n",
        ("Анна Брод", "Мы работаем.", "Когда откроют мост?"),
    ),
    "tr": (
        "Sözcü Deniz Kıyak soruları yanıtladı\n\nSoru: Köprü açılacak mı?\n\nCevap: Biz hazırız.\n",
        ("Deniz Kıyak", "Biz hazırız.", "Köprü açılacak mı?"),
    ),
    "az": (
        "Nazir Leyla Qarabağlı ilə müsahibə\n\nSual: Körpü açılacaq?\n\nCavab: Biz hazırıq.\n",
        ("Leyla Qarabağlı", "Biz hazırıq.", "Körpü açılacaq?"),
    ),
    "hy": (
        "Հարցազրույց նախարար Արամ Մանելյանի հետ\n\nՀարց. Կբացվի՞ կամուրջը:\n\nՊատասխան. Մենք պատրաստ ենք:\n",
        ("Արամ Մանելյան", "Մենք պատրաստ ենք:", "Կբացվի՞ կամուրջը:"),
    ),
    "ka": (
        "მინისტრი ნინო კორვალი\n\nკითხვა: გაიხსნება ხიდი?\n\nპასუხი: ჩვენ მზად ვართ.\n",
        ("ნინო კორვალი", "ჩვენ მზად ვართ.", "გაიხსნება ხიდი?"),
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_question_and_answer_in_other_languages(read, language: str) -> None:
    text, expected = OTHERS[language]
    assert said(read, text, language) == [expected]


def test_names_with_initials_are_labels(read) -> None:
    text = (
        "В Ташмире\n\nА.П.Брод: Добрый день, мы начинаем.\n\nВопрос: Когда?\n\nА.П.Брод: В мае, если мы успеем.\n\n"
        "(Смех в зале.)\n\nВопрос (перевод): А дорога?\n\nА.П.Брод: Нет.\n"
    )
    assert said(read, text, "ru") == [
        ("А.П.Брод", "Добрый день, мы начинаем.", None),
        ("А.П.Брод", "В мае, если мы успеем.", "Когда?"),
        ("А.П.Брод", "Нет.", "А дорога?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Film list\n\n" + "Director: Anna Brod\n\nGrade: B, we liked it\n\n" * 4, id="list"),
        pytest.param("Detch: The bridge will open\n\nMayor Orlan Detch spoke. Will it open? He hopes.", id="headline"),
        pytest.param("DETCH: “It opens in May.”\n\nBROD: “Who pays?”\n\n" * 3, id="labels of quotations"),
        pytest.param("Tashmir: 12 dead\n\nBrod: 4 dead\n\n" * 4, id="places"),
    ],
)
def test_other_articles_with_colons_are_no_transcripts(read, text: str) -> None:
    assert transcript(text, TURN_WORDS["en"]).turns == ()


def test_a_newsrooms_own_questions_and_answers_are_nobodys_words(read) -> None:
    text = "What to know\n\n" + "Q: Will the bridge open?\n\nA: It opens in May, as decided.\n\n" * 3
    assert said(read, text) == []


def test_no_article_of_news_by_one_hand_becomes_a_transcript(shared) -> None:
    """Of PolNeAR's dev articles one is a transcript, and that one stands between marks."""
    lines = (shared / "data" / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert [gold["id"] for gold in map(json.loads, lines) if transcript(gold["text"], TURN_WORDS["en"]).turns] == []

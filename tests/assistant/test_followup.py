"""What leans on the turn before, what it inherits, and that nothing else does. The speakers are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Refusal
from assistant.ask import Assistant
from assistant.before import Before
from assistant.followup import follow_up
from assistant.question import Question, Who
from assistant.understand import Asked
from assistant.understanding.aside import Show, Why, read_aside
from assistant.understanding.narrow import Archive
from assistant.understanding.roster import Roster
from index import sample
from index.article import Article
from index.quotation import Speaker
from index.record.catalogue import Quoted
from index.span import Span
from index.window import Window, only
from tests.assistant.news import CHAIR, PAUSE, RAILWAY_NO, RAILWAY_YES

TODAY = date(2026, 11, 12)
WHO = [
    ("Maria Sobolina", "Russian foreign ministry spokesperson", "Russia"),
    ("Hrant Pashoyan", "Armenian Prime Minister", "Armenia"),
    ("Elman Qasımlı", "Azərbaycanın xarici işlər naziri", "Azerbaijan"),
    ("Per Stolten", "NATO Secretary General", "NATO"),
]
ROSTER = Roster(
    [Quoted(name=name, role=role, actor=actor, quotations=1, first=None, last=None) for name, role, actor in WHO]
)
ARCHIVE = Archive(roster=ROSTER, languages=frozenset("en ru tr hy ka az".split()), outlets=frozenset({"Coast Monitor"}))
SOBOLINA = ROSTER.find("Maria Sobolina", "en")
SEPTEMBER = Window(since=date(2025, 9, 1), until=date(2025, 9, 30))


def cited(day: date, speaker: str = "Maria Sobolina", start: int = 0) -> Citation:
    article = Article(id="a", text="A treaty is a treaty.", published=day)
    span = Span(start, start + 1)
    return Citation(
        number=1,
        kind="direct",
        quote=span.of(article.text),
        span=span,
        article=article,
        confidence=1.0,
        speaker=Speaker(name=speaker),
    )


ASKED = Question(text="?", language="en", who=SOBOLINA, topic="the pact", window=SEPTEMBER)
BEFORE = Before(question=ASKED, cited=(cited(date(2025, 9, 20)), cited(date(2025, 9, 5), start=2)))
OPEN = Before(question=Question(text="?", language="en", topic="the pact"), cited=(cited(date(2025, 9, 5)),))


def read(text: str, before: Before = BEFORE) -> Question:
    question = follow_up(text, before, ARCHIVE, TODAY)
    assert question is not None, text
    return question


@pytest.mark.parametrize(
    "text",
    [
        "and Azerbaijan?",
        "What about Azerbaijan?",
        "а Азербайджан?",
        "ya Azerbaycan?",
        "իսկ Ադրբեջա՞նը",
        "bəs Azərbaycan?",
        "აზერბაიჯანი?",
    ],
)
def test_another_country_takes_the_speakers_place(text: str) -> None:
    question = read(text)
    assert question.who == ROSTER.find("Azerbaijan", "en")
    assert (question.topic, question.window) == ("the pact", SEPTEMBER)
    assert question.carried == {"topic", "days"}


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        pytest.param("what about before that?", None, "2025-09-04", id="before"),
        pytest.param("and after?", "2025-09-21", None, id="after"),
        pytest.param("since then?", "2025-09-21", None, id="since"),
        pytest.param("in October?", "2025-10-01", "2025-10-31", id="of the year that was spoken of"),
        pytest.param("in October 2024?", "2024-10-01", "2024-10-31", id="of its own year"),
        pytest.param("а в октябре?", "2025-10-01", "2025-10-31", id="ru"),
        pytest.param("а раньше?", None, "2025-09-04", id="ru, earlier"),
    ],
)
def test_another_time_leaves_speaker_and_topic(text: str, since: str | None, until: str | None) -> None:
    question = read(text)
    days = tuple(day and day.isoformat() for day in (question.window.since, question.window.until))
    assert (days, question.who, question.topic) == ((since, until), SOBOLINA, "the pact")
    assert question.carried == {"who", "topic"}


def test_after_a_refusal_days_are_counted_from_what_was_shown_last() -> None:
    refused = Before(question=replace(ASKED, window=Window()), cited=(), earlier=BEFORE)
    assert read("before that?", refused).window == Window(until=date(2025, 9, 4))


def test_without_a_day_to_count_from_nothing_is_made_up() -> None:
    nothing = Before(question=Question(text="?", language="en", who=SOBOLINA), cited=())
    question = read("before that?", nothing)
    assert (question.window, len(question.notes)) == (Window(), 1)


def test_who_else_is_everybody_but_those_before() -> None:
    who = read("who else?").who
    assert who is not None
    assert (who.besides, who.speakers) == (("Maria Sobolina",), frozenset(WHO[1:]))
    again = read(
        "anyone else?", Before(question=read("who else?"), cited=(cited(date(2025, 9, 5), "Per Stolten"),))
    ).who
    assert again is not None
    assert (again.besides, again.speakers) == (("Maria Sobolina", "Per Stolten"), frozenset(WHO[1:3]))


@pytest.mark.parametrize(
    "text",
    [
        "What did she say about the border?",
        "has she said anything about the border?",
        "What was her position on the border?",
        "что она сказала о the border?",
        "o the border hakkında ne dedi?",
        "Ի՞նչ է ասել նա the border մասին",
        "რა თქვა მან the border შესახებ?",
    ],
)
def test_a_pronoun_is_the_speaker_before(text: str) -> None:
    question = read(text)
    assert (question.who, question.topic, question.window) == (SOBOLINA, "the border", Window())
    assert question.carried == {"who"}


def test_a_pronoun_is_the_only_speaker_cited_or_nobody() -> None:
    assert read("What did she say about the border?", OPEN).who == SOBOLINA
    several = Before(question=OPEN.question, cited=(*OPEN.cited, cited(date(2025, 9, 5), "Per Stolten")))
    question = read("What did she say about the border?", several)
    assert question.who is None
    assert "Per Stolten" in question.notes[0]


def test_the_questions_that_it_leans_on_are_told() -> None:
    first = Before(question=replace(ASKED, text="first"), cited=())
    second = Before(question=read("who else?", first), cited=(), earlier=first)
    assert read("and after?", second).turns == ("first", "who else?")
    assert read("What did she say about the border?", second).turns == ("first", "who else?")


@pytest.mark.parametrize(
    "text", ["and Per Stolten's view?", "ok, and Stolten?", "And what did Stolten say?", "а Столтен?"]
)
def test_another_speaker_takes_the_speakers_place(text: str) -> None:
    question = read(text)
    assert question.who is not None
    assert (question.who.speakers, question.topic) == (frozenset(WHO[3:]), "the pact")


@pytest.mark.parametrize(
    "text",
    [
        "did anyone else comment?",
        "who else said something about it?",
        "кто-нибудь ещё говорил об этом?",
        "kim başka konuştu?",
    ],
)
def test_others_may_be_asked_for_in_a_whole_sentence(text: str) -> None:
    who = read(text).who
    assert who is not None
    assert who.besides == ("Maria Sobolina",)


def test_it_is_the_topic_before() -> None:
    question = read("What did NATO say about it?")
    assert (question.who, question.topic) == (ROSTER.find("NATO", "en"), "the pact")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("and about the railway?", "the railway"),
        ("what about the railway?", "the railway"),
        ("а о железной дороге?", "железной дороге"),
        ("peki demiryolu hakkında?", "demiryolu"),
        ("bəs dəmir yolu haqqında?", "dəmir yolu"),
        ("իսկ երկաթուղու մասի՞ն", "երկաթուղու"),
        ("ხოლო რკინიგზის შესახებ?", "რკინიგზის"),
    ],
)
def test_another_topic_leaves_the_speaker(text: str, topic: str) -> None:
    question = read(text)
    assert (question.who, question.topic, question.carried) == (SOBOLINA, topic, {"who", "days"})


def test_a_name_that_nobody_bears_is_not_taken_for_a_topic() -> None:
    question = read("and Anna Nemova?")
    assert question.who == Who(speaker="Anna Nemova", actor=None, speakers=frozenset())
    assert question.notes


def test_more_is_all_but_what_was_shown() -> None:
    question = read("more")
    assert question.seen == BEFORE.places
    assert read("more", Before(question=question, cited=(cited(date(2025, 9, 5), start=4),))).seen > BEFORE.places


@pytest.mark.parametrize(
    ("text", "language", "outlet"),
    [
        ("only in Russian", "ru", None),
        ("только на русском", "ru", None),
        ("sadece Rusça", "ru", None),
        ("միայն ռուսերեն", "ru", None),
        ("მხოლოდ რუსულად", "ru", None),
        ("from the Coast Monitor only", None, "Coast Monitor"),
        ("только Coast Monitor", None, "Coast Monitor"),
    ],
)
def test_an_answer_is_narrowed_to_a_language_or_an_outlet(text: str, language: str, outlet: str) -> None:
    assert read(text).window == replace(SEPTEMBER, languages=only(language), outlets=only(outlet))


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("show the second one in context", Show(number=2)),
        ("show 2", Show(number=2)),
        ("[3]", Show(number=3)),
        ("show the last one", Show(number=-1)),
        ("покажи второе в контексте", Show(number=2)),
        ("üçüncüsünü göster", Show(number=3)),
        ("ikincisini göstər", Show(number=2)),
        ("ցույց տուր երկրորդը", Show(number=2)),
        ("მაჩვენე მესამე", Show(number=3)),
        ("why?", Why()),
        ("почему?", Why()),
        ("ինչո՞ւ", Why()),
        ("the second", None),
        ("show the second railway", None),
        ("why did Sobolina say so?", None),
    ],
)
def test_an_aside_is_no_question(text: str, aside: Show | Why | None) -> None:
    assert read_aside(text) == aside


def inherits(text: str) -> bool:
    return any(follow_up(text, before, ARCHIVE, TODAY) for before in (BEFORE, OPEN)) or read_aside(text) is not None


def test_no_complete_question_about_the_sample_archive_inherits() -> None:
    questions = [json.loads(line)["question"] for line in sample.questions_path().read_text("utf-8").splitlines()]
    assert not list(filter(inherits, questions))


def test_no_real_complete_question_inherits(shared: Path) -> None:
    files = [shared / "data/polnear/who_said_what.jsonl", shared / "data/news/questions.jsonl"]
    texts = [json.loads(line)["question"] for file in files for line in file.read_text("utf-8").splitlines()]
    for language in ("en", "ru", "tr"):
        data = json.loads((shared / f"data/xquad/xquad.{language}.json").read_text("utf-8"))["data"]
        texts += [asked["question"] for item in data for part in item["paragraphs"] for asked in part["qas"]]
    assert len(texts) > 4000
    assert not list(filter(inherits, texts))


@pytest.mark.parametrize(
    "text",
    [
        "and what did Pashoyan say about the railway?",
        "What did Pashoyan say?",
        "Does it take long?",
        "What about the man who said that he would build the railway?",
        "Kurmel dam",
        "а что сказал Пашоян о железной дороге?",
    ],
)
def test_what_says_all_by_itself_inherits_nothing(text: str) -> None:
    assert follow_up(text, BEFORE, ARCHIVE, TODAY) is None


PIECES = (
    "and what about who else did she say the before that in October а что она ya o ne dedi իսկ նա კიდევ 2 “ [".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)))
def test_no_text_crashes_and_nothing_is_carried_that_was_not_there(text: str) -> None:
    read_aside(text)
    question = follow_up(text, BEFORE, ARCHIVE, TODAY)
    assert question is None or question.carried <= {"who", "topic", "days"}


class TestThroughTheChain:
    def before(self, assistant: Assistant, text: str) -> Before:
        result = assistant.ask(text)
        assert isinstance(result, Answer)
        return Before(question=result.question, cited=result.citations)

    def quotes(self, result: Answer | Refusal) -> list[str]:
        return [one.quote for one in result.citations] if isinstance(result, Answer) else []

    def test_a_follow_up_is_answered(self, assistant: Assistant) -> None:
        before = self.before(assistant, "What did Vestrova say about the freeze of the pact?")
        assert PAUSE in self.quotes(assistant.ask("What did she say about a pause button?", before=before))

    def test_who_else_cites_nobody_of_before(self, assistant: Assistant) -> None:
        before = self.before(assistant, "What did Vestrova say about the pact?")
        result = assistant.ask("who else?", before=before)
        assert CHAIR in self.quotes(result)
        assert not set(self.quotes(result)) & {one.quote for one in before.cited}

    def test_more_goes_on_until_there_is_no_more(self, assistant: Assistant) -> None:
        result = assistant.ask("What did Toskari say about the railway through Sefrin?", Asked(k=1))
        assert isinstance(result, Answer)
        more = assistant.ask("more", Asked(k=1), Before(question=result.question, cited=result.citations))
        assert isinstance(more, Answer)
        assert {*self.quotes(result), *self.quotes(more)} == {RAILWAY_NO, RAILWAY_YES}
        end = assistant.ask("more", Asked(k=1), Before(question=more.question, cited=more.citations))
        assert isinstance(end, Refusal)
        assert "no more of it" in end.reason

    def test_what_the_user_sets_apart_makes_it_a_question_of_its_own(self, assistant: Assistant) -> None:
        before = self.before(assistant, "What did Vestrova say about the pact?")
        result = assistant.ask("the chair of Dorvia", Asked(speaker="Reshkel"), before)
        assert self.quotes(result) == [CHAIR]

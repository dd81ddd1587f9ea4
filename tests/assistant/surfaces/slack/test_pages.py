"""Answers as messages: within Slack's limits, whole quotations, and nothing in them acts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Claim, Refusal
from assistant.evidence import Searched
from assistant.question import Question
from assistant.surfaces.slack.pages import MAX_QUOTE, messages, shown
from assistant.turn import Shown, Turn
from index.article import Article
from index.quotation import Speaker
from index.span import Span
from tests.assistant.surfaces.slack.conftest import buttons, words
from tests.assistant.surfaces.slack.fake import problems_of

SCRIPTS = {
    "Latin": "We will not sign, and nobody has asked us to.",
    "Cyrillic": "Мы не подпишем, и никто нас об этом не просил.",
    "Armenian": "Մենք չենք ստորագրի, և ոչ ոք մեզ չի խնդրել։",
    "Georgian": "ჩვენ ხელს არ მოვაწერთ და არავის უთხოვია.",
    "Turkish": "İmzalamayacağız, bunu bizden isteyen de olmadı.",
    "Azerbaijani": "İmzalamayacağıq, bunu bizdən xahiş edən də olmayıb.",
}
# Text that acts in Slack's own markup, and in Markdown.
HOSTILE = (
    "<!channel> <!here> <@U123> <#C123> <!subteam^S1> <https://evil.example|click> https://evil.example "
    "*bold* _italic_ ~struck~ `code` ```block``` :skull: @channel [link](https://evil.example) &lt;!channel&gt;"
)

LITERAL = {"rich_text", "rich_text_section", "rich_text_quote", "text", "context", "plain_text"}
CONTROLS = {"actions", "button", "overflow", "context_actions", "feedback_buttons"}


def turn_of(number: int, quote: str, **fields: Any) -> Turn:
    """A turn with so many citations of the same words."""
    article = Article(
        id=fields.get("id", "a"),
        text=quote,
        title=fields.get("title", "A title"),
        outlet=fields.get("outlet", "Oshkel Times"),
        url=fields.get("url", "https://oshkel.example/1"),
        published=date(2026, 3, 1),
        language="en",
    )
    speaker = Speaker(name=fields.get("name", "Ilona Vestrova"), role=fields.get("role"), actor="Velmora")
    cited = tuple(
        Citation(
            number=at + 1,
            kind="direct",
            quote=quote,
            span=Span(0, len(quote)),
            article=article,
            confidence=0.9,
            speaker=speaker,
            outlets=(article.outlet or "",),
        )
        for at in range(number)
    )
    answer = Answer(
        question=Question(text="?", language="en", topic=fields.get("text", "the pact")),
        mode=fields.get("mode", "extractive"),
        claims=(Claim(text=fields.get("claim", "She said it."), citations=(1,)),),
        citations=cited[: number // 2 + 1],
        context=cited[number // 2 + 1 :],
        notes=(fields.get("note", "One outlet only."),),
    )
    return Turn(conversation="abc", number=1, text="?", reply=answer, asked=datetime(2026, 3, 2, tzinfo=UTC))


def shown_quotes(pages: list[list[dict[str, Any]]]) -> list[str]:
    """The words of every citation, as they are shown."""
    parts = [part for page in pages for block in page if block["type"] == "rich_text" for part in block["elements"]]
    return [part["elements"][1]["text"] for part in parts if part["type"] == "rich_text_quote"]


@pytest.mark.parametrize("quote", SCRIPTS.values(), ids=SCRIPTS.keys())
@pytest.mark.parametrize("number", [1, 2, 7, 8, 23, 60])
@pytest.mark.parametrize("times", [1, 60], ids=["a sentence", "a page"])
def test_answers_stay_within_the_limits(number: int, quote: str, times: int) -> None:
    quote = " ".join([quote] * times)
    pages = messages(turn_of(number, quote))
    assert [problem for page in pages for problem in problems_of(page)] == []
    assert shown_quotes(pages) == [f"“{quote}”"] * number
    assert sum(len(buttons(page, "context")) for page in pages) == number


def test_a_quotation_longer_than_a_message_is_elided_with_a_sign() -> None:
    pages = messages(turn_of(1, "word " * 10_000))
    assert len(shown_quotes(pages)[0]) == MAX_QUOTE
    assert "[…] shortened here" in words(pages[0])


@pytest.mark.parametrize("field", ["title", "outlet", "name", "role", "note", "claim", "text", "url", "id"])
@pytest.mark.parametrize("mode", ["extractive", "model"])
def test_nothing_in_an_article_or_a_question_acts(field: str, mode: str) -> None:
    pages = messages(turn_of(2, HOSTILE, mode=mode, **{field: HOSTILE * 40}))
    assert [problem for page in pages for problem in problems_of(page)] == []
    assert _kinds(pages) <= LITERAL | CONTROLS
    assert shown_quotes(pages) == [f"“{HOSTILE}”"] * 2


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text(max_size=200), st.integers(1, 12))
def test_any_text_at_all_makes_messages_that_slack_takes(quote: str, told: str, number: int) -> None:
    pages = messages(turn_of(number, quote, title=told, outlet=told or None, name=told or "x", note=told))
    assert [problem for page in pages for problem in problems_of(page)] == []
    assert _kinds(pages) <= LITERAL | CONTROLS


def test_a_refusal_shows_its_nearest_as_such() -> None:
    answer = turn_of(1, SCRIPTS["Latin"]).reply
    assert isinstance(answer, Answer)
    searched = Searched(articles=3, quotations=4, since=None, until=None)
    refusal = Refusal(
        question=answer.question, reason="Nobody said so.", why=None, searched=searched, nearest=answer.citations
    )
    [page] = messages(Turn(conversation="abc", number=1, text="?", reply=refusal))
    assert words(page).index("Nobody said so.") < words(page).index("Nearest, and no answer to this:")
    assert problems_of(page) is not None
    assert list(problems_of(page)) == []


def test_the_article_around_a_citation_has_its_words_set_off() -> None:
    article = Article(id="a", text="Before. “We will not.” After.", language="en")
    citation = Citation(
        number=1, kind="direct", quote="We will not.", span=Span(9, 21), article=article, confidence=0.9
    )
    block = shown(Shown.of(citation))
    assert list(problems_of([block])) == []
    assert [one["text"] for one in block["elements"][1]["elements"]] == ["Before. “", "We will not.", "” After."]


def _kinds(pages: list[list[dict[str, Any]]]) -> set[str]:
    found: set[str] = set()

    def look(one: dict[str, Any]) -> None:
        found.add(one["type"])
        for inner in one.get("elements", ()):
            look(inner)

    for page in pages:
        for block in page:
            look(block)
    return found

"""The steps of an answer say what was read, selected and left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.evidence import Evidence
from assistant.gathering.bearing import Bearing
from assistant.gathering.explain import LISTED, explain
from assistant.question import Question, Who
from index.article import Article
from index.quotation import Quotation, Speaker
from index.span import Span
from index.window import Window

TEXT = "“The bridge will open in May,” said Ilona Vestrova."
QUESTION = Question(
    text="What did Vestrova say about the bridge?",
    language="en",
    who=Who(speaker="Vestrova", actor=None, speakers=frozenset({("Ilona Vestrova", None, None)})),
    topic="the bridge",
)


def evidence(*, shown: bool = True) -> Evidence:
    article = Article(id="a", text=TEXT, published=date(2025, 3, 1), language="en")
    quotation = Quotation(
        article="a",
        revision=1,
        kind="direct",
        span=Span(1, 29),
        context=Span(0, len(TEXT)),
        speaker=Speaker(name="Ilona Vestrova"),
        confidence=0.9,
    )
    return Evidence(number=1, article=article, span=quotation.span, quotation=quotation, shown=shown)


def bearing(share: float) -> Bearing:
    return Bearing(coverage=share, near=share, margin=0.0, around=0.0)


def test_whom_the_question_fits_is_named() -> None:
    steps = explain(QUESTION, 3, 1, [], 0)

    assert "asked for: Vestrova; that fits Ilona Vestrova" in steps
    assert "topic: the bridge" in steps
    assert "looked in: 3 articles" in steps


def test_what_is_left_out_has_its_reason() -> None:
    looked_at = [(evidence(), bearing(1.0)), (evidence(), bearing(0.7)), (evidence(), bearing(0.1))]

    cited, less, off = explain(QUESTION, 3, 3, looked_at, 1)[-3:]

    assert cited.startswith(f"on the topic: score {bearing(1.0).score:+.1f}: words 100%")
    assert less.startswith("less to the point")
    assert off.startswith("not on the topic")


def test_a_speaker_who_is_not_established_is_not_named() -> None:
    assert "Ilona" not in explain(QUESTION, 1, 1, [(evidence(shown=False), bearing(1.0))], 1)[-1]


def test_a_long_list_is_cut() -> None:
    looked_at = [(evidence(), bearing(1.0))] * (LISTED + 5)

    assert sum(step.startswith("on the topic") for step in explain(QUESTION, 1, 9, looked_at, 99)) == LISTED


def test_whoever_is_spoken_to_and_the_articles_looked_in_are_told() -> None:
    question = replace(QUESTION, to="parliament", window=Window(outlets=("Coast Monitor",), languages=("ru",)))
    steps = explain(question, articles=9, quotations=1, looked_at=[], kept=0)
    assert "spoken to: parliament, whose name is compared with the topic" in steps
    assert "only articles of: Coast Monitor, ru" in steps

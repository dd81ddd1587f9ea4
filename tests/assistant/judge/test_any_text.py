"""Whatever a model writes, the judge has a verdict. All evidence is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Claim
from assistant.draft import extractive
from assistant.evidence import Evidence, Gathered, Searched
from assistant.judge import judge
from assistant.question import Question
from assistant.verify import cite
from index.article import Article
from index.quotation import Kind, Speaker
from tests.assistant.archive import RESHKEL, TOSKARI, VESTROVA, Said, quotation
from tests.assistant.judge.evidence import ARTICLE, CITABLE, FEES, RAIL, REPORT, RUSSIAN, TRAIN, asked_of

PIECES = st.sampled_from(
    [*RAIL.split(), *TRAIN.split(), "Vestrova", "said", "“", "”", "'", "not", "40", "$", "%", "half a million",
     "Տոսկարի", "თქვა", "according to", ",", ".", "was reported", "In", "March", "ignore instructions", "\0", "\ud800"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join))
QUESTIONS = st.sampled_from([asked_of(), asked_of(VESTROVA), asked_of(TOSKARI, RESHKEL)])


@given(text=TEXTS, citations=st.lists(st.integers(0, 6), max_size=3), question=QUESTIONS, near=st.floats(-1, 1))
def test_no_text_is_too_strange_and_what_is_kept_can_be_cited(
    text: str, citations: list[int], question: Question, near: float
) -> None:
    verdict = judge(Claim(text=text, citations=tuple(citations)), CITABLE, question, lambda a, b: near)
    assert (verdict.claim is None) == (verdict.reason is not None)
    if verdict.claim is not None:
        assert verdict.claim.text == text
        assert set(verdict.claim.citations) <= CITABLE.keys()


@given(
    by=st.sampled_from([VESTROVA, TOSKARI, RESHKEL, None]),
    text=st.one_of(st.text(min_size=1), st.sampled_from("aers,:“”.")),
    kind=st.sampled_from(["direct", "mixed", "indirect"]),
    outlet=st.sampled_from(["Ardesh Courier", "“Hestal”", None]),
    language=st.sampled_from(["en", "ru", "ka", None]),
)
@settings(max_examples=300)
def test_what_is_said_without_a_model_stands_whatever_is_quoted(
    by: Speaker | None, text: str, kind: Kind, outlet: str | None, language: str | None
) -> None:
    article = Article(id="any", outlet=outlet, language=language, text=f"“\n{text}\n” it said")
    found = quotation(Said(words=text, by=by, kind=kind), article)
    span = found.context if kind == "indirect" else found.span
    assert_kept(Evidence(number=1, article=article, span=span, quotation=found, shown=by is not None))
    assert_kept(Evidence(number=1, article=article, span=span))


@pytest.mark.parametrize(
    ("article", "words", "by"),
    [(ARTICLE, RAIL, VESTROVA), (ARTICLE, FEES, TOSKARI), (ARTICLE, REPORT, None), (RUSSIAN, TRAIN, RESHKEL)],
)
def test_a_passage_and_a_quotation_stand(article: Article, words: str, by: Speaker | None) -> None:
    found = quotation(Said(words=words, by=by), article)
    assert_kept(Evidence(number=1, article=article, span=found.span, quotation=found, shown=by is not None))
    assert_kept(Evidence(number=1, article=article, span=found.context))


def assert_kept(one: Evidence) -> None:
    searched = Searched(articles=1, quotations=1, since=None, until=None)
    (claim,) = extractive(Gathered(question=asked_of(), citable=(one,), context=(), searched=searched)).claims
    assert judge(claim, {1: cite(one)}, asked_of()).claim == claim

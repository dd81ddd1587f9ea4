"""Spans tell how long each stage took and how much there was; what was asked stays out of them unless wanted."""

from __future__ import annotations

import asyncio

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from assistant.ask import Assistant
from assistant.errors import BadQuestion
from assistant.telemetry import Spans

QUESTION = "What did Reshkel say about the chair of Dorvia?"
STAGES = ["understand", "gather", "draft", "verify"]


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def provider(exporter: InMemorySpanExporter) -> TracerProvider:
    made = TracerProvider()
    made.add_span_processor(SimpleSpanProcessor(exporter))
    return made


def named(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


def test_a_question_is_a_span_and_each_stage_one_in_it(
    assistant: Assistant, exporter: InMemorySpanExporter, provider: TracerProvider
) -> None:
    assistant.chain.invoke(QUESTION, {"callbacks": [Spans(provider=provider)]})
    spans = named(exporter)
    assert set(spans) == {"question", *STAGES}
    whole = spans["question"].context
    assert whole is not None
    assert {span.parent.span_id for name in STAGES if (span := spans[name]).parent} == {whole.span_id}
    assert dict(spans["verify"].attributes or {})["briefings.citations"] == 1
    assert dict(spans["gather"].attributes or {})["briefings.citable"] == 1


def test_no_word_of_question_or_archive_is_in_them(
    assistant: Assistant, exporter: InMemorySpanExporter, provider: TracerProvider
) -> None:
    assistant.chain.invoke(QUESTION, {"callbacks": [Spans(provider=provider)]})
    told = " ".join(str(value) for span in named(exporter).values() for value in (span.attributes or {}).values())
    assert not {word for word in ("Reshkel", "chair", "Dorvia") if word in told}


def test_the_question_is_told_where_that_is_wanted(
    assistant: Assistant, exporter: InMemorySpanExporter, provider: TracerProvider
) -> None:
    asyncio.run(assistant.chain.ainvoke(QUESTION, {"callbacks": [Spans(text=True, provider=provider)]}))
    assert dict(named(exporter)["understand"].attributes or {})["briefings.question"] == QUESTION


def test_an_error_is_told_by_its_kind(
    assistant: Assistant, exporter: InMemorySpanExporter, provider: TracerProvider
) -> None:
    with pytest.raises(BadQuestion):
        assistant.chain.invoke(" ", {"callbacks": [Spans(provider=provider)]})
    status = named(exporter)["understand"].status
    assert (status.status_code, status.description) == (StatusCode.ERROR, "BadQuestion")

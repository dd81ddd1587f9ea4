"""Telemetry: OpenTelemetry spans of a question and its stages. What was asked and found stays out unless wanted.

The chain tells LangChain's callbacks of each stage; here each becomes a span, with counts. Where the spans go is
OpenTelemetry's own matter: its OTEL_ variables say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from opentelemetry.trace import Span, Status, StatusCode, TracerProvider, get_tracer, set_span_in_context

from assistant.answer import Answer, Refusal
from assistant.evidence import Gathered
from assistant.question import Question

STAGES = frozenset({"understand", "gather", "draft", "verify"})
WHOLE = "question"  # what the span around the stages is called
Attribute = str | int | bool


class Spans(BaseCallbackHandler):
    """Makes spans of a chain's run. `text` adds the question's words; `provider` is OpenTelemetry's own where None."""

    run_inline = True  # in order, also in an event loop

    def __init__(self, *, text: bool = False, provider: TracerProvider | None = None) -> None:
        self._tracer = get_tracer("regional-briefings", tracer_provider=provider)
        self._text = text
        self._open: dict[UUID, Span] = {}

    def on_chain_start(
        self, serialized: Any, inputs: Any, *, run_id: UUID, parent_run_id: UUID | None = None, **kwargs: Any
    ) -> None:
        name = kwargs.get("name") if parent_run_id else WHOLE
        if name == WHOLE or name in STAGES:
            parent = self._open.get(parent_run_id) if parent_run_id else None
            self._open[run_id] = self._tracer.start_span(
                name, context=set_span_in_context(parent) if parent is not None else None
            )

    def on_chain_end(self, outputs: Any, *, run_id: UUID, **kwargs: Any) -> None:
        if span := self._open.pop(run_id, None):
            for name, value in _told(outputs, text=self._text):
                span.set_attribute(f"briefings.{name}", value)
            span.end()

    def on_chain_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        if span := self._open.pop(run_id, None):
            # Only its kind: the message may hold words of the question.
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            span.end()


def _told(result: object, *, text: bool) -> Iterator[tuple[str, Attribute]]:
    """What a span says of a stage's result: how much there is, and of the words only what is wanted."""
    if isinstance(result, Question):
        yield "asks_for_somebody", result.who is not None
        if result.language:
            yield "language", result.language
        if text:
            yield "question", result.text
    elif isinstance(result, Gathered):
        yield "citable", len(result.citable)
        yield "articles", result.searched.articles
    elif isinstance(result, Answer | Refusal):
        yield "answered", isinstance(result, Answer)
        if isinstance(result, Answer):
            yield "mode", result.mode
            yield "claims", len(result.claims)
            yield "citations", len(result.citations)
            if result.tokens:
                yield "tokens.prompt", result.tokens.prompt
                yield "tokens.completion", result.tokens.completion


def export() -> None:
    """Send this process's spans where OpenTelemetry's OTEL_ variables say. Raises ImportError without the extra."""
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider as SdkProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = SdkProvider(resource=Resource.create({"service.name": "regional-briefings"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)

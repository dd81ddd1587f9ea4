"""What a chat client sends, read: the question, and the ones before it that it may lean on."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.ask import Assistant
from assistant.before import Before
from assistant.errors import BadQuestion
from assistant.understand import Asked

LOOKED_BACK = 6  # questions
MOST_MESSAGES = 1_000
TOOLS_UNUSED = "Tools are not used here: the archive answers by itself."


class Said(BaseModel):
    """A message of the conversation; `content` is text, or parts of which some are."""

    model_config = ConfigDict(extra="ignore")

    role: str
    content: str | list[dict[str, Any]] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(str(part.get("text", "")) for part in self.content if part.get("type") == "text")
        return self.content or ""


class Streaming(BaseModel):
    model_config = ConfigDict(extra="ignore")

    include_usage: bool = False


class Completing(BaseModel):
    """A request. What else clients send, such as a temperature, means nothing to an archive."""

    model_config = ConfigDict(extra="ignore")

    model: str
    messages: list[Said] = Field(min_length=1, max_length=MOST_MESSAGES)
    stream: bool = False
    stream_options: Streaming | None = None
    n: int | None = None
    stop: str | list[str] | None = None
    tools: list[Any] | None = None

    @property
    def stops(self) -> list[str]:
        return [self.stop] if isinstance(self.stop, str) else self.stop or []

    @property
    def told(self) -> tuple[str, ...]:
        """Once in a conversation: Open WebUI sends tools of its own with every question."""
        known = any(TOOLS_UNUSED in one.text for one in self.messages if one.role == "assistant")
        return (TOOLS_UNUSED,) if self.tools and not known else ()

    @property
    def questions(self) -> list[str]:
        """What the user has said, the latest last."""
        return [one.text.strip() for one in self.messages if one.role == "user" and one.text.strip()]


def before(questions: list[str], assistant: Assistant) -> Before | None:
    """The turn that the last question may lean on: those before it read again, and asked of nothing."""
    last: Before | None = None
    for text in questions[-1 - LOOKED_BACK : -1]:
        try:
            question = assistant.read(text, Asked(), last, assistant.today())
        except BadQuestion:
            continue
        last = Before(question=question, cited=(), earlier=last if question.turns else None)
    return last

"""The archive as parts of LangChain programs: a retriever of passages or quotations, and a tool for agents.

The chain itself is `Library.chain`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from langchain_core.tools import StructuredTool, ToolException
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer, Refusal
from assistant.library import Library
from assistant.surfaces.openai_api.spoken import spoken
from index.errors import BriefingsError
from index.search import UnitRetriever

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.tools import BaseTool

    from index.unit import UnitKind

ASK = """Ask an archive of regional news who said what. The answer is verbatim, attributed, located quotations, or a \
refusal that says why. Show quotations unchanged, with their speaker, outlet and date."""


class Asking(BaseModel):
    """What the tool takes."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(description="The question, in English, Russian, Turkish, Armenian, Azerbaijani or Georgian.")
    speaker: str | None = Field(default=None, description="Only this person, role or body.")
    actor: str | None = Field(default=None, description="Only who speaks for this country or organisation.")
    since: date | None = Field(default=None, description="The first day, as 2025-03-31.")
    until: date | None = Field(default=None, description="The last day.")
    outlet: str | None = Field(default=None, description="Only articles of this outlet.")
    language: str | None = Field(default=None, description="Only articles in this language, as en or ru.")
    k: int = Field(default=8, ge=1, le=50, description="Citations at most.")


def retriever(library: Library, *, k: int = 10, kind: UnitKind = "passage") -> BaseRetriever:
    """Finds the `k` passages, or quotations, that bear most on a query, best first; `ainvoke` leaves the loop free.

    A document's metadata has its place: `article`, `revision`, `start` and `end` in characters; and its `score`.
    """
    library.settled()
    return UnitRetriever(library=library.archive, kind=kind, k=k)


def ask_tool(library: Library) -> BaseTool:
    """Asks the archive, for `create_agent`: the model reads the answer as Markdown, and the message's `artifact` is the
    Answer or the Refusal itself. What cannot be asked is told to the model, which may ask otherwise.
    """

    def ask(question: str, **options: object) -> tuple[str, Answer | Refusal]:
        try:
            return _told(library.ask(question, **options))  # type: ignore[arg-type]
        except BriefingsError as error:
            raise ToolException(str(error)) from error

    async def aask(question: str, **options: object) -> tuple[str, Answer | Refusal]:
        try:
            return _told(await library.aask(question, **options))  # type: ignore[arg-type]
        except BriefingsError as error:
            raise ToolException(str(error)) from error

    return StructuredTool(
        name="ask_archive",
        description=ASK,
        args_schema=Asking,
        func=ask,
        coroutine=aask,
        response_format="content_and_artifact",
        handle_tool_error=True,
    )


def _told(result: Answer | Refusal) -> tuple[str, Answer | Refusal]:
    return spoken(result).text, result

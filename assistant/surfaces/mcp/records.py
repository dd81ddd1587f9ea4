"""What the tools return, typed for their schemas: the JSON of the command line, as far as an assistant needs it.

`search` and `fetch` have the shape that ChatGPT's connectors expect
(https://platform.openai.com/docs/mcp).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Found(BaseModel):
    """What `search` lists."""

    id: str = Field(description="To be given to fetch.")
    title: str
    url: str
    text: str = Field(description="The passage that was found, verbatim.")


class Results(BaseModel):
    results: list[Found]


class Document(BaseModel):
    """An article."""

    id: str
    title: str
    text: str
    url: str
    metadata: dict[str, str]


class Named(BaseModel):
    """What names an article."""

    model_config = ConfigDict(extra="ignore")

    id: str
    revision: int
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


class Who(BaseModel):
    """A speaker, in the role that the article gives; `actor` is the country or body spoken for."""

    name: str
    role: str | None
    actor: str | None


class Quote(BaseModel):
    """A quotation. `quote` is verbatim, a slice of the article's text from `start` to `end`, in characters."""

    model_config = ConfigDict(extra="ignore")

    number: int
    kind: str = Field(description="direct, mixed, indirect (the outlet's wording), or passage.")
    quote: str
    speaker: Who | None = Field(description="Null where the archive does not establish who said it.")
    start: int
    end: int
    language: str | None
    via: str | None = Field(description="The outlet that the article credits with it.")
    said_on: str | None
    outlets: list[str]
    relation: str | None = Field(default=None, description="What it is to the answer where it is context.")
    article: Named


class Claim(BaseModel):
    """A sentence, and the numbers of the quotations that it rests on."""

    text: str
    citations: list[int]


class Searched(BaseModel):
    model_config = ConfigDict(extra="ignore")

    articles: int
    quotations: int


class Refused(BaseModel):
    """Why the archive has no answer; `nearest` is what is near, and no answer."""

    model_config = ConfigDict(extra="ignore")

    reason: str
    searched: Searched
    nearest: list[Quote]


class Answered(BaseModel):
    """An answer made of quotations, or a refusal. Show quotations unchanged, with speaker, outlet and date."""

    model_config = ConfigDict(extra="ignore")

    question: str
    read_as: dict[str, Any] = Field(description="How the question was read.")
    answered: bool
    claims: list[Claim]
    citations: list[Quote]
    context: list[Quote] = Field(description="What surrounds the answer, by others; never an answer itself.")
    refusal: Refused | None
    notes: list[str]


class Quotes(BaseModel):
    quotes: list[Quote]


class At(BaseModel):
    """A place in the archive, and who speaks there."""

    model_config = ConfigDict(extra="ignore")

    article: Named
    start: int
    end: int
    text: str = Field(description="The words as the article has them.")
    quoted: bool
    speaker: Who | None


class Checked(BaseModel):
    """What a quotation is to the archive. `sound` is true only of one that is exact or openly elided."""

    model_config = ConfigDict(extra="ignore")

    verdict: str
    sound: bool
    why: list[str]
    difference: list[list[str]] = Field(description="[what kind, as it was quoted, as the article has it].")
    places: list[At]
    elsewhere: list[At]


class Drafted(BaseModel):
    """A briefing draft. `markdown` is ready to be shown; its quotations are verbatim."""

    markdown: str | None
    refusal: str | None
    citations: int


def answered(told: Mapping[str, Any]) -> Answered:
    """What `ask --json` prints, as a record."""
    return Answered.model_validate(told)

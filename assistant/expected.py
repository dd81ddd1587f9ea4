"""Questions whose answers are known, one JSON object a line: what `briefings eval` measures an archive by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.reason import Why
from assistant.wanted import WantedReading
from index.errors import Rejected, UnknownArticle
from index.library import Library
from index.span import Span

MAX_KIND = 40  # characters; kinds are the rows of a table


class Place(BaseModel):
    """Words of an article, by their characters or as they stand there; with neither, anything quoted in it."""

    model_config = ConfigDict(frozen=True)

    article: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    quote: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError('"start" and "end" go together')
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) is empty")
        if self.article is None and (self.start is not None or self.quote is not None):
            raise ValueError('words are looked for in an "article", which is not named')
        return self

    def span_in(self, text: str) -> Span | None:
        """Where it is in the article's text; None where all of it counts. Raises ValueError where it is not there."""
        if self.start is not None and self.end is not None:
            if self.end > len(text):
                raise ValueError(f"[{self.start}, {self.end}) runs past its {len(text)} characters")
            return Span(self.start, self.end)
        if self.quote is None:
            return None
        start = text.find(self.quote)
        if start < 0:
            raise ValueError(f"it does not hold the words {self.quote[:60]!r}")
        return Span(start, start + len(self.quote))


class Avoided(Place):
    """Words that must not be cited; with a `speaker`, not under that name."""

    speaker: str | None = None


class Expected(Place):
    """What a question should come to. Of an answer: by whom, for whom, and the places of which one has to be cited; of
    a refusal, the kind of its reason.

    `avoid` is what must not be cited. Where only that is known, `answered` is None.
    """

    answered: bool | None = None
    speaker: str | None = None
    actor: str | None = None
    also: tuple[Place, ...] = ()
    avoid: tuple[Avoided, ...] = ()
    since: date | None = None
    until: date | None = None
    why: Why | None = None

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.answered and self.why:
            raise ValueError('"why" is of a refusal, and an answer is expected')
        if self.answered is None and not self.avoid:
            raise ValueError('say with "answered" whether an answer is expected, or with "avoid" what must not come')
        if self.answered and not (self.article or self.speaker or self.actor):
            raise ValueError('an answer is expected by its "article", its "speaker" or its "actor"; none is named')
        return self

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(one for one in (self, *self.also) if one.article is not None)


class Case(BaseModel):
    """One question. `today` is the day it is asked on, `kind` the row of the table it is counted in.

    `read_as` stands in place of how its words are read.
    """

    model_config = ConfigDict(frozen=True)

    id: str | None = None
    question: str = Field(min_length=1)
    kind: str = Field(default="all", min_length=1, max_length=MAX_KIND)
    today: date | None = None
    read_as: WantedReading | None = None
    expect: Expected


def read_cases(lines: Sequence[bytes], library: Library) -> Iterator[Case | Rejected]:
    """The questions of a file's lines, blank ones passed over; a line that cannot be measured by, with the reason."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                case = _case(line)
                _check_places(case, library)
            except ValueError as error:
                yield Rejected(f"line {number}", str(error))
            else:
                yield case


def _case(line: bytes) -> Case:
    try:
        found: object = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}; JSON Lines are saved as UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"broken JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("broken JSON: nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError('not a JSON object; each line is {"question": "...", "expect": {"answered": ...}}')
    try:
        return Case.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise ValueError(f'"{field}": {said}' if field else said) from error


def _check_places(case: Case, library: Library) -> None:
    for place in (*case.expect.places, *(one for one in case.expect.avoid if one.article is not None)):
        try:
            text = library.store.article(place.article or "").text
        except UnknownArticle as error:
            raise ValueError(str(error)) from error
        try:
            place.span_in(text)
        except ValueError as error:
            raise ValueError(f"article {place.article!r}: {error}") from error

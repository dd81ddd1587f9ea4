"""Reply: the claims in what a model says, each as soon as it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Claim
from assistant.model import ModelFailed

THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)  # models that think aloud do it before the answer
CLAIMS = re.compile(r'"claims"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
NOT_JSON = "the model answered something else than the JSON that it was asked for"


class _Claim(BaseModel):
    model_config = ConfigDict(strict=True)

    text: str
    evidence: list[int]


class Reply:
    """Text comes in, claims come out. What stands before and after the JSON object is passed over."""

    def __init__(self) -> None:
        self._text = ""
        self._at: int | None = None  # where the next claim may begin; None before the list has
        self._closed = False

    def take(self, text: str) -> Iterator[Claim]:
        """The claims that this piece completes. Raises ModelFailed where one is not what was asked for."""
        self._text += text
        if "}" in text or "]" in text:
            yield from self._whole()

    def close(self) -> None:
        """Raise ModelFailed where the list of claims never came, or never ended."""
        if not self._closed:
            raise ModelFailed(NOT_JSON)

    def _whole(self) -> Iterator[Claim]:
        if self._at is None and not self._begin():
            return
        while self._at is not None and not self._closed:
            self._at = _match_end(BETWEEN, self._text, self._at)
            if self._text.startswith("]", self._at):
                self._closed = True
                return
            try:
                found, self._at = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                return  # not whole yet, or never; `close` tells
            yield _claim(found)

    def _begin(self) -> bool:
        said = THOUGHT.sub("", self._text)
        if started := CLAIMS.search(said):
            self._text, self._at = said, started.end()
        return started is not None


DECODER = json.JSONDecoder()


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _claim(found: object) -> Claim:
    try:
        claim = _Claim.model_validate(found)
    except ValidationError:
        raise ModelFailed(NOT_JSON) from None
    return Claim(text=" ".join(claim.text.split()), citations=tuple(dict.fromkeys(claim.evidence)))

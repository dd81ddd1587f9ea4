"""`briefings changes`. All articles are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.surfaces.conftest import Briefings

BRIDGE: dict[str, Any] = {
    "id": "bridge",
    "language": "ru",
    "published": "2025-05-02",
    "text": "«Мост будет открыт осенью этого года, как мы и обещали», — сообщил министр транспорта Сергей Ладин.",
}
LATER = BRIDGE | {"text": BRIDGE["text"].replace("осенью", "весной")}


@pytest.fixture
def archive(briefings: Briefings, news: Callable[..., Path]) -> Briefings:
    briefings("add", news(BRIDGE, {"id": "other", "text": "It rained in Lorn."}))
    briefings("chat", stdin="Что сказал Сергей Ладин о мосте?\n".encode())
    assert briefings("add", news(LATER)).code == 0
    return briefings


def test_what_changed_is_told_with_the_answers_on_it(archive: Briefings) -> None:
    archive("remove", "other")
    told = archive("changes", "--json").json
    ((revised,), (removed,)) = (told["revised"], told["removed"])
    (quotation,) = revised["quotations"]
    assert (revised["article"]["id"], revised["before"], revised["article"]["revision"]) == ("bridge", 1, 2)
    assert (quotation["change"], quotation["difference"]) == ("words", [["replace", "осенью", "весной"]])
    assert [(one["turn"], one["citations"]) for one in revised["answers"]] == [(1, [1])]
    assert (removed["article"]["id"], removed["taken_down"], removed["answers"]) == ("other", False, [])
    out = archive("changes").out
    assert "[-осенью-] {+весной+}" in out
    assert "cited as [1] in turn 1 of conversation" in out
    assert "other: removed on " in out


def test_nothing_since_is_said(archive: Briefings) -> None:
    ran = archive("changes", "--since", "2999-01-01")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing that is quoted has changed" in ran.err
    assert archive("changes", "--since", "May").code == 2


def test_an_answer_that_is_read_again_opens_the_revision_that_it_cites(archive: Briefings) -> None:
    again = archive("chat", "--continue", stdin=b"show 1\n").out
    assert "осенью" in again
    command = next(line for line in again.splitlines() if "briefings show bridge --at" in line)
    assert command.endswith("--revision 1")
    shown = archive(*command.strip().split()[1:])
    assert shown.out.startswith("revision 1, an older one; the text as it is now, revision 2: briefings show bridge")

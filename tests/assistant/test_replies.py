"""What a quotation replies to: in JSON, in the terminal, and among what surrounds an answer. All is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.contract import as_json
from assistant.render import Indented, for_terminal
from index.article import Article
from tests.assistant.archive import TOSKARI, VESTROVA, Said, open_library, take_in

LAMPS, NOBODY = "All lamps are out", "Nobody can freeze a pact"
REMARK = f"Toskari’s remark that “{LAMPS},”"
ARTICLE = Article(
    id="pact",
    text=f"Responding to {REMARK} Vestrova said: “{NOBODY}.”",
    published=date(2025, 3, 1),
    language="en",
)


@pytest.fixture
def answer(tmp_path: Path) -> Iterator[Answer]:
    library = open_library(tmp_path / "home")
    said = [Said(words=LAMPS, by=TOSKARI), Said(words=NOBODY, by=VESTROVA, replies_to=REMARK)]
    take_in(library, [ARTICLE], {"pact": said})
    found = Assistant(library).ask("What did Vestrova say about the pact?")
    assert isinstance(found, Answer)
    yield found
    library.close()


def test_json_has_the_place_with_its_words(answer: Answer) -> None:
    (citation,) = as_json(answer, 0.0)["citations"]
    start = ARTICLE.text.index(REMARK)
    assert citation["replies_to"] == {"start": start, "end": start + len(REMARK), "text": REMARK}


def test_the_terminal_says_it(answer: Answer) -> None:
    assert f"in reply to: {REMARK}" in [str(one.text) for one in for_terminal(answer) if isinstance(one, Indented)]


def test_a_quotation_that_is_replied_to_is_context(answer: Answer) -> None:
    (one,) = answer.context
    assert (one.quote, one.speaker, one.replies_to, one.beside) == (LAMPS, TOSKARI, None, "replied to")

"""Whether a quotation is its outlet's translation. All articles are invented; only names of real countries are not."""

from __future__ import annotations

import pytest

from assistant.answer import Citation, CitationKind
from assistant.contract import citation_as_json
from assistant.render import Indented, numbered
from assistant.translation import rendered_by
from index.article import Article
from index.quotation import Speaker
from index.span import Span

WORDS = "The bridge will open"


def citation(
    behind: str = " the minister said.",
    *,
    actor: str | None = "Russia",
    kind: CitationKind = "direct",
    language: str | None = "en",
    outlet: str | None = "Ardesh Courier",
    before: str = "",
) -> Citation:
    text = f"{before}“{WORDS},”{behind}\nNothing else was said."
    start = text.index(WORDS)
    return Citation(
        number=1,
        kind=kind,
        quote=WORDS,
        span=Span(start, start + len(WORDS)),
        article=Article(id="a", text=text, language=language, outlet=outlet),
        confidence=0.9,
        speaker=Speaker(name="Ilona Vestrova", actor=actor),
    )


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(citation(), id="English words for Russia"),
        pytest.param(citation(actor="United States", language="ru"), id="Russian words for the United States"),
        pytest.param(citation(" she said through an interpreter.", actor=None), id="an interpreter"),
        pytest.param(citation(" she said in Armenian.", actor="United States"), id="a language that is named"),
        pytest.param(citation(before="Translated from Georgian.\n", actor=None), id="a translated article"),
    ],
)
def test_words_in_another_language_are_the_outlets(one: Citation) -> None:
    assert rendered_by(one) == "Ardesh Courier"


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(citation(language="ru"), id="Russian words for Russia"),
        pytest.param(citation(actor="India"), id="one official language of several"),
        pytest.param(citation(actor="Sweden"), id="a language that most people speak"),
        pytest.param(citation(" she said in English."), id="in English, says the article"),
        pytest.param(citation(" she said in Benkar.", actor=None), id="a town is no language"),
        pytest.param(citation(actor="NATO"), id="no country"),
        pytest.param(citation(actor=None), id="for nobody"),
        pytest.param(citation(kind="indirect"), id="the outlet's words anyway"),
        pytest.param(citation(language=None), id="language not known"),
        pytest.param(citation(outlet=None), id="outlet not known"),
    ],
)
def test_words_that_may_be_the_speakers_are_nobodys_rendering(one: Citation) -> None:
    assert rendered_by(one) is None


def test_json_and_the_terminal_say_so() -> None:
    assert citation_as_json(citation())["rendered_by"] == "Ardesh Courier"
    lines = [str(block.text) for block in numbered([citation()]) if isinstance(block, Indented)]
    assert "Ilona Vestrova, for Russia; as rendered by Ardesh Courier" in lines

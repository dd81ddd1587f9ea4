"""Who the speakers of a country are. All of them are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Citation
from assistant.evidence import Evidence
from assistant.introduce import introduced
from assistant.question import Question, Who
from assistant.verify import cite
from index.article import Article
from index.quotation import Speaker
from tests.assistant.archive import VESTROVA, Said, quotation

ARTICLE = Article(id="a", text="“We agree,” somebody said.", language="en")
VELMORA = Who(speaker=None, actor="Velmora", speakers=frozenset())
QUESTION = Question(text="What did Velmora say?", language="en", who=VELMORA)
DASHKEL = Speaker(name="Roman Dashkel", role="foreign minister", actor="Velmora")


def cited(*speakers: Speaker | None) -> list[Citation]:
    found = [quotation(Said(words="We agree,", by=one), ARTICLE) for one in speakers]
    return [cite(Evidence(number=1, article=ARTICLE, span=one.span, quotation=one, shown=True)) for one in found]


def test_they_are_named_with_their_roles_each_once() -> None:
    bare = replace(VESTROVA, name="Vestrova", role=None)
    (note,) = introduced(QUESTION, cited(bare, DASHKEL, VESTROVA))
    assert note == (
        "Here Velmora speaks through Ilona Vestrova (Velmoran foreign ministry spokesperson),"
        " Roman Dashkel (foreign minister)."
    )


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        pytest.param(QUESTION, [VESTROVA], id="one speaker, whom the citation names"),
        pytest.param(QUESTION, [VESTROVA, Speaker(name="Velmora", actor="Velmora"), None], id="the country itself"),
        pytest.param(replace(QUESTION, who=replace(VELMORA, speaker="Dashkel")), [VESTROVA, DASHKEL], id="a person"),
        pytest.param(replace(QUESTION, who=None), [VESTROVA, DASHKEL], id="nobody in particular"),
    ],
)
def test_nothing_is_said_that_the_citations_say(question: Question, speakers: list[Speaker | None]) -> None:
    assert list(introduced(question, cited(*speakers))) == []

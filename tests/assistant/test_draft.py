"""The extractive draft: a sentence a piece of evidence. All texts are invented."""

from __future__ import annotations

from assistant.draft import extractive
from assistant.evidence import Evidence, Gathered, Searched
from assistant.question import Question
from index.article import Article
from index.quotation import Speaker
from index.span import Span
from tests.assistant.archive import VESTROVA, Said, quotation

WORDS = "The door is not locked"
ARTICLE = Article(id="door", outlet="Ardesh Courier", text=f"“{WORDS},” she said. It rained.", language="en")


def sentence(by: Speaker | None, *, shown: bool = True) -> str:
    found = quotation(Said(words=WORDS, by=by), ARTICLE)
    return _sentence(Evidence(number=1, article=ARTICLE, span=found.span, quotation=found, shown=shown))


def _sentence(evidence: Evidence) -> str:
    made = extractive(
        Gathered(
            question=Question(text="?", language="en"),
            citable=(evidence,),
            context=(),
            searched=Searched(articles=1, quotations=1, since=None, until=None),
        )
    )
    (claim,) = made.claims
    assert (made.mode, claim.citations) == ("extractive", (1,))
    return claim.text


def test_the_speaker_with_the_role_has_the_words() -> None:
    assert sentence(VESTROVA) == f"Ilona Vestrova, Velmoran foreign ministry spokesperson: “{WORDS}”"


def test_a_speaker_without_a_role_has_none() -> None:
    assert sentence(Speaker(name="Ilona Vestrova")) == f"Ilona Vestrova: “{WORDS}”"


def test_a_speaker_who_is_not_sure_is_not_named() -> None:
    assert sentence(VESTROVA, shown=False) == f"Speaker not established: “{WORDS}”"


def test_a_passage_is_its_outlets() -> None:
    passage = Evidence(number=1, article=ARTICLE, span=Span(0, len(ARTICLE.text)))
    assert _sentence(passage) == f"Ardesh Courier: “{ARTICLE.text}”"


def test_a_passage_without_outlet_and_title_is_its_articles() -> None:
    bare = Article(id="door", text="It rained.")
    assert _sentence(Evidence(number=1, article=bare, span=Span(0, 10))) == "door: “It rained.”"

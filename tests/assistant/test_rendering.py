"""What counts as the same words said once, and how many sources an answer has. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.evidence import Evidence
from assistant.rendering import fullness, outlets, rendering, sources
from index.article import Article
from index.quotation import Speaker
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

WORDS = "A treaty does not have a pause button, and nothing lies in between,"
DAY = date(2025, 2, 26)
RAIN = "It rained in Hestal all day, and the envoys stayed in the embassy for tea. Nobody came to fetch them."


def told(
    words: str = WORDS,
    *,
    name: str = "a",
    by: Speaker | None = VESTROVA,
    outlet: str | None = None,
    day: date | None = DAY,
    via: str | None = None,
    around: str | None = None,
    confidence: float = 0.9,
) -> Evidence:
    text = (
        f"“{words}” she said.\n{around or f'What {name} tells about it is its own, from the first word to the last.'}"
    )
    article = Article(id=name, text=text, outlet=outlet or name, published=day, language="en")
    found = quotation(Said(words=words, by=by, via=via, confidence=confidence), article)
    return Evidence(number=1, article=article, span=found.span, quotation=found, shown=by is not None)


@pytest.mark.parametrize(
    "by",
    [
        pytest.param(VESTROVA, id="the same"),
        pytest.param(Speaker(name="Vestrova"), id="by last name"),
        pytest.param(Speaker(name="I. Vestrova", role="diplomat"), id="by initial"),
        pytest.param(Speaker(name="Ilona K. Vestrova"), id="with a middle initial"),
    ],
)
def test_the_same_words_by_one_speaker_are_one(by: Speaker) -> None:
    found = rendering(told(), told(name="b", by=by))
    assert found is not None
    assert rendering(told(name="b", by=by), told()) is not None
    assert (found.relation, found.quote, found.article.id) == ("same", WORDS, "b")


@pytest.mark.parametrize("by", [TOSKARI, Speaker(name="Maria Vestrova"), None], ids=["another", "a namesake", "nobody"])
def test_the_same_words_by_two_are_two(by: Speaker | None) -> None:
    assert rendering(told(), told(name="b", by=by)) is None


def test_two_wordings_in_one_article_are_two_statements() -> None:
    other = WORDS.replace("between", "front")
    both = told(around=f"“{other}” she added.")
    second = replace(both, span=quotation(Said(words=other, by=VESTROVA), both.article).span)
    assert rendering(both, second) is None


def test_long_words_by_nobody_named_are_one() -> None:
    assert rendering(told(by=None), told(name="b", by=None)) is not None
    assert rendering(told("We shall see,", by=None), told("We shall see,", name="b", by=None)) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "day", "one"),
    [
        pytest.param(WORDS, WORDS, date(2026, 2, 26), True, id="long, a year later"),
        pytest.param(WORDS, WORDS, None, True, id="long, no day"),
        pytest.param(WORDS, WORDS[:40], date(2025, 3, 1), True, id="a part, days later"),
        pytest.param(WORDS, WORDS[:40], date(2025, 4, 26), False, id="a part, in another month's speech"),
        pytest.param(WORDS, WORDS[:40], None, False, id="a part, no day"),
        pytest.param("Not one kilometre,", "Not one kilometre", date(2025, 2, 28), True, id="short, two days later"),
        pytest.param("Not one kilometre,", "Not one kilometre", date(2025, 9, 1), False, id="short, months later"),
        pytest.param("Not true,", "Not true,", DAY, False, id="two words"),
        pytest.param(WORDS, WORDS.replace("not", "now"), date(2025, 2, 27), True, id="differing, the next day"),
        pytest.param(WORDS, WORDS.replace("not", "now"), date(2025, 9, 1), False, id="differing, months later"),
    ],
)
def test_one_utterance_is_near_in_time_or_long(ours: str, theirs: str, day: date | None, one: bool) -> None:
    assert (rendering(told(ours), told(theirs, name="b", day=day)) is not None) is one


def test_the_fullest_is_cited_then_the_earliest_then_the_surest() -> None:
    full = told(f"{WORDS} as I said", name="full", day=date(2025, 3, 1))
    early, late = told(name="early"), told(name="late", day=date(2025, 2, 27))
    sure = told(name="sure", confidence=0.99)
    undated = told(name="undated", day=None)
    order = sorted([undated, late, early, sure, full], key=fullness)
    assert [one.article.id for one in order] == ["full", "sure", "early", "late", "undated"]


def test_every_outlet_is_named_once() -> None:
    one = told(name="a", outlet="Courier")
    others = told(name="b", outlet="Post"), told(name="c", outlet="Courier")
    assert outlets(replace(one, renderings=others)) == ("Courier", "Post")


@pytest.mark.parametrize(
    ("others", "number"),
    [
        pytest.param([told(name="b")], 2, id="two reporters"),
        pytest.param([told(name="b", outlet="A")], 1, id="one outlet twice"),
        pytest.param([told(name="b", via="a")], 1, id="it credits the other"),
        pytest.param([told(name="b", via="Wire"), told(name="c", via="wire")], 2, id="two credit one agency"),
        pytest.param([told(name="b", via="Wire"), told(name="Wire")], 2, id="the agency is there too"),
        pytest.param([told(name="b", around=RAIN), told(name="c", around=RAIN)], 2, id="one text twice"),
        pytest.param([told(name="b", around=RAIN), told(name="c", around=f"{RAIN} The end.")], 2, id="more of it"),
    ],
)
def test_copies_are_no_sources(others: list[Evidence], number: int) -> None:
    assert sources([told(), *others]) == number

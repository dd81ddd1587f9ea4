"""What is cited where nobody is asked for: what is on the topic, not merely nearest to it."""

from __future__ import annotations

import pytest

from assistant.evidence import Evidence
from assistant.gathering.bearing import Bearing
from assistant.gathering.choose import Found, stands_out
from index.article import Article
from index.span import Span

ARTICLE = Article(id="dam", revision=1, text="The dam is high.", title=None, outlet=None, language="en")


def found(margin: float, *, words: float = 0.0, across: bool = False) -> Found:
    bearing = Bearing(coverage=words, near=words, margin=margin, around=margin, across=across)
    return Found(evidence=Evidence(number=1, article=ARTICLE, span=Span(0, 16)), bearing=bearing)


@pytest.mark.parametrize(
    ("best", "others", "stands"),
    [
        pytest.param(found(0.28), 0.16, False, id="as near as anything"),
        pytest.param(found(0.28), 0.05, True, id="nearer than the others"),
        pytest.param(found(0.38), 0.30, True, id="near, and so are others: the archive has much on it"),
        pytest.param(found(0.10, words=0.5), 0.16, True, id="its words stand there"),
        pytest.param(found(0.28, across=True), 0.16, True, id="in another language"),
    ],
)
def test_it_stands_out_by_words_or_by_meaning(best: Found, others: float, stands: bool) -> None:
    assert stands_out([best], [best, *(found(others) for _ in range(5))]) is stands


def test_nothing_does_not() -> None:
    assert not stands_out([], [found(0.1)])
    assert not stands_out([], [])

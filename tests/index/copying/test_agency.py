"""Which agency an article credits."""

from __future__ import annotations

import pytest

from index.copying.agency import agency
from tests.index.stories import REPORT, article


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param(f"LORN, March 4 (Reuters) - {REPORT}", "Reuters", id="brackets"),
        pytest.param(f"ЛОРН, 4 марта. /ТАСС/. {REPORT}", "TASS", id="slashes"),
        pytest.param(f"ЛОРН, 4 мар - РИА Новости. {REPORT}", None, id="behind the dash, which anybody may stand"),
        pytest.param(f"Lorn, 4 Mart, AZƏRTAC - {REPORT}", "Azertac", id="before a dash"),
        pytest.param(f"{REPORT}\n\nSource: Armenpress", "Armenpress", id="named at the end"),
        pytest.param(f"{REPORT}\n\n© AFP", "AFP", id="a sign at the end"),
        pytest.param(f"{REPORT}\n\nԱղբյուր՝ Արմենպրես", None, id="an unknown form"),
        pytest.param(REPORT, None, id="none"),
        pytest.param(f"Reuters and AP were asked by the court to hand over letters. {REPORT}", None, id="in the news"),
    ],
)
def test_the_text_names_it(text: str, named: str | None) -> None:
    assert agency(article("a", text)) == named


def test_the_outlet_or_the_byline_names_it() -> None:
    assert agency(article("a", outlet="TASS")) == "TASS"
    assert agency(article("a", authors=("Ann Orrin", "Associated Press"))) == "AP"

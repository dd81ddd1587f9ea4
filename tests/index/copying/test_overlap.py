"""Which two articles are copies, and which merely have much in common."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.copying.overlap import Worded, overlap, retold
from tests.index.stories import BACKGROUND, OTHER_NEWS, REPORT, article

FORM = (
    "The water office of Lorn measured {} centimetres at the bridge on {} and {} at the weir. It expects {} for the "
    "next day. People by the river are asked to keep their cellars clear, and to follow what the office says in the "
    "hours to come. The office opens at nine and may be called at any time of day or night by whoever sees the water "
    "rise."
)


def alike(one: Article, other: Article) -> bool:
    both = overlap(Worded(one), Worded(other)), overlap(Worded(other), Worded(one))
    assert both[0] == both[1]
    return both[0] is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(REPORT, id="as it is"),
        pytest.param(REPORT[: len(REPORT) // 3] + " ...", id="cut to a third"),
        pytest.param(f"LORN, March 4 (Reuters) - {REPORT}\n\nRead more on our site.", id="dateline and footer"),
        pytest.param(
            REPORT.replace("voted on Tuesday", "decided")
            .replace("some 40", "about 40")
            .replace("Two members spoke against the plan", "Two were against it")
            .replace("in living memory", "that anybody remembers"),
            id="edited",
        ),
        pytest.param(REPORT.replace('"', "»").replace("said Orrin", "Orrin told reporters"), id="re-quoted"),
        pytest.param(REPORT.upper(), id="capitals"),
    ],
)
def test_a_report_that_another_outlet_has_cut_or_edited_is_a_copy(text: str) -> None:
    assert alike(article("a"), article("b", text, "Vell Courier"))


def test_a_follow_up_that_repeats_the_background_is_no_copy() -> None:
    later = article("b", OTHER_NEWS + BACKGROUND, published=date(2025, 6, 1))
    assert not alike(article("a"), later)
    assert not alike(article("a"), article("b", OTHER_NEWS + BACKGROUND, "Vell Courier"))


def test_a_digest_that_has_an_article_among_others_is_no_copy() -> None:
    assert not alike(article("a"), article("b", f"{OTHER_NEWS}{OTHER_NEWS.upper()[::-1]}{REPORT}", "Vell Courier"))


def test_a_form_that_is_filled_in_anew_is_no_copy() -> None:
    one = article("a", FORM.format(210, "3 March", 180, 215), published=date(2025, 3, 3))
    for outlet in ("The Lorn Post", "Vell Courier"):
        assert not alike(one, article("b", FORM.format(260, "4 March", 240, 250), outlet, published=date(2025, 3, 4)))


@pytest.mark.parametrize(("outlet", "day", "copies"), [("The Lorn Post", 4, False), ("Vell Courier", 4, True)])
def test_a_line_that_one_outlet_prints_each_day_is_the_news_of_each_day(outlet: str, day: int, copies: bool) -> None:
    line = "No incidents were registered at the border last night, the guard says."
    first = article("a", line, published=date(2025, 3, 3))
    assert alike(first, article("b", line, outlet, published=date(2025, 3, day))) is copies


def test_a_line_in_which_one_word_differs_is_another_line() -> None:
    line = "The ferry to {} will not run on Monday because of the wind, the harbour office said."
    assert not alike(article("a", line.format("Vell")), article("b", line.format("Karn"), "Vell Courier"))


@pytest.mark.parametrize("text", ["...", "— —", "a", "1"])
def test_texts_of_no_words_or_one_are_compared(text: str) -> None:
    assert alike(article("a", text), article("b", text, "Vell Courier")) is any(map(str.isalnum, text))
    assert not alike(article("a", text), article("b", REPORT, "Vell Courier"))


def test_how_much_is_told_again_counts_words_in_runs() -> None:
    assert retold("the wall fell at noon", "At noon, the wall fell, they say.") == pytest.approx(3 / 5)
    assert retold("no", "No.") == retold("...", "...") == 1 - retold("no", "yes") == 1

"""Words between quotation marks in a claim. All texts are invented."""

from __future__ import annotations

import pytest

from assistant.judge.quoted import quoted_in


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a “b” c «d» e", ["b", "d"]),
        ("“a “b” c”", ["a “b” c"]),
        ("„a“ and „b”", ["a", "b"]),
        ('"a" b "c"', ["a", "c"]),
        ("“a «b” c»", ["a «b” c»"]),
        ("it’s open “to the end", ["to the end"]),
        ("nothing", []),
    ],
)
def test_quoted_runs_are_the_outermost(text: str, runs: list[str]) -> None:
    assert quoted_in(text) == runs

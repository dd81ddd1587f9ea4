"""Questions for what was not said."""

from __future__ import annotations

import pytest

from assistant.understanding.unsaid import NOTE, find_unsaid


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What did nobody say about bread?", "What did anybody say about bread?"),
        ("What has Vestrova never said about bread?", "What has Vestrova said about bread?"),
        ("What did Vestrova not say about bread?", "What did Vestrova say about bread?"),
        ("What didn’t Vestrova say?", "What did Vestrova say?"),
    ],
)
def test_they_are_read_as_what_was_said_and_told_so(text: str, said: str) -> None:
    assert find_unsaid(text, "en") == (NOTE, said)


@pytest.mark.parametrize(
    "text",
    [
        "What did Vestrova say that nobody believed?",
        "Why did Vestrova say she would not say it?",
        "What did Vestrova say about what was never said?",
    ],
)
def test_a_no_in_what_was_said_is_a_part_of_it(text: str) -> None:
    assert find_unsaid(text, "en") == (None, text)

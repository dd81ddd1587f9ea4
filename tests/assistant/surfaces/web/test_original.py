"""Links that open the publisher's page at the words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.surfaces.web.original import original

URL = "https://coast-monitor.example/a"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("the gate stays shut", id="Latin"),
        pytest.param("ворота закрыты", id="Cyrillic"),
        pytest.param("դարպասը փակ է", id="Armenian"),
        pytest.param("კარიბჭე დაკეტილია", id="Georgian"),
    ],
)
def test_the_words_are_named_in_every_script(words: str) -> None:
    link = original(URL, words)
    assert link is not None
    assert link.isascii()
    assert unquote(link) == f"{URL}#:~:text={words}"


def test_of_many_words_the_first_and_the_last_are_named() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    assert original(URL, words) == f"{URL}#:~:text=w0%20w1%20w2%20w3%20w4%20w5,w34%20w35%20w36%20w37%20w38%20w39"


def test_what_means_something_in_a_directive_is_escaped() -> None:
    assert original(URL, "well-known, A&B agree") == f"{URL}#:~:text=well%2Dknown%2C%20A%26B%20agree"


def test_marks_at_the_ends_are_left_off() -> None:
    assert original(URL, "“Not now,”") == f"{URL}#:~:text=Not%20now"


def test_a_fragment_that_is_there_stays() -> None:
    assert original(f"{URL}#top", "now") == f"{URL}#top:~:text=now"


@pytest.mark.parametrize(
    "url", [None, "javascript:alert(1)", "data:text/html,x", "http://[", "file:///etc/passwd", "x"]
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert original(url, "words") is None


@given(st.text())
def test_any_words_make_one_directive(words: str) -> None:
    link = original(URL, words)
    assert link is not None
    named = link.removeprefix(URL).removeprefix("#:~:text=")
    assert not set(named) & set("&#- ")
    assert named.count(",") <= 1

"""What a quotation replies to, where the article says so. All texts are invented."""

from __future__ import annotations

import pytest

from index.attribute.english.replies import replying
from index.attribute.page import Page
from index.quotation import Quotation
from index.span import Span

BEFORE = "Minister Anna Brod spoke to the press."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param(
            "Asked whether the gate, which leaks, would open, Brod said: “Not before May.”",
            "whether the gate, which leaks, would open",
            id="asked whether",
        ),
        pytest.param(
            "When asked by a reporter about the Sefrin railway, she said, “It is dead.”",
            "about the Sefrin railway",
            id="when asked by",
        ),
        pytest.param(
            "“Not before May,” she said when asked if the gate would open.", "if the gate would open", id="behind"
        ),
        pytest.param(
            "“It is dead,” Brod said in response to a question about the railway.",
            "a question about the railway",
            id="a question",
        ),
        pytest.param(
            "Commenting on Toskari’s remarks that the pact was frozen, Brod said: “Nobody froze it.”",
            "Toskari’s remarks that the pact was frozen",
            id="another's remarks",
        ),
        pytest.param(
            "Responding to Toskari’s statement that “the pact is frozen,” Brod said: “Nobody froze it.”",
            "Toskari’s statement that “the pact is frozen,”",
            id="remarks in marks",
        ),
        pytest.param(
            "A journalist asked her why the gate was shut.\n\n“It rusts,” Brod said.",
            "why the gate was shut",
            id="the sentence before",
        ),
        pytest.param(
            "Q: Will the gate open?\n\nAnna Brod: “It will open.”",
            "Will the gate open?",
            id="a transcript",
        ),
    ],
)
def test_the_place_of_the_question_is_found(read, text: str, asked: str) -> None:
    whole = f"{BEFORE}\n\n{text}"
    answer = read(whole)[-1]
    assert answer.replies_to is not None
    assert answer.replies_to.of(whole) == asked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“Not before May,” Brod said.", id="no question"),
        pytest.param("She asked whether the gate would open. “Not before May,” Toskari said.", id="her own question"),
        pytest.param("Asked about it, Brod said: “Not before May.”", id="it is not told"),
        pytest.param("“The railway is dead,” Brod said, and she left when asked about the gate.", id="another clause"),
        pytest.param("Reacting to the earthquake, Brod said: “We shall send tents.”", id="nothing that was said"),
        pytest.param(
            "A reporter asked Brod about a man she had called “the founder” of the pact.", id="in the question"
        ),
        pytest.param("“The railway is dead,” Brod said. She was asked about the gate.", id="asked afterwards"),
    ],
)
def test_where_it_is_not_told_there_is_none(read, text: str) -> None:
    assert {one.replies_to for one in read(f"{BEFORE}\n\n{text}")} == {None}


def test_words_that_go_on_reply_to_the_same(read) -> None:
    text = f"{BEFORE}\n\n“It rusts,” Brod said when asked about the gate. “It will be painted in May, if it is dry.”"
    assert [one.replies_to and one.replies_to.of(text) for one in read(text)] == ["about the gate"] * 2


def test_the_words_of_an_answer_are_never_its_question() -> None:
    text = "Asked whether the gate “would open,” she left."
    words = Span(text.index("would"), text.index(",”") + 1)
    one = Quotation(article="a", revision=1, kind="mixed", span=words, context=Span(0, len(text)))
    assert replying(Page(text), [one]) == (one,)

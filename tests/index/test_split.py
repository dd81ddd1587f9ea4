"""Articles become passages of whole sentences."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.span import Span
from index.split import LONGEST, OVERLAP, TARGET, split
from index.text.sentences import sentences

SENTENCE = "The ministry said on the {}th day that it regrets the decision of the government. "


def spans(text: str, language: str = "en") -> list[Span]:
    return [passage.span for passage in split(Article(id="a", text=text, language=language))]


def test_a_short_article_is_one_passage_without_outer_white_space() -> None:
    assert spans("\n One. Two.\n\nThree. \n") == [Span(2, 19)]


def test_a_passage_knows_its_article_and_revision() -> None:
    (passage,) = split(Article(id="a", text="One.", revision=3))
    assert (passage.article, passage.revision, passage.id) == ("a", 3, "a:3:p:0")


def test_passages_are_whole_sentences_of_about_the_target() -> None:
    text = "".join(SENTENCE.format(number) for number in range(100))
    found = spans(text)
    whole = sentences(text, "en")
    assert {span.start for span in found} <= {sentence.start for sentence in whole}
    assert {span.end for span in found} <= {sentence.end for sentence in whole}
    assert all(TARGET - 100 < len(span) <= TARGET for span in found[:-1])


def test_neighbours_share_whole_sentences_up_to_the_overlap() -> None:
    found = spans("".join(SENTENCE.format(number) for number in range(100)))
    shared = [one.end - other.start for one, other in pairwise(found)]
    assert all(0 < length <= OVERLAP for length in shared)


def test_a_passage_ends_with_its_paragraph_where_that_is_long_enough() -> None:
    paragraph = "".join(SENTENCE.format(number) for number in range(9)).strip()
    text = "\n\n".join([paragraph] * 3)
    assert [span.end for span in spans(text)] == [len(paragraph), 2 * len(paragraph) + 2, len(text)]


def test_a_sentence_is_not_cut_up_to_the_longest() -> None:
    text = "Word " * (LONGEST // 5 - 1) + "end."
    assert spans("Before. " + text) == [Span(0, 7), Span(8, 8 + len(text))]


def test_a_longer_one_is_cut_at_white_space() -> None:
    text = "word " * 1000
    found = spans(text)
    assert all(len(span) <= LONGEST for span in found)
    assert all(span.of(text).split() == ["word"] * len(span.of(text).split()) for span in found)


def test_a_word_longer_than_the_longest_is_cut_all_the_same() -> None:
    assert [len(span) for span in spans("x" * (2 * LONGEST + 1))] == [LONGEST, LONGEST, 1]


@given(st.lists(st.sampled_from(["a", " ", "\n\n", ". ", "word " * 60, "x" * 700, "Ա։ ", "\u2028"]) | st.text()))
def test_passages_cover_the_text_in_order(pieces: list[str]) -> None:
    text = "".join(pieces) + "."
    found = spans(text)
    covered = bytearray(len(text))
    for span in found:
        covered[span.start : span.end] = b"\1" * len(span)
        assert span.of(text) == span.of(text).strip()
        assert len(span) <= LONGEST
    assert all(covered[place] or character.isspace() for place, character in enumerate(text))
    assert all(one.start < other.start and one.end < other.end for one, other in pairwise(found))


def test_real_articles_are_cut_into_passages_of_the_target(shared: Path) -> None:
    with gzip.open(shared / "data/news/articles_small.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    lengths = [len(span) for text in texts for span in spans(text)]
    assert max(lengths) <= LONGEST
    assert sum(length <= TARGET for length in lengths) > 0.99 * len(lengths)

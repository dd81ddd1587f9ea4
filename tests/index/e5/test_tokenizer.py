"""Texts are cut as the network was trained to see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.e5.tokenizer import MAX_PIECE, SPACE, Tokenizer
from index.e5.weights import Weights, find_data_file

TEXTS = [  # invented
    pytest.param("The minister's office (in Velden) said: “We'll not sign — not in 2025.”", id="en"),
    pytest.param("Министр иностранных дел заявил, что переговоры отложены до 12 марта.", id="ru"),
    pytest.param("Նախարարը հայտարարեց, որ բանակցությունները հետաձգվել են։", id="hy"),
    pytest.param("Dışişleri Bakanı, görüşmelerin ertelendiğini açıkladı; İstanbul'da.", id="tr"),
    pytest.param("მინისტრმა განაცხადა, რომ მოლაპარაკება გადაიდო.", id="ka"),
    pytest.param("Nazir danışıqların təxirə salındığını bildirdi.", id="az"),
    pytest.param("部长表示谈判已推迟。会谈将于三月举行。", id="zh, no spaces"),
    pytest.param("😀🤖 qqzzxx \U00010900\U00010901\U00010902 🏳️‍🌈!!!???", id="unknown characters"),
    pytest.param("https://velden.example/a-very-long-path/that_goes_on?and=on&n=00012345", id="address"),
]


@pytest.fixture(scope="module")
def weights(e5_home: Path) -> Weights:
    return Weights(find_data_file())


@pytest.fixture(scope="module")
def tokenizer(weights: Weights) -> Tokenizer:
    pieces, scores = weights.vocabulary()
    return Tokenizer(pieces, scores, weights.normal_forms, weights.sizes.unknown, limit=510)


@pytest.fixture(scope="module")
def reference(weights: Weights) -> Any:
    tokenizers = pytest.importorskip("tokenizers")
    pieces, scores = weights.vocabulary()
    model = tokenizers.models.Unigram(list(zip(pieces, scores, strict=True)), weights.sizes.unknown, False)
    reference = tokenizers.Tokenizer(model)
    reference.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    return reference


@pytest.mark.parametrize("text", TEXTS)
def test_ids_are_those_of_the_package_tokenizers(
    tokenizer: Tokenizer, weights: Weights, reference: Any, text: str
) -> None:
    normal = " ".join(text.translate(weights.normal_forms).split())
    assert tokenizer.ids(text) == reference.encode(normal).ids


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param("  one \n\n two\t", "one two", id="white space"),
        pytest.param("и\u0306од", "йод", id="letter and accent apart"),
        pytest.param("o\ufb03ce", "office", id="ligature"),
        pytest.param("one\0", "one", id="NUL"),
        pytest.param("one\u200btwo", "one two", id="zero-width space"),
    ],
)
def test_what_looks_the_same_is_the_same(tokenizer: Tokenizer, text: str, same: str) -> None:
    assert tokenizer.ids(text) == tokenizer.ids(same)


@pytest.mark.parametrize("text", ["", " \n", "\0\0"])
def test_a_text_of_nothing_has_no_ids(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.ids(text) == []


def test_unknown_neighbours_are_one_piece(tokenizer: Tokenizer, weights: Weights) -> None:
    assert tokenizer.ids("\U00010900\ud800\U00010902")[-1:] == [weights.sizes.unknown]
    assert tokenizer.ids("\U00010900\ud800\U00010902").count(weights.sizes.unknown) == 1


@pytest.mark.parametrize("unit", [pytest.param("слово ", id="words"), pytest.param("а" * 16, id="no spaces")])
def test_a_long_text_is_cut_at_the_limit(tokenizer: Tokenizer, unit: str) -> None:
    ids = tokenizer.ids(unit * 200_000)
    assert ids == tokenizer.ids(unit * 2_000)
    assert len(ids) == 510


def test_no_piece_is_longer_than_the_search_looks(weights: Weights) -> None:
    assert max(map(len, weights.vocabulary()[0])) == MAX_PIECE

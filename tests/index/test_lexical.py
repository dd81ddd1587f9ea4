"""Words, within their language."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import LexicalUnavailable
from index.lexical import Lexical
from index.unit import Shelf, Unit

EN, TR, SAID = Shelf("passage", "en"), Shelf("passage", "tr"), Shelf("quotation", "en")


@pytest.fixture
def lexical(tmp_path: Path) -> Lexical:
    return Lexical(tmp_path / "lexical")


def unit(name: str, text: str, label: str = "", shelf: Shelf = EN) -> Unit:
    return Unit(id=name, shelf=shelf, text=text, label=label)


def found(lexical: Lexical, *terms: str, shelf: Shelf = EN, n: int = 10) -> list[str]:
    return [name for name, _ in lexical.search(shelf, terms, n)]


class TestSearch:
    def test_units_with_more_and_rarer_words_come_first(self, lexical: Lexical) -> None:
        lexical.write(
            (), [unit("a", "border talks"), unit("b", "border fence"), unit("c", "border"), unit("d", "apples")]
        )
        assert found(lexical, "border", "talk")[0] == "a"
        assert set(found(lexical, "border", "talk")) == {"a", "b", "c"}

    def test_a_score_is_never_over_the_one_before_and_never_nothing(self, lexical: Lexical) -> None:
        lexical.write((), [unit(f"a{n}", "border " * (n + 1) + "talks went on " * n) for n in range(20)])
        scores = [score for _, score in lexical.search(EN, ["border"], 20)]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) > 0

    def test_no_words_find_nothing(self, lexical: Lexical) -> None:
        lexical.write((), [unit("a", "border talks")])
        assert (found(lexical), found(lexical, "mountain")) == ([], [])

    def test_a_word_of_the_label_counts_for_less(self, lexical: Lexical) -> None:
        lexical.write((), [unit("label", "apples and pears", "border"), unit("text", "border and pears", "apples")])
        assert found(lexical, "border") == ["text", "label"]

    def test_another_language_or_kind_is_never_met(self, lexical: Lexical) -> None:
        lexical.write((), [unit("a", "bar"), unit("b", "bar", shelf=TR), unit("c", "bar", shelf=SAID)])
        assert [found(lexical, "bar", shelf=shelf) for shelf in (EN, TR, SAID)] == [["a"], ["b"], ["c"]]

    def test_at_most_so_many_come(self, lexical: Lexical) -> None:
        lexical.write((), [unit(f"a{n}", "border") for n in range(9)])
        assert len(found(lexical, "border", n=4)) == 4

    def test_only_those_asked_for_come_with_the_scores_they_have_anyway(self, lexical: Lexical) -> None:
        lexical.write((), [unit(f"a{n}", "border " * (n + 1) + "talks") for n in range(9)])
        everywhere = dict(lexical.search(EN, ["border"], 9))
        among = lexical.search(EN, ["border"], 9, {"a3", "a5", "not there"})
        assert [name for name, _ in among] == sorted(("a3", "a5"), key=lambda name: -everywhere[name])
        assert dict(among) == pytest.approx({name: everywhere[name] for name in ("a3", "a5")})
        assert lexical.search(EN, ["border"], 9, set()) == []

    @pytest.mark.parametrize("word", ["AND", "a:b", '"', "*", "\\", "(", "it's", "𐔖", "x" * 70_000])
    def test_no_word_is_taken_for_syntax(self, lexical: Lexical, word: str) -> None:
        lexical.write((), [unit("a", "border")])
        assert found(lexical, word) == []

    def test_a_frequency_counts_units_of_the_shelf(self, lexical: Lexical) -> None:
        lexical.write((), [unit("a", "border border"), unit("b", "border"), unit("c", "border", shelf=SAID)])
        assert [lexical.frequency(shelf, "border") for shelf in (EN, SAID, TR)] == [2, 1, 0]


class TestWrite:
    def test_what_goes_is_gone_and_what_comes_is_there(self, lexical: Lexical) -> None:
        lexical.write((), [unit("a", "border"), unit("b", "border")])
        lexical.write(["a", "not there"], [unit("c", "border")])
        assert (lexical.ids(), lexical.size()) == ({"b", "c"}, 2)

    def test_a_known_id_is_replaced(self, lexical: Lexical) -> None:
        lexical.write((), [unit("a", "border")])
        lexical.write(["a"], [unit("a", "fence")])
        assert (found(lexical, "border"), found(lexical, "fenc"), lexical.size()) == ([], ["a"], 1)

    @pytest.mark.parametrize("name", ["x" * 128, "բան:1:p:0", "a b", "A"])
    def test_ids_are_taken_as_they_are(self, lexical: Lexical, name: str) -> None:
        lexical.write((), [unit(name, "border"), unit(name.lower() + "!", "border")])
        lexical.write([name], ())
        assert lexical.ids() == {name.lower() + "!"}

    def test_nothing_to_do_is_no_error(self, lexical: Lexical) -> None:
        lexical.write((), ())
        assert (lexical.ids(), lexical.size()) == (set(), 0)

    def test_another_process_sees_it_after_a_refresh(self, lexical: Lexical, tmp_path: Path) -> None:
        other = Lexical(tmp_path / "lexical")
        assert other.ids() == set()
        lexical.write((), [unit("a", "border")])
        other.refresh()
        assert other.ids() == {"a"}


def garbage(pattern: str) -> Callable[[Path], None]:
    def damage(place: Path) -> None:
        for file in place.glob(pattern):
            file.write_bytes(os.urandom(200))

    return damage


def lost(pattern: str) -> Callable[[Path], None]:
    def damage(place: Path) -> None:
        for file in place.glob(pattern):
            file.unlink()

    return damage


def a_file(place: Path) -> None:
    shutil.rmtree(place)
    place.write_text("")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(garbage("meta.json"), id="list garbage"),
        pytest.param(garbage("*.term"), id="terms garbage"),
        pytest.param(garbage("*.store"), id="store garbage"),
        pytest.param(lost("*.idx"), id="postings lost"),
        pytest.param(a_file, id="a file"),
    ],
)
def test_damage_is_an_error_in_one_line_with_the_cure(lexical: Lexical, damage: Callable[[Path], None]) -> None:
    lexical.write((), [unit(f"a{n}", "border talks") for n in range(50)])
    damage(lexical._directory)
    damaged = Lexical(lexical._directory)
    for use in (lambda: damaged.search(EN, ["border"], 5), damaged.ids, lambda: damaged.write(["a1"], ())):
        with pytest.raises(LexicalUnavailable, match="`briefings reindex` makes it anew") as error:
            use()
        assert "\n" not in str(error.value)

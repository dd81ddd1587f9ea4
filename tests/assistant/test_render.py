"""The JSON contract, and text that is safe to show. All articles are invented."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from rich.console import Console

from assistant.answer import Answer, Refusal
from assistant.contract import as_json
from assistant.draft import extractive
from assistant.evidence import Evidence, Gathered, Searched
from assistant.question import Question, Who
from assistant.reason import Reason
from assistant.render import article_for_terminal, for_terminal, show_command, visible
from assistant.verify import cite, verify
from index.article import Article
from index.quotation import Edit
from index.span import Span
from index.window import Window
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

DOOR = "The door is not locked"
HOUSE = "There is no door in our house"
ARTICLE = Article(
    id="door",
    title="A door",
    outlet="Ardesh Courier",
    url="https://ardesh-courier.example/door",
    published=datetime(2025, 2, 26, 15, 40, tzinfo=timezone(timedelta(hours=3))),
    language="en",
    text=f"“{DOOR},” Vestrova said. “{HOUSE},” Toskari said.",
)
QUESTION = Question(
    text="What did Vestrova say about the door since June?",
    language="en",
    who=Who(speaker="Vestrova", actor="Velmora", speakers=frozenset([("Ilona Vestrova", VESTROVA.role, "Velmora")])),
    topic="the door",
    window=Window(since=date(2025, 1, 1)),
)
SEARCHED = Searched(articles=12, quotations=3, since=date(2025, 1, 1), until=None)


def answer(article: Article = ARTICLE, words: str = DOOR) -> Answer:
    said = replace(quotation(Said(words=words, by=VESTROVA, via="Velmora Radio"), article), said_on=date(2025, 2, 25))
    first = Evidence(number=1, article=article, span=said.span, quotation=said, shown=True)
    passage = Evidence(number=2, article=article, span=Span(0, len(article.text)))
    found = verify(
        extractive(
            Gathered(question=QUESTION, citable=(first,), context=(passage,), searched=SEARCHED, notes=("A note.",))
        )
    )
    assert isinstance(found, Answer)
    return found


def refusal() -> Refusal:
    other = quotation(Said(words=HOUSE, by=TOSKARI), ARTICLE)
    near = Evidence(number=1, article=ARTICLE, span=other.span, quotation=other, shown=True)
    found = verify(
        extractive(
            Gathered(
                question=QUESTION,
                citable=(),
                context=(),
                searched=SEARCHED,
                reason=Reason("nobody", "Nobody is quoted."),
                nearest=(near,),
            )
        )
    )
    assert isinstance(found, Refusal)
    return found


def corrected_by(editor: str) -> Answer:
    """An answer whose speaker an editor has set."""
    edit = Edit(by=editor, at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    made = answer()
    return replace(made, citations=(replace(made.citations[0], corrected=edit),))


def shown(result: Answer | Refusal, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system="truecolor")
    for block in for_terminal(result):
        console.print(block)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_a_correction_is_told_with_its_editor() -> None:
    assert as_json(corrected_by("ana"), 0.0)["citations"][0]["corrected"] == {
        "by": "ana",
        "at": "2025-03-01T12:00:00+00:00",
    }
    assert "; corrected by ana" in shown(corrected_by("ana"))
    assert "corrected" not in shown(answer())


def test_the_name_of_an_editor_does_not_act_on_a_terminal() -> None:
    assert "\x1b[2J" not in shown(corrected_by("ana\x1b[2J"))


def plain(result: Answer | Refusal) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown(result))


class TestJson:
    @pytest.fixture
    def written(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(json.dumps(as_json(answer(), 0.03)))
        return loaded

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("question", QUESTION.text),
            ("answered", True),
            ("mode", "extractive"),
            ("refusal", None),
            ("notes", ["A note."]),
            ("seconds", 0.03),
        ],
    )
    def test_an_answer_has(self, written: dict[str, Any], field: str, value: object) -> None:
        assert written[field] == value

    def test_it_says_how_the_question_was_read(self, written: dict[str, Any]) -> None:
        contract = {
            "speaker": "Vestrova",
            "actor": "Velmora",
            "topic": "the door",
            "since": "2025-01-01",
            "until": None,
            "language": "en",
        }
        assert contract.items() <= written["read_as"].items()

    def test_claims_name_their_citations(self, written: dict[str, Any]) -> None:
        text = f"Ilona Vestrova, Velmoran foreign ministry spokesperson: “{DOOR}”"
        assert written["claims"] == [{"text": text, "citations": [1]}]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("number", 1),
            ("kind", "direct"),
            ("quote", DOOR),
            ("start", 1),
            ("end", 1 + len(DOOR)),
            ("language", "en"),
            ("confidence", 0.95),
            ("speaker", {"name": "Ilona Vestrova", "role": VESTROVA.role, "actor": "Velmora"}),
            ("via", "Velmora Radio"),
            ("said_on", "2025-02-25"),
            ("outlets", ["Ardesh Courier"]),
            (
                "article",
                {
                    "id": "door",
                    "revision": 1,
                    "title": "A door",
                    "outlet": "Ardesh Courier",
                    "url": "https://ardesh-courier.example/door",
                    "published": "2025-02-26T15:40:00+03:00",
                },
            ),
        ],
    )
    def test_a_citation_has(self, written: dict[str, Any], field: str, value: object) -> None:
        assert written["citations"][0][field] == value

    def test_a_passage_in_the_context_has_no_speaker(self, written: dict[str, Any]) -> None:
        (context,) = written["context"]
        assert (context["number"], context["kind"], context["speaker"]) == (2, "passage", None)

    def test_a_refusal_says_why_what_was_searched_and_what_is_near(self) -> None:
        written = as_json(refusal(), 0.01)
        assert (written["answered"], written["claims"], written["citations"]) == (False, [], [])
        assert written["refusal"]["reason"] == "Nobody is quoted."
        assert written["refusal"]["searched"] == {
            "articles": 12,
            "quotations": 3,
            "since": "2025-01-01",
            "until": None,
        }
        assert [one["quote"] for one in written["refusal"]["nearest"]] == [HOUSE]

    def test_an_article_without_anything_has_nulls(self) -> None:
        bare = Article(id="bare", text=f"“{DOOR},” she said.")
        written = as_json(answer(bare), 0.0)["citations"][0]
        assert written["article"] == {
            "id": "bare", "revision": 1, "title": None, "outlet": None, "url": None, "published": None
        }  # fmt: skip
        assert (written["language"], written["outlets"]) == (None, [])


class TestRenderings:
    @pytest.fixture
    def result(self) -> Answer:
        """An answer whose quotation two other outlets have, one of them with another word."""
        found = quotation(Said(words=DOOR, by=VESTROVA), ARTICLE)
        words = "The door is not locked but the gate is"
        text = "“The door is not locked {} the gate is,” she said."
        there = [
            Article(id="copy", text=text.format("but"), outlet="Coast Monitor", published=date(2025, 2, 27)),
            Article(id="other", text=text.format("and"), outlet="Benkar Post", published=date(2025, 2, 28)),
        ]
        first = replace(ARTICLE, text=text.format("but"))
        made = [
            Evidence(number=1, article=one, span=Span(1, 1 + len(words)), quotation=found, shown=True) for one in there
        ]
        cited = Evidence(
            number=1, article=first, span=Span(1, 1 + len(words)), quotation=found, shown=True, renderings=tuple(made)
        )
        return replace(answer(), citations=(cite(cited),))

    def test_json_has_each_with_its_place_and_its_difference(self, result: Answer) -> None:
        (written,) = as_json(result, 0.0)["citations"]
        assert (written["outlets"], written["sources"]) == (["Ardesh Courier", "Coast Monitor", "Benkar Post"], 3)
        same, other = written["renderings"]
        assert (same["relation"], same["difference"]) == ("same", [])
        assert (other["relation"], other["difference"]) == ("differs", [["replace", "but", "and"]])
        assert (other["article"]["id"], other["start"], other["quote"]) == (
            "other", 1, "The door is not locked and the gate is"
        )  # fmt: skip

    def test_a_terminal_names_each_outlet_and_what_it_has_otherwise(self, result: Answer) -> None:
        text = " ".join(shown(result, width=200).split())
        assert (
            "also in Coast Monitor (27 February 2025); Benkar Post (28 February 2025, differs: “and” for “but”)" in text
        )


class TestTerminal:
    def test_words_stand_under_those_that_they_are_to_be_held_against(self) -> None:
        first = replace(answer().citations[0], compare=(2,))
        other = replace(first, number=2, quote=HOUSE, compare=())
        text = plain(replace(answer(), citations=(first, other), context=()))
        assert f"compare [2], 26 February 2025: “{HOUSE}”" in text

    def test_a_sequence_stands_under_its_days(self) -> None:
        result = replace(answer(), question=replace(QUESTION, order="over time"), context=())
        assert re.search(r"^26 February 2025\n\n\[1\] ", plain(result), re.MULTILINE)

    @pytest.mark.parametrize("width", [40, 80, 120])
    def test_what_belongs_to_a_citation_is_indented_under_its_number(self, width: int) -> None:
        words = "The door is not locked, " * 9
        lines = shown(answer(replace(ARTICLE, text=f"“{words}”"), words), width).splitlines()
        first = next(at for at, line in enumerate(lines) if "[1]" in line)
        assert all(line.startswith("    ") for line in lines[first + 1 : first + 4])

    def test_it_reads_from_the_quotation_to_the_source(self) -> None:
        text = shown(answer())
        parts = (
            f"“{DOOR}”",
            "Ilona Vestrova",
            "Velmoran foreign ministry spokesperson",
            "26 February 2025",
            "--at 1:23",
        )
        places = [text.index(part) for part in parts]
        assert places == sorted(places)
        assert "credited to Velmora Radio" in text
        assert "Note: A note." in text

    def test_a_web_address_is_a_link(self) -> None:
        assert "\x1b]8;" in shown(answer())

    @pytest.mark.parametrize(
        "url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc", "http://["]
    )
    def test_no_other_address_is(self, url: str) -> None:
        text = shown(answer(replace(ARTICLE, url=url)))
        assert "\x1b]8;" not in text
        assert url not in text

    def test_a_refusal_shows_the_nearest_as_such(self) -> None:
        text = shown(refusal())
        assert text.index("Nobody is quoted.") < text.index("no answer to this") < text.index(HOUSE)

    @pytest.mark.parametrize(
        "put",
        [
            pytest.param(lambda bad: answer(replace(ARTICLE, text=f"“{bad}{DOOR}”"), f"{bad}{DOOR}"), id="the text"),
            pytest.param(lambda bad: answer(replace(ARTICLE, outlet=f"{bad}Courier")), id="the outlet"),
            pytest.param(lambda bad: answer(replace(ARTICLE, id=f"{bad}door")), id="the id"),
            pytest.param(lambda bad: answer(replace(ARTICLE, url=f"https://x.example/{bad}")), id="the address"),
            pytest.param(lambda bad: replace(answer(), notes=(f"{bad}note",)), id="a note"),
            pytest.param(
                lambda bad: replace(answer(), question=replace(QUESTION, text=f"{bad}?", topic=f"{bad}!")),
                id="the question",
            ),
        ],
    )
    def test_nothing_of_an_article_acts_on_the_terminal(self, put: Callable[[str], Answer]) -> None:
        text = shown(put("\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"))
        assert not any(act in text for act in ("\x1b[2J", "\x1b]0;", "\x07", "\x9b", "\u202e"))

    def test_markup_is_text(self) -> None:
        words = "[bold]The door[/bold] is [link=https://x.example]not[/link] locked :smile:"
        assert words in shown(answer(replace(ARTICLE, text=f"“{words}”"), words))

    @pytest.mark.parametrize(
        "words",
        ["Դուռը կողպված չէ, նա՛ ասաց", "კარი დაკეტილი არ არის", "Дверь не заперта, ёлки", "Qapı kilidli deyil, İzmir"],
    )
    def test_the_scripts_of_the_region_survive(self, words: str) -> None:
        assert words in shown(answer(replace(ARTICLE, text=f"«{words}»"), words))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("sample-01", "sample-01"),
        ("https://x.example/a?b=1", "'https://x.example/a?b=1'"),
        ("a'; rm -rf ~; '", """'a'"'"'; rm -rf ~; '"'"''"""),
    ],
)
def test_the_command_to_copy_does_nothing_else(name: str, written: str) -> None:
    assert show_command(name, Span(3, 9)) == f"briefings show {written} --at 3:9"


class TestArticle:
    def text(self, at: Span | None, *, marked: bool = True) -> str:
        return article_for_terminal(ARTICLE, at, marked=marked).plain

    def test_the_span_is_set_off_by_signs_where_there_are_no_colours(self) -> None:
        assert f"“▶{DOOR}◀,”" in self.text(Span(1, 1 + len(DOOR)))

    def test_without_a_span_the_text_is_as_it_is(self) -> None:
        assert self.text(None).endswith(ARTICLE.text)

    def test_where_it_comes_from_stands_above(self) -> None:
        head = self.text(None).split("\n\n")[0]
        assert head == "A door\nArdesh Courier\n26 February 2025\nhttps://ardesh-courier.example/door"

    def test_nothing_in_it_acts(self) -> None:
        evil = replace(ARTICLE, title="\x1b[31mred", text="\x1b[2J\u2066gone")
        assert "\x1b" not in article_for_terminal(evil, Span(0, 3), marked=False).plain


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a\ufffdb"),
        ("a\x9bb", "a\ufffdb"),
        ("a\u202eb", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\tb\r\n", "a b \n"),
        ("Ասաց՝ ёй, İ", "Ասաց՝ ёй, İ"),
    ],
)
def test_signs_stand_for_what_acts(text: str, seen: str) -> None:
    assert visible(text) == seen

"""`briefings chat`: a line at a time from a pipe, and typed. The people are invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversations
from assistant.model import ModelFailed, ScriptedModel
from assistant.surfaces.chat import Session
from index.home import open_home
from index.library import Library
from index.settings import Settings
from tests.assistant.archive import open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, CHAIR, LORRIES, RAILWAY_NO, SAID, TELEVISION
from tests.assistant.surfaces.conftest import Briefings, Ran

FREEZE = "What did Vestrova say about the freeze of the pact?"
DRIVERS = "What did she say about the lorry drivers?"
CTRL_C, CTRL_D, ENTER = "\x03", "\x04", "\r"
Chat = Callable[..., Ran]


@pytest.fixture
def chat(home: Path, briefings: Briefings, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """Runs the command on lines of standard input, over the small archive, at 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    library = Library(open_home(home), Settings(embedder="none"))
    take_in(library, ARTICLES, SAID)
    library.close()
    return lambda *lines, options=(): briefings("chat", *options, stdin="\n".join(lines).encode())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "typed")
    take_in(library, ARTICLES, SAID)
    yield library
    library.close()


class TestFromAPipe:
    def test_every_line_is_a_turn_and_leans_on_the_one_before(self, chat: Chat) -> None:
        ran = chat(FREEZE, "", DRIVERS)
        assert ran.code == 0
        assert TELEVISION in ran.out
        assert f"{DRIVERS}\nread as: speaker Vestrova (kept)" in ran.out
        assert LORRIES in ran.out

    def test_it_fits_80_columns(self, chat: Chat) -> None:
        ran = chat(FREEZE, "who else?", "show 1", "why?", "/list")
        assert max(map(len, ran.out.splitlines())) <= 80

    def test_with_json_a_turn_is_one_object(self, chat: Chat) -> None:
        answer, shown, why, unmet = chat(FREEZE, "/show 2", "why?", "show 9", options=["--json"]).lines
        assert (answer["turn"], answer["answered"], shown["turn"]) == (1, True, 2)
        assert answer["conversation"] == shown["conversation"] == unmet["conversation"]
        assert shown["shown"]["quote"] == answer["citations"][1]["quote"]
        assert shown["shown"]["quote"] in shown["shown"]["around"]["text"]
        assert any("Vestrova" in step for step in why["steps"])
        assert "no [9]" in unmet["unmet"]

    def test_what_is_kept_stands_in_the_reading(self, chat: Chat) -> None:
        _, turn = chat(FREEZE, "and Dorvia?", options=["--json"]).lines
        assert turn["read_as"] | {"actor": "Dorvia", "topic": "the freeze of the pact"} == turn["read_as"]
        assert turn["read_as"]["carried"] == ["topic"]

    def test_the_words_shown_are_set_off_without_colours(self, chat: Chat) -> None:
        assert f"▶{TELEVISION}◀" in chat(TELEVISION.rstrip(","), "show 1").out.replace("\n", " ")

    def test_a_bad_line_is_told_and_the_others_go_on(self, chat: Chat) -> None:
        ran = chat("x" * 3000, "/frobnicate", "/resume nothing", FREEZE)
        assert ran.code == 3
        assert TELEVISION in ran.out
        assert [word in ran.err for word in ("3000", "/frobnicate", "nothing")] == [True] * 3

    def test_quit_ends_it(self, chat: Chat) -> None:
        assert chat("/quit", FREEZE).out == ""


class TestConversations:
    def test_they_are_listed_and_taken_up_again(self, chat: Chat) -> None:
        chat(FREEZE)
        (listed,) = chat(options=["--list", "--json"]).json["conversations"]
        assert (listed["title"], listed["turns"]) == (FREEZE, 1)
        for options, last in ((["--continue"], FREEZE), (["--resume", listed["id"][:6]], DRIVERS)):
            ran = chat(DRIVERS, options=options)
            assert ran.out.startswith(last)
            assert LORRIES in ran.out

    def test_a_new_one_leans_on_nothing(self, chat: Chat) -> None:
        first, second = chat(FREEZE, "/new", "and Dorvia?", options=["--json"]).lines
        assert first["conversation"] != second["conversation"]
        assert second["read_as"]["carried"] == []

    def test_one_is_found_renamed_and_deleted(self, chat: Chat) -> None:
        chat(FREEZE, "/rename The pact")
        name = chat("/list pact").out.split()[0]
        assert "The pact" in chat("/list FREEZE").out
        assert chat(f"/delete {name}").code == 0
        assert chat(options=["--list", "--json"]).json == {"conversations": []}

    def test_none_to_continue_is_told(self, chat: Chat) -> None:
        assert "first" in chat(options=["--continue"]).err

    def test_one_that_is_not_there_is_told(self, chat: Chat) -> None:
        ran = chat(options=["--resume", "nothing"])
        assert ran.code == 1
        assert "'nothing'" in ran.complaint

    def test_options_that_exclude_each_other_are_wrong_usage(self, chat: Chat) -> None:
        assert chat(options=["--list", "--continue"]).code == 2


class TestTyped:
    @pytest.fixture
    def typing(self) -> Iterator[PipeInput]:
        """The keys of a terminal that shows nothing."""
        with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
            yield keys

    @pytest.fixture
    def conversations(self, library: Library) -> Conversations:
        return Conversations(library, Assistant(library, today=lambda: TODAY))

    def run(self, conversations: Conversations) -> list[bool]:
        session = Session(conversations, typed=True, as_json=False)
        return [session.line(line) for line in session.lines()]

    def test_ctrl_c_gives_up_a_line_and_ctrl_d_leaves(self, typing: PipeInput, conversations: Conversations) -> None:
        typing.send_text(f"half a ques{CTRL_C}{FREEZE}{ENTER}{CTRL_D}")
        assert self.run(conversations) == [True]
        (one,) = conversations.record.search()
        assert one.title == FREEZE

    def test_the_arrow_keys_call_back_what_was_asked_before(
        self, typing: PipeInput, conversations: Conversations, capsys: pytest.CaptureFixture[str]
    ) -> None:
        name = conversations.start()
        conversations.say(name, FREEZE)
        typing.send_text(f"\x1b[A{ENTER}{CTRL_D}")
        assert self.run(conversations) == [True]
        assert TELEVISION in capsys.readouterr().out

    def test_a_deleted_conversation_is_not_called_back(self, typing: PipeInput, conversations: Conversations) -> None:
        name = conversations.start()
        conversations.say(name, FREEZE)
        conversations.record.delete(name)
        typing.send_text(f"\x1b[A{ENTER}{CTRL_D}")
        assert self.run(conversations) == []

    def test_ctrl_c_cancels_a_question_and_keeps_nothing_of_it(
        self, typing: PipeInput, library: Library, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupted() -> date:
            raise KeyboardInterrupt

        conversations = Conversations(library, Assistant(library, today=interrupted))
        typing.send_text(f"{FREEZE}{ENTER}{CTRL_D}")
        assert self.run(conversations) == [True]
        assert "cancelled" in capsys.readouterr().err
        assert conversations.record.search() == []


class TestAModelWords:
    QUESTION = "What did Toskari say about the railway through Sefrin?"

    @pytest.fixture
    def said(self, library: Library, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
        """What the chat prints where a model writes these lines."""

        def ask(*lines: str | ModelFailed) -> str:
            assistant = Assistant(library, model=ScriptedModel(lines), today=lambda: TODAY)
            session = Session(Conversations(library, assistant), typed=False, as_json=False)
            assert session.line(self.QUESTION)
            return " ".join(capsys.readouterr().out.split())

        return ask

    def claims(self, library: Library) -> list[dict[str, object]]:
        """Sound ones: those that are made without a model."""
        answer = Assistant(library, today=lambda: TODAY).ask(self.QUESTION)
        assert isinstance(answer, Answer)
        return [{"text": one.text, "evidence": list(one.citations)} for one in answer.claims]

    def test_each_sentence_is_printed_once_as_it_comes(self, library: Library, said: Callable[..., str]) -> None:
        claims = self.claims(library)
        printed = said(json.dumps({"claims": claims}))
        assert len(claims) == 2
        assert [printed.count(str(one["text"])) for one in claims] == [1, 1]
        assert "taken back" not in printed

    def test_what_breaks_off_is_taken_back(self, library: Library, said: Callable[..., str]) -> None:
        broken = json.dumps({"claims": self.claims(library)})[:-20]
        printed = said(broken, broken)
        assert "taken back" in printed
        assert RAILWAY_NO in printed.partition("taken back")[2]


def test_what_is_asked_of_a_citation_is_in_the_articles_own_words(chat: Chat) -> None:
    turn = chat("What did Reshkel say about the chair of Dorvia?", "show the first one in context", options=["--json"])
    shown = turn.lines[1]["shown"]
    article = next(one for one in ARTICLES if one.id == shown["article"]["id"])
    assert (shown["quote"], article.text[shown["start"] : shown["end"]]) == (CHAIR, CHAIR)

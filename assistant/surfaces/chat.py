"""`briefings chat`: a conversation in a terminal, or a line at a time from a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.surfaces.app import PARTLY, app, complain, open_library, print_json, say
from assistant.surfaces.terminal import colourless, out_console, read_lines
from index.errors import BriefingsError, UnknownConversation

if TYPE_CHECKING:
    from assistant.conversation import Conversations
    from assistant.render import Block
    from assistant.turn import Turn
    from index.record.conversations import Conversation

PROMPT = "› "
PACE_SECONDS = (
    0.03  # between the parts of an answer on a terminal: one can read along, and an eighth is there in a second
)
HISTORY = 500  # lines that can be called back with the arrow keys
HELP = """Ask who said what, then go on: "and Velmora?", "who else?", "what about before that?", "what did she say
about the border?", "in May?", "only in Russian", "latest?", "more", "show 2", "why?".

/new             begin anew: the next question leans on nothing
/show N          the article of citation N, around its words
/explain         how the last answer came about
/list [WORDS]    conversations, the latest first; with WORDS, those in which these stand
/resume ID       go on with one of them
/rename TITLE    give this one a title
/delete ID       erase one
/help, /quit     this help; leave (Ctrl-D too). Ctrl-C cancels a question."""


@app.command()
def chat(
    latest: Annotated[bool, typer.Option("--continue", help="Go on with the latest conversation.")] = False,
    resume: Annotated[str | None, typer.Option(metavar="ID", help="Go on with this conversation.")] = None,
    only_list: Annotated[bool, typer.Option("--list", help="List the conversations, and leave.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a turn.")] = False,
) -> None:
    """Ask in a conversation: a question may lean on the one before ("and Velmora?", "who else?", "show 2")."""
    if latest + (resume is not None) + only_list > 1:
        raise typer.BadParameter("--continue, --resume and --list exclude each other")
    typed = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    with open_library() as library:
        library.settled()
        session = Session(library.conversations, typed=typed, as_json=as_json)
        if only_list:
            session.list("")
            return
        if resume is not None:
            session.resume(resume)
        elif latest:
            session.go_on()
        failed = False
        for line in session.lines():
            failed |= not session.line(line)
    if failed and not typed:
        raise typer.Exit(PARTLY)


class Session:
    """One run of the chat. `typed` says that somebody sits before it."""

    def __init__(self, conversations: Conversations, *, typed: bool, as_json: bool) -> None:
        self._conversations = conversations
        self._typed = typed
        self._as_json = as_json
        self._console = out_console()
        self._conversation: str | None = None
        self._commands: dict[str, Callable[[str], None]] = {
            "help": lambda _: say(HELP),
            "new": self._new,
            "list": self.list,
            "resume": self.resume,
            "rename": self._rename,
            "delete": self._delete,
            "show": lambda number: self._ask(f"show {number}"),
            "explain": lambda _: self._ask("why?"),
        }

    # lines in

    def lines(self) -> Iterator[str]:
        """What is said, until /quit or the end; blank lines are passed over."""
        for line in self._typed_lines() if self._typed else read_lines(sys.stdin.buffer):
            if line == "/quit":
                return
            yield line

    def _typed_lines(self) -> Iterator[str]:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import InMemoryHistory

        # From the record, not a file beside it: what is deleted there must not live on here.
        history = InMemoryHistory(list(reversed(self._conversations.record.texts(HISTORY))))
        session: PromptSession[str] = PromptSession(PROMPT, history=history)
        say("a question, or /help")
        while True:
            try:
                line = session.prompt().strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if line:
                yield line

    def line(self, line: str) -> bool:
        """Do one line; True where it went well. Somebody who types is told of every failure, and goes on."""
        from assistant.errors import BadQuestion

        try:
            name, _, rest = line.removeprefix("/").partition(" ")
            if not line.startswith("/"):
                self._ask(line)
            elif name in self._commands:
                self._commands[name](rest.strip())
            else:
                complain(f"there is no /{name}; /help names what there is")
                return False
        except KeyboardInterrupt:
            if not self._typed:
                raise
            say("cancelled; it is not kept")
        except BriefingsError as error:
            if not self._typed and not isinstance(error, BadQuestion | UnknownConversation):
                raise
            complain(error)
            return False
        return True

    # what a line does

    def _ask(self, text: str) -> None:
        if self._conversation is None:
            self._conversation = self._conversations.start()
        started = time.perf_counter()
        shown: list[Block] = []
        with self._console.status("looking") if self._typed else nullcontext():
            for turn in self._conversations.stream(self._conversation, text):
                if not self._as_json:
                    shown = self._print(turn, shown)
        if self._as_json:
            from assistant.surfaces.turns import turn_as_json

            print_json(turn_as_json(turn, time.perf_counter() - started))

    def _print(self, turn: Turn, shown: list[Block]) -> list[Block]:
        """Print what of the turn is not shown yet; returns all that then is."""
        from assistant.surfaces.turns import turn_for_terminal

        blocks = list(turn_for_terminal(turn, marked=colourless(self._console)))
        if blocks[: len(shown)] != shown:
            self._console.print("\nThat could not be brought to an end, and is taken back. The answer:", style="italic")
            shown = []
        # What was typed stands above already.
        for block in blocks[max(len(shown), int(self._typed)) :]:
            self._console.print(block, highlight=False)
            if self._typed:
                time.sleep(PACE_SECONDS)
        if turn.asked is not None:
            self._console.print()
        return blocks

    def list(self, words: str) -> None:
        """The conversations, the latest first."""
        found = self._conversations.record.search(words)
        if self._as_json:
            print_json({"conversations": [_listed(one) for one in found]})
            return
        from assistant.render import visible

        for one in found:
            turns = "1 turn" if one.turns == 1 else f"{one.turns} turns"
            line = f"{one.id}  {one.created.astimezone():%Y-%m-%d}  {turns:>8}  {visible(one.title)}"
            self._console.print(line, markup=False, highlight=False, no_wrap=True, overflow="ellipsis")
        if not found:
            say("no conversations")

    def resume(self, name: str) -> None:
        """Go on with the conversation whose id begins so. Raises UnknownConversation."""
        self._conversation = self._conversations.record.find(name)
        turns = self._conversations.turns(self._conversation)
        if turns and not self._as_json:
            self._print(turns[-1], [])

    def go_on(self) -> None:
        """Go on with the latest conversation, where there is one."""
        found = self._conversations.record.search()
        if found:
            self.resume(found[0].id)
        else:
            say("there is no conversation yet; this is the first one")

    def _new(self, _: str) -> None:
        self._conversation = None
        say("the next question leans on nothing")

    def _rename(self, title: str) -> None:
        if self._conversation is None or not title:
            say("ask something first, then /rename TITLE")
            return
        self._conversations.record.rename(self._conversation, title)

    def _delete(self, name: str) -> None:
        found = self._conversations.record.find(name)
        self._conversations.record.delete(found)
        if found == self._conversation:
            self._conversation = None
        say(f"{found} deleted")


def _listed(one: Conversation) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "created": one.created.isoformat(), "turns": one.turns}

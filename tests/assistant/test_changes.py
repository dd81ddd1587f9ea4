"""What has changed under quotations and under the answers that cite them. All articles are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.changes import left, revised
from assistant.conversation import Conversations
from index.article import Article
from index.build import remove
from index.library import Library
from index.quotation import Speaker
from index.span import Span
from index.upkeep.takedown import take_down
from tests.assistant.archive import RESHKEL, Said, open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, LORRIES, PAUSE, SAID, TELEVISION

NEW = "A treaty does not have a stop button,"
BRIEFING = next(one for one in ARTICLES if one.id == "briefing")
FREEZE = "What did Vestrova say about the freeze of the pact?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = open_library(tmp_path / "home")
    take_in(library, ARTICLES, SAID)
    yield library
    library.close()


def revise(library: Library, *changed: tuple[str, str], by: Speaker | None = None) -> None:
    """The briefing once more, with words replaced by others."""
    text, said = BRIEFING.text, [one.words for one in SAID["briefing"]]
    for old, new in changed:
        text, said = text.replace(old, new), [one.replace(old, new) for one in said]
    found = [Said(words=words, by=by or SAID["briefing"][0].by) for words in said if words and words in text]
    take_in(library, [replace(BRIEFING, text=text)], {"briefing": found})


def changes(library: Library) -> list[tuple[str, str | None]]:
    """(words before, words after) of all quotations that have changed."""
    return [
        (each.before.span.of(one.before.text), each.after.span.of(one.after.text) if each.after else None)
        for one in revised(library.store, None)
        for each in one.quotations
    ]


def test_changed_words_are_told_with_their_difference(library: Library) -> None:
    revise(library, (PAUSE, NEW))
    assert changes(library) == [(PAUSE, NEW)]
    ((one,),) = [each.quotations for each in revised(library.store, None)]
    assert one.wording is not None
    assert [(change.ours, change.theirs) for change in one.wording.difference] == [("pause", "stop")]


def test_a_quotation_that_is_gone_has_vanished(library: Library) -> None:
    revise(library, (f" “{LORRIES}” she said.", ""), (LORRIES, ""))
    assert changes(library) == [(LORRIES, None)]


def test_words_that_are_somebody_elses_now_have_changed(library: Library) -> None:
    revise(library, ("On another", "And on another"), by=RESHKEL)
    assert changes(library) == [(words, words) for words in (PAUSE, TELEVISION, LORRIES)]


def test_what_only_moved_has_not_changed(library: Library) -> None:
    revise(library, ("“A treaty", "Corrected. “A treaty"))
    assert list(revised(library.store, None)) == []


def test_only_changes_of_that_moment_or_later_count(library: Library) -> None:
    revise(library, (PAUSE, NEW))
    remove(library, ["chair"])
    now = datetime.now(UTC)
    for tell in (revised, left):
        assert len(list(tell(library.store, now - timedelta(hours=1)))) == 1
        assert list(tell(library.store, now + timedelta(hours=1))) == []


class TestAnswers:
    @pytest.fixture
    def conversations(self, library: Library) -> Conversations:
        return Conversations(library, Assistant(library, today=lambda: TODAY))

    def ask(self, conversations: Conversations) -> tuple[str, dict[str, int]]:
        """A conversation, and the numbers under which its turn has words."""
        name = conversations.start()
        reply = conversations.say(name, FREEZE).reply
        cited = [*reply.citations, *reply.context]  # type: ignore[union-attr]
        return name, {one.quote: one.number for one in cited}

    def test_those_that_cite_what_changed_are_named(self, library: Library, conversations: Conversations) -> None:
        name, numbers = self.ask(conversations)
        revise(library, (PAUSE, NEW))
        ((answer,),) = [one.answers for one in revised(library.store, None)]
        assert (answer.first.conversation, answer.first.question) == (name, FREEZE)
        assert numbers[PAUSE] in answer.numbers
        assert numbers[TELEVISION] not in answer.numbers

    def test_they_are_marked_when_they_are_read_again(self, library: Library, conversations: Conversations) -> None:
        name, numbers = self.ask(conversations)
        revise(library, (PAUSE, NEW))
        ((reply,),) = [[turn.reply for turn in conversations.turns(name)]]
        notes = reply.notes  # type: ignore[union-attr]
        assert f"[{numbers[PAUSE]}] is of revision 1; the present one, 2, has other words" in notes
        assert f"[{numbers[TELEVISION]}] is of revision 1; the present one, 2, has the same words" in notes
        cited = {one.quote: one for one in reply.citations}  # type: ignore[union-attr]
        assert (cited[PAUSE].article.revision, cited[PAUSE].superseded_by) == (1, 2)

    @pytest.mark.parametrize("down", [True, False])
    def test_what_has_left_is_named_with_its_day(
        self, library: Library, conversations: Conversations, down: bool
    ) -> None:
        name, numbers = self.ask(conversations)
        for _ in take_down(library, ["briefing"]) if down else ():
            pass
        if not down:
            remove(library, ["briefing"])
        (gone,) = left(library.store, None)
        assert (gone.departure.article, gone.departure.taken_down) == ("briefing", down)
        assert numbers[PAUSE] in gone.answers[0].numbers
        (turn,) = conversations.turns(name)
        told = "was taken down on" if down else "has left the archive with its article, on"
        text = "; ".join(getattr(turn.reply, "notes", ())) or turn.reply.reason  # type: ignore[union-attr]
        assert f"[{numbers[PAUSE]}] {told} {datetime.now(UTC).date()}" in text

    def test_a_revision_that_is_gone_is_not_shown_from_the_one_that_came_back(
        self, library: Library, conversations: Conversations
    ) -> None:
        name, _ = self.ask(conversations)
        remove(library, ["briefing"])
        take_in(library, [BRIEFING], SAID)
        (turn,) = conversations.turns(name)
        assert "has left the archive" in str(turn.reply)


def test_drafts_that_have_what_changed_or_left_are_named(library: Library) -> None:
    drafts = library.store.drafts
    name = drafts.start("The pact", by="ana")
    for words in (PAUSE, TELEVISION):
        start = BRIEFING.text.index(words)
        span = Span(start, start + len(words))
        drafts.add(name, kind="direct", article="briefing", revision=1, span=span, by="ana")
    revise(library, (PAUSE, NEW))
    ((item,),) = [one.drafts for one in revised(library.store, None)]
    assert (item.draft, item.title, item.number) == (name, "The pact", 1)
    remove(library, ["briefing"])
    assert [[each.number for each in one.drafts] for one in left(library.store, None)] == [[1, 2]]


def test_articles_that_never_changed_are_not_named(library: Library) -> None:
    take_in(library, [Article(id="extra", text="Nothing was said in Hestal.", language="en")], {})
    assert list(revised(library.store, None)) == list(left(library.store, None)) == []

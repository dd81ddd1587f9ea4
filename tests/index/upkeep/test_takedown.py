"""Taken down is gone: from every file, whenever the process that does it dies, and for good."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from index import item as sources
from index.accession.redact import Redaction
from index.article import Article
from index.build import remove
from index.correcting.correction import Change, OfNothing, OfWords
from index.errors import BadCorrection, HomeBusy, Rejected, UnknownAddition, UnknownArticle
from index.library import Library
from index.locator import Locator
from index.record.additions import WITHDRAWN, Taken
from index.record.conversations import KeptCitation, KeptTurn
from index.record.drafts import Item, Typed
from index.record.tables import jobs
from index.search import rank
from index.span import Span
from index.unit import Shelf
from index.upkeep.doctor import examine
from index.upkeep.incoming import waiting
from index.upkeep.rebuild import alone, rebuild
from index.upkeep.settle import replay
from index.upkeep.takedown import held, take_down
from tests.index.archive import TALKS, raw, take_in

Opened = Callable[..., Library]
SECRET = "Zwyrrowmere"  # a word that nothing else has
SAID = f'The {SECRET} treaty was read out in Lorn. "We shall keep the {SECRET} letters in the vault", said Orrin.'
OTHER = f'{TALKS} "Nobody has seen the harbour books since the flood of that year", said Vell.'
PAGE = "https://post.example/lorn/quay?id=7"
ROOT = Path(__file__).parents[3]


def run(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


def traces(home: Path, *words: str) -> list[tuple[str, str]]:
    """Where in the files of a home a word stands, in any case, as UTF-8 or as UTF-16."""
    found = []
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        data = file.read_bytes().lower()
        for word in words:
            forms = [word.lower().encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
            found += [(file.name, word)] if any(form in data for form in forms) else []
    return found


def vector_traces(home: Path, vectors: np.ndarray) -> list[str]:
    """The files that have the first numbers of one of the vectors."""
    heads = [row[:8].astype("<f4").tobytes() for row in vectors]
    files = [path for path in home.rglob("*") if path.is_file()]
    return [file.name for file in files if any(head in file.read_bytes() for head in heads)]


def vectors_of(library: Library) -> np.ndarray:
    """The vectors of the secret article's passages, (n, dim)."""
    names = [part.id for part in library.store.parts("secret", 2)[0]]
    with library.reading() as (vectors, _):
        assert vectors is not None
        return np.array([*vectors.get(Shelf("passage", "en"), names).values()])


def archive(library: Library) -> None:
    """Two articles; one of them in two revisions, indexed in batches of their own."""
    take_in(library, raw("secret", SAID, url=PAGE, title=f"The {SECRET} letters"), raw("other", OTHER))
    take_in(library, raw("secret", "Corrected. " + SAID, url=PAGE))


@pytest.fixture
def library(opened: Opened) -> Library:
    library = opened()
    archive(library)
    return library


class TestWhatIsErased:
    def test_no_file_has_a_word_or_a_vector_of_it(self, library: Library) -> None:
        home, rows = library.home.path, vectors_of(library)
        library.close()  # so that all is in files, the graph too
        assert traces(home, SECRET)
        assert vector_traces(home, rows)
        run(take_down(library, ["secret"]))
        assert traces(home, SECRET) == []
        assert vector_traces(home, rows) == []

    def test_the_others_are_as_they_were(self, library: Library) -> None:
        run(take_down(library, ["secret"]))
        assert [hit.id for hit in rank(library, "border talks", "passage", n=5)] == ["other:1:p:0"]
        assert examine(library, None).sound

    def test_the_last_article_may_go(self, library: Library) -> None:
        run(take_down(library, ["secret", "other"]))
        assert traces(library.home.path, SECRET, "harbour") == []
        take_in(library, raw("third", TALKS))
        assert examine(library, None).sound

    def test_what_was_removed_before_leaves_the_files_too(self, library: Library) -> None:
        home, rows = library.home.path, vectors_of(library)
        remove(library, ["secret"])
        library.close()
        assert vector_traces(home, rows)
        run(take_down(library, ["secret"]))
        assert traces(home, SECRET) == []
        assert vector_traces(home, rows) == []

    def test_an_unfinished_index_that_has_it_goes_too(self, library: Library) -> None:
        with alone(library):
            steps = rebuild(library)
            next(steps)
            next(steps)
            steps.close()
        assert len(library.home.builds()) == 2
        run(take_down(library, ["secret"]))
        assert traces(library.home.path, SECRET) == []

    def test_it_is_counted(self, library: Library) -> None:
        there = held(library, ["secret"])
        assert there == {
            "revisions": 2,
            "passages": 2,
            "quotations": 2,
            "corrections": 0,
            "turns": 0,
            "visits": 0,
            "vectors": 2,
            "lexical": 2,
            "uploads": 0,
        }
        run(take_down(library, ["secret"]))
        assert set(held(library, ["secret"]).values()) == {0}

    def test_its_jobs_go_and_its_numbers_stay_given(self, library: Library) -> None:
        run(take_down(library, ["secret"]))
        with library.store._engine.connect() as connection:
            assert connection.execute(select(jobs.c.id).where(jobs.c.article == "secret")).all() == []
        take_in(library, raw("secret", SAID), again=True)
        assert library.store.article("secret").revision == 3


class TestWordsElsewhere:
    def test_corrections_lose_the_words(self, library: Library) -> None:
        kept = library.store.corrections
        (quotation,) = library.store.parts("secret", 2)[1]
        kept.correct(quotation.id, Change(speaker="Ilo Marn"), by="ana", note=f"the {SECRET} letters in the vault")
        run(take_down(library, ["secret"]))
        (one,) = kept.audit()
        assert (one.standing, one.correction.by) == ("taken down", "ana")
        assert one.correction.of == OfNothing(article="secret")
        with pytest.raises(BadCorrection, match="taken down"):
            kept.undo(1, by="ana")
        assert traces(library.home.path, SECRET) == []

    def test_a_correction_stays_in_force_where_others_have_the_words(self, library: Library) -> None:
        take_in(library, raw("copy", "Later. " + OTHER))
        (quotation,) = library.store.parts("other")[1]
        library.store.corrections.correct(quotation.id, Change(speaker="Ilo Marn"), by="ana")
        run(take_down(library, ["other"]))
        (one,) = library.store.corrections.audit()
        assert one.standing == "in force"
        assert isinstance(one.correction.of, OfWords)
        assert one.correction.of.place.article == "copy"
        (left,) = library.store.parts("copy")[1]
        assert left.speaker is not None
        assert left.speaker.name == "Ilo Marn"

    def test_a_message_that_names_it_or_its_page_leaves_the_list_of_what_was_rejected(self, library: Library) -> None:
        with pytest.raises(Rejected, match=SECRET) as rejected:
            library.store.status(Article(id="secret", text="Apples are cheap, and so are pears."))
        notes = {Locator("/news.jsonl", ":1"): rejected.value.reason, Locator(PAGE): "gone", Locator("/other"): "empty"}
        told = sources.Item(url="/other", title=f"We shall keep the {SECRET} letters in the vault")
        library.store.dead_letters.note(notes, (), datetime.now(UTC), {Locator("/other"): told})
        run(take_down(library, ["secret"]))
        (letter,) = library.store.dead_letters.all()
        assert (letter.name, letter.told) == ("/other", sources.Item(url="/other", title="[taken down]"))

    def test_what_was_pasted_into_a_conversation_goes_and_the_turn_stays(self, library: Library) -> None:
        conversations = library.store.conversations
        name = conversations.start()
        pasted = f'Who said "we shall keep the {SECRET} letters in the vault"?'
        place = KeptCitation(number=1, part="citation", kind="passage", article="secret", revision=2, span=Span(0, 9))
        told = {"notes": [f"{SECRET}!"]}
        turn = KeptTurn(doing="ask", text=pasted, day=date(2025, 3, 4), told=told, citations=(place,))
        conversations.add(name, turn)
        run(take_down(library, ["secret"]))
        (left,) = conversations.turns(name)
        assert (left.text, left.told, left.citations) == ('Who said "[taken down]"?', None, (place,))
        assert conversations.there(left.citations) == {}
        assert traces(library.home.path, SECRET) == []

    def test_what_was_written_into_a_draft_goes_and_its_place_stays(self, library: Library) -> None:
        drafts = library.store.drafts
        draft = drafts.start(f"we shall keep the {SECRET} letters", by="ana")
        drafts.add(draft, kind="passage", article="secret", revision=2, span=Span(0, 9), by="ana")
        drafts.annotate(draft, 1, f"why the {SECRET} letters in the vault?")
        drafts.write(draft, "text", f"They say: we shall keep the {SECRET} letters.", by="ana")
        run(take_down(library, ["secret"]))
        found, (item, typed) = drafts.read(draft)
        assert isinstance(item, Item)
        assert isinstance(typed, Typed)
        assert (found.title, item.note, item.article) == ("[taken down]", "why [taken down]?", "secret")
        assert typed.text == "They say: [taken down]."


class TestWhatWasHandedOver:
    TITLE = f"We shall keep the {SECRET} letters in the vault.txt"

    def hand(self, library: Library, name: str = "news.jsonl.gz", url: str | None = None) -> str:
        kept = library.store.additions
        made = kept.begin(name, by="ana", owner=library.writer.name, url=url)
        if url is None:
            library.home.incoming.mkdir(exist_ok=True)
            (library.home.incoming / made).write_bytes(gzip.compress(SAID.encode()))
            kept.received(made, 9)
        return made

    def test_no_bytes_stay_whatever_they_are_and_it_is_told(self, library: Library) -> None:
        kept = library.store.additions
        done, failed, working = (self.hand(library) for _ in range(3))
        self.hand(library, self.TITLE)
        self.hand(library, PAGE, PAGE)
        self.hand(library, "https://post.example/feed", "https://post.example/feed")
        kept.tell(failed, Taken(rejected=((PAGE, SECRET),)))
        kept.end(failed, f"unlike {SECRET}")
        kept.end(done)
        assert held(library, ["secret"])["uploads"] == 4
        run(take_down(library, ["secret"]))
        assert (traces(library.home.path, SECRET, PAGE), waiting(library)) == ([], [])
        left = kept.of("ana")
        assert {(one.state, one.reason, one.taken) for one in left} == {("failed", WITHDRAWN, Taken())}
        names = [(one.name, one.repeatable) for one in left]
        told = [("news.jsonl.gz", False)] * 2 + [("[taken down].txt", False), ("https://post.example/feed", True)]
        assert names == told
        assert not kept.tell(working, Taken(new=1))  # whoever works on it stops
        with pytest.raises(UnknownAddition):
            kept.again(working, by="ana", owner=library.writer.name)

    def test_what_comes_afterwards_stays(self, library: Library) -> None:
        steps = take_down(library, ["secret"])
        next(steps)
        made = self.hand(library)
        run(steps)
        assert [one.name for one in waiting(library)] == [made]


def test_only_what_has_five_words_in_a_row_is_taken_out() -> None:
    redaction = Redaction(["The wall of the harbour fell in May."])
    assert redaction.of("Did the wall, of the harbour, fall?") == "Did [taken down], fall?"
    assert redaction.of("THE WALL OF THE HARBOUR FELL in May!") == "[taken down]!"
    assert redaction.of("the wall of the town; in May") == "the wall of the town; in May"


class TestForGood:
    def test_it_does_not_come_in_again_until_somebody_says_so(self, library: Library) -> None:
        run(take_down(library, ["secret"]))
        report = take_in(library, raw("secret", SAID), raw(None, SAID, url=PAGE))
        assert report.kept == 0
        told = f"it was taken down on {datetime.now(UTC).date()}; --again takes it in anew"
        assert [one.reason for one in report.rejected] == [told, told]
        assert take_in(library, raw("secret", SAID), again=True).new == ["secret"]
        assert take_in(library, raw("secret", SAID)).same == ["secret"]

    def test_what_is_kept_is_its_id_a_moment_and_hashes(self, library: Library) -> None:
        run(take_down(library, ["secret"]))
        assert traces(library.home.path, PAGE, "post.example", SECRET) == []
        (departure,) = library.store.departures.since(None)
        assert (departure.article, departure.revision, departure.taken_down) == ("secret", 2, True)
        visited = library.store.visits.last(PAGE)
        assert visited is not None
        assert visited.removed

    def test_it_is_named_by_id_or_by_address(self, library: Library) -> None:
        named = library.store.departures.meant
        assert named("secret") == named(PAGE) == ["secret"]
        run(take_down(library, ["secret"]))
        assert named("secret") == named(PAGE) == ["secret"]
        with pytest.raises(UnknownArticle, match="nowhere"):
            named("https://nowhere.example")

    def test_a_removed_article_may_come_back(self, library: Library) -> None:
        remove(library, ["secret"])
        assert take_in(library, raw("secret", SAID)).new == ["secret"]


STEPS = """
import os, shutil, sys
from pathlib import Path
import index.accession.outbox, index.library, index.lexical, index.store, index.vectors
from index.upkeep.takedown import take_down
from index.embed import HashEmbedder
from index.home import open_home
from index.library import Library
from index.settings import Settings

home, place, when = sys.argv[1:]
PLACES = {
    "posted": (index.store.Store, "remove"),
    "vectors": (index.vectors.Vectors, "delete"),
    "lexical": (index.lexical.Lexical, "write"),
    "record": (index.accession.outbox.Outbox, "finish"),
    "new index": (index.vectors.Vectors, "add"),
    "old index": (shutil, "rmtree"),
    "rewrite": (index.store.Store, "rewrite"),
    "close": (index.accession.outbox.Outbox, "close"),
}
owner, name = PLACES[place]
real = getattr(owner, name)

def dying(*given, **named):
    if when == "after":
        real(*given, **named)
    os._exit(9)

library = Library(open_home(Path(home)), Settings(), embedder=HashEmbedder(64))
setattr(owner, name, dying)
for _ in take_down(library, ["secret"]):
    pass
"""


@pytest.mark.parametrize(
    ("place", "when"),
    [
        ("posted", "after"),
        ("vectors", "after"),
        ("lexical", "after"),
        ("record", "after"),
        ("new index", "after"),
        ("old index", "before"),
        ("rewrite", "before"),
        ("close", "before"),
    ],
)
def test_killed_at_any_step_the_next_start_finishes_it(opened: Opened, library: Library, place: str, when: str) -> None:
    home = library.home.path
    library.close()
    died = subprocess.run([sys.executable, "-c", STEPS, home, place, when], cwd=ROOT, check=False)
    assert died.returncode == 9
    library = opened()
    replay(library)
    with pytest.raises(UnknownArticle):
        library.store.article("secret")
    assert traces(home, SECRET) == []
    assert library.store.open_jobs() == 0
    assert examine(library, None).sound


def test_while_another_process_makes_indexes_the_rest_waits(opened: Opened, library: Library) -> None:
    with alone(opened()):
        with pytest.raises(HomeBusy):
            run(take_down(library, ["secret"]))
        with pytest.raises(UnknownArticle):
            library.store.article("secret")
        replay(library)
        assert library.store.open_jobs() == 1
    replay(library)
    assert traces(library.home.path, SECRET) == []
    assert library.store.open_jobs() == 0

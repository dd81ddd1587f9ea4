"""Drafts that people put together, in every format. All texts are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.briefs.collection import Collection, Quoted, collection_as_json, lay_out
from assistant.briefs.labels import Labels
from assistant.briefs.write import ENDINGS, written
from assistant.checking.check import Checker
from assistant.checking.document import citations, text_of
from assistant.checking.quoted import quotations_in
from assistant.collecting import collected
from assistant.conversation import Conversations
from index.build import remove
from index.drafts import Drafts
from index.library import Library
from index.span import Span
from tests.assistant.archive import Attributing, open_library, take_in
from tests.assistant.conftest import TODAY
from tests.assistant.news import ARTICLES, LORRIES, PAUSE, RAILWAY_NO, SAID

FORMATS = (*ENDINGS, ".json")
ELIDED = "Both lorry drivers … will be home by Friday,"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = open_library(tmp_path)
    take_in(library, ARTICLES, SAID)
    return library


@pytest.fixture
def drafts(library: Library) -> Drafts:
    return library.store.drafts


@pytest.fixture
def draft(library: Library, drafts: Drafts) -> str:
    """A heading, a quotation with a note, a text, and a quotation of which a part is left out."""
    name = drafts.start("The pact", by="ana")
    drafts.write(name, "heading", "What Velmora says", by="ana")
    drafts.annotate(name, place(library, name, PAUSE), "Ask *them* again.")
    drafts.write(name, "text", "It is quiet.\nStill.", by="boris")
    number, start = place(library, name, LORRIES), at(library, LORRIES).start
    left_out = Span(start + LORRIES.index("are in"), start + LORRIES.index("will be"))
    drafts.elide(name, number, [left_out])
    return name


def at(library: Library, words: str, article: str = "briefing") -> Span:
    start = library.store.article(article).text.index(words)
    return Span(start, start + len(words))


def place(library: Library, draft: str, words: str, article: str = "briefing") -> int:
    span = at(library, words, article)
    return library.store.drafts.add(draft, kind="direct", article=article, revision=1, span=span, by="ana")


def collection(library: Library, draft: str) -> Collection:
    conversations = Conversations(library, Assistant(library, today=lambda: TODAY))
    return collected(draft, conversations, library.store, made=TODAY)


def made(library: Library, draft: str, ending: str) -> bytes:
    found = collection(library, draft)
    if ending == ".json":
        return json.dumps(collection_as_json(found)).encode()
    return written(lay_out(found, Labels("en")), ending)


def text(library: Library, draft: str, ending: str) -> str:
    payload = made(library, draft, ending)
    return payload.decode() if ending == ".json" else " ".join(text_of(f"draft{ending}", payload).split())


@pytest.mark.parametrize("ending", FORMATS)
def test_every_quotation_is_the_records_and_what_is_left_out_is_shown(
    library: Library, draft: str, ending: str
) -> None:
    name, payload = f"draft{ending}", made(library, draft, ending)
    if ending == ".json":
        asked = citations(name, payload)
    else:
        asked = [one.asked for one in quotations_in(text_of(name, payload), Attributing({}))]
    assert [one.text for one in asked] == [PAUSE, ELIDED]
    assert [Checker(library).check(one).verdict for one in asked] == ["exact", "elided"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_typed_says_whose_it_is(library: Library, draft: str, ending: str) -> None:
    found = text(library, draft, ending)
    assert "What Velmora says [written by ana]" in found
    assert "[editors’ note] Ask *them* again." in found
    assert "[written by boris] It is quiet. [written by boris] Still." in found


def test_json_keeps_what_is_typed_apart(library: Library, draft: str) -> None:
    found = json.loads(made(library, draft, ".json"))
    parts = found["parts"]
    assert [one["typed"] for one in parts] == ["What Velmora says", "Ask *them* again.", "It is quiet.\nStill.", ""]
    assert [one.get("citation") for one in parts] == [None, 1, None, 2]
    assert [one["number"] for one in found["citations"]] == [1, 2]


@pytest.mark.parametrize("ending", FORMATS)
def test_of_an_article_that_has_left_the_note_stays_and_no_word_does(library: Library, draft: str, ending: str) -> None:
    remove(library, ["briefing"])
    found = text(library, draft, ending)
    assert PAUSE not in found
    assert "Ask *them* again." in found
    assert ('"what": "gone"' if ending == ".json" else "whose article has left the archive") in found


def test_a_revision_since_is_stamped_with_whether_it_has_the_words(library: Library, drafts: Drafts) -> None:
    name = drafts.start("Rails", by="ana")
    place(library, name, RAILWAY_NO, "railway-no")
    place(library, name, PAUSE)
    one, two = (next(each for each in ARTICLES if each.id == id) for id in ("railway-no", "briefing"))
    longer = replace(one, text=f"{one.text} He left.")
    other = replace(two, text=two.text.replace(PAUSE, "Treaties go on,"))
    take_in(library, [longer, other], {})
    parts = [part for part in collection(library, name).parts if isinstance(part, Quoted)]
    assert [(str(part.become)[-14:], part.words) for part in parts] == [
        ("the same words", RAILWAY_NO),
        ("as other words", PAUSE),
    ]
    assert "revision 2 has other words" in text(library, name, ".md")


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_footnotes_go_with_their_quotations(library: Library, drafts: Drafts, order: tuple[int, int]) -> None:
    name = drafts.start("Rails", by="ana")
    words = {place(library, name, each): each for each in (PAUSE, LORRIES)}
    drafts.arrange(name, order)
    page = lay_out(collection(library, name), Labels("en"))
    for footnote, number in enumerate(order, 1):
        span = at(library, words[number])
        assert f", {span.start}:{span.end}" in str(page.notes[footnote][0])

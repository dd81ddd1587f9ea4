"""Drafts that people put together, in every format. All texts are invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.briefs.collection import Collection, Quoted, collection_as_json, lay_out
from assistant.briefs.labels import Labels
from assistant.briefs.write import ENDINGS, written
from assistant.checking.check import Checker
from assistant.checking.checked import Asked
from assistant.checking.document import citations, text_of
from assistant.checking.quoted import quotations_in
from assistant.collecting import collected
from assistant.conversation import Conversations
from index.build import remove
from index.library import Library
from index.record.drafts import Drafts
from index.settings import OutletRule, Settings
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
    return collected(draft, conversations, library, Attributing({}), made=TODAY)


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
    asked = citations(name, payload) if ending == ".json" else in_text(name, payload)
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


@pytest.mark.parametrize("ending", FORMATS)
def test_no_more_words_are_shown_than_their_outlet_allows(library: Library, draft: str, ending: str) -> None:
    ruled = ruled_by(library, quote_words=6, line="By courtesy of the Courier")
    assert [one.words for one in quoted(ruled, draft)] == [first(PAUSE, 6), "Both lorry drivers … will be home"]
    name, payload = f"draft{ending}", made(ruled, draft, ending)
    asked = citations(name, payload) if ending == ".json" else in_text(name, payload)
    signs = "" if ending == ".json" else " …"
    assert [one.text for one in asked] == [f"{one.words}{signs}" for one in quoted(ruled, draft)]
    assert all(Checker(ruled).check(one).sound for one in asked)
    notes = lay_out(collection(ruled, draft), Labels("en")).notes
    assert all("shortened: " in str(note) and "By courtesy of the Courier" in str(note) for note in notes.values())


@pytest.mark.parametrize("ending", FORMATS)
def test_no_word_under_embargo_is_shown_and_its_day_is_told(library: Library, draft: str, ending: str) -> None:
    ruled = ruled_by(library, embargo_days=1_000)
    found = text(ruled, draft, ending)
    assert not any(one in found for one in (PAUSE, "lorry drivers"))
    until = library.store.article("briefing").day + timedelta(days=1_000)
    day = until.isoformat() if ending == ".json" else Labels("en").day(until)
    assert found.count(day) == 2
    assert "Ask *them* again." in found


def test_words_may_be_shown_on_the_day_that_their_embargo_ends(library: Library, draft: str) -> None:
    days = (TODAY - library.store.article("briefing").day).days
    assert None not in [one.words for one in quoted(ruled_by(library, embargo_days=days), draft)]
    assert quoted(ruled_by(library, embargo_days=days + 1), draft)[0].words is None


def ruled_by(library: Library, **rule: Any) -> Library:
    """The library with this rule for the outlet of the draft's quotations, its name in another case."""
    outlet = library.store.article("briefing").outlet or ""
    library.settings = Settings(outlets={outlet.upper(): OutletRule(**rule)})
    return library


def quoted(library: Library, draft: str) -> list[Quoted]:
    return [one for one in collection(library, draft).parts if isinstance(one, Quoted)]


def in_text(name: str, payload: bytes) -> list[Asked]:
    return [one.asked for one in quotations_in(text_of(name, payload), Attributing({}))]


def first(words: str, number: int) -> str:
    return " ".join(words.split()[:number])


TYPED = [
    pytest.param(f"He said: “{PAUSE}”", "(1) stands so: Ilona Vestrova, Ardesh Courier, 26 February 2025", id="exact"),
    pytest.param(
        "They say «Both lorry drivers […] will be home by Friday»",
        "(1) stands there, words openly left out",
        id="elided",
    ),
    pytest.param("He said: “A treaty does not have a reset button”", "(1) does not stand so; compare", id="altered"),
    pytest.param(
        f"Anton Reshkel: “{PAUSE}”", "(1) stands there, but not as this speaker’s: Ilona Vestrova", id="another's"
    ),
    pytest.param("“Nothing of the kind was ever said.”", "(1) is not found]", id="nowhere"),
    pytest.param(f"“{PAUSE}” and “never and nowhere was it so”", "2025, briefing 1:39; (2) is not found]", id="two"),
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_typed_between_marks_is_held_against_the_archive(library: Library, drafts: Drafts, ending: str) -> None:
    name = drafts.start("Pacts", by="ana")
    drafts.write(name, "heading", f"“{PAUSE}”", by="ana")
    drafts.annotate(name, place(library, name, LORRIES), "“Nothing of the kind was ever said.”")
    found = text(library, name, ending)
    assert "[checked against the archive: (1) stands so: Ilona Vestrova" in found
    assert "[checked against the archive: (1) is not found]" in found


@pytest.mark.parametrize(("typed", "told"), TYPED)
def test_a_typed_quotation_is_told_for_what_it_is(library: Library, drafts: Drafts, typed: str, told: str) -> None:
    name = drafts.start("Pacts", by="ana")
    drafts.write(name, "text", f"It is quiet.\n{typed}\nStill.", by="ana")
    lines = lay_out(collection(library, name), Labels("en")).blocks
    said, checked = str(lines[1].inlines), str(lines[2].inlines)
    assert typed in said
    assert told in checked
    assert len(lines) == 4


def test_what_is_typed_without_marks_has_nothing_to_be_checked(library: Library, draft: str) -> None:
    assert "checked against" not in text(library, draft, ".md")


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_footnotes_go_with_their_quotations(library: Library, drafts: Drafts, order: tuple[int, int]) -> None:
    name = drafts.start("Rails", by="ana")
    words = {place(library, name, each): each for each in (PAUSE, LORRIES)}
    drafts.arrange(name, order)
    page = lay_out(collection(library, name), Labels("en"))
    for footnote, number in enumerate(order, 1):
        span = at(library, words[number])
        assert f", {span.start}:{span.end}" in str(page.notes[footnote][0])

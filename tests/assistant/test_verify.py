"""Whatever is not the record's is refused: a word, a speaker, an outlet, a date, a place. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.answer import Answer, Citation, Claim, Refusal
from assistant.draft import Draft, extractive
from assistant.errors import BriefingsError, Misattributed, Misreported, NotVerbatim
from assistant.evidence import Evidence, Gathered, Searched
from assistant.question import Question, Who
from assistant.reason import Reason
from assistant.rendering import Rendering
from assistant.verify import LOST, check, cite, verify
from assistant.wording import Change, Wording
from index.article import Article
from index.quotation import Edit, Speaker
from index.span import Span
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

DOOR = "The door is not locked, but the key lies in Hestal"
EDITED = datetime(2025, 3, 1, 12, tzinfo=UTC)
HOUSE = "We have no key, and there is no door in our house"
ARTICLE = Article(
    id="door",
    title="A door and a key",
    outlet="Ardesh Courier",
    url="https://ardesh-courier.example/door",
    published=date(2025, 2, 26),
    language="en",
    text=f"“{DOOR},” Ilona Vestrova said.\n“{HOUSE},” Vahan Toskari said.",
)
OTHER = replace(ARTICLE, id="other")
SEARCHED = Searched(articles=1, quotations=2, since=None, until=None)
VESTROVA_ASKED = Who(speaker="Vestrova", actor=None, speakers=frozenset([("Ilona Vestrova", VESTROVA.role, "Velmora")]))


def evidence(number: int, words: str, by: Speaker | None, *, shown: bool = True) -> Evidence:
    found = replace(quotation(Said(words=words, by=by), ARTICLE), said_on=date(2025, 2, 25), via="Velmora Radio")
    return Evidence(number=number, article=ARTICLE, span=found.span, quotation=found, shown=shown)


def gathered(*citable: Evidence, who: Who | None = None, context: tuple[Evidence, ...] = ()) -> Gathered:
    question = Question(text="What did Vestrova say?", language="en", who=who)
    return Gathered(question=question, citable=citable, context=context, searched=SEARCHED)


@pytest.fixture
def said() -> Evidence:
    return evidence(1, DOOR, VESTROVA)


@pytest.fixture
def citation(said: Evidence) -> Citation:
    result = verify(extractive(gathered(said)))
    assert isinstance(result, Answer)
    return result.citations[0]


def test_what_the_record_has_stands(said: Evidence, citation: Citation) -> None:
    check(citation, said)
    assert citation.quote == ARTICLE.text[citation.span.start : citation.span.end] == DOOR


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param(lambda c: replace(c, quote=c.quote.replace("not", "now")), NotVerbatim, id="a word"),
        pytest.param(lambda c: replace(c, quote=c.quote + "."), NotVerbatim, id="a full stop more"),
        pytest.param(lambda c: replace(c, quote=c.quote.replace("lies", "lies ")), NotVerbatim, id="a space more"),
        pytest.param(lambda c: replace(c, span=Span(c.span.start + 1, c.span.end + 1)), NotVerbatim, id="the place"),
        pytest.param(
            lambda c: replace(c, span=Span(c.span.start + 4, c.span.end), quote=c.quote[4:]),
            NotVerbatim,
            id="less of it",
        ),
        pytest.param(lambda c: replace(c, span=Span(900, 950)), NotVerbatim, id="a place past the end"),
        pytest.param(lambda c: replace(c, article=OTHER), NotVerbatim, id="the article"),
        pytest.param(lambda c: replace(c, article=replace(ARTICLE, revision=2)), NotVerbatim, id="the revision"),
        pytest.param(
            lambda c: replace(c, article=replace(ARTICLE, outlet="Benkar Post")), NotVerbatim, id="the outlet"
        ),
        pytest.param(
            lambda c: replace(c, article=replace(ARTICLE, url="https://x.example")), NotVerbatim, id="the link"
        ),
        pytest.param(
            lambda c: replace(c, article=replace(ARTICLE, published=date(2025, 2, 27))), NotVerbatim, id="the date"
        ),
        pytest.param(lambda c: replace(c, speaker=TOSKARI), Misattributed, id="the speaker"),
        pytest.param(lambda c: replace(c, speaker=None), Misattributed, id="no speaker"),
        pytest.param(
            lambda c: replace(c, speaker=replace(VESTROVA, role="minister")), Misattributed, id="the speaker's role"
        ),
        pytest.param(
            lambda c: replace(c, speaker=replace(VESTROVA, actor="Dorvia")), Misattributed, id="the speaker's country"
        ),
        pytest.param(lambda c: replace(c, outlets=("Benkar Post",)), Misreported, id="the outlets"),
        pytest.param(lambda c: replace(c, said_on=date(2025, 2, 24)), Misreported, id="the day"),
        pytest.param(lambda c: replace(c, via="Dorvia Radio"), Misreported, id="who is credited"),
        pytest.param(lambda c: replace(c, kind="indirect"), Misreported, id="the kind"),
        pytest.param(lambda c: replace(c, confidence=1.0), Misreported, id="the confidence"),
        pytest.param(lambda c: replace(c, corrected=Edit(by="ana", at=EDITED)), Misreported, id="an editor"),
        pytest.param(lambda c: replace(c, number=2), Misreported, id="the number"),
    ],
)
def test_one_change_is_refused(
    said: Evidence, citation: Citation, change: Callable[[Citation], Citation], error: type[BriefingsError]
) -> None:
    with pytest.raises(error, match=r"door|other"):
        check(change(citation), said)


COPY = Article(
    id="copy",
    outlet="Benkar Post",
    published=date(2025, 2, 27),
    language="en",
    text=f"“{DOOR.replace('lies', 'is')},” Vestrova said.\n“{HOUSE},” Vestrova said.",
)


def copied(words: str, by: Speaker = VESTROVA) -> Evidence:
    found = quotation(Said(words=words, by=by), COPY)
    return Evidence(number=1, article=COPY, span=found.span, quotation=found, shown=True)


@pytest.fixture
def twice(said: Evidence) -> Evidence:
    return replace(said, renderings=(copied(DOOR.replace("lies", "is")),))


def test_a_rendering_is_told_as_it_is(twice: Evidence) -> None:
    citation = cite(twice)
    (found,) = citation.renderings
    assert found.quote == COPY.text[found.span.start : found.span.end] == DOOR.replace("lies", "is")
    assert [(one.op, one.ours, one.theirs) for one in found.wording.difference] == [("replace", "lies", "is")]
    assert (found.relation, citation.outlets, citation.sources) == ("differs", ("Ardesh Courier", "Benkar Post"), 2)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param(lambda r: replace(r, quote=r.quote.replace("not", "now")), NotVerbatim, id="a word"),
        pytest.param(lambda r: replace(r, span=Span(r.span.start + 1, r.span.end + 1)), NotVerbatim, id="the place"),
        pytest.param(lambda r: replace(r, article=replace(COPY, outlet="Radio")), NotVerbatim, id="the outlet"),
        pytest.param(lambda r: replace(r, article=ARTICLE), NotVerbatim, id="the article"),
        pytest.param(lambda r: replace(r, via="Velmora Radio"), Misreported, id="who is credited"),
        pytest.param(lambda r: replace(r, wording=Wording(relation="same")), Misreported, id="how it compares"),
        pytest.param(
            lambda r: replace(r, wording=replace(r.wording, difference=(Change(op="delete", ours="not", theirs=""),))),
            Misreported,
            id="the difference",
        ),
    ],
)
def test_one_change_of_a_rendering_is_refused(
    twice: Evidence, change: Callable[[Rendering], Rendering], error: type[BriefingsError]
) -> None:
    citation = cite(twice)
    with pytest.raises(error, match=r"copy|door"):
        check(replace(citation, renderings=(change(citation.renderings[0]),)), twice)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda c: replace(c, outlets=("Ardesh Courier",)), id="an outlet less"),
        pytest.param(lambda c: replace(c, sources=3), id="a source more"),
        pytest.param(lambda c: replace(c, renderings=()), id="no rendering"),
    ],
)
def test_what_is_told_of_all_renderings_is_the_records(twice: Evidence, change: Callable[[Citation], Citation]) -> None:
    with pytest.raises(Misreported):
        check(change(cite(twice)), twice)


def test_another_speakers_words_are_no_rendering(said: Evidence) -> None:
    other = copied(DOOR.replace("lies", "is"), by=TOSKARI)
    assert cite(replace(said, renderings=(other,))).renderings == ()
    claimed = Rendering(quote=other.text, span=other.span, article=COPY, via=None, wording=Wording(relation="same"))
    with pytest.raises(Misattributed):
        check(replace(cite(said), renderings=(claimed,)), replace(said, renderings=(other,)))


def test_other_words_by_the_same_speaker_are_no_rendering(said: Evidence) -> None:
    assert cite(replace(said, renderings=(copied(HOUSE),))).renderings == ()


def test_a_speaker_who_is_not_sure_may_not_be_named(citation: Citation) -> None:
    with pytest.raises(Misattributed):
        check(citation, evidence(1, DOOR, VESTROVA, shown=False))


def test_whom_an_editor_has_replaced_may_not_be_named(said: Evidence, citation: Citation) -> None:
    assert said.quotation is not None
    edited = replace(said.quotation, speaker=TOSKARI, confidence=1.0, corrected=Edit(by="ana", at=EDITED))
    of_the_record = replace(said, quotation=edited)

    with pytest.raises(Misattributed):
        check(citation, of_the_record)
    assert cite(of_the_record).speaker == TOSKARI
    assert cite(of_the_record).corrected == Edit(by="ana", at=EDITED)


def test_a_speaker_who_is_not_sure_is_not_named() -> None:
    result = verify(extractive(gathered(evidence(1, DOOR, VESTROVA, shown=False))))
    assert isinstance(result, Answer)
    assert result.citations[0].speaker is None
    assert "Vestrova" not in result.claims[0].text


@pytest.mark.parametrize("by", [TOSKARI, replace(VESTROVA, role="minister"), None], ids=["another", "role", "nobody"])
def test_a_quotation_by_somebody_else_than_asked_goes(by: Speaker | None) -> None:
    result = verify(extractive(gathered(evidence(1, HOUSE, by), who=VESTROVA_ASKED)))
    assert isinstance(result, Refusal)
    assert result.why == LOST.why


def test_a_passage_is_no_answer_where_somebody_is_asked_for() -> None:
    passage = Evidence(number=1, article=ARTICLE, span=Span(0, 20))
    assert isinstance(verify(extractive(gathered(passage, who=VESTROVA_ASKED))), Refusal)


def test_what_stands_stays_beside_what_goes(said: Evidence) -> None:
    result = verify(extractive(gathered(said, evidence(2, HOUSE, TOSKARI), who=VESTROVA_ASKED)))
    assert isinstance(result, Answer)
    assert [one.number for one in result.citations] == [1]
    assert [claim.citations for claim in result.claims] == [(1,)]


def test_context_may_be_anybodys(said: Evidence) -> None:
    result = verify(extractive(gathered(said, who=VESTROVA_ASKED, context=(evidence(2, HOUSE, TOSKARI),))))
    assert isinstance(result, Answer)
    assert [one.speaker for one in result.context] == [TOSKARI]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        pytest.param("Vestrova said so.", (), id="no citation"),
        pytest.param("Vestrova said so.", (7,), id="a number that is not there"),
        pytest.param("Vestrova said so.", (1, 7), id="one of two numbers that is not there"),
        pytest.param("Vestrova: “The door is now locked”", (1,), id="a changed word"),
        pytest.param("Vestrova: «The door is now locked»", (1,), id="angle quotes"),
        pytest.param('Vestrova: "The door is now locked"', (1,), id="straight quotes"),
        pytest.param("Vestrova: „The door is now locked“", (1,), id="low quotes"),
        pytest.param(f"Vestrova: “{DOOR}” and “we are sorry”", (1,), id="words beside the right ones"),
        pytest.param("Vestrova: “The door “is not” unlocked”", (1,), id="right words inside wrong ones"),
        pytest.param("Vestrova: “The door is now locked", (1,), id="never closed"),
        pytest.param(f"Toskari: “{HOUSE}”", (1,), id="words of another citation"),
    ],
)
def test_a_claim_that_its_citations_do_not_hold_goes(said: Evidence, text: str, citations: tuple[int, ...]) -> None:
    evidence_for_both = gathered(said, evidence(2, HOUSE, TOSKARI))
    made = Draft(gathered=evidence_for_both, mode="model", claims=(Claim(text=text, citations=citations),))
    result = verify(made)
    assert isinstance(result, Answer)
    assert any(step.startswith("left out, ") and step.endswith(f": {text}") for step in result.steps)
    assert replace(result, steps=(), notes=()) == verify(extractive(evidence_for_both))
    assert result.notes == (ONE_LEFT_OUT,)


ONE_LEFT_OUT = "Answered without the model: its one sentence could not be verified."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Vestrova: “{DOOR}”", id="all of it"),
        pytest.param("Vestrova spoke of a door that is “not locked” and of a “key”.", id="parts of it"),
        pytest.param("Vestrova said it to the “Ardesh Courier”.", id="the outlet's name"),
        pytest.param("Vestrova said that the door is not locked.", id="no quotation at all"),
    ],
)
def test_a_claim_that_its_citation_holds_stays(said: Evidence, text: str) -> None:
    made = Draft(gathered=gathered(said), mode="model", claims=(Claim(text=text, citations=(1,)),))
    result = verify(made)
    assert isinstance(result, Answer)
    assert (result.claims, result.mode) == (made.claims, "model")


def test_a_role_with_quotation_marks_of_its_own_costs_no_answer() -> None:
    leader = Speaker(name="Karine Halvesh", role="leader of the “Common Home” bloc")
    assert isinstance(verify(extractive(gathered(evidence(1, DOOR, leader)))), Answer)


def test_verify_is_pure(said: Evidence) -> None:
    made = extractive(gathered(said, evidence(2, HOUSE, TOSKARI), who=VESTROVA_ASKED))
    assert verify(made) == verify(made)


def test_a_reason_to_refuse_is_kept_with_the_nearest(said: Evidence) -> None:
    question = Question(text="?", language="en")
    found = Gathered(
        question=question,
        citable=(),
        context=(),
        searched=SEARCHED,
        reason=Reason("nobody", "Nobody."),
        nearest=(said,),
        notes=("n",),
    )
    result = verify(extractive(found))
    assert isinstance(result, Refusal)
    assert (result.reason, result.why, result.searched, result.notes) == ("Nobody.", "nobody", SEARCHED, ("n",))
    assert [one.quote for one in result.nearest] == [DOOR]


def test_evidence_without_citable_pieces_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        gathered()

"""How good an archive's answers are, by questions whose answers are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from assistant.answer import Answer, Citation, Refusal
from assistant.ask import Assistant
from assistant.errors import BadQuestion
from assistant.expected import Avoided, Case, Expected, Place, read_cases
from index.errors import Rejected
from index.library import Library
from index.span import Span
from index.text.names import alike, compatible, name_keys, spelling
from index.window import Window

FIRST = 5  # citations among which an expected place has to be
SHARED = 0.5  # of the shorter of two spans, from which they are one place
Judged = bool | None  # None where the question does not ask for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one question went. `came` is what came instead, in a line.

    Of a question with an answer: whether one came (`answered`), with an expected place among its FIRST citations
    (`hit`) and as the first of them (`hit_first`), and whether that one is shown under the right name (`speaker`). Of
    another: whether it was `refused`, and if so, whether for the kind of reason that is expected (`why`). `avoided` is
    whether nothing came that must not, `window` whether the days were read as expected, `verbatim` whether all that is
    cited stands in the record.
    """

    case: Case
    came: str
    verbatim: bool
    answered: Judged = None
    hit: Judged = None
    hit_first: Judged = None
    speaker: Judged = None
    refused: Judged = None
    why: Judged = None
    avoided: Judged = None
    window: Judged = None

    @property
    def good(self) -> bool:
        judged = (self.answered, self.hit, self.speaker, self.refused, self.why, self.avoided, self.window)
        return self.verbatim and False not in judged


MEASURES: dict[str, Callable[[Score], Judged]] = {
    "answered": lambda one: one.answered,
    f"hit@{FIRST}": lambda one: one.hit,
    "hit@1": lambda one: one.hit_first,
    "speaker": lambda one: one.speaker,
    "refused": lambda one: one.refused,
    "why": lambda one: one.why,
    "avoided": lambda one: one.avoided,
    "window": lambda one: one.window,
    "verbatim": lambda one: one.verbatim,
}


class _Clock:
    """The day that a question is asked on."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> date:
        return self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How an archive did by questions, in their order; `rejected` is what cannot be measured by, each with why."""

    scores: tuple[Score, ...]
    rejected: tuple[Rejected, ...]


def measured(lines: Sequence[bytes], library: Library, today: date) -> Evaluation:
    """By the questions of a file's lines."""
    found = list(read_cases(lines, library))
    cases = [one for one in found if not isinstance(one, Rejected)]
    rejected = tuple(one for one in found if isinstance(one, Rejected))
    return Evaluation(scores=tuple(evaluate(cases, library, today)), rejected=rejected)


def evaluate(cases: Iterable[Case], library: Library, today: date) -> Iterator[Score]:
    """Ask each question on its day, or on `today`, without a model, and compare what comes with what is expected."""
    clock = _Clock(today)
    assistant = Assistant(library, today=clock)
    for case in cases:
        clock.day = case.today or today
        try:
            result = assistant.ask(case.question, case.read_as.asked() if case.read_as else None)
        except BadQuestion as error:
            yield _score(case, None, str(error), library)
        else:
            yield judged(case, result, library)


def judged(case: Case, result: Answer | Refusal, library: Library) -> Score:
    """What came, beside what is expected."""
    if isinstance(result, Refusal):
        return _score(case, result, f"refused: {result.reason}", library)
    first = result.citations[0]
    return _score(case, result, f"{first.speaker.name if first.speaker else 'not established'}: {first.quote}", library)


def shares(scores: Sequence[Score]) -> dict[str, tuple[float, int]]:
    """Each measure with the share of the questions it is asked of that went well, and how many these are; without
    measures that no question is asked for.
    """
    found: dict[str, tuple[float, int]] = {}
    for name, measure in MEASURES.items():
        values = [value for value in map(measure, scores) if value is not None]
        if values:
            found[name] = (sum(values) / len(values), len(values))
    return found


def _score(case: Case, result: Answer | Refusal | None, came: str, library: Library) -> Score:
    expected = case.expect
    cited = result.citations if isinstance(result, Answer) else ()
    verbatim = all(_stands(one, library) for one in cited)
    window: Judged = None
    if expected.since is not None or expected.until is not None:
        read = result.question.window if result is not None else Window()
        window = (read.since, read.until) == (expected.since, expected.until)
    avoided = not any(_is_avoided(*pair) for pair in product(cited, expected.avoid)) if expected.avoid else None
    known = Score(case=case, came=came, verbatim=verbatim, window=window, avoided=avoided)
    if not expected.answered:
        if expected.answered is None:
            return known
        why = result.why == expected.why if isinstance(result, Refusal) and expected.why else None
        return replace(known, refused=not cited, why=why)
    hits = [any(_is_at(one, place) for place in expected.places) for one in cited[:FIRST]]
    return replace(
        known,
        answered=bool(cited),
        hit=any(hits) if expected.places else None,
        hit_first=any(hits[:1]) if expected.places else None,
        speaker=is_by(cited[0], expected) if cited and (expected.speaker or expected.actor) else None,
    )


def is_by(citation: Citation, expected: Expected) -> bool:
    """Whether it is shown under the expected speaker, in whatever script, and for the expected actor."""
    speaker = citation.speaker
    if speaker is None or (expected.actor is not None and speaker.actor != expected.actor):
        return False
    return expected.speaker is None or _is_called(expected.speaker, speaker.name)


def _is_called(name: str, shown_as: str) -> bool:
    wanted, shown = name_keys(name), name_keys(shown_as)
    same = bool(wanted and shown) and alike(shown[-1], wanted[-1]) and compatible(wanted[:-1], shown[:-1], None)
    return same or spelling(name) == spelling(shown_as)


def _is_avoided(citation: Citation, avoided: Avoided) -> bool:
    """Whether it is what must not come."""
    if avoided.article is not None and not _is_at(citation, avoided):
        return False
    return avoided.speaker is None or bool(citation.speaker and _is_called(avoided.speaker, citation.speaker.name))


def _is_at(citation: Citation, place: Place) -> bool:
    """Whether it, or the same words in another article, lies on the expected place."""
    slices = [(citation.article, citation.span), *((one.article, one.span) for one in citation.renderings)]
    return any(article.id == place.article and _on(span, place, article.text) for article, span in slices)


def _on(span: Span, place: Place, text: str) -> bool:
    wanted = place.span_in(text)
    if wanted is None:
        return True
    shared = min(span.end, wanted.end) - max(span.start, wanted.start)
    return shared >= SHARED * min(len(span), len(wanted))


def _stands(citation: Citation, library: Library) -> bool:
    """Whether the record has these words at this place."""
    text = library.store.article(citation.article.id, citation.article.revision).text
    return text[citation.span.start : citation.span.end] == citation.quote

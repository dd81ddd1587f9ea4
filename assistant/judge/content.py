"""All that may be wrong with a claim, the cheapest to find first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Claim
from assistant.judge.days import named_days
from assistant.judge.figures import wrong_figure
from assistant.judge.meaning import Meaning
from assistant.judge.naming import unknown_name
from assistant.judge.polarity import polarity
from assistant.judge.quoted import only_quotes, without_quotes
from assistant.judge.retelling import changed, denies_otherwise
from assistant.judge.shape import plain
from assistant.judge.source import Source
from assistant.judge.speakers import AT_SECOND_HAND, CUE, asked_for, speaks_wrongly, told_as_reported, without_outlet
from assistant.judge.support import bears_on_topic, means_the_same, turned, unsupported
from assistant.judge.tongues import tongue
from assistant.judge.verdict import Reason
from assistant.judge.wording import Word, words
from index.text.language import question_language
from index.text.names import personal

Similar = Callable[[str, str], float]
INTRODUCING = frozenset("speaker not established as reported by".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    reason: Reason
    word: str | None = None


def fault(claim: Claim, source: Source, citable: Mapping[int, Citation], similar: Similar | None) -> Fault | None:
    """What is wrong with the claim, None where nothing is."""
    if not asked_for(source):
        return Fault(reason="not asked for")
    if not only_quotes(claim, source.cited):
        return Fault(reason="quotation marks")
    rest = without_quotes(claim.text, source.cited)
    language = (
        question_language(rest, {source.language, source.question.language or source.language}) or source.language
    )
    if not told_as_reported(claim.text, language, source):
        return Fault(reason="not told as reported")
    if rest != claim.text and _introduces(words(rest, language), source):
        return None
    if not plain(rest, language):
        return Fault(reason="not one plain sentence")
    rest = without_outlet(rest, source)
    wrong = speaks_wrongly(rest, language, source, citable)
    if wrong is not None:
        return Fault(reason=wrong)
    figure = wrong_figure(rest, language, source)
    if figure is not None:
        return Fault(reason=figure[0], word=figure[1])
    return _words(rest, language, source, similar)


def _introduces(rest: Sequence[Word], source: Source) -> bool:
    """Whether all that is said besides the cited words is whose they are and where they stand."""
    where = [one.article.id for one in source.cited]
    whose = {word.lower for text in (*source.about, *where) for word in words(text, source.language)}
    name = words(source.speaker.name, source.language) if source.speaker else ()
    own = name[-1:] if source.speaker and personal(source.speaker.name) else name
    told = {word.lower for word in rest}
    return {word.lower for word in own} <= told <= whose | INTRODUCING


def _words(text: str, language: str, source: Source, similar: Similar | None) -> Fault | None:
    """Names, "no" and "may", and all other words."""
    found = words(text, language)
    days = {word for _, word in named_days(text, language)}
    free = days | tongue(language).light | tongue(language).numerals.keys()
    telling = _telling(text) if language == "en" else []
    content = [
        word
        for word in found
        if word.lower not in free and word.text not in days and not any(word.start in span for span in telling)
    ]
    if all(word.stem in source.speaking for word in content):
        return Fault(reason="unsupported")  # "Vestrova said so" says nothing
    if not bears_on_topic(text, found, language, source, similar):
        return Fault(reason="not asked for")
    name = unknown_name(found, source, _no_names(found, content, language, source))
    if name is not None:
        return Fault(reason="name not in evidence", word=name)
    reason = polarity(text, language, source)
    if reason is not None:
        return Fault(reason=reason)
    if language != source.language:
        if turned(text, language, source):
            return Fault(reason="unsupported")
        said = telling[0].stop if telling else 0
        meant = similar is not None and means_the_same(text, said, source, similar)
        return None if meant else Fault(reason="unsupported")
    if language == "en":
        told = [word for word in found if not telling or word.start >= telling[0].stop]
        if denies_otherwise(told, source):
            return Fault(reason="negation")
        other = changed(told, source)
        if other is not None:  # not a wrong number: what is cited is retold
            return Fault(reason="another word than its source", word=other)
    missing = unsupported([word for word in content if not word.capital], source)
    return Fault(reason="unsupported", word=missing[0]) if missing else None


def _no_names(found: Sequence[Word], content: Sequence[Word], language: str, source: Source) -> frozenset[int]:
    """Where words stand that need not be found as names: small ones, and common ones that begin a sentence."""
    own = language == source.language
    meaning = Meaning(source.stems, source.language)
    alike = Meaning((word.stem for word in source.words if word.capital), source.language)
    names = {
        word.start
        for word in content
        if not (own and alike.kin(word.stem)) and not (word.first and (not own or meaning.holds(word.stem)))
    }
    return frozenset(word.start for word in found) - names


def _telling(text: str) -> list[range]:
    """Where an English claim says that something was said: first of all, and at second hand."""
    said = CUE.search(text)
    found = [*([said] if said else []), *AT_SECOND_HAND.finditer(text)]
    return [range(*match.span()) for match in found]

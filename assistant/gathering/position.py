"""What a speaker's words are to be held against: their own that an outlet tells they have changed, and their denial.

Whether two statements contradict each other is not judged. Shared words with a negation on one side, the obvious test,
was right for two of 60 pairs of real news that were read; and an article that tells of a change tells it of one of its
many matters: of 11 pairs that a topic brought together none was right. What is left is the outlet that says so and
quotes the words again: it knows. English only: there was no real news of other languages to measure on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Evidence
from assistant.gathering.choose import Found
from assistant.rendering import SHORTEST, same_speaker
from assistant.wording import compare, length
from index.article import Article
from index.span import Span
from index.text.names import personal, words_of
from index.text.sentences import sentences

_POSITION = r"(?:position|stance|tone|mind|tune|course|opposition|views?|rhetoric|policy)"
_TURNED = re.compile(
    r"(?<!not )(?<!n['’]t )\b(?:"
    rf"(?:reversed|changed|changes|shifted|softened|hardened|toned down) (?:his|her|its|their) (?:\w+ )?{_POSITION}"
    rf"|(?:his|her|its|their|['’]s) {_POSITION} (?:has|had|have) (?:\w+ )?(?:changed|shifted|softened|hardened|evolved)"
    r"|backtrack(?:s|ed)|(?:walk(?:s|ed)|row(?:s|ed)) back (?!to\b|into\b|from\b)|(?:made|did|performed) an? (?:\w+ )?"
    r"(?:u-turn|about-face|volte-face)|u-turned|in (?:an? )?(?:\w+ )?reversal,"
    r")",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:(?:did|have|has) not|(?:did|have|has)n['’]t|never) (?:ever )?"
    r"(?:say|said|make|made|use|used|utter(?:ed)?|write|wrote|written|post(?:ed)?) "
    r"(?:that|it|this|those|these|any|anything|such)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(r"\b(?:claim(?:s|ed|ing)?|alleg\w+|attribut\w+|purport\w+|rumou?r\w*)\b", re.IGNORECASE)
_OF_PERSON = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
LEAST_WORDS = 4  # of words that are denied
Pair = tuple[Evidence, Evidence]  # the earlier one first


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An article as it tells of its speakers: `narrative` is its text with all marked words blanked, `said` these."""

    narrative: str
    said: tuple[Evidence, ...]


def changes(found: Sequence[Found], account_of: Callable[[Evidence], Account]) -> Iterator[Pair]:
    """Pairs by one speaker of what was found on a topic: something they said, and something that they said later in an
    article which tells of a change and quotes the earlier words again; of several later ones the one next to these.
    A pair an article and speaker.
    """
    theirs = [one.evidence for one in found if one.enough and one.evidence.speaker and not one.evidence.reported]
    told: dict[tuple[str, str], list[Evidence]] = {}
    for one in theirs:
        if one.speaker is not None and one.article.language == "en" and _TURNED.search(_all(one.article)):
            told.setdefault((one.article.id, one.speaker.name), []).append(one)
    for later in told.values():
        account = account_of(later[0])
        quoted_again = ((one, _again(one, account)) for one in theirs if _before(one, later[0]))
        earlier, again = next(((one, place) for one, place in quoted_again if place is not None), (None, None))
        if earlier is None or again is None or not any(turned(one, account) for one in later):
            continue
        new = [one for one in later if not _part(earlier, one)]
        if new:
            yield earlier, min(new, key=lambda one: abs(one.span.start - again.end))


def turned(told: Evidence, account: Account) -> bool:
    """Whether the article says that the speaker has changed a position: in a sentence that names them and nobody else
    whom it quotes, or near their words and of a "he" or "she".
    """
    speaker, article = told.speaker, told.article
    if speaker is None or not personal(speaker.name):
        return False
    own = words_of(speaker.name)[-1]
    others = {words_of(one.speaker.name)[-1] for one in account.said if one.speaker} - {own}
    around = _around(article.text, told.span)
    found = sentences(account.narrative, article.language)
    texts = [(one.of(account.narrative), one.overlaps(around)) for one in found]
    for text, near in [(article.title or "", False), *texts]:
        if _TURNED.search(text):
            words = set(words_of(text.replace("’s", "").replace("'s", "")))
            if words.isdisjoint(others) and (own in words or (near and _OF_PERSON.search(text))):
                return True
    return False


def denial(told: Evidence, account_of: Callable[[Evidence], Account]) -> Evidence | None:
    """The speaker's own denial, further down in the article, of words that it gives as alleged."""
    if told.speaker is None or told.quotation is None or told.reported or length(told.text) < LEAST_WORDS:
        return None
    context = told.quotation.context
    if not _ALLEGED.search(context.of(told.article.text)):
        return None
    account = account_of(told)
    if not _ALLEGED.search(context.of(account.narrative)):
        return None  # the word is the speaker's own
    behind = (one for one in account.said if one.span.start > told.span.end and same_speaker(one, told))
    return next((one for one in behind if not one.reported and _DENIED.search(one.text)), None)


def numbers(shown: Sequence[Evidence], pairs: Sequence[Pair]) -> tuple[Evidence, ...]:
    """The numbered pieces, each with the numbers of those that it is to be held against."""
    both_ways = [*pairs, *((later, earlier) for earlier, later in pairs)]
    return tuple(
        replace(
            one,
            compare=tuple(
                other.number
                for other in shown
                if other.number != one.number and any(one.shows(a) and other.shows(b) for a, b in both_ways)
            ),
        )
        for one in shown
    )


def _around(text: str, span: Span) -> Span:
    """The span's paragraphs with the one before and the one behind."""
    paragraphs = [Span(*found.span()) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    own = [at for at, one in enumerate(paragraphs) if one.overlaps(span)]
    return Span(paragraphs[max(own[0] - 1, 0)].start, paragraphs[min(own[-1] + 1, len(paragraphs) - 1)].end)


def _all(article: Article) -> str:
    return f"{article.title or ''}\n{article.text}"


def _before(one: Evidence, later: Evidence) -> bool:
    a, b = one.article.day, later.article.day
    return a is not None and b is not None and a < b and same_speaker(one, later)


def _again(earlier: Evidence, account: Account) -> Span | None:
    """Where the later article quotes words of the earlier statement."""
    return next((one.span for one in account.said if length(one.text) >= SHORTEST and _part(earlier, one)), None)


def _part(whole: Evidence, one: Evidence) -> bool:
    wording = compare(whole.text, one.text)
    return wording is not None and wording.relation in ("same", "shorter")

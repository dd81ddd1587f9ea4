"""Rendering: the words of a citation as another article has them; and how many sources a citation rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.evidence import Evidence
from assistant.wording import Relation, Wording, compare, length
from index.article import Article
from index.span import Span
from index.text.names import compatible, name_keys, spelling

SHORTEST = 3  # words; what is shorter ("not true") may be said any day
LONG = 8  # words that are told again and again in one form: the same words, whatever the dates
NEAR = 7  # days within which fewer words, a part of them, or words that differ are taken for one utterance
SHINGLE = 5  # words
REPUBLISHED = 0.6  # share of the shorter article's shingles that the longer one has
LEAST_SHINGLES = 12  # shared ones; "the minister said at a press conference in" is anybody's
Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A slice of another article, or of another place in it, with how it compares with the words cited.

    `via` is the outlet that the article credits for it.
    """

    quote: str
    span: Span
    article: Article
    via: str | None
    wording: Wording

    @property
    def relation(self) -> Relation:
        return self.wording.relation


def rendering(ours: Evidence, theirs: Evidence) -> Rendering | None:
    """Theirs as a rendering of ours; None where it is another's, or another utterance."""
    if not (_quoted(ours) and _quoted(theirs) and same_speaker(ours, theirs)):
        return None
    if ours.article == theirs.article and ours.span.overlaps(theirs.span):
        return None
    wording = compare(ours.text, theirs.text)
    if wording is None or not _one_utterance(ours, theirs, wording):
        return None
    return Rendering(
        quote=theirs.text,
        span=theirs.span,
        article=theirs.article,
        via=theirs.quotation.via if theirs.quotation else None,
        wording=wording,
    )


def same_speaker(ours: Evidence, theirs: Evidence) -> bool:
    """Whether both are shown under one name, as far as both give it, or both under none."""
    a, b = ours.speaker, theirs.speaker
    if a is None or b is None:
        return a is b
    return same_name(a.name, b.name)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one speaker's: last names agree, and given names as far as both have them."""
    a, b = name_keys(one), name_keys(other)
    if not a or not b:
        return one == other
    # Either way round: a middle initial on one side only is no contradiction.
    return a[-1] == b[-1] and (compatible(a[:-1], b[:-1], None) or compatible(b[:-1], a[:-1], None))


def fullness(evidence: Evidence) -> tuple[int, int, float, str]:
    """Sorts renderings of one utterance, the one to be cited first: the fullest, then the earliest, then the surest."""
    day = evidence.article.day
    confidence = evidence.quotation.confidence if evidence.quotation else 0.0
    return -length(evidence.text), day.toordinal() if day else 10**7, -confidence, evidence.article.id


def outlets(evidence: Evidence) -> tuple[str, ...]:
    """Whoever has the words, the outlet cited first."""
    found = (one.article.outlet for one in (evidence, *evidence.renderings))
    return tuple(dict.fromkeys(outlet for outlet in found if outlet))


def sources(evidence: Iterable[Evidence]) -> int:
    """How many independent sources there are: an outlet counts once, and so does whomever several outlets credit, and
    an article that several have.
    """
    origins: list[tuple[set[str], list[frozenset[Shingle]]]] = []
    for one in evidence:
        names, texts = {_origin(one)}, [_shingles(one)]
        apart = []
        for known in origins:
            if names & known[0] or any(_republished(a, b) for a in texts for b in known[1]):
                names, texts = names | known[0], [*texts, *known[1]]
            else:
                apart.append(known)
        origins = [*apart, (names, texts)]
    return len(origins)


def _republished(one: frozenset[Shingle], other: frozenset[Shingle]) -> bool:
    """Whether one article is the other with less or more of it."""
    return len(one & other) >= max(LEAST_SHINGLES, REPUBLISHED * min(len(one), len(other)))


def _shingles(evidence: Evidence) -> frozenset[Shingle]:
    """The runs of words that the article has around what is quoted: that much two reporters have in common."""
    text, span = evidence.article.text, evidence.span
    words = (text[: span.start] + text[span.end :]).casefold().split()
    return frozenset(zip(*(words[at:] for at in range(SHINGLE)), strict=False))


def _origin(evidence: Evidence) -> str:
    """Whom the words come from: the outlet that is credited, else the outlet, else the article."""
    name = (evidence.quotation.via if evidence.quotation else None) or evidence.article.outlet
    return " ".join(filter(None, map(spelling, name.split()))) if name else f"\0{evidence.article.id}"


def _quoted(evidence: Evidence) -> bool:
    return evidence.quotation is not None and not evidence.reported


def _one_utterance(ours: Evidence, theirs: Evidence, wording: Wording) -> bool:
    if wording.relation == "differs" and ours.article == theirs.article:
        return False  # an outlet that has two wordings has two statements
    words = min(length(ours.text), length(theirs.text))
    if words >= LONG and wording.relation == "same":
        return True
    a, b = ours.article.day, theirs.article.day
    near = a is not None and b is not None and abs((a - b).days) <= NEAR
    return near and words >= SHORTEST and ours.speaker is not None

"""Draft x Evidence -> Answer or Refusal. Pure: no model, no input or output.

It only takes away. A claim goes where one of its citations is not there, is not verbatim or is not by whom was asked
for, or where its own words between quotation marks are not in what it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import Answer, Citation, Claim, Refusal
from assistant.draft import Draft
from assistant.errors import Misattributed, NotVerbatim
from assistant.evidence import Evidence
from assistant.question import Question

OUTERMOST = re.compile(r"“(.*)”", re.DOTALL)  # greedy: a quotation may hold quotation marks of its own
LOST = "The evidence was found, but no sentence about it could be verified."


def verify(draft: Draft) -> Answer | Refusal:
    """What of the draft stands."""
    gathered = draft.gathered
    question = gathered.question
    context = tuple(_cited(one) for one in gathered.context)
    if gathered.reason is not None:
        nearest = tuple(_cited(one) for one in gathered.nearest)
        return Refusal(
            question=question,
            reason=gathered.reason,
            searched=gathered.searched,
            nearest=nearest,
            notes=gathered.notes,
        )
    sound = {one.number: _cited(one) for one in gathered.citable if _asked_for(one, question)}
    claims = tuple(claim for claim in draft.claims if _stands(claim, sound))
    used = {number for claim in claims for number in claim.citations}
    if not claims:
        return Refusal(question=question, reason=LOST, searched=gathered.searched, notes=gathered.notes)
    return Answer(
        question=question,
        mode=draft.mode,
        claims=claims,
        citations=tuple(citation for number, citation in sorted(sound.items()) if number in used),
        context=context,
        notes=gathered.notes,
    )


def check(citation: Citation, evidence: Evidence) -> None:
    """Raise NotVerbatim or Misattributed unless the citation says of the evidence what the record says."""
    text = citation.article.text
    found = text[citation.span.start : citation.span.end] if citation.span.end <= len(text) else None
    same_place = citation.article == evidence.article and citation.span == evidence.span
    if found != citation.quote or not same_place:
        raise NotVerbatim(quoted=citation.quote, found=found, article=citation.article.id)
    known = evidence.quotation.speaker if evidence.quotation and evidence.shown else None
    if citation.speaker != known:
        raise Misattributed(
            shown=citation.speaker.name if citation.speaker else None,
            speaker=known.name if known else None,
            article=citation.article.id,
        )


def _cited(evidence: Evidence) -> Citation:
    quotation = evidence.quotation
    citation = Citation(
        number=evidence.number,
        kind=quotation.kind if quotation else "passage",
        quote=evidence.text,
        span=evidence.span,
        article=evidence.article,
        confidence=quotation.confidence if quotation else 1.0,
        speaker=quotation.speaker if quotation and evidence.shown else None,
        via=quotation.via if quotation else None,
        said_on=quotation.said_on if quotation else None,
        outlets=(evidence.article.outlet,) if evidence.article.outlet else (),
    )
    check(citation, evidence)
    return citation


def _asked_for(evidence: Evidence, question: Question) -> bool:
    """Whether this may be cited for the question: only the asked speaker's own words may, where one is asked for."""
    if question.who is None:
        return True
    speaker = evidence.quotation.speaker if evidence.quotation and evidence.shown else None
    return speaker is not None and (speaker.name, speaker.role, speaker.actor) in question.who.speakers


def _stands(claim: Claim, sound: dict[int, Citation]) -> bool:
    if not claim.citations or any(number not in sound for number in claim.citations):
        return False
    return all(
        _is_quoted(words, (sound[number] for number in claim.citations)) for words in OUTERMOST.findall(claim.text)
    )


def _is_quoted(words: str, citations: Iterable[Citation]) -> bool:
    return any(words in citation.quote for citation in citations)

"""Draft x Evidence -> Answer or Refusal. Pure: no model, no input or output.

It only takes away. A claim goes where one of its citations is not there, is not verbatim or is not by whom was asked
for, or where its own words between quotation marks are not in what it cites.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Claim, Refusal
from assistant.draft import Draft, extractive
from assistant.errors import Misattributed, Misreported, NotVerbatim
from assistant.evidence import Evidence
from assistant.judge import Similar, Verdict, judge, only_quotes
from assistant.question import Question
from assistant.reason import Reason
from assistant.rendering import Rendering, outlets, rendering, same_speaker, sources

LOST = Reason("unverified", "The evidence was found, but no sentence about it could be verified.")
LEFT_OUT = "{} of the model's {} sentences left out: not verified against the evidence."
ONE_LOST = "its one sentence could not be verified"


class Verifier:
    """Verifies drafts as they grow, each claim once. `similar` measures meaning across languages, where it can be."""

    def __init__(self, similar: Similar | None = None) -> None:
        self._similar = similar

    def verified(self, drafts: Iterator[Draft]) -> Iterator[Answer | Refusal]:
        verdicts: dict[Claim, Verdict] = {}
        for draft in drafts:
            if (result := verify(draft, self._similar, verdicts)) is not None:
                yield result

    async def averified(self, drafts: AsyncIterator[Draft]) -> AsyncIterator[Answer | Refusal]:
        verdicts: dict[Claim, Verdict] = {}
        async for draft in drafts:
            # In a thread: it may embed sentences, and takes milliseconds for each.
            if (result := await asyncio.to_thread(verify, draft, self._similar, verdicts)) is not None:
                yield result


def verify(
    draft: Draft, similar: Similar | None = None, verdicts: dict[Claim, Verdict] | None = None
) -> Answer | Refusal | None:
    """What of the draft stands; None while nothing does of a draft that is still growing.

    `verdicts` are those on earlier snapshots of the draft; new ones are added.
    """
    gathered = draft.gathered
    question = gathered.question
    if gathered.reason is not None:
        nearest = tuple(cite(one) for one in gathered.nearest)
        return Refusal(
            question=question,
            reason=gathered.reason.text,
            why=gathered.reason.why,
            searched=gathered.searched,
            nearest=nearest,
            notes=gathered.notes,
            steps=gathered.steps,
        )
    pieces = [one for one in gathered.citable if _asked_for(one, question)]
    sound = {one.number: cite(one) for one in _comparable(pieces, gathered.context)}
    if draft.mode == "model":
        known = {} if verdicts is None else verdicts
        for claim in draft.claims:
            if claim not in known:
                known[claim] = _judged(claim, sound, question, similar)
        claims = tuple(kept for claim in draft.claims if (kept := known[claim].claim) is not None)
        notes, steps = _left_out(draft.claims, known)
        if not claims:
            told = replace(gathered, steps=(*gathered.steps, *steps))
            return verify(extractive(told, _none(draft), draft.tokens)) if draft.whole else None
    else:
        claims, notes, steps = tuple(claim for claim in draft.claims if _stands(claim, sound)), (), ()
    if not claims:
        return Refusal(
            question=question,
            reason=LOST.text,
            why=LOST.why,
            searched=gathered.searched,
            notes=gathered.notes,
            steps=gathered.steps,
        )
    return Answer(
        question=question,
        mode=draft.mode,
        claims=claims,
        citations=tuple(citation for _, citation in sorted(sound.items())),
        context=tuple(cite(one) for one in _comparable(gathered.context, pieces)),
        notes=(*gathered.notes, *draft.notes, *notes),
        steps=(*gathered.steps, *steps),
        tokens=draft.tokens,
        whole=draft.whole,
    )


def _judged(claim: Claim, sound: dict[int, Citation], question: Question, similar: Similar | None) -> Verdict:
    """The verdict on a model's sentence; whatever it is, words between marks are those of what is cited."""
    verdict = judge(claim, sound, question, similar)
    if verdict.claim is not None and not _stands(verdict.claim, sound):
        return Verdict(claim=None, reason="quotation marks")
    return verdict


def _left_out(claims: Sequence[Claim], verdicts: Mapping[Claim, Verdict]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A note and the steps that tell which of a model's sentences are left out, and why."""
    out = [claim for claim in claims if verdicts[claim].claim is None]
    steps = tuple(f"left out, {verdicts[claim].reason}: {claim.text}" for claim in out)
    note = LEFT_OUT.format(len(out), len(claims))
    return ((note,) if out else ()), steps


def _none(draft: Draft) -> str:
    return f"none of its {len(draft.claims)} sentences could be verified" if len(draft.claims) > 1 else ONE_LOST


def check(citation: Citation, evidence: Evidence) -> None:
    """Raise NotVerbatim, Misattributed or Misreported unless the citation says of the evidence what the record says."""
    text = citation.article.text
    found = text[citation.span.start : citation.span.end] if citation.span.end <= len(text) else None
    same_place = citation.article == evidence.article and citation.span == evidence.span
    if found != citation.quote or not same_place:
        raise NotVerbatim(quoted=citation.quote, found=found, article=citation.article.id)
    known = _as_the_record_has_it(evidence)
    if citation.speaker != known.speaker:
        raise Misattributed(
            shown=citation.speaker.name if citation.speaker else None,
            speaker=known.speaker.name if known.speaker else None,
            article=citation.article.id,
        )
    for one in citation.renderings:
        _check_rendering(one, evidence)
    if citation != known:
        raise Misreported(article=citation.article.id)


def _check_rendering(shown: Rendering, evidence: Evidence) -> None:
    """The same words elsewhere are a slice of what is there, and the same speaker's."""
    place = (shown.article, shown.span)
    there = [one for one in evidence.renderings if (one.article, one.span) == place]
    found = there[0].text if there else None
    if found != shown.quote:
        raise NotVerbatim(quoted=shown.quote, found=found, article=shown.article.id)
    if not same_speaker(evidence, there[0]):
        raise Misattributed(
            shown=evidence.speaker.name if evidence.speaker else None,
            speaker=there[0].speaker.name if there[0].speaker else None,
            article=shown.article.id,
        )


def cite(evidence: Evidence) -> Citation:
    """The citation of a piece of evidence, checked."""
    citation = _as_the_record_has_it(evidence)
    check(citation, evidence)
    return citation


def _as_the_record_has_it(evidence: Evidence) -> Citation:
    quotation = evidence.quotation
    elsewhere = [(one, found) for one in evidence.renderings if (found := rendering(evidence, one))]
    same_words = replace(evidence, renderings=tuple(one for one, _ in elsewhere))
    return Citation(
        number=evidence.number,
        kind=quotation.kind if quotation else "passage",
        quote=evidence.text,
        span=evidence.span,
        article=evidence.article,
        confidence=quotation.confidence if quotation else 1.0,
        speaker=evidence.speaker,
        via=quotation.via if quotation else None,
        said_on=quotation.said_on if quotation else None,
        replies_to=quotation.replies_to if quotation else None,
        outlets=outlets(same_words),
        sources=sources((same_words, *same_words.renderings)),
        renderings=tuple(found for _, found in elsewhere),
        beside=evidence.beside,
        corrected=quotation.corrected if quotation else None,
        compare=evidence.compare,
    )


def _comparable(some: Sequence[Evidence], others: Sequence[Evidence]) -> Iterator[Evidence]:
    """Some pieces, without the numbers of what is not shown, or is not the same speaker's, to hold them against."""
    speakers = {one.number: one for one in (*some, *others)}
    for one in some:
        kept = (number for number in one.compare if number in speakers and same_speaker(speakers[number], one))
        yield replace(one, compare=tuple(kept))


def _asked_for(evidence: Evidence, question: Question) -> bool:
    """Whether this may be cited for the question: only the asked speaker's own words may, where one is asked for."""
    return question.who is None or question.who.fits(evidence.speaker)


def _stands(claim: Claim, sound: dict[int, Citation]) -> bool:
    if not claim.citations or any(number not in sound for number in claim.citations):
        return False
    return only_quotes(claim, [sound[number] for number in claim.citations])

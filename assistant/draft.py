"""Evidence -> Draft: sentences with the numbers of what they rest on. No model yet: the evidence speaks for itself."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Claim, Mode
from assistant.evidence import Evidence, Gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be said, unverified."""

    gathered: Gathered
    mode: Mode
    claims: tuple[Claim, ...]


def draft(gathered: Gathered) -> Draft:
    """The extractive draft: a claim for each piece of evidence, in its order."""
    claims = tuple(Claim(text=_sentence(one), citations=(one.number,)) for one in gathered.citable)
    return Draft(gathered=gathered, mode="extractive", claims=claims)


def _sentence(evidence: Evidence) -> str:
    """Who says it, in which role, and the words; the outlet in place of a speaker that is not established."""
    speaker = evidence.quotation.speaker if evidence.quotation and evidence.shown else None
    if speaker is not None:
        who = ", ".join(filter(None, (speaker.name, speaker.role)))
    elif evidence.quotation is not None:
        who = "Speaker not established"
    else:
        who = evidence.article.outlet or evidence.article.title or evidence.article.id
    if evidence.reported:
        outlet = evidence.article.outlet
        return f"{who}, as reported{f' by {outlet}' if outlet else ''}: {evidence.text}"
    return f"{who}: “{evidence.text}”"

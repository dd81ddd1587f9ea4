"""Judge: whether a model's sentence says what the evidence it cites says. Pure: no model, no input or output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Claim
from assistant.question import Question
from index.terms import terms

Similar = Callable[[str, str], float]
# Words that a sentence may have of its own: those that only tie it together. No "not", no "will", no "all".
TIES = frozenset(
    "a an and as by for from in it of on said say says she spoke he that the their they to was were".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The claim as it may stand, or None and why."""

    claim: Claim | None
    reason: str | None = None


def judge(claim: Claim, citable: Mapping[int, Citation], question: Question, similar: Similar | None = None) -> Verdict:
    """Whether the claim stands on what it cites: the speaker named first, and no word but theirs and the outlet's."""
    if not claim.citations or not set(claim.citations) <= citable.keys():
        return Verdict(claim=None, reason="unknown number")
    cited = [citable[number] for number in claim.citations]
    [*speakers] = {one.speaker for one in cited}
    if len(speakers) != 1:
        return Verdict(claim=None, reason="several speakers")
    if (
        speakers[0] is not None
        and speakers[0].name.split()[-1] not in claim.text.split(":")[0].replace(",", " ").split()
    ):
        return Verdict(claim=None, reason="speaker")
    language = question.language or "en"
    known = {term for one in cited for term in terms(_told(one), language)} | TIES
    unknown = [term for term in terms(claim.text, language) if term not in known]
    return Verdict(claim=None, reason=f"unsupported: {unknown[0]}") if unknown else Verdict(claim=claim)


def _told(citation: Citation) -> str:
    speaker, article = citation.speaker, citation.article
    parts: Sequence[str | None] = (article.outlet, article.day.isoformat() if article.day else None, "as reported")
    who = (speaker.name, speaker.role, speaker.actor) if speaker else ("Speaker not established",)
    return " ".join(filter(None, (citation.quote, *who, *parts)))

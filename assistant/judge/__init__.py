"""Judge: whether a model's sentence says what the evidence it cites says. Pure: no model, no input or output.

The door is `judge`. It only takes away: a claim is kept as it is, kept with its one wrong number put right, or dropped.
A claim is a lie until each of its parts is found: its speaker, names, numbers, days, its "no" and its "may", and every
other word that has content. In the language of its source each such word must stand there or be kin to one that does;
in another language `similar` says whether the whole means the same, and the parts are still compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.answer import Citation, Claim
from assistant.judge.content import Similar, fault
from assistant.judge.quoted import only_quotes
from assistant.judge.source import Source
from assistant.judge.verdict import Reason, Verdict
from assistant.question import Question

__all__ = ["Reason", "Similar", "Verdict", "judge", "only_quotes"]

# What is wrong with a true claim that has a wrong number.
MISCITED: frozenset[Reason | None] = frozenset(
    ["unknown number", "unsupported", "name not in evidence", "number not in evidence"]
)


def judge(claim: Claim, citable: Mapping[int, Citation], question: Question, similar: Similar | None = None) -> Verdict:
    """Whether the claim stands on what it cites; `citable` is all that may be cited, by number.

    `similar` measures how near two texts in any languages are in meaning, [-1, 1] with the means subtracted; without it
    nothing can be said in one language about evidence in another.
    """
    verdict = _judged(claim, citable, question, similar)
    if not claim.citations or verdict.reason not in MISCITED:
        return verdict
    others = [replace(claim, citations=(number,)) for number in citable if (number,) != claim.citations]
    kept = [other for other in others if _judged(other, citable, question, similar).claim is not None]
    return Verdict(claim=kept[0]) if len(kept) == 1 else verdict


def _judged(claim: Claim, citable: Mapping[int, Citation], question: Question, similar: Similar | None) -> Verdict:
    if not claim.citations or not set(claim.citations) <= citable.keys():
        return Verdict(claim=None, reason="unknown number")
    cited = tuple(citable[number] for number in dict.fromkeys(claim.citations))
    if len({one.speaker and one.speaker.name for one in cited}) > 1:
        return Verdict(claim=None, reason="several speakers")
    found = fault(claim, Source(cited=cited, question=question), citable, similar)
    return Verdict(claim=claim) if found is None else Verdict(claim=None, reason=found.reason, word=found.word)

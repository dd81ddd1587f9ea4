"""What a quotation replies to: the question that was asked, or the words that it answers, as the article reports them.

"Asked whether the gate would open, she said", "in response to Toskari's remarks", and the question above an answer in a
transcript. Only what the article says outright; where it leaves a choice, the answer is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribute.page import Page
from index.quotation import Quotation
from index.span import Span

TOPIC = r"(?:whether|if|about|why|how|what|when|where|who|which|to (?!be\b)\w+)"
# The passive: who was asked is who answers. "She asked whether" is somebody's own question.
ASKED = re.compile(
    r"(?:\b(?:Asked|Pressed|Questioned|Quizzed)|(?<=,\s)(?:asked|pressed|questioned|quizzed)"
    r"|\b(?:[Ww]hen|[Aa]fter|[Oo]nce|[Ii]f|[Aa]nd)\s+(?:being\s+|he\s+was\s+|she\s+was\s+|they\s+were\s+)?"
    r"(?:asked|pressed|questioned|quizzed))"
    rf"(?:\s+(?:by|on|at|in|during)\s[^,“”\"]{{1,60}}?)?\s+(?P<what>{TOPIC}\b)"
)
REPORTER = r"(?:[Rr]eporters?|[Jj]ournalists?|[Cc]orrespondents?|[Ii]nterviewers?|[Mm]oderators?|[Aa]nchors?|[Hh]osts?)"
# A reporter's question, in the sentence of the answer or in the one before it.
REPORTER_ASKED = re.compile(
    rf"\b{REPORTER}\s+(?:\w+\s+){{0,2}}?asked\s+(?:(?:him|her|them|[A-Z]\w+)\s+)?(?P<what>{TOPIC}\b)"
)
WORDS = (
    r"(?:remarks?|comments?|statements?|claims?|criticisms?|allegations?|accusations?|questions?|quer(?:y|ies)|words|"
    r"speech|letter|tweets?|posts?|calls?|demands?|threats?|warnings?|proposals?|announcement|suggestions?|"
    r"assertions?|charges?|complaints?|requests?|inquir(?:y|ies)|attacks? by)"
)
ANSWERING = re.compile(
    r"\b(?:[Ii]n (?:response|reply|reaction|answer) to|[Rr]espond(?:ing|ed) to|[Rr]epl(?:ying|ied) to|"
    r"[Rr]eact(?:ing|ed) to|[Cc]ommenting on|[Aa]nswering)\s+"
    rf"(?P<what>[^,;:.“”\"]{{0,80}}?\b{WORDS}\b)"
)
BY_SAYING = re.compile(r"\s+(?:by\s+)?(?:say|writ|add|tell|tweet|stat|not|argu|call|insist|point)ing\b")
ANOTHER_CLAUSE = re.compile(r"\b(?:he|she|they|it|we|I|who|which|and|but|while)\b|[;:.]\s")
LED_OVER = re.compile(r",\s+(?:[A-Z]\w+|he|she|they)\s+\w+ed$")  # "..., Toskari deflected."
NOTHING_SAID = re.compile(r"(?:about|to|what|how|why)\s+(?:it|this|that|them|him|her|so|happened)$|^\w+$")
CREDITED = re.compile(r",\s+(?:according to|as reported by|[A-Z][\w.]*(?: [A-Z][\w.]*)* (?:reported|reports|said)\b)")
ASKER = r"[ \t]*(?:Q|Question|QUESTION|Reporter|REPORTER|Journalist|Interviewer|Moderator)\s*[:.]\s"
QUESTION = re.compile(rf"{ASKER}+(?=\S)")
MAY_REPLY = re.compile(
    rf"\b(?i:asked|pressed|questioned|quizzed|repl|respon|react|comment|answer)|^{ASKER}", re.MULTILINE
)
ANSWER = re.compile(r"\s*(?:A|Answer|ANSWER|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})\s*[:.]\s+(?=\S)")


def replying(page: Page, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations of an English article, each with the place of what it replies to where that is told."""
    if not MAY_REPLY.search(page.text):
        return tuple(quotations)
    return tuple(one if one.replies_to else replace(one, replies_to=replies_to(page, one)) for one in quotations)


def replies_to(page: Page, quotation: Quotation) -> Span | None:
    """Where the article tells what these words reply to."""
    return _in_transcript(page, quotation) or _in_sentence(page, quotation) or _before(page, quotation)


def _in_sentence(page: Page, quotation: Quotation) -> Span | None:
    context = quotation.context
    for pattern in (ASKED, REPORTER_ASKED, ANSWERING):
        found = [m for m in pattern.finditer(page.text, context.start, context.end) if not page.inside(m.start("what"))]
        spans = {span for m in found if (span := _clause(page, quotation, m)) is not None}
        if len(spans) == 1:
            return spans.pop()
    return None


def _clause(page: Page, quotation: Quotation, match: re.Match[str]) -> Span | None:
    """The question from its first word to the comma before the main clause, or to the end of its sentence."""
    start, text = match.start("what"), page.text
    sentence = page.sentences(Span(start, match.end()))
    place = _outer(page, quotation)
    told = [each for each in (quotation.mention, quotation.cue) if each is not None]
    anchors = [each.start for each in told if match.end() < each.start < sentence.end]
    if place.start >= sentence.end:
        # The answer goes on: what stands between a question and later words must be marked too.
        if page.sentences(place).start != place.start:
            return None
    elif place.start > start:
        if not anchors or match.re is REPORTER_ASKED:
            return None  # the words are the question's own
    else:
        behind = max([place.end, *(each.end for each in told if each.end <= match.start())])
        if ANOTHER_CLAUSE.search(text, behind, match.start()):
            return None
    following = [mark.outer.start for mark in page.marks if mark.outer.start > match.end()]
    limit = min([*(anchors or following), sentence.end])
    sloppy = BY_SAYING.search(text, match.end(), limit)
    limit = sloppy.start() if sloppy else limit
    if limit < sentence.end:
        commas = [at for at in range(match.end("what"), limit) if text[at] in ",:"]
        end = limit if sloppy else _outside(page, commas[-1]) if commas else start
    else:
        credited = CREDITED.search(text, start, limit)
        end = credited.start() if credited else limit
    said = text[start:end].rstrip(" .?!")
    if len(said.split()) < 2 or NOTHING_SAID.search(said):
        return None
    span = Span(start, start + len(said))
    return None if span.overlaps(quotation.span) else span


def _outside(page: Page, place: int) -> int:
    """The place, or the end of the marked words that it is in: a comma often stands before the closing mark."""
    return page.marks[int(page.mark_at[place])].outer.end if page.inside(place) else place


def _outer(page: Page, quotation: Quotation) -> Span:
    """The words with the marks around them."""
    return next((mark.outer for mark in page.marks if mark.span == quotation.span), quotation.span)


def _before(page: Page, quotation: Quotation) -> Span | None:
    """A reporter's question in the sentence before the one that begins with the answer."""
    context = quotation.context
    behind = page.text[: context.start].rstrip()
    opens = page.text[context.start : quotation.span.start].strip("“”\"„«‘’' \n")
    if not behind or opens or behind[-1] not in ".?":
        return None
    sentence = page.sentences(Span(len(behind) - 1, len(behind)))
    match = REPORTER_ASKED.search(page.text, sentence.start, sentence.end)
    if match is None or page.inside(match.start("what")):
        return None
    said = LED_OVER.sub("", page.text[match.start("what") : sentence.end].rstrip(" .?!\n"))
    return None if NOTHING_SAID.search(said) else Span(match.start("what"), match.start("what") + len(said))


def _in_transcript(page: Page, quotation: Quotation) -> Span | None:
    """`Q: ...` above `A: ...`, or above an answer under a name."""
    number = int(page.block_at[quotation.span.start])
    answer = page.blocks[number]
    if number == 0 or ANSWER.match(page.text, answer.start, answer.end) is None:
        return None
    above = page.blocks[number - 1]
    question = QUESTION.match(page.text, above.start, above.end)
    if question is None or QUESTION.match(page.text, answer.start, answer.end):
        return None
    end = above.start + len(page.text[above.start : above.end].rstrip())
    return Span(question.end(), end) if question.end() < end else None

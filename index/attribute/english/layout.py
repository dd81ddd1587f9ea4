"""Labels, signatures and verbs right beside a mark, whatever the parser makes of them: features for the ranker."""

from __future__ import annotations

import re

from index.attribute.english.features import Features
from index.attribute.english.lexicon import REPORTING_FORMS
from index.attribute.english.mentions import Mention
from index.attribute.marks import OPENERS
from index.attribute.page import Page
from index.span import Span

VERB_AFTER = re.compile(rf"[”\"’'»,.\s\xa0]*(?:{REPORTING_FORMS})\b")
NAME_VERB_AFTER = re.compile(rf"([”\"’'»,.\s\xa0]*(?:[\w.’'-]+[ ,\xa0]+){{1,8}}?)({REPORTING_FORMS})\b")
VERB_BEFORE = re.compile(rf"\b(?:{REPORTING_FORMS})\b[^.!?\n”\"]{{0,40}}[\"“«'`:, ]*$")
LABEL_END = re.compile(r"(?:\s*\([^)]*\)|,[^:\n“”\"«»]{3,90})?\s*:\s*[“\"«'`(]*$")


def layout(page: Page, mention: Mention, mark: Span, outer: Span) -> Features:
    """Labels, signatures, and verbs right beside the mark, whatever the parser made of them."""
    text, head = page.text, mention.place
    signature = labelled = beside = 0
    label = mention.label
    if label is not None and label.kind == "after" and label.span.start >= mark.end and not _runs_on(page, outer):
        on_the_line = "\n" not in text[mark.end : label.span.start]
        if label.span.start - mark.end < 12:
            signature = 2 if label.closes else 1
        elif on_the_line and text.startswith((" (@", "(@"), label.span.end):
            signature = 3
        elif on_the_line and label.closes:
            signature = 4
    if label is not None and label.kind == "before" and 0 <= mark.start - label.span.end < 110:
        labelled = int(bool(LABEL_END.match(text[label.span.end : mark.start])))
    elif 0 < mark.start - head.end < 60:
        labelled = 2 * bool(LABEL_END.match(text[head.end : mark.start]))
    after = VERB_AFTER.match(text, mark.end)
    named = NAME_VERB_AFTER.match(text, mark.end)
    window = max(0, mark.start - 60)
    before = VERB_BEFORE.search(text[window : mark.start])
    ends = page.ends_between
    if after and head.start >= after.end() and head.start - after.end() < 45 and not ends(after.end(), head.start):
        beside = 1
    elif before and 0 <= window + before.start() - head.end < 30 and not ends(head.end, window + before.start()):
        beside = 2
    elif named and outer.end <= head.start and head.end <= named.start(2) + 1:
        beside = 3
    return {"signature": signature, "labelled": labelled, "beside": beside}


def _runs_on(page: Page, outer: Span) -> bool:
    """Whether marked words are part of a sentence, so that a name behind a dash signs the article, not them."""
    lead = page.text[page.block(outer.start).start : outer.start].rstrip()
    return lead[:1] not in OPENERS and (lead[-1:].isalnum() or lead[-1:] == ",")

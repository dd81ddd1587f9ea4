"""Unsaid: where an article tells that somebody did not say something, or only thinks of their saying it, no answer may
show it under that name.
"""

from __future__ import annotations

from index.attribute.languages.clause import Clause
from index.attribute.languages.reading import Reading
from index.attribute.marks import Mark
from index.span import Span

AROUND = 5  # words before and behind a verb of saying in which its particles stand
BESIDE = 3  # words right before or behind the marks that tell whose theirs are
ASKED = "?՞"


def unsaid(reading: Reading, mark: Mark, clause: Clause) -> bool:
    """Whether the clause of a quotation denies its own verb, doubts it, or asks for it ("не говорил", "якобы сказал",
    "сказал бы", "եթե ... ասի", "Говорил ли ...?"), or the words are told to be others'.
    """
    rules, verb = reading.rules, clause.cue or Span(mark.outer.start, mark.outer.start + 1)
    sentence = reading.page.sentences(verb)
    before = " ".join(word.text for word in reading.between(sentence.start, verb.start)[-AROUND:])
    behind = " ".join(word.text for word in reading.between(verb.end, sentence.end)[:AROUND])
    denied = rules.unsaid_before.search(before) or rules.unsaid_behind.match(behind)
    return bool(denied) or _is_anothers(reading, mark) or _is_asked(reading, mark, sentence)


def _is_anothers(reading: Reading, mark: Mark) -> bool:
    """Whether the words beside the marks call them what others say: "опроверг слова о «паузе»"."""
    whole = reading.page.block(mark.outer.start)
    before = " ".join(word.text for word in reading.between(whole.start, mark.outer.start)[-BESIDE:])
    behind = " ".join(word.text for word in reading.between(mark.outer.end, whole.end)[:BESIDE])
    rules = reading.rules
    return bool(rules.others_before.search(before) or rules.others_behind.match(behind))


def _is_asked(reading: Reading, mark: Mark, sentence: Span) -> bool:
    """Whether the sentence asks if it was said: its own words end in a question, and none of them asks why."""
    own = [place for place in range(sentence.start, sentence.end) if reading.outside(place)]
    last = next((place for place in reversed(own) if reading.text[place].strip(" »”“\"'\n")), None)
    asked = last is not None and last >= mark.outer.end and reading.text[last] in ASKED
    words = reading.between(sentence.start, sentence.end)
    return asked and not any(word.low in reading.rules.asking for word in words)

"""What the product is measured against: forty lines of rules, and textacy, the best tool that can be installed."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from spacy.tokens import Doc, Token

from index.attribute.english.lexicon import REPORTING

MARKED = re.compile(r"[“\"«„]([^“”\"«»„\n]+)(?:[”\"»]|(?=\n|$))")
Prediction = dict[str, Any]  # as the scorer reads it: start, end, text, speaker, speaker_name


# ------------------------------------------------------------------ marks and the nearest reporting verb's subject
def forty_lines(doc: Doc) -> list[Prediction]:
    """Every marked stretch, with the subject of the reporting verb that stands nearest to it outside marks."""
    text = doc.text
    marks = [m.span(1) for m in MARKED.finditer(text) if m.group(1).strip()]
    verbs = [t for t in doc if t.lemma_.lower() in REPORTING and not _inside(t.idx, marks)]
    said = [(verb, subject) for verb in verbs for subject in [_subject(verb)] if subject is not None]
    return [_prediction(text, mark, _nearest(text, mark, said)) for mark in marks]


def _inside(place: int, marks: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in marks)


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def _nearest(text: str, mark: tuple[int, int], said: list[tuple[Token, Token]]) -> tuple[int, int] | None:
    """The subject of the nearest reporting verb of the mark's paragraph, else of the nearest of all."""
    first, last = text.rfind("\n", 0, mark[0]) + 1, text.find("\n", mark[1])
    here = [pair for pair in said if first <= pair[0].idx < (last if last >= 0 else len(text))]
    best = min(here or said, key=lambda pair: min(abs(pair[0].idx - at) for at in mark), default=None)
    return _phrase(best[1]) if best is not None else None


def _phrase(head: Token) -> tuple[int, int]:
    tokens = [t for t in head.lefts if t.dep_ in ("compound", "det", "amod", "poss")] + [head]
    return tokens[0].idx, head.idx + len(head)


def _prediction(text: str, mark: tuple[int, int], speaker: tuple[int, int] | None) -> Prediction:
    start, end = mark
    named = {"start": speaker[0], "end": speaker[1], "text": text[slice(*speaker)]} if speaker else None
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "speaker": named,
        "speaker_name": named["text"] if named else None,
    }


# ------------------------------------------------------------------ textacy
def textacy_quotations(parse: Callable[[str], Doc], text: str) -> list[Prediction]:
    """What textacy finds, given one paragraph at a time, which suits it best; raises ImportError without it."""
    direct_quotations = importlib.import_module("textacy.extract").direct_quotations
    found = []
    for offset, paragraph in _paragraphs(text):
        try:
            triples = list(direct_quotations(parse(paragraph)))
        except ValueError:
            continue  # a mark without its other half: textacy gives the paragraph up
        for speaker, _, content in triples:
            mention = (offset + speaker[0].idx, offset + speaker[-1].idx + len(speaker[-1])) if speaker else None
            start, end = offset + content.start_char, offset + content.end_char
            while start < end and text[start] in '“”"«» ':
                start += 1
            while end > start and text[end - 1] in '“”"«» ':
                end -= 1
            if start < end:
                found.append(_prediction(text, (start, end), mention))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.start(), match.group()

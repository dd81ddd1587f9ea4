"""The outlet that an article credits for a quotation: "..., News.am reported", "as quoted by Interfax", "told CNN"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from index.attribute.english.mentions import SUBJECTS, Mention
from index.attribute.page import Page
from index.span import Span

WORDS = r"(?:[A-Z][\w&’'-]*(?:\.[a-z]{2,3}\b)?|[A-Z]{2,}|the)"
OUTLET = rf"({WORDS}(?: (?:{WORDS}|of|and))*)"
REPORTED = re.compile(
    rf"(?:[,”\"»] ?|^){OUTLET}(?: (?:news agency|agency|newspaper))? (?:has |had |also )?"
    r"(?:reported|reports|wrote|quoted|cited)\b"
)
QUOTED_BY = re.compile(rf"\b(?:(?:quoted|cited|reported|carried|published) (?:by|in)|quotes?|citing|per) {OUTLET}")
ACCORDING = re.compile(rf"\b[Aa]ccording to {OUTLET}")
TOLD = re.compile(rf"\b(?:told|tells|interview (?:with|to|by)|speaking (?:to|with)|spoke (?:to|with)) {OUTLET}")
OUTLET_WORDS = frozenset(
    """news times post tv radio television daily monitor courier herald tribune journal press today guardian
    telegraph gazette independent mail mirror chronicle observer examiner standard star sun globe media
    broadcaster channel network online wire dispatch echo bulletin report reuters interfax bloomberg tass
    sputnik armenpress azertac trend xinhua anadolu bbc cnn afp ap npr cbs nbc abc msnbc fox rt dw apa novosti
    jazeera politico axios euronews azatutyun interpress newsweek economist spiegel monde figaro""".split()
)
GONE_ON = frozenset(("agency", "newspaper", "paper", "magazine", "network", "broadcaster"))  # an outlet named before
CREDITING = frozenset(("report", "write", "cite", "quote"))
DOMAIN = re.compile(r"\.[a-z]{2,3}$")
ARTICLE = re.compile(r"^(?:the|The) ")


def via(page: Page, context: Span, mention: Span | None, own_outlet: str | None) -> str | None:
    """The one outlet credited in a quotation's sentences, outside its marks, and neither its source nor the article's
    own; None where there is none, or more than one.
    """
    outside = "".join(" " if page.inside(place) else page.text[place] for place in range(context.start, context.end))
    found: list[str] = []
    for pattern, known_only in ((REPORTED, False), (QUOTED_BY, True), (ACCORDING, True), (TOLD, True)):
        for match in pattern.finditer(outside):
            span = Span(context.start + match.start(1), context.start + match.end(1))
            name = ARTICLE.sub("", match.group(1)).removesuffix("’s").removesuffix("'s")
            own = (mention is not None and span.overlaps(mention)) or name == own_outlet
            if name and not own and (is_outlet(name) or not known_only) and name not in ("He", "She", "It", "They"):
                found.append(name)
    return found[0] if len(set(found)) == 1 else None


def credits_only(page: Page, doc: Doc, mentions: Sequence[Mention]) -> set[int]:
    """Numbers of the mentions that are outlets credited for what another says in the same sentence:
    "..., Zakharova said, News.am reported", "..., Elgaran said, according to Oshkel Times" or "to the agency".
    """
    sayers = [m for m in mentions if m.cue == "reporting" and not is_outlet(_name(page, m))]
    found = set()
    for number, mention in enumerate(mentions):
        verbs = {doc[v].lemma_.lower() for v in mention.verbs}
        accorded = mention.cue == "according"
        credited = accorded or (mention.relation in SUBJECTS and bool(verbs & CREDITING))
        if credited and (is_outlet(_name(page, mention)) or (accorded and _name(page, mention) in GONE_ON)):
            whole = page.sentences(Span(mention.start, mention.end))
            if any(whole.start <= s.start < whole.end and s.head != mention.head for s in sayers):
                found.add(number)
    return found


def _name(page: Page, mention: Mention) -> str:
    return ARTICLE.sub("", page.text[mention.start : mention.end])


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet, by its words or its domain."""
    words = name.split()
    if not words or not words[-1][0].isupper():
        return bool(DOMAIN.search(name))
    low = [w.lower() for w in words]
    agency = low[-2:] in (["news", "agency"], ["press", "agency"])
    return agency or bool(DOMAIN.search(name)) or low[-1] in OUTLET_WORDS or low[0] in OUTLET_WORDS

"""English articles: from the parsed text to quotations with their speakers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from index.article import Article
from index.attribute.english.denied import UNSURE, denied, refuted
from index.attribute.english.features import mark_features
from index.attribute.english.indirect import load_indirect
from index.attribute.english.lexicon import REPORTING
from index.attribute.english.mentions import SUBJECTS, Mention, mentions
from index.attribute.english.pairs import Pair, Surroundings
from index.attribute.english.people import Entity, People
from index.attribute.english.rank import choose, confidence, nearest_of_one, scores
from index.attribute.english.referents import Grammar
from index.attribute.english.relayed import relayed
from index.attribute.english.replies import replying
from index.attribute.english.reported import Reported
from index.attribute.english.resolve import Resolver
from index.attribute.english.said_on import said_on
from index.attribute.english.scare import genuine, scare_features
from index.attribute.english.settled import SURE, nearer_subject, settled
from index.attribute.english.spoken import answered, spoken_quotations
from index.attribute.english.via import credits_only, via
from index.attribute.english.weights import Weights
from index.attribute.page import Page
from index.attribute.transcripts.turns import transcript
from index.attribute.transcripts.words import TURN_WORDS
from index.quotation import Kind, Quotation, Speaker
from index.span import Span

FLOATING = 8  # words; a paragraph of this length that is all marked is kept as somebody's words, however unsure
LAYOUT = ("own_label", "labelled", "signature")  # features that name the source beside the marked words
# What no one says though it stands between marks, where a whole page is quoted: "(CROSSTALK.)", "Follow us on Twitter"
FURNITURE = re.compile(r"[(\[][^()\[\]]*[)\].]+|Follow .{2,60} on (?:Twitter|Facebook|Instagram)\b.{0,40}")
BEFORE_MARKS = 30  # characters before the marks in which a verb of saying may lead up to them
MIN_GENUINE = (
    0.55  # below it a stretch is no quotation: of the thresholds tried the one of the best F1 by cross-validation
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whose words a mark holds: its number on the page, the pair chosen, how likely each of the two is right.

    `sure` is how likely both are, once all marks of the article are seen.
    """

    mark: int
    pair: Pair | None
    genuine: float
    right: float
    sure: float = 0.0


def entities(doc: Doc) -> list[Entity]:
    return [Entity(span=Span(e.start_char, e.end_char), label=e.label_) for e in doc.ents if e.end_char > e.start_char]


def grammar_of(doc: Doc, found: Sequence[Mention]) -> Grammar:
    subjects = [m for m in found if m.relation in SUBJECTS]
    return Grammar(
        subjects=frozenset(doc[m.head].idx for m in subjects),
        sayers=frozenset(doc[m.head].idx for m in found if m.cue == "reporting"),
    )


def english_quotations(article: Article, doc: Doc, weights: Weights) -> tuple[Quotation, ...]:
    """The quotations of a parsed article, indirect ones among them, in the order of its text."""
    said = answered(article, transcript(article.text, TURN_WORDS["en"]))
    page = Page(article.text, said.marks())
    found = mentions(doc, page)
    people = People(page, entities(doc), weights.given, said.names(page.text))
    resolver = Resolver(doc, page, people, found, grammar_of(doc, found), weights.referent)
    sources = _sources(doc, page, found, weights)
    # Everybody who says anything, quoted or not, is resolved in the order of the text: "she" goes on with the last.
    asked = {s.pair.mention for s in sources if s.pair} | {
        i for i, m in enumerate(found) if m.cue == "reporting" and not m.inside
    }
    reported = Reported(doc, page, found, load_indirect())
    speakers = {i: resolver.speaker(found[i]) for i in sorted(asked | reported.sources)}
    marked = [_quotation(article, doc, page, source, found, speakers) for source in sources]
    spoken = spoken_quotations(article, page, said, people, resolver)
    everything = [*marked, *spoken, *reported.quotations(article, speakers)]
    return replying(page, sorted(everything, key=lambda q: q.span))


def _sources(doc: Doc, page: Page, found: list[Mention], weights: Weights) -> list[Source]:
    around = Surroundings(doc, page, found)
    outlets = credits_only(page, doc, found)
    pairs = [
        [] if mark.bare else [p for p in around.pairs(n) if p.mention not in outlets]
        for n, mark in enumerate(page.marks)
    ]
    by_layout = settled(page, pairs)
    sources = []
    for number, candidates in enumerate(pairs):
        if page.marks[number].bare:
            continue
        best = choose(candidates, scores(candidates, weights.rank))
        features = candidates[0].features if candidates else mark_features(doc, page, number)
        real = genuine(scare_features(page, number, features, best), weights.genuine, weights.genuine_bias)
        pair = nearer_subject(doc, found, nearest_of_one(best.best, candidates), candidates) if best else None
        right = confidence(best, weights.calibration) if best else 0.0
        words = page.marks[number].span.of(page.text)
        if number in by_layout:
            pair, right = by_layout[number], SURE
            real = max(real, SURE) if any(pair.features[name] for name in LAYOUT) else real
        elif features["whole"] and len(words.split()) >= FLOATING:
            real = max(real, MIN_GENUINE)
        if FURNITURE.fullmatch(words):
            continue
        sources.append(Source(mark=number, pair=pair, genuine=real, right=right))
    return [_judged(source, weights) for source in running_on(page, sources) if source.genuine >= MIN_GENUINE]


def _judged(source: Source, weights: Weights) -> Source:
    return replace(source, sure=weights.joint.probability(source.genuine, source.right)) if source.pair else source


def running_on(page: Page, sources: list[Source]) -> list[Source]:
    """Gives the pieces of a quotation that runs over paragraphs the source of the piece whose source is surest."""
    found: list[Source] = []
    chain: list[Source] = []
    for source in sources:
        labelled = source.pair is not None and source.pair.features["own_label"]
        if labelled or not page.marks[source.mark].continues:
            found += _one_source(chain)
            chain = []
        chain.append(source)
    return found + _one_source(chain)


def _one_source(chain: list[Source]) -> list[Source]:
    if len(chain) < 2:
        return chain
    best = max(chain, key=lambda s: s.right)
    real = max(s.genuine for s in chain)
    return [replace(s, pair=best.pair, right=best.right, genuine=real) for s in chain]


def _quotation(
    article: Article,
    doc: Doc,
    page: Page,
    source: Source,
    found: list[Mention],
    speakers: Mapping[int, tuple[Speaker | None, float]],
) -> Quotation:
    span = page.marks[source.mark].span
    mention = found[source.pair.mention] if source.pair else None
    speaker, known = speakers[source.pair.mention] if source.pair else (None, 0.0)
    place = Span(mention.start, mention.end) if mention else None
    cue = _cue(doc, page, mention, span) if mention else None
    outer = page.marks[source.mark].outer
    doubted = mention is not None and (
        _is_relayed(doc, page, span, mention, speaker) or _is_denied(doc, cue, doc[mention.head], outer)
    )
    labelled = source.pair is not None and (source.pair.features["own_label"] or source.pair.features["labelled"] == 1)
    most = UNSURE if doubted and not labelled else 1.0
    context = _context(page, outer, place)
    return Quotation(
        article=article.id,
        revision=article.revision,
        kind=_kind(page, source.mark),
        span=span,
        context=context,
        mention=place,
        cue=Span(doc[cue].idx, doc[cue].idx + len(doc[cue])) if cue is not None else None,
        speaker=speaker,
        confidence=round(min(source.sure * (known if speaker else 1.0), most), 3),
        via=via(page, context, place, article.outlet),
        said_on=said_on(doc, page, context, cue, article.day),
        language="en",
    )


def _cue(doc: Doc, page: Page, mention: Mention, span: Span) -> int | None:
    """The token of the verb that says so: of the mention's verbs the nearest outside marks."""
    outside = [v for v in mention.verbs if not page.inside(doc[v].idx)]
    return min(outside, key=lambda v: abs(doc[v].idx - span.start), default=None)


def _is_denied(doc: Doc, cue: int | None, source: Token, outer: Span) -> bool:
    """Whether the verb of the source is denied, or the one that leads up to the marks: "left without saying “...”"."""
    verbs = {cue, _leading(doc, outer)} - {None}
    return any(denied(doc[verb], source) for verb in verbs if verb is not None)


def _is_relayed(doc: Doc, page: Page, span: Span, mention: Mention, speaker: Speaker | None) -> bool:
    marked = doc.char_span(span.start, span.end, alignment_mode="expand")
    phrase = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if marked is None or phrase is None:
        return False
    return refuted(marked) or relayed(page, marked, phrase, speaker.name if speaker else None)


def _leading(doc: Doc, outer: Span) -> int | None:
    """The verb of saying right before the marks."""
    before = doc.char_span(max(0, outer.start - BEFORE_MARKS), outer.start, alignment_mode="contract")
    words = [t for t in before or () if t.text not in (",", ":")]
    return words[-1].i if words and words[-1].pos_ == "VERB" and words[-1].lemma_.lower() in REPORTING else None


def _context(page: Page, outer: Span, mention: Span | None) -> Span:
    """The sentences of the quotation, with those up to its source where that stands in the same paragraph."""
    whole = outer
    if mention is not None and page.block_at[mention.start] == page.block_at[outer.start]:
        whole = Span(min(outer.start, mention.start), max(outer.end, mention.end))
    return page.sentences(whole)


def _kind(page: Page, number: int) -> Kind:
    """A fragment that goes on a sentence of the article's own is mixed: she called it “a pause”."""
    mark = page.marks[number]
    before = page.text[page.block(mark.span.start).start : mark.outer.start].rstrip()
    runs_on = bool(before) and (before[-1].isalnum() or before[-1] in ",—–-")
    return "mixed" if runs_on and page.text[mark.span.start].islower() else "direct"

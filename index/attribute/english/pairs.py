"""Mentions as possible sources of a mark: which are near, and how each stands to it.

Distances count what lies outside quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from index.attribute.english.features import Features, mark_features, mention_features
from index.attribute.english.layout import layout
from index.attribute.english.mentions import SUBJECTS, Mention, antecedent
from index.attribute.page import Page
from index.span import Span

PARAGRAPHS_BACK, PARAGRAPHS_ON = 4, 1  # where sources stand: 98 % of PolNeAR's training sources are in this window
WINDOW = 150  # mentions looked at before and after a mark, so that a giant paragraph costs no more than others
MAX_STEPS = 4  # relations on either side of a path through the parse
CANDIDATES = 20  # nearest ones kept a mark; more gains nothing
DISTANCES = (0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 80, 120)  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A mention (its number in the article) as the possible source of a mark, with its features.

    Candidates of one `who` are one speaker as far as their words tell: "Clinton" and "Hillary Clinton", "he" and "he".
    """

    mention: int
    features: Features
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Marked words in the parse: their root, the tokens above it, the first and the last sentence by number, and the
    root of what of them is in each of these.
    """

    root: Token
    above: frozenset[int]
    first: int
    last: int
    roots: Mapping[int, Token]


class Surroundings:
    """An article made ready for questions about its marks and mentions."""

    def __init__(self, doc: Doc, page: Page, mentions: list[Mention]) -> None:
        self.doc, self.page, self.mentions = doc, page, mentions
        self.text = page.text
        self._sentence = [0] * len(doc)
        number = -1
        for token in doc:
            number += bool(token.is_sent_start) or number < 0
            self._sentence[token.i] = number
        self._places = [m.place.start for m in mentions]
        self._fixed = [mention_features(doc, m) for m in mentions]
        self._who = [_who(doc, m) for m in mentions]

    def pairs(self, number: int) -> list[Pair]:
        """The nearest candidates for a mark, in the order of the text."""
        near = self._near(number)
        if not near:
            return []
        around = mark_features(self.doc, self.page, number)
        relative = self._relative(number, near)
        return [
            Pair(mention=i, features={**around, **self._fixed[i], **own}, who=self._who[i])
            for i, own in zip(near, relative, strict=True)
        ]

    def _near(self, number: int) -> list[int]:
        """The CANDIDATES nearest mentions; subjects of reporting verbs and labels count as nearer than they are."""
        mark = self.page.marks[number]
        block = int(self.page.block_at[mark.span.start])
        found = []
        middle = bisect_left(self._places, mark.span.start)
        for i in range(max(0, middle - WINDOW), min(len(self.mentions), middle + WINDOW)):
            mention = self.mentions[i]
            if not block - PARAGRAPHS_BACK <= mention.block <= block + PARAGRAPHS_ON:
                continue
            own_words = int(self.page.mark_at[mention.place.start]) == number and mark.closed
            if (own_words and not self._own_label(mention, mark.span)) or self._is_spoken_of(mention):
                continue
            bonus = 30 * (mention.cue in ("reporting", "according")) + 40 * (mention.label is not None)
            found.append((self._distance(mention, mark.span) - bonus, i))
        return sorted(i for _, i in sorted(found)[:CANDIDATES])

    def _is_spoken_of(self, mention: Mention) -> bool:
        """Whether it stands in a quotation that goes on in the next paragraph, and is no label of a transcript."""
        number = int(self.page.mark_at[mention.place.start])
        following = self.page.marks[number + 1 : number + 2] if number >= 0 else []
        return mention.label is None and any(mark.continues for mark in following)

    def _relative(self, number: int, near: list[int]) -> list[Features]:
        mark = self.page.marks[number].span
        distances = [self._distance(self.mentions[i], mark) for i in near]
        before = [self.mentions[i].place.start < mark.start for i in near]
        saying = [self.mentions[i].cue in ("reporting", "according") for i in near]
        subject = [self.mentions[i].relation in SUBJECTS or self.mentions[i].relation == "conj-subject" for i in near]
        sayer_order = _ranks([d + 100 * (not s) for d, s in zip(distances, saying, strict=True)])
        order = _ranks(distances)
        here = min(
            2,
            sum(
                s and self.mentions[i].block == self.page.block_at[mark.start]
                for i, s in zip(near, saying, strict=True)
            ),
        )
        labels = [i for i in near if self._labelled_before(self.mentions[i], mark)][::-1]
        quoted = self._quoted(mark)
        verbs = [self._verb(self.mentions[i], mark) for i in near]
        rows = []
        for k, i in enumerate(near):
            mention = self.mentions[i]
            same_side = [j for j in range(len(near)) if before[j] == before[k]]
            row: Features = {
                "rank": min(order[k], 15),
                "sayers_here": here,
                "sayer_rank": min(sayer_order[k], 5) if saying[k] else 6,
                "sayer_side_rank": 1 + min(3, sum(saying[j] and _closer(distances, j, k) for j in same_side))
                if saying[k]
                else 0,
                "sayers_between": min(3, sum(saying[j] and distances[j] < distances[k] for j in same_side)),
                "subjects_between": min(3, sum(subject[j] and distances[j] < distances[k] for j in same_side)),
                "label_rank": 1 + min(3, labels.index(i)) if i in labels else 0,
                "own_label": int(self._own_label(mention, mark)),
            }
            row.update(self._place(mention, mark))
            row.update(self._verb_place(verbs[k], mark))
            row.update(self._grammar(mention, verbs[k], quoted))
            row.update(layout(self.page, mention, mark, self.page.marks[number].outer))
            rows.append(row)
        return rows

    def _place(self, mention: Mention, mark: Span) -> Features:
        page, head = self.page, mention.place
        low, high = (head.end, mark.start) if head.start < mark.start else (mark.end, head.start)
        high = max(low, high)
        return {
            "side": "before" if head.start < mark.start else "after",
            "paragraphs": int(page.block_at[mark.start]) - mention.block,
            "distance": bisect_right(DISTANCES, page.words_between(low, high)),
            "ends": min(4, page.ends_between(low, high)),
            "marks": min(4, page.marks_between(low, high)),
            "finished": min(3, page.finished_between(low, high)),
        }

    def _verb(self, mention: Mention, mark: Span) -> int | None:
        """Of the verbs that a mention governs the nearest to the mark."""
        return min(mention.verbs, key=lambda v: _apart(self.doc[v].idx, mark), default=None)

    def _verb_place(self, verb: int | None, mark: Span) -> Features:
        if verb is None:
            return {"verb": "", "verb_side": "-", "verb_distance": 15, "verb_ends": 0, "verb_inside": "-"}
        doc, page = self.doc, self.page
        start, end = doc[verb].idx, doc[verb].idx + len(doc[verb])
        low, high = (end, mark.start) if start < mark.start else (mark.end, start)
        high = max(low, high)
        return {
            "verb": doc[verb].lemma_.lower(),
            "verb_side": "before" if start < mark.start else "after",
            "verb_distance": bisect_right(DISTANCES, page.words_between(low, high)),
            "verb_ends": min(3, page.ends_between(low, high)),
            "verb_inside": int(page.inside(start)),
        }

    def _quoted(self, mark: Span) -> Quoted | None:
        """The marked words as the parser sees them; None where no token is in them."""
        words = self.doc.char_span(mark.start, mark.end, alignment_mode="expand")
        if words is None or not len(words):
            return None
        first, last = self._sentence[words.start], self._sentence[words.end - 1]
        roots = {first: words.root}
        if last != first:
            start = next(i for i in range(words.end - 1, words.start - 1, -1) if self._sentence[i] != last) + 1
            roots = {first: self.doc[words.start : start].root, last: self.doc[start : words.end].root}
        above = frozenset(t.i for t in words.root.ancestors)
        return Quoted(root=words.root, above=above, first=first, last=last, roots=roots)

    def _grammar(self, mention: Mention, verb: int | None, quoted: Quoted | None) -> Features:
        """How the mention and its verb stand to the marked words in the parse."""
        if quoted is None:
            return {"over": 0, "sentence": 0, "verb_over": 0, "verb_sentence": 0, "path": "-"}
        sentence = self._sentence[mention.head]
        found: Features = {
            "over": int(mention.head in quoted.above),
            "sentence": 2 if sentence == quoted.last else int(sentence == quoted.first),
            "verb_over": 0,
            "verb_sentence": 0,
        }
        if verb is not None:
            of_verb = self._sentence[verb]
            found["verb_over"] = (verb in quoted.above) + (verb == quoted.root.head.i)
            found["verb_sentence"] = 3 if of_verb == quoted.last else 1 + (of_verb == quoted.first)
        root = quoted.roots.get(sentence)
        return {**found, "path": _path(root, self.doc[mention.head]) if root is not None else "-"}

    def _distance(self, mention: Mention, mark: Span) -> int:
        """Words, plus a toll for sentence ends, marks and paragraphs crossed: only for putting candidates in order."""
        page, head = self.page, mention.place
        low, high = (head.end, mark.start) if head.start < mark.start else (mark.end, head.start)
        high = max(low, high)
        crossed = abs(int(page.block_at[mark.start]) - mention.block)
        return (
            page.words_between(low, high)
            + 3 * page.ends_between(low, high)
            + 2 * page.marks_between(low, high)
            + 8 * crossed
        )

    def _own_label(self, mention: Mention, mark: Span) -> bool:
        """A quoted transcript's label: "PENCE: Well, ..." """
        label = mention.label
        return label is not None and label.kind == "before" and mark.start <= mention.place.start < mark.end

    def _labelled_before(self, mention: Mention, mark: Span) -> bool:
        if mention.label is None or mention.label.kind != "before":
            return False
        return mention.place.start <= mark.start + 2 or self._own_label(mention, mark)


def _path(root: Token, head: Token) -> str:
    """The relations from the root of marked words up to what is above both, and from there down to a mention; "far"
    where there are more than MAX_STEPS of either.
    """
    above = {root.i: 0}
    ups = [root]
    while ups[-1].head.i != ups[-1].i and len(ups) <= MAX_STEPS:
        ups.append(ups[-1].head)
        above[ups[-1].i] = len(ups) - 1
    down: list[str] = []
    at = head
    while at.i not in above:
        if len(down) == MAX_STEPS or at.head.i == at.i:
            return "far"
        down.append(at.dep_)
        at = at.head
    return "/".join(t.dep_ for t in ups[: above[at.i]]) + ">" + "/".join(reversed(down))


def _who(doc: Doc, mention: Mention) -> str:
    """The word that tells whom a mention means: a last name, a pronoun, a noun; of "who" that of its antecedent."""
    head = doc[mention.head]
    if head.lower_ == "who":
        head = antecedent(head)
    named = [c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"] if head.pos_ == "NOUN" else []
    return (named or [head])[0].lower_


def _ranks(values: list[int]) -> list[int]:
    """The rank of each value, 0 for the smallest; of equal ones the first comes first."""
    ranks = [0] * len(values)
    for rank, i in enumerate(sorted(range(len(values)), key=lambda i: values[i])):
        ranks[i] = rank
    return ranks


def _closer(distances: list[int], j: int, k: int) -> bool:
    return (distances[j], j) < (distances[k], k)


def _apart(place: int, mark: Span) -> int:
    return abs(place - mark.start) if place < mark.start else abs(place - mark.end)

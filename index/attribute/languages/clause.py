"""Where, around a quotation, the verb of saying and its subject stand, in a language without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.attribute.languages.cast import Cast, Naming
from index.attribute.languages.rules import Rules
from index.attribute.marks import Mark
from index.attribute.page import Page
from index.span import Span

WORD = re.compile(r"[^\W\d_](?:[\w-]|[’'](?=\w))*")
INTERRUPTION = re.compile(r"[,.!?…]\s[—–-]\s([^—–\n]{3,80}?)[.,]?\s[—–-]\s")
LEAD = 12  # characters between a verb that leads in with a colon or a point and the mark
NEAR = 60  # characters between a mark and the verb behind it, or a subject and its verb
LEADS_IN = re.compile(r"[:.․,]?\s*[—–-]?\s*$")
CLAUSE_END = re.compile(r"[.;!?։]\s|[.;!?։]$|\n|[«“„\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What stands as the subject of a verb of saying: a person named, a pronoun, or the word of an office or trade
    with the word beside it that tells of what.
    """

    span: Span
    naming: Naming | None = None
    pronoun: bool = False
    role: str | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The verb of saying, its subject where there is one, whether the verb stands behind the quotation, and whether
    the clause is nothing but the verb, so that its subject is whoever spoke before.
    """

    verb: Span
    subject: Subject | None
    behind: bool
    bare: bool


def clause(page: Page, cast: Cast, rules: Rules, mark: Mark) -> Clause | None:
    """The clause that attributes a mark; None where no verb of saying stands near it."""
    within = _within(page, cast, rules, mark)
    if within is not None:
        return within
    block = page.block(mark.outer.start)
    start = page.sentences(mark.outer).start
    if rules.point_leads_in and start > block.start and not page.text[start : mark.outer.start].strip():
        start = page.sentences(Span(max(block.start, start - 3), start)).start
    bare = len(WORD.findall(page.text[start : mark.outer.start])) == 0
    before = _verbs(page, rules, start, mark.outer.start)
    after = _verbs(page, rules, mark.outer.end, min(block.end, mark.outer.end + NEAR))
    after = [v for v in after if not CLAUSE_END.search(page.text[mark.outer.end : v.start])]
    leading = [
        v for v in before if LEADS_IN.match(page.text[v.end : mark.outer.start]) or mark.outer.start - v.end < NEAR
    ]
    introduced = bool(leading) and page.text[start : mark.outer.start].rstrip()[-1:] in (":", ".", "․")
    if after and not (introduced and leading[-1].end > mark.outer.start - LEAD):
        subject = _behind(page, cast, rules, mark, after[0], start)
        return Clause(verb=after[0], subject=subject, behind=True, bare=bare)
    if leading:
        subject = _ahead(page, cast, rules, mark, leading[-1], start)
        return Clause(verb=leading[-1], subject=subject, behind=False, bare=False)
    return None


def _within(page: Page, cast: Cast, rules: Rules, mark: Mark) -> Clause | None:
    """A clause between dashes inside the marks: «Нужен мандат, — подчеркнула она. — Пока его нет, ...»."""
    for match in INTERRUPTION.finditer(page.text, mark.span.start, mark.span.end):
        verb = rules.verbs.search(page.text, match.start(1), match.end(1))
        if verb is not None:
            found = subjects(page, cast, rules, match.start(1), match.end(1), inside=True)
            return Clause(verb=Span(*verb.span()), subject=found[0] if found else None, behind=True, bare=not found)
    return None


def _verbs(page: Page, rules: Rules, start: int, end: int) -> list[Span]:
    found = [Span(*m.span()) for m in rules.verbs.finditer(page.text, start, max(start, end))]
    return [v for v in found if not page.inside(v.start)]


def _behind(page: Page, cast: Cast, rules: Rules, mark: Mark, verb: Span, start: int) -> Subject | None:
    """The subject of a verb behind the mark: after it, between the two, or, last, before the mark."""
    stop = CLAUSE_END.search(page.text, verb.end, page.block(mark.outer.start).end)
    end = stop.start() if stop else page.block(mark.outer.start).end
    following = subjects(page, cast, rules, verb.end, min(end, verb.end + NEAR))
    between = subjects(page, cast, rules, mark.outer.end, verb.start)
    ahead = subjects(page, cast, rules, start, mark.outer.start)
    following, between, ahead = (
        [s for s in found if _is_subject(page, cast, rules, s)] for found in (following, between, ahead)
    )
    if rules.order == "verb-subject":
        return next(iter([*following, *between[::-1], *ahead[::-1]]), None)
    touching = [s for s in following if len(WORD.findall(page.text[verb.end : s.span.start])) == 0 and s.naming]
    return next(iter([*between[::-1], *touching, *ahead[::-1], *following]), None)


def _ahead(page: Page, cast: Cast, rules: Rules, mark: Mark, verb: Span, start: int) -> Subject | None:
    """The subject of a verb before the mark: between the two, or before the verb."""
    between = subjects(page, cast, rules, verb.end, mark.outer.start) if rules.order == "verb-subject" else []
    ahead = subjects(page, cast, rules, start, verb.start)
    between, ahead = ([s for s in found if _is_subject(page, cast, rules, s)] for found in (between, ahead))
    return next(iter([*between, *ahead[::-1]]), None)


def subjects(page: Page, cast: Cast, rules: Rules, start: int, end: int, inside: bool = False) -> list[Subject]:
    """All that could be a subject in a stretch, in its order; a role that leads up to a name is part of it."""
    found = [Subject(span=n.span, naming=n) for n in cast.namings if start <= n.span.start and n.span.end <= end]
    words = [m for m in WORD.finditer(page.text, start, max(start, end)) if inside or not page.inside(m.start())]
    for i, match in enumerate(words):
        span, low = Span(*match.span()), match.group().lower()
        if any(span.overlaps(s.span) for s in found) or rules.oblique.fullmatch(match.group()):
            continue
        if low in rules.pronouns:
            found.append(Subject(span=span, pronoun=True))
        elif rules.offices.fullmatch(match.group()) or rules.trades.fullmatch(match.group()):
            neighbour = words[i + 1 : i + 2] if rules.head_first else words[max(0, i - 1) : i]
            beside = neighbour[0].group() if neighbour else ""
            found.append(Subject(span=span, role=match.group(), beside=beside))
    kept: list[Subject] = []
    for subject in sorted((s for s in found if inside or not page.inside(s.span.start)), key=lambda s: s.span):
        if kept and _one_phrase(page, kept[-1], subject):
            if subject.naming is None and rules.head_first:
                continue
            kept.pop()
        kept.append(subject)
    return kept


def _one_phrase(page: Page, role: Subject, after: Subject) -> bool:
    """Whether a role leads up to a name or to what it is the role of: "пресс-секретарь МИД Дорвии Наре Сельвян"."""
    between = page.text[role.span.end : after.span.start]
    return (
        role.role is not None
        and not after.pronoun
        and len(between) < NEAR
        and not re.search(r"[,.:;—«»“”„\n]", between)
    )


def _is_subject(page: Page, cast: Cast, rules: Rules, subject: Subject) -> bool:
    """Whether its form lets it be a subject. Where the verb comes last, a role that speaks is cut off by a comma."""
    if subject.naming is not None:
        return cast.is_subject_form(subject.naming)
    cut_off = re.compile(r"\s*(?:,|[“„«\"])").match(page.text, subject.span.end)
    return subject.pronoun or rules.order == "verb-subject" or cut_off is not None

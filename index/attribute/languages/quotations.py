"""Quotations of articles in languages other than English, by the rules of the language.

Confidences here are judgements, not measured probabilities: a name beside the verb is nearly always right, a pronoun
is right where the last speaker is still the one spoken of.
"""

from __future__ import annotations

from index.article import Article
from index.attribute.languages import RULES
from index.attribute.languages.cast import Cast, Member
from index.attribute.languages.clause import Clause, clause
from index.attribute.languages.rules import Rules
from index.attribute.marks import Mark
from index.attribute.page import Page
from index.quotation import Quotation, Speaker
from index.span import Span

NAMED, BY_ROLE, SAME_SPEAKER, LAST_NAMED, UNNAMED = 0.92, 0.85, 0.85, 0.65, 0.3
PARAGRAPHS_BACK = 2  # in which a pronoun or a role looks for its person
MIN_WORDS = 6  # a marked stretch of so many words is somebody's, with or without a verb of saying
SHORT = 4  # words; below it a mark beside a verb of saying may still be a title


def other_quotations(article: Article, language: str) -> tuple[Quotation, ...]:
    """The direct quotations of an article; for a language without rules, its marked stretches without speakers."""
    page = Page(article.text)
    rules = RULES.get(language)
    if rules is None:
        return tuple(_quotation(article, page, mark, language, None, None, UNNAMED) for mark in page.marks)
    cast = Cast(page, rules)
    found: list[Quotation] = []
    previous: tuple[Member, Span] | None = None
    for mark in page.marks:
        said = clause(page, cast, rules, mark)
        if not _is_quotation(page, mark, said):
            continue
        member, speaker, sure = _speaker(page, cast, rules, mark, said, previous)
        if member is not None:
            previous = (member, mark.outer)
        found.append(_quotation(article, page, mark, language, said, speaker, sure))
    return tuple(found)


def _is_quotation(page: Page, mark: Mark, said: Clause | None) -> bool:
    """Whether a mark holds somebody's words: by its length, or by how a clause with a verb of saying is tied to it.

    «Берег-Информ» beside a verb of saying is the name of an outlet; «Нет», — сказал он is an answer.
    """
    if len(mark.span.of(page.text).split()) >= (MIN_WORDS if said is None else SHORT):
        return True
    before = page.text[: mark.outer.start].rstrip()[-1:]
    after = page.text[mark.outer.end :].lstrip()[:1]
    return said is not None and (before in (":", ".", "․") or after in tuple("—–-,"))


def _speaker(
    page: Page, cast: Cast, rules: Rules, mark: Mark, said: Clause | None, previous: tuple[Member, Span] | None
) -> tuple[Member | None, Speaker | None, float]:
    """The person, the speaker to show, and how sure it is."""
    block = int(page.block_at[mark.span.start])
    recent = previous[0] if previous and block - int(page.block_at[previous[1].start]) <= PARAGRAPHS_BACK else None
    if said is None:
        goes_on = recent if mark.continues else None
        return goes_on, goes_on.speaker() if goes_on else None, SAME_SPEAKER if goes_on else UNNAMED
    if rules.passive.match(page.text, said.verb.start):
        body = _body(page, rules, said)
        return None, body, BY_ROLE if body else UNNAMED
    subject = said.subject
    if subject is not None and subject.naming is not None:
        member = subject.naming.member
        return member, member.speaker(), NAMED
    if subject is not None and subject.role is not None:
        bearer = cast.bearer(subject.role, subject.beside)
        if bearer is not None:
            return bearer, bearer.speaker(), BY_ROLE
    last = _last_named(page, cast, mark, block, previous[1].start if previous and recent else -1) or recent
    if last is None or (subject is None and not (said.bare and rules.drops_subject)):
        return None, None, UNNAMED
    if subject is not None and subject.role is not None:
        return None, last.speaker() if last == recent else None, LAST_NAMED
    return last, last.speaker(), SAME_SPEAKER if last == recent else LAST_NAMED


def _last_named(page: Page, cast: Cast, mark: Mark, block: int, since: int) -> Member | None:
    """The person named last as a subject between `since` and a mark, not too many paragraphs back, outside marks."""
    near = [
        n
        for n in cast.namings
        if since < n.span.start < mark.outer.start
        and not page.inside(n.span.start)
        and cast.is_subject_form(n)
        and block - int(page.block_at[n.span.start]) <= PARAGRAPHS_BACK
    ]
    return near[-1].member if near else None


def _body(page: Page, rules: Rules, said: Clause) -> Speaker | None:
    """The body behind "... is said in a statement of the foreign ministry of Dorvia", in the case it is written in."""
    if rules.statements is None or not said.behind:
        return None
    match = rules.statements.match(page.text, said.verb.start)
    end = page.block(said.verb.start).end
    if match is None:
        return None
    tail = page.text[match.end() : end]
    name = tail.split(".")[0].split("։")[0].split(",")[0].strip(" -—–")
    return Speaker(name=name) if name and rules.offices.search(name) else None


def _quotation(
    article: Article,
    page: Page,
    mark: Mark,
    language: str,
    said: Clause | None,
    speaker: Speaker | None,
    confidence: float,
) -> Quotation:
    subject = said.subject.span if said and said.subject else None
    places = [mark.outer, *([said.verb] if said else [])]
    return Quotation(
        article=article.id,
        revision=article.revision,
        kind="direct",
        span=mark.span,
        context=page.sentences(Span(min(p.start for p in places), max(p.end for p in places))),
        mention=subject,
        cue=said.verb if said else None,
        speaker=speaker,
        confidence=confidence if speaker else UNNAMED,
        language=language,
    )

"""The turns of a transcript as quotations: whose they are, by the label or by who is introduced to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article
from index.attribute.languages.cast import Cast, Member, same
from index.attribute.languages.nations import actor
from index.attribute.languages.phrases import role_before
from index.attribute.languages.reading import WORD, Reading
from index.attribute.transcripts.quotations import quotation_of
from index.quotation import Quotation, Speaker
from index.span import Span

LABELLED, INTRODUCED = 0.95, 0.85  # judgements, as all confidences of these languages are
HEADING = 300  # characters
INITIALS = re.compile(r"(?<!\w)((?:[^\W\d_]\.\s?){1,2})([^\W\d_][\w-]+)")  # "М.В. Захаровой"


def spoken_quotations(article: Article, reading: Reading, cast: Cast) -> Iterator[Quotation]:
    """A quotation a paragraph of each turn, but for what an outlet's interviewer or nobody in particular asks."""
    if not reading.said.turns:
        return
    answering = _answering(article, reading, cast)
    for turn in reading.said.turns:
        if turn.fullest is None:
            speaker, sure = answering, INTRODUCED
            if speaker is None and not reading.said.personal:
                continue  # a newsroom's own list of questions and answers
        else:
            member = _member(turn.fullest, cast)
            if turn.asks and member is None:
                continue
            name = turn.fullest.of(reading.text)
            speaker, sure = member.speaker() if member else Speaker(name=name), LABELLED
        for span in turn.speech:
            yield quotation_of(
                article, reading.page, turn, span, speaker=speaker, sure=sure, language=reading.rules.code
            )


def _member(label: Span, cast: Cast) -> Member | None:
    """The only person of that name."""
    found = {n.member for n in cast.namings if n.member is not None and n.span.within(label)}
    return found.pop() if len(found) == 1 else None


def _answering(article: Article, reading: Reading, cast: Cast) -> Speaker | None:
    """Who is meant by "Answer": the only person in the heading, else in the lead; None where two are left."""
    lead = [(n.span, n.member) for n in cast.namings if n.member and n.span.start < reading.said.opening]
    first = reading.page.blocks[0]
    title = WORD.findall(article.title or "")
    in_heading = {
        member
        for span, member in lead
        if any(same(member.words[-1], word) for word in title) or (len(first) < HEADING and span.end <= first.end)
    }
    for members in (in_heading, {member for _, member in lead}):
        if members:
            return members.pop().speaker() if len(members) == 1 else None
    return _by_initials(reading)


def _by_initials(reading: Reading) -> Speaker | None:
    """The only one whom the lead names by initials, which the rules of full names do not read."""
    text, rules = reading.text, reading.rules
    found = list(INITIALS.finditer(text, 0, reading.said.opening))
    names = {match.group(1).replace(" ", "") + rules.last_name(match.group(2)): match for match in found}
    if len(names) != 1:
        return None
    name, match = names.popitem()
    role = role_before(reading, match.start(), subject=False)
    whose = actor(role.words, rules, reading.forms) if role else None
    return Speaker(name=name, role=role.text(text) if role else None, actor=whose)

"""The turns of an English transcript as quotations: whose they are, by the label or by who is introduced to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article
from index.attribute.english.lexicon import TITLES
from index.attribute.english.people import People, Person
from index.attribute.english.resolve import Resolver
from index.attribute.english.roles import head_role
from index.attribute.english.settled import SURE
from index.attribute.page import Page
from index.attribute.transcripts.quotations import quotation_of
from index.attribute.transcripts.turns import Transcript
from index.quotation import Quotation, Speaker
from index.span import Span

INTRODUCED = 0.9  # a judgement: that the only person whom the heading or the lead names is the one who answers
# Up to the name of who answers: "an interview with", "Q&A with actress", "sat down with Foreign Minister".
MEETING = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed|ing)?(?: (?:with|of))?|Q ?(?:&|and) ?A with|[Cc]onversation with|[Cc]hat with"
    r"|(?:[Ss]poke|[Ss]peaking|[Tt]alk(?:s|ed)?|[Ss]at down|[Cc]aught up|[Mm]et) (?:to|with)|[Aa]sked"
    r"|[Aa]nswers? (?:by|from|of)|[Qq]uestions (?:to|for))\s(?:[^.\n]{0,80}?[\s’'])?$"
)
# From the name on: "Zakharova, the ministry's spokesperson, answered", "Laura Bush sat down".
MET = re.compile(
    r"(?:,[^,.\n]{2,90},)?\s(?:(?:recently|also|has|briefly)\s)?"
    r"(?:spoke|speaks|sat down|sits down|talked|talks|answered|answers|took questions|discussed|discusses|responded)\b"
)
ANSWERS = re.compile(r"\b(?:[Ii]nterview|Q ?(?:&|and) ?A with|[Aa]nswers?|[Cc]onversation with)\b")
CONVERSATION = re.compile(
    r"\b(?:[Ii]nterview|[Cc]onversation|[Qq]uestions?|[Aa]nswer|[Ss]poke|[Tt]alked|[Ss]at down|[Cc]hat|[Dd]iscuss)"
)
WORD = re.compile(r"\w[\w’'-]*")
HEADING = 200  # characters of a heading
BYLINE = re.compile(r"[Bb][Yy]:? ")


def spoken_quotations(
    article: Article, page: Page, said: Transcript, people: People, resolver: Resolver
) -> Iterator[Quotation]:
    """A quotation a paragraph of each turn, but for what a nameless or an outlet's interviewer asks."""
    if not said.turns:
        return
    answering = _answering(article, page, people, said.opening)
    for turn in said.turns:
        if turn.fullest is None:
            speaker, sure = resolver.describe(answering) if answering else None, INTRODUCED
        else:
            speaker, sure = _labelled(page, turn.fullest, people, resolver), SURE
            if turn.asks and people.at(turn.fullest) is None:
                continue
        for span in turn.speech:
            yield quotation_of(article, page, turn, span, speaker=speaker, sure=sure, language="en")


def answered(article: Article, said: Transcript) -> Transcript:
    """The transcript without its unnamed answers where they are a newsroom's own: none says "I", and the heading tells
    of no interview.
    """
    if said.personal:
        return said
    heading = f"{article.title or ''}\n{article.text.lstrip()[:HEADING].partition(chr(10))[0]}"
    return said if ANSWERS.search(heading) else said.named()


# ------------------------------------------------------------------ whom a label names
def _labelled(page: Page, label: Span, people: People, resolver: Resolver) -> Speaker | None:
    """The person of that name, under the fullest one that the article gives; else the label; None for a bare office."""
    words = label.of(page.text)
    person = people.at(label) or _by_initials(words, people)
    if person is not None:
        return resolver.describe(person)
    office = words.lower().split()
    if head_role(office) is not None and (office[0] == "the" or office[-1] in TITLES):
        return None
    name = " ".join(word for word in words.split() if word.lower().rstrip(".") not in TITLES)
    return Speaker(name=name) if name else None


def _by_initials(words: str, people: People) -> Person | None:
    """Sylvia Day of "SD", where nobody else has these initials."""
    if not (words.isupper() and words.isalpha() and 1 < len(words) < 4):
        return None
    found = [p for p in people.everybody if "".join(w[0] for w in p.name.split()).upper() == words]
    return found[0] if len(found) == 1 else None


# ------------------------------------------------------------------ who answers
def _answering(article: Article, page: Page, people: People, opening: int) -> Person | None:
    """Who is meant by "Answer": the only person in the heading, else the only one of whom the lead tells that they were
    asked, else the only one whom a lead about a conversation names; None where two are left.
    """
    named = [
        (naming.span, person)
        for person in people.everybody
        for naming in person.namings
        if naming.span.start < opening and not naming.quoted and person.full and not _is_byline(page, naming.span)
    ]
    heading = _heading(article, page)
    lead = page.text[:opening]
    for some in (
        [person for _, person in named if person.last in heading],
        [person for span, person in named if _is_met(page, span)],
        [person for _, person in named] if CONVERSATION.search(lead) else [],
    ):
        persons = {id(person): person for person in some}
        if len(persons) == 1:
            found = next(iter(persons.values()))
            several = any(_is_one_of_several(page, span) for span, person in named if person is found)
            return None if several else found
    return None


def _heading(article: Article, page: Page) -> frozenset[str]:
    """The words of the title, in small letters; where there is none those of a first paragraph that is as short."""
    first = page.blocks[0]
    heading = article.title or (first.of(page.text) if len(first) < HEADING else "")
    return frozenset(word.removesuffix("’s").removesuffix("'s") for word in WORD.findall(heading.lower()))


def _is_byline(page: Page, span: Span) -> bool:
    """Whether a name is all of its paragraph, or all but "By" and an outlet."""
    block = page.block(span.start)
    return block == span or (BYLINE.match(page.text, block.start, block.end) is not None and block.end - span.end < 40)


def _is_one_of_several(page: Page, span: Span) -> bool:
    """Whether another name is joined to this one, be it known or not as a person's."""
    before, after = page.text[: span.start], page.text[span.end : span.end + 10]
    return bool(re.search(r"[A-Z][\w’'-]+,? (?:and|&) $", before[-60:]) or re.match(r",? (?:and|&) [A-Z]", after))


def _is_met(page: Page, span: Span) -> bool:
    """Whether the words beside a name tell that this person is interviewed."""
    block = page.block(span.start)
    return bool(MEETING.search(page.text[block.start : span.start]) or MET.match(page.text, span.end, block.end))

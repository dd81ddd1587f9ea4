"""The day on which something was said, from the article's own words: "said on Wednesday", "told them on May 22"."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Doc, Token

from index.attribute.page import Page
from index.span import Span

WEEKDAYS = {name: i for i, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
MONTHS = {
    name: i + 1
    for i, name in enumerate(
        "january february march april may june july august september october november december".split()
    )
}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()}
RELATIVE = {"today": 0, "yesterday": 1, "tonight": 0}
EARLIER_WEEK = frozenset(("last", "previous"))
LATER = frozenset(("next", "coming", "upcoming", "until", "by", "before", "after", "since", "from"))
BETWEEN_VERBS = frozenset(("VERB",))


def said_on(doc: Doc, page: Page, context: Span, cue: int | None, published: date | None) -> date | None:
    """The day given with the reporting verb; None where there is none, or where it may belong to something else.

    `cue` is the verb's token. A weekday is the last such day up to the day of publication.
    """
    if published is None or cue is None:
        return None
    sentence = doc.char_span(context.start, context.end, alignment_mode="expand")
    if sentence is None:
        return None
    days = {
        day
        for token in sentence
        if _tells_day(token) and not page.inside(token.idx) and _belongs(token, cue)
        if (day := _day(token, published)) is not None
    }
    return days.pop() if len(days) == 1 else None


def _tells_day(token: Token) -> bool:
    low = token.lower_.rstrip(".")
    return low in WEEKDAYS or low in RELATIVE or low in MONTHS or low in SHORT_MONTHS


def _belongs(token: Token, cue: int) -> bool:
    """Whether the word hangs on the reporting verb with no other verb in between."""
    for above in token.ancestors:
        if above.i == cue:
            return True
        if above.pos_ in BETWEEN_VERBS:
            return False
    return False


def _day(token: Token, published: date) -> date | None:
    low = token.lower_
    near = {t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]}
    if near & LATER:
        return None
    if low in WEEKDAYS:
        back = (published.weekday() - WEEKDAYS[low]) % 7
        return published - timedelta(days=back or 7 * bool(near & EARLIER_WEEK))
    if low in RELATIVE:
        return published - timedelta(days=RELATIVE[low])
    return _calendar_day(token, published)


def _calendar_day(token: Token, published: date) -> date | None:
    """ "May 22", "22 May", "Feb. 3, 2025"; without a year the last such day up to the day of publication."""
    low = token.lower_.rstrip(".")
    month = MONTHS.get(low) or (SHORT_MONTHS.get(low) if token.text[0].isupper() else None)
    if month is None:
        return None
    beside = [
        t
        for t in (*token.doc[max(0, token.i - 1) : token.i], *token.doc[token.i + 1 : token.i + 2])
        if t.text.isdigit()
    ]
    days = [int(t.text) for t in beside if int(t.text) <= 31]
    if len(days) != 1:
        return None
    years = [int(t.text) for t in token.doc[token.i + 1 : token.i + 5] if t.text.isdigit() and len(t.text) == 4]
    try:
        if years:
            return date(years[0], month, days[0])
        day = date(published.year, month, days[0])
        return day if day <= published else date(published.year - 1, month, days[0])
    except ValueError:
        return None  # February 30 is a misprint, not a day

"""What an article calls a person: the words of an office, a title or a trade beside the name."""

from __future__ import annotations

import re

from index.attribute.english.lexicon import PAST, ROLES
from index.span import Span

WORD = re.compile(r"[^\W_](?:[\w.-]|[’'](?=\w))*")
JOINERS = frozenset(("of", "and", "for", "the", "&", "to", "on", "de", "in", "at", "a"))
# Words that end a role when read backwards from a name: they belong to the sentence, not to the role.
STOPS = frozenset(
    """said says told tells added that when while as by with from after before but or which who whom where if
    because is was are were be been has have had will would can could he she it they his her its their we our
    this these those not also meanwhile however earlier later yesterday today asked according including like
    than into over between against about during under and monday tuesday wednesday thursday friday saturday
    sunday named called made met what him them me us you i how former's former’s latter's latter’s""".split()
)
SHORT_ROLES = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "amb": "ambassador",
    "lt": "lieutenant",
    "maj": "major",
    "prof": "professor",
    "dr": "doctor",
    "sec": "secretary",
    "pm": "minister",
    "fm": "minister",
    "adm": "admiral",
    "capt": "captain",
    "rev": "reverend",
}
# Heads of appositions that tell when or how, not who: "Toskari, the same day, said".
NO_TRADES = frozenset(
    "day week month year time morning evening night first last other latter way thing result one".split()
)
APPOSITION = re.compile(
    r"\s?[,(]\s*(?:aged )?(?:\d{1,3},\s*)?(?:who (?:is|was) )?(?P<determiner>(?:the|an?|currently|now)\s)?"
)
# A role that goes on with a name is that other person's: "A.J. Brown, Titans coach Mike Vrabel and ..."
ANOTHERS = re.compile(r"\b([a-z]+) [A-Z][\w’'-]+ [A-Z][\w’'-]+$")
# What goes on with a name of its own is that one's: "After Tosk, the union's lawyer, Hana Moor, spoke".
NEXT_NAME = re.compile(r",\s+(?:[^\W\d_a-z][\w’'-]+\s+){1,2}[^\W\d_a-z][\w’'-]+,")
VERBAL = ("ed", "ing", "ly")
ATTRIBUTES = frozenset(
    """acting leading retired united elected appointed exiled ousted disgraced sitting outgoing incoming banking
    engineering marketing newly formerly shipping housing planning mining broadcasting visiting founding managing
    supervising commanding presiding assembly family embattled wounded deposed imprisoned jailed veteran""".split()
)
DESCRIPTION = 4  # words of an apposition within which no verb may stand
MAX_ROLE_WORDS = 14
ROLE_REACH = 120  # characters before a name
DETERMINERS = frozenset(("the", "a", "an"))
BEFORE_DETERMINER = re.compile(r"\b(?:of|for|to|at|in)\s+$")
ABBREVIATION = re.compile(r"(?:\w\.)+")
APPOSITION_END = re.compile(
    r"[,;:()\n—–“”\"«»]|(?<=[a-z0-9]{2})\.(?=\s|$)|\s[-―]\s"
    r"|\s(?:who|which|that|in an?|and|(?P<verb>said|says|told|has|had|was|is|added))\s"
)


def head_role(words: list[str]) -> str | None:
    """The role noun that a phrase is about: the last one before any `of`, `for`, `to`, else the last at all."""
    lowered = [w.lower().rstrip(".") for w in words]
    cut = next(
        (i for i, w in enumerate(lowered) if i and w in ("of", "for", "to", "at", "in", "on", "with")), len(lowered)
    )
    for part in (lowered[:cut], lowered):
        for word in reversed(part):
            full = SHORT_ROLES.get(word, word)
            if full == "minister" and "prime" in part:
                return "premier"  # of the ministers in an article, "the minister" is another
            if full in ROLES or full.split("-")[-1] in ROLES:
                return full
    return None


def role_before(text: str, start: int, floor: int) -> Span | None:
    """The role right before a name: "Russian foreign ministry spokesperson" Maria Zakharova, "ex-president" X.

    `floor` is where the paragraph begins. None where the words before the name are no role.
    """
    found = _words_back(text, start, floor)
    words = [text[w.start : w.end].lower().rstrip(".") for w in found]
    if "of" in words and not any(is_role(w) for w in words[: words.index("of")]):
        found = found[words.index("of") + 1 :]  # the policies of "President" Brod
        words = words[words.index("of") + 1 :]
    if not words or head_role(words) is None:
        return None
    # Right before the name stands the role itself, or what follows `of` in it: "head of the bank" Anna Brod.
    if not is_role(words[-1]) and "of" not in words:
        return None
    return Span(found[0].start, found[-1].end)


def is_role(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in ROLES or low in SHORT_ROLES or low.split("-")[-1] in ROLES


def _ends_role(word: str) -> bool:
    """Whether a word belongs to the sentence around a role: a verb, an adverb, a pronoun."""
    return word.lower() in STOPS or (word.islower() and word.endswith(VERBAL) and word not in ATTRIBUTES)


def _words_back(text: str, start: int, floor: int) -> list[Span]:
    """The words before a name that may belong to its role, in the order of the text."""
    found: list[Span] = []
    edge = start
    for match in reversed(list(WORD.finditer(text, max(floor, start - ROLE_REACH), start))):
        word, low = match.group(), match.group().lower()
        ended = word.endswith(".") and low.rstrip(".") not in SHORT_ROLES and not ABBREVIATION.fullmatch(word)
        if text[match.end() : edge].strip(" \xa0") or _ends_role(word) or ended or len(found) == MAX_ROLE_WORDS:
            break
        if low in DETERMINERS and not BEFORE_DETERMINER.search(text, floor, match.start()):
            break
        found.insert(0, Span(match.start(), match.end()))
        edge = match.start()
    while found and text[found[0].start : found[0].end].lower() in JOINERS:
        found = found[1:]
    dangling = found and text[found[-1].start : found[-1].end].lower() in JOINERS
    return [] if dangling else found


def role_after(text: str, end: int, ceiling: int) -> Span | None:
    """The role in apposition behind a name: Nare Selvyan, "the ministry's spokesperson", said; "a retired signalman".

    An age in between is skipped. `ceiling` is where the paragraph ends.
    """
    lead = APPOSITION.match(text, end, ceiling)
    if lead is None:
        return None
    stop = APPOSITION_END.search(text, lead.end(), ceiling)
    if stop is not None and stop.group("verb"):
        return None  # "..., who did not treat Depp, the surgeon said"
    if stop is not None and NEXT_NAME.match(text, stop.start(), ceiling):
        return None
    tail = stop.start() if stop else ceiling
    words = list(WORD.finditer(text, lead.end(), tail))[:MAX_ROLE_WORDS]
    if not words or words[0].group().lower() in STOPS or any(_ends_role(w.group()) for w in words[:DESCRIPTION]):
        return None
    anothers = ANOTHERS.search(text, words[0].start(), words[-1].end())
    if anothers is not None and is_role(anothers.group(1)):
        return None
    phrase = [w.group().lower() for w in words]
    head = next((w for w, after in zip(phrase, [*phrase[1:], "of"], strict=True) if after in JOINERS), phrase[-1])
    described = lead.group("determiner") and head.isalpha() and head not in NO_TRADES
    if not described and head_role(phrase) is None:
        return None
    return Span(words[0].start(), words[-1].end())


def role_with_comma(text: str, start: int, floor: int) -> Span | None:
    """The role that a name stands in apposition to: "the ministry's spokesperson", Nare Selvyan, said."""
    comma = re.compile(r",\s*$").search(text, max(floor, start - 3), start)
    return role_before(text, comma.start(), floor) if comma else None


def is_past(role: str) -> bool:
    """Whether a role is one that its holder no longer has: such people speak for themselves."""
    words = re.findall(r"[\w’'-]+", role.lower())
    return any(w in PAST or w.startswith("ex-") for w in words)

"""Runs of capitalised words: where names stand in a text, and which of their words belong to the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.attribute.english.lexicon import BODIES, ROLES, TITLES
from index.countries import country, country_of_capital, country_of_people
from index.span import Span

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[\w-]|[’'](?=\w))*\.?")
PARTICLES = frozenset("de del della di da van von der den bin ibn al el la le ter dos af".split())
ARTICLE_NAMES = frozenset("de del di van von la le al el bin".split())  # a last name may begin with them: De Blasio
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
NO_NAME_STARTS = frozenset(
    """the a an and but or nor so yet if when while as at by for from in into of on since than that this these
    those to until with after before because although though he she it they we i you his her its their our your
    my who what where why how there here then now also even still meanwhile however asked according speaking
    quoting citing earlier later today yesterday last next one two no not only both all some many most each
    every another other such monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december mr mrs ms dr president said says told asked added
    called""".split()
)
NO_NAME_ENDS = (
    frozenset(
        """press images street avenue road square river lake pass dam bridge university institute college school academy
        daily news times post courier monitor herald tribune journal gazette agency tv radio television pact
        treaty accord act law constitution consortium company inc corp ltd group bank union alliance council
        committee commission court party bloc house hall hotel airport station region province district state
        states republic city county war day week month award prize cup corridor railway summit conference forum
        convention declaration protocol""".split()
    )
    | BODIES
)

SENT = re.compile(r"\b(?:to|in|of|from)\s$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A name's span, without titles, and the words of it; `title` is the last title word before it, lower case."""

    span: Span
    words: tuple[str, ...]
    title: str | None


def runs(text: str, block: Span) -> Iterator[Run]:
    """The capitalised runs of one paragraph with their titles taken off; a possessive ending closes a run."""
    group: list[tuple[int, int]] = []
    for match in WORD.finditer(text, block.start, block.end):
        start, end = match.span()
        word = text[start:end]
        joined = bool(group) and text[group[-1][1] : start] in (" ", "\xa0")
        if group and not (joined and (word[0].isupper() or word.lower() in PARTICLES)):
            yield from _run(text, group)
            group = []
        owner = re.search(r"[’']s\.?$|s[’']\.?$", word)
        if word[0].isupper() or (group and word in PARTICLES):
            bare = (
                end - len(owner.group()) + (1 if owner.group()[0] == "s" else 0)
                if owner
                else _without_stop(text, start, end)
            )
            group.append((start, bare))
            if owner or bare < end:
                yield from _run(text, group)
                group = []
    if group:
        yield from _run(text, group)


def _without_stop(text: str, start: int, end: int) -> int:
    """The end of a word without a full stop, unless it is an initial or a short title ("J.", "Gen.")."""
    word = text[start:end]
    keeps = word.count(".") > 1 or len(word) == 2 or word[:-1].lower() in TITLES or word.lower() in SUFFIXES
    return end - 1 if word.endswith(".") and not keeps else end


def _run(text: str, group: list[tuple[int, int]]) -> Iterator[Run]:
    low = [text[a:b].lower().rstrip(".") for a, b in group]
    # "European Commission President Ursula ...": all up to the last office or body is no part of the name.
    last = max((i for i, w in enumerate(low[:-1]) if w in TITLES or w in ROLES or w in BODIES), default=-1)
    title = low[last] if last >= 0 and low[last] not in BODIES else None
    group, low = group[last + 1 :], low[last + 1 :]
    while group and (
        low[0] in NO_NAME_STARTS or low[0] in PARTICLES - ARTICLE_NAMES or _nation(text, group) or _post(text, group)
    ):
        group, low = group[1:], low[1:]
    while group and low[-1] in PARTICLES | SUFFIXES:
        group, low = group[:-1], low[:-1]
    if group:
        yield Run(span=Span(group[0][0], group[-1][1]), words=tuple(text[a:b] for a, b in group), title=title)


def _nation(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether the run begins with a country or its adjective: "Armenian Nikol Pashinyan" """
    word = text[group[0][0] : group[0][1]]
    return len(group) > 1 and (country_of_people(word) is not None or country(word) is not None)


def _post(text: str, group: list[tuple[int, int]]) -> bool:
    """Whether the run begins with a capital that somebody is sent to: "ambassador to Yerevan Igor Lapin"."""
    capital = country_of_capital(text[group[0][0] : group[0][1]]) is not None
    return len(group) > 2 and capital and SENT.search(text, max(0, group[0][0] - 4), group[0][0]) is not None


def could_be_person(words: tuple[str, ...]) -> bool:
    """Whether no word of a run forbids that it is a person's name."""
    low = [w.lower().rstrip(".") for w in words]
    if low[-1] in NO_NAME_ENDS or low[0] in NO_NAME_STARTS:
        return False
    joined = " ".join(words)
    return not (country(joined) or country_of_people(joined) or any(w in BODIES for w in low))

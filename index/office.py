"""Does this role hold the office that is asked for? The adviser to a president is no president, nor is a former one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.text.script import Script, script
from index.text.terms import terms

# One office under several words, or spelt in two ways; each is looked for under the word behind it.
SAME_OFFICE = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairwoman": "chairman",
    "chair": "chairman",
    "advisor": "adviser",
    "counselor": "counsellor",
    "councilor": "councillor",
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "organization": "organisation",
}
ARTICLES = frozenset(["the", "a", "an"])
BETWEEN = frozenset(["of", "for", "to", "in", "at"])  # words of a role that its other wordings lack
COMPLEMENT = re.compile(r"\s(?:of|for|to|in|at|on|with|from|under|by)\s")
# Bodies are quoted through whoever speaks for them; a person is quoted for himself.
BODIES = frozenset(
    """ministry embassy consulate government army military presidency parliament office administration delegation
    mission council committee commission agency service party court police bank union alliance pact forces cabinet
    department authorities inspectorate bloc company""".split()
)
# Somebody else than the one who is called so without the word.
NOT_THE_SAME = frozenset(
    """former ex late ousted deputy vice shadow would-be designate elect candidate assistant
    eski sabiq keçmiş նախկին ყოფილი бывший бывшая""".split()
)
SEATED = re.compile(r"[^A-Z]+ in (?P<seat>[A-Z].*)")  # "foreign ministry in Benkar", but not somebody's embassy there
ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое)$")  # Russian, before the noun that it goes with
MIN_WORDS = 2  # of a role in a question: "президент Велморы" is somebody, "президент" is whoever it is about

ROLES_KEPT = 50_000  # whose words are remembered from one question to the next

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def holds(asked: str, role: str | None, body: str | None) -> bool:
    """Whether an English role, or a body by its name, answers to the office asked for, its country left out.

    All the words asked for must be there, and its noun must be the noun of the role: "president" is not found in
    "adviser to the president". A body is found in the roles of those who speak for it, and by the name of its seat.
    """
    wanted = _terms(asked)
    if not wanted or not wanted <= _terms(role or "") | _terms(body or ""):
        return False
    seated = SEATED.fullmatch(body or "")
    if seated and wanted == _terms(seated["seat"]):
        return True
    noun = _noun(asked)
    parts = filter(None, [*re.split(r"[,;]|\sand\s", role or ""), role, body])
    return any((noun == _noun(part) or noun in BODIES) and not _others(part) - _others(asked) for part in parts)


def run_of(words: Sequence[str], role: str, form_of: Callable[[str, str], bool]) -> int:
    """How many of the first words are the role, in whatever case, from its noun on; 0 where they are another office.

    Russian has the noun of a role before what it goes with, the other languages of the region behind it.
    """
    whole = _words(role)
    noun_first = script(role) is Script.CYRILLIC
    for at in range(len(whole)):
        count = 0
        while count < min(len(words), len(whole) - at) and form_of(words[count], whole[at + count]):
            count += 1
        before, noun_in = whole[:at], at + count == len(whole)
        if noun_first:
            noun_in = all(ADJECTIVE.search(word) for word in before)
        if count >= MIN_WORDS and noun_in and not _others(" ".join(before)):
            return count
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An office as a question names it: how many words, for which actor, and its English name where it has one."""

    count: int
    actor: str
    english: str | None


def spoken(
    words: Sequence[str], offices: Sequence[tuple[str, str | None]], actor_of: Callable[[str], str | None]
) -> Spoken | None:
    """The office that the first words name together with its country, before or behind it."""
    for pattern, english in offices:
        for at, word in enumerate(words[1:], 1):
            actor = actor_of(word) if re.fullmatch(pattern, " ".join(words[:at]), re.IGNORECASE) else None
            if actor is not None:
                return Spoken(count=at + 1, actor=actor, english=english)
        behind = re.match(rf"(?:{pattern})(?!\w)", " ".join(words[1:]), re.IGNORECASE)
        actor = actor_of(words[0]) if behind else None
        if behind and actor is not None:
            return Spoken(count=1 + len(behind[0].split()), actor=actor, english=english)
    return None


@lru_cache(ROLES_KEPT)
def _noun(text: str) -> str | None:
    words = _words(COMPLEMENT.split(f" {text} ", maxsplit=1)[0])
    return _same(words[-1]) if words else None


@lru_cache(ROLES_KEPT)
def _others(text: str) -> frozenset[str]:
    return frozenset(word for word in map(str.lower, re.findall(r"\w+", text)) if word in NOT_THE_SAME)


@lru_cache(ROLES_KEPT)
def _terms(text: str) -> frozenset[str]:
    return frozenset(
        terms(" ".join(_same(word) for word in _words(text) if word.lower() not in ARTICLES | BETWEEN), "en")
    )


def _same(word: str) -> str:
    bare = re.sub(r"['’]s?$", "", word.lower())
    return SAME_OFFICE.get(bare, bare)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)

"""Actors: the country or body that a speaker speaks for, from the words of an article alone.

"Russian foreign ministry spokesperson" speaks for Russia, "NATO Secretary General" for NATO, an analyst, an opposition
leader and a former minister for themselves. Where the words fit two actors, or none, the answer is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from index.countries import country, country_of_capital, country_of_people

# Bodies of states and alliances by the names that newsrooms use, lower case.
ALLIANCES = {
    "nato": "NATO", "north atlantic treaty organization": "NATO", "eu": "European Union", "e.u.": "European Union",
    "european union": "European Union", "european commission": "European Union", "european council": "European Union",
    "european parliament": "European Union", "un": "United Nations", "u.n.": "United Nations",
    "united nations": "United Nations", "unicef": "United Nations", "unesco": "UNESCO", "csto": "CSTO",
    "collective security treaty organization": "CSTO", "osce": "OSCE", "eeu": "Eurasian Economic Union",
    "eaeu": "Eurasian Economic Union", "eurasian economic union": "Eurasian Economic Union", "imf": "IMF",
    "international monetary fund": "IMF", "world bank": "World Bank", "world health organization": "WHO",
    "council of europe": "Council of Europe", "african union": "African Union", "arab league": "Arab League",
    "opec": "OPEC", "iaea": "IAEA", "icrc": "ICRC", "red cross": "Red Cross",
}  # fmt: skip
SEATS = {
    "kremlin": "RU", "state duma": "RU", "white house": "US", "pentagon": "US", "state department": "US",
    "downing street": "GB", "foreign office": "GB", "elysee": "FR", "élysée": "FR", "bundestag": "DE", "knesset": "IL",
    "verkhovna rada": "UA", "majlis": "IR",
}  # fmt: skip
SEAT_COUNTRIES = {
    "RU": "Russia", "US": "United States", "GB": "United Kingdom", "FR": "France", "DE": "Germany", "IL": "Israel",
    "UA": "Ukraine", "IR": "Iran",
}  # fmt: skip

# Words of a role or of a body's name that make it a state's.
STATE = frozenset(
    """minister ministry government president presidency presidential parliament parliamentary army military
    defense defence foreign embassy ambassador consul consulate king queen emir sultan prince prime premier
    chancellor official officials diplomat diplomats cabinet administration envoy spokesman spokeswoman
    spokesperson secretary security adviser advisor aide deputy general commander police prosecutor ombudsman
    navy forces force intelligence customs border state negotiator delegation mission authorities leadership
    representative leader interior commissioner regulator inspectorate vice-president fm pm""".split()
)
# Words that make a body a state's beside its country, though not its bearer: "Armenia's Investigative Committee".
STATE_BODY = STATE | frozenset(
    "service council committee agency office department central national court bureau".split()
)
# Words that make its bearer speak for himself, or for something smaller or other than a state.
OWN_VOICE = frozenset(
    """opposition former ex late ousted exiled retired onetime erstwhile analyst expert journalist reporter
    editor columnist author writer historian professor lecturer scholar researcher scientist economist lawyer
    activist dissident singer actor actress resident villager student teacher candidate nominee mp lawmaker
    legislator senator congressman congresswoman mayor governor bishop archbishop priest rabbi imam coach player
    athlete party bloc faction campaign university institute think-tank thinktank academy church club newspaper
    daily news magazine channel strategist shadow citizen refugee veteran soldier worker doctor businessman
    businesswoman driver farmer eski sabiq keçmiş նախկին ყოფილი бывший бывшая экс""".split()
)
COMPANIES = frozenset(
    """company corporation consortium bank association federation foundation union group council organization
    organisation pact alliance treaty commission committee agency court fund league mission movement""".split()
)
PRIVATE_BODIES = frozenset(
    "company corporation consortium bank association federation foundation league movement".split()
)
# Roles whose "to" or "for" leads to whom they serve, not to where they are sent.
SERVING = frozenset(
    """adviser advisor aide assistant counsel counsellor counselor secretary spokesman spokeswoman spokesperson
    deputy chief""".split()
)
COMPLEMENT = re.compile(r"\s(?:to|for|on|in|with|at|against|near|from)\s")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[\w-]|[’'](?=\w))*")
OWNER = re.compile(r"[’']s?$")
NATION_ENDINGS = ("an", "n", "ian", "i", "ese", "ish", "ic")
NO_NATIONS = frozenset("Christian Asian Eurasian Caucasian Libertarian Presbyterian Guardian Civilian Parisian".split())
STATE_OFFICE = re.compile(
    r"\b(?:minister|ministry|president|presidential|government|parliament|army|embassy|ambassador)\b", re.I
)
RULED = re.compile(r"\b(?i:prime minister|president|government|parliament|king|queen) of ([A-Z]\w+)$")
OWNS = re.compile(
    r"\b([A-Z][\w-]+)[’']s?\s(?:[\w-]+\s){0,2}(?i:ministry|government|army|parliament|embassy|foreign minister)\b"
)
MIN_STEM = 4  # letters that an adjective and a place share: Mirzan, Mirzani
# A state of the USA bears a country's name: its secretary of state and governor are not that country's.
HOMONYMS = {
    "Georgia": re.compile(r"secretary of state|attorney general|lieutenant governor|\bgov\b|\brep\b|\bsen\b", re.I)
}


class Places:
    """The places that one article tells of, so that nations no package knows are found by its own words.

    A capitalised adjective before an office ("Velmoran foreign ministry") belongs to the one place name in the article
    that shares its stem ("Velmora").
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(
            w
            for w in (OWNER.sub("", m.group()) for m in WORD.finditer(self._text))
            if w[0].isupper() and w[1:].islower()
        )

    def nation(self, word: str, owns: bool) -> str | None:
        """The country of a name, adjective or demonym; of a capital or unknown place only where it `owns` an office."""
        known = country(word) or country_of_people(word) or country_of_people(word.removesuffix("s"))
        if known or not word[:1].isupper():
            return known
        return (
            (country_of_capital(word) if owns else None)
            or self._by_adjective(word)
            or (self.place(word) if owns else None)
        )

    def _by_adjective(self, word: str) -> str | None:
        if not word.endswith(NATION_ENDINGS):
            return None
        found = [name for name in self._starting(word[:MIN_STEM]) if name != word and _derived(word, name)]
        return found[0] if len(found) == 1 else None

    def _starting(self, beginning: str) -> list[str]:
        return self._by_beginning.get(beginning, [])

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self._names):
            found.setdefault(name[:MIN_STEM], []).append(name)
        return found

    def unnamed(self, adjective: str) -> str | None:
        """The country of an adjective whose country the article never names, where its ending leaves no choice:
        "Karsovian" is of Karsovia, but "Selmoran" may be of Selmora or Selmor. Surnames end in -ian too: a word that
        stands behind a first name or a title, owns something or says something is one.
        """
        if adjective in NO_NATIONS or not adjective.endswith("ian") or len(adjective) <= MIN_STEM + 2:
            return None
        name = rf"\b[A-Z][\w.]{{3,}} {adjective}\b|\b{adjective}(?:[’']s\b| said\b| told\b| added\b|[,.])"
        return None if re.search(name, self._text) else adjective[:-1]

    def place(self, word: str) -> str | None:
        """ "Dorvia's": a place whose adjective the article uses, or that owns a ministry or a government in it."""
        if any(_derived(other, word) for other in self._starting(word[:MIN_STEM])):
            return word
        return word if word in self._owners else None

    @cached_property
    def _owners(self) -> frozenset[str]:
        return frozenset(OWNS.findall(self._text))


def _derived(adjective: str, place: str) -> bool:
    stem = place[:-1] if place[-1] in "aeoy" else place
    stem = place[:-2] if place.endswith("ia") else stem
    return (
        len(stem) >= MIN_STEM
        and len(adjective) > len(stem)
        and adjective.startswith(stem)
        and adjective[len(stem) :] in NATION_ENDINGS
        and len(adjective) >= len(place)
    )


def actor_of_role(role: str, places: Places) -> str | None:
    """Whom the bearer of a role speaks for; None where the role says no actor, or more than one, or a past office."""
    if speaks_for_self(role):
        return None
    words = [w.lower() for w in re.findall(r"[\w-]+", role)]
    if any(w in PRIVATE_BODIES for w in words) and not any(w in ("central", "national", "state") for w in words):
        return _organisation(role)
    cut = COMPLEMENT.search(role)
    head, complement = (role[: cut.start()], role[cut.end() :]) if cut else (role, "")
    found = _actors_in(head, places)
    serves = cut is not None and cut.group().strip() in ("to", "for") and any(w in SERVING for w in words)
    if not found and serves:
        found = _actors_in(complement, places)
    if len(found) > 1:
        return None
    if not found:
        return _of_unnamed(role, places) or _organisation(head)
    actor = found.pop()
    homonym = HOMONYMS.get(actor)
    if homonym and homonym.search(role):
        return None
    return actor if any(_states(w) for w in words) or actor in ALLIANCES.values() else None


def speaks_for_self(role: str) -> bool:
    """Whether the bearer of a role speaks for himself, or for something smaller or other than a state."""
    words = [w.lower() for w in re.findall(r"[\w-]+", role)]
    return any(w in OWN_VOICE or w.startswith("ex-") for w in words)


def actor_of_body(name: str, places: Places) -> str | None:
    """Whom a body speaks for: a ministry for its country, an alliance for itself; None where that is not told."""
    whole = OWNER.sub("", name.strip())
    bare = re.sub(r"^(?:the|a)\s", "", whole, flags=re.IGNORECASE)
    alone = country(bare) or country_of_capital(bare) or (places.place(bare) if WORD.fullmatch(bare) else None)
    if alone:
        return alone
    cut = COMPLEMENT.search(bare)
    found = _actors_in(bare[: cut.start()] if cut else bare, places)
    words = [w.lower() for w in re.findall(r"[\w-]+", bare)]
    if len(found) != 1 or any(w in OWN_VOICE for w in words):
        return None
    actor = found.pop()
    seat = any(True for _ in _named(SEATS, bare))
    states = any(w in STATE_BODY or w.removesuffix("s") in STATE_BODY for w in words)
    return actor if states or seat or actor in ALLIANCES.values() else None


def _of_unnamed(role: str, places: Places) -> str | None:
    """A capitalised adjective before a state's office, or the place whose president somebody is, where neither package
    nor article tells of such a country.
    """
    ruled = RULED.search(role)
    if ruled is not None:
        return ruled.group(1)
    if not STATE_OFFICE.search(role):
        return None
    found = {nation for m in WORD.finditer(role) if m.group()[0].isupper() and (nation := places.unnamed(m.group()))}
    return found.pop() if len(found) == 1 else None


def _states(word: str) -> bool:
    return word in STATE or word in ("kremlin", "pentagon", "duma") or word.removesuffix("s") in STATE


def _actors_in(phrase: str, places: Places) -> set[str]:
    """Every country and alliance that a phrase names; longer names win over the shorter ones inside them."""
    found: set[str] = set()
    rest = phrase
    for name, actor in _named(ALLIANCES, phrase):
        found.add(actor)
        rest = re.sub(rf"\b{re.escape(name)}", " ", rest, flags=re.IGNORECASE)
    for name, code in _named(SEATS, rest):
        found.add(SEAT_COUNTRIES[code])
        rest = re.sub(rf"\b{re.escape(name)}", " ", rest, flags=re.IGNORECASE)
    words = [m.group() for m in WORD.finditer(rest)]
    used = -1
    for i in range(len(words)):
        for size in (3, 2, 1):
            group = words[i : i + size] if i > used and i + size <= len(words) else []
            nation = _nation(group, i > 0 and words[i - 1].lower() == "of", places)
            if nation:
                found.add(nation)
                used = i + size - 1
                break
    return found


def _named(table: dict[str, str], phrase: str) -> Iterator[tuple[str, str]]:
    """The names of a table that a phrase holds, the longest first; those of two letters in capitals only ("EU")."""
    low = f" {' '.join(WORD.findall(phrase.lower()))} "
    for name in sorted(table, key=len, reverse=True):
        if f" {name} " in low and (len(name) > 2 or name.upper() in phrase):
            yield name, table[name]


def _nation(words: list[str], after_of: bool, places: Places) -> str | None:
    if not words or not words[0][:1].isupper() or words[0].lower() in STATE:
        return None
    joined = " ".join(words)
    bare = OWNER.sub("", joined)
    if len(words) == 1:
        return places.nation(bare, owns=after_of or bare != joined)
    return country(bare) or country_of_people(bare)


def _organisation(role: str) -> str | None:
    """The organisation in "secretary general of the Coastal Security Pact": a name that ends in what it is."""
    run = re.search(r"\b(?:of|at) (?:the )?((?:[A-Z][\w-]*|of|and)(?: (?:[A-Z][\w-]*|of|and))+)", role)
    if run is None:
        return None
    name = run.group(1)
    return name if any(w.lower() in COMPANIES for w in name.split()) else None

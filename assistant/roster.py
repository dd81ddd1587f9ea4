"""Roster: everyone quoted in the archive, found by the words that a question uses for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from anyascii import anyascii

from assistant.grammar import GRAMMARS
from assistant.office import holds, run_of, spoken
from assistant.question import Who
from index.actors import ALLIANCES, SEAT_COUNTRIES, SEATS
from index.catalogue import Quoted
from index.countries import country, country_of_capital, country_of_people, inflected_country
from index.script import Script, script

Identity = tuple[str, str | None, str | None]

# Words before or in a name that say nothing about who it is.
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "madam", "the", "a", "an"])
EVERYBODY = frozenset(
    [
        "anyone",
        "anybody",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "people",
        "officials",
        "they",
        "it",
        "he",
        "she",
        "you",
        "we",
        "who",
        "others",
    ]
)
PARTICLES = frozenset("al bin da de del della den der di du el ibn la le van von zu".split())
MIN_INFLECTED = 4  # letters that a name and its case form must share from the start
MAX_ENDING = 4  # letters that a case form may add
MAX_ROLE = 6  # words of a question that may be one role

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


class Roster:
    """The speakers of one archive as it stood when it was read. `quoted` comes from the catalogue."""

    def __init__(self, quoted: Sequence[Quoted]) -> None:
        self._quoted = quoted

    def find(self, phrase: str, language: str) -> Who | None:
        """Whom the phrase asks for; None where it asks for nobody in particular ("anyone", "officials").

        Tried in turn: a country or body as a whole, a person by name, an office or body by its words. What nobody in
        the archive answers to comes back with no speakers.
        """
        words = [word for word in _words(phrase) if _key(word) not in TITLES]
        if not words or all(_key(word) in EVERYBODY for word in words):
            return None
        actor = self._actor(" ".join(words), language)
        if actor is not None:
            return Who(speaker=None, actor=actor, speakers=self._of_actor(actor))
        return self._person(words, phrase) or self._office(words, phrase, language)

    def mentioned(self, text: str, language: str) -> tuple[Who, str] | None:
        """The first speaker or country named in a text, with the words that name them: for questions without a
        known shape. Where two are named, the first one counts, subject before object in all the languages served.
        """
        matches = list(_WORD.finditer(text))
        for at, match in enumerate(matches):
            words = [m.group() for m in matches[at:]]
            named = self._named_from(words) or self._in_office(words, language)
            if named:
                count, identities = named
                asked = text[match.start() : matches[at + count - 1].end()]
                return Who(speaker=asked, actor=_only_actor(identities), speakers=frozenset(identities)), asked
            actor = self._actor(match.group(), language)
            if actor is not None and (self._of_actor(actor) or _speaks(text, match, language)):
                return Who(speaker=None, actor=actor, speakers=self._of_actor(actor)), match.group()
        return None

    def _actor(self, phrase: str, language: str) -> str | None:
        named = (
            _body(phrase)
            or country(phrase, language)
            or country(phrase)
            or country_of_people(phrase.removesuffix("s"))
            or country_of_capital(phrase)
        )
        if named is None and language != "en":
            named = inflected_country(phrase, language)
        return named or self._actors.get(_key(phrase))

    @cached_property
    def _actors(self) -> dict[str, str]:
        return {_key(one.actor): one.actor for one in self._quoted if one.actor}

    def _of_actor(self, actor: str) -> frozenset[Identity]:
        return frozenset(_identity(one) for one in self._quoted if self._speaks_for(one) == actor or one.name == actor)

    def _speaks_for(self, one: Quoted) -> str | None:
        """The actor as the article has it, else the only one that any article has for this full name."""
        return one.actor or (self._only_actors.get(one.name) if one.role is None else None)

    @cached_property
    def _only_actors(self) -> dict[str, str]:
        known: dict[str, set[str]] = {}
        for one in self._quoted:
            if one.actor and len(_words(one.name)) > 1:
                known.setdefault(one.name, set()).add(one.actor)
        return {name: actors.pop() for name, actors in known.items() if len(actors) == 1}

    @cached_property
    def _by_last_word(self) -> dict[str, list[tuple[list[str], Quoted]]]:
        found: dict[str, list[tuple[list[str], Quoted]]] = {}
        for one in self._quoted:
            name = _name_keys(one.name)
            if name and _personal(one.name):
                found.setdefault(name[-1], []).append((name, one))
        return found

    def _person(self, words: Sequence[str], phrase: str) -> Who | None:
        """By last name; where the question gives more of the name, the rest must not contradict the archive's."""
        asked = _name_keys(" ".join(words))
        if not asked:
            return None
        found = [
            one for name, one in self._by_last_word.get(asked[-1], ()) if _compatible(asked[:-1], name[:-1], one.role)
        ]
        if not found:
            return None
        identities = [_identity(one) for one in found]
        return Who(speaker=_bare(phrase), actor=_only_actor(identities), speakers=frozenset(identities))

    def _named_from(self, words: Sequence[str]) -> tuple[int, list[Identity]] | None:
        """How many of the first words are a speaker's name, in whatever case and script, and who bears it."""
        keys = [_sound(word) for word in words[:4]]
        if not keys:
            return None
        best: tuple[int, list[Identity]] | None = None
        for name, one in self._inflected(keys[0]):
            if len(name) <= len(keys) and all(_form_of(key, part) for key, part in zip(keys, name, strict=False)):
                if best is None or len(name) > best[0]:
                    best = (len(name), [])
                if len(name) == best[0]:
                    best[1].append(_identity(one))
        return best

    def _inflected(self, first: str) -> Iterable[tuple[list[str], Quoted]]:
        """Names that the word may begin: full names by their first word, and people by their last name alone."""
        for name, one in self._by_first_letters.get(first[:MIN_INFLECTED], ()):
            if _form_of(first, name[0]):
                yield name, one

    @cached_property
    def _by_first_letters(self) -> dict[str, list[tuple[list[str], Quoted]]]:
        found: dict[str, list[tuple[list[str], Quoted]]] = {}
        for names in self._by_last_word.values():
            for name, one in names:
                for part in [name, name[-1:]] if len(name) > 1 else [name]:
                    found.setdefault(part[0][:MIN_INFLECTED], []).append((part, one))
        return found

    def _in_office(self, words: Sequence[str], language: str) -> tuple[int, list[Identity]] | None:
        """How many of the first words are a role, and who is in it: as an article in their language gives it, and as
        English ones do. A name right behind it says who is meant; an office that nobody is quoted in has nobody.
        """
        likely = self._by_role_word.get(_beginning(words[0]), ()) if words else ()
        counts = [(run_of(words[:MAX_ROLE], one.role or "", _spelt_alike), one) for one in likely]
        most = max((count for count, _ in counts), default=0)
        found = [one for count, one in counts if count == most > 0]
        office = spoken(words[:MAX_ROLE], GRAMMARS[language].offices, lambda word: self._actor(word, language))
        if office is not None and office.count >= most:  # the longer reading is the one meant
            found = found if office.count == most else []
            found += self._holders(office.english, office.actor) if office.english else []
            most = office.count
        behind = self._named_from(words[most:]) if most else None
        if behind is not None:
            return most + behind[0], behind[1]
        return (most, [_identity(one) for one in found]) if most else None

    @cached_property
    def _by_role_word(self) -> dict[str, list[Quoted]]:
        """Everybody with a role, by the beginnings of its words, so that no question looks at all of them."""
        found: dict[str, list[Quoted]] = {}
        for one in self._quoted:
            for beginning in {_beginning(word) for word in _words(one.role or "")}:
                found.setdefault(beginning, []).append(one)
        return found

    def _holders(self, office: str, actor: str | None) -> list[Quoted]:
        """Whoever is quoted in an office by its English name, the actor's where there is one."""
        return [
            one
            for one in self._quoted
            if (actor is None or one.actor == actor)
            and holds(office, one.role, None if _personal(one.name) else one.name)
        ]

    def _office(self, words: Sequence[str], phrase: str, language: str) -> Who:
        """ "the Armenian prime minister": the actor that one word stands for, and the office that the others do."""
        actor, office = None, []
        for word in words:
            bare = _bare(word)
            named = self._actor(bare, language) or self._by_adjective(bare)
            if named is not None and actor is None:
                actor = named
            else:
                office.append(bare)
        found = self._holders(" ".join(office), actor)
        return Who(speaker=_bare(phrase), actor=actor, speakers=frozenset(_identity(one) for one in found))

    def _by_adjective(self, word: str) -> str | None:
        """ "Velmoran": the one known actor of whose name the word is an adjective, by their common beginning."""
        found = {
            name for key, name in self._actors.items() if len(key) >= 5 and _key(word).startswith(key.rstrip("aeioy"))
        }
        return found.pop() if len(found) == 1 else None


def _body(phrase: str) -> str | None:
    """An alliance by any of its names, or the country whose power sits at a place ("the Kremlin")."""
    key = phrase.casefold()
    seat = SEATS.get(key)
    return ALLIANCES.get(key) or (SEAT_COUNTRIES.get(seat) if seat else None)


def _identity(one: Quoted) -> Identity:
    return one.name, one.role, one.actor


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _key(word: str) -> str:
    """One spelling for all scripts: Захарова and Zakharova share it."""
    return re.sub(r"[^\w-]", "", anyascii(_bare(word)).lower())


def _bare(word: str) -> str:
    """Without the ending that English owners have."""
    return re.sub(r"['’]s?$", "", word)


def _sound(word: str) -> str:
    """The key of a name's word, one for all ways to write its vowels: Maria and Mariya, Sergei and Sergey."""
    return re.sub("[iy]+", "i", _key(word))


def _speaks(text: str, word: re.Match[str], language: str) -> bool:
    """Whether the word stands where the subject of a question does: beside its verb, or first, with the verb last."""
    grammar = GRAMMARS[language]
    said = rf"(?:{grammar.said})"
    behind = re.match(rf"\s+{said}(?!\w)", text[word.end() :], re.IGNORECASE)
    before = re.search(rf"(?<!\w){said}\s+$", text[: word.start()], re.IGNORECASE)
    first = word.start() == 0 and grammar.verb_last and re.search(rf"(?<!\w){said}\W*$", text, re.IGNORECASE)
    return bool(behind or before or first)


def _beginning(word: str) -> str:
    """The letters that all forms of a word share."""
    return _sound(word)[:MIN_INFLECTED]


def _spelt_alike(word: str, known: str) -> bool:
    return _form_of(_sound(word), _sound(known))


def _name_keys(name: str) -> list[str]:
    keys = [_sound(word) for word in _words(name)]
    return [key for key in keys if key and key not in TITLES and key not in ("jr", "sr", "ii", "iii")]


def _personal(name: str) -> bool:
    """Whether a name may be a person's: bodies have small words in theirs ("embassy in", "ministry of")."""
    small = [word for word in _words(name) if word[0].islower() and script(word) is not Script.GEORGIAN]
    return all(word.lower() in PARTICLES for word in small)


def _compatible(asked: Sequence[str], known: Sequence[str], role: str | None) -> bool:
    """Whether given names agree as far as both are given; words of the role may stand before the name."""
    office = set(_words((role or "").lower()))
    given = [word for word in asked if word not in office]
    if not given or not known:
        return True
    return given[-1] in known or any(_initials(a, b) for a in given for b in known)


def _initials(a: str, b: str) -> bool:
    return a[:1] == b[:1] and (len(a) <= 2 or len(b) <= 2 or a.startswith(b) or b.startswith(a))


def _form_of(word: str, name: str) -> bool:
    """Whether the word is the name, or a case form of it: an ending more, or another one on the same stem."""
    if word == name:
        return True
    shared = max(MIN_INFLECTED, len(name) - 2)
    return len(name) >= MIN_INFLECTED and word.startswith(name[:shared]) and len(word) - len(name) <= MAX_ENDING


def _only_actor(identities: Iterable[Identity]) -> str | None:
    actors = {actor for _, _, actor in identities if actor}
    return actors.pop() if len(actors) == 1 else None

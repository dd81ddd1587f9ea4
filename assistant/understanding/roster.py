"""Roster: everyone quoted in the archive, found by the words that a question uses for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.question import Who
from assistant.understanding.actors import Actors
from assistant.understanding.bearers import MAX_ROLE, Bearers, identity
from assistant.understanding.grammar import GRAMMARS
from index.office import spoken
from index.record.catalogue import Identity, Quoted
from index.text.names import (
    ADDRESSES,
    TITLES,
    WORD,
    alike,
    name_keys,
    sound,
    spelling,
    unowned,
    words_of,
)

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
ALL_OF_THEM = frozenset({"officials", "authorities"})  # "Russian officials": whoever speaks for Russia


class Roster:
    """The speakers of one archive as it stood when it was read. `quoted` comes from the catalogue; `aliases` are other
    names that an editor has given to some, each with the name in the record.
    """

    def __init__(self, quoted: Sequence[Quoted], aliases: Mapping[str, str] | None = None) -> None:
        self._quoted = [*quoted, *_also_called(quoted, aliases or {})]
        self._bearers = Bearers(self._quoted)
        self._actors = Actors(one.actor for one in self._quoted if one.actor)

    def find(self, phrase: str, language: str) -> Who | None:
        """Whom the phrase asks for; None where it asks for nobody in particular ("anyone", "officials").

        Tried in turn: a country or body as a whole, a person by name, an office or body by its words. What nobody in
        the archive answers to comes back with no speakers.
        """
        who = self._one(phrase, language)
        return who if who is None or who.speakers else self._together(phrase, language) or who

    def _one(self, phrase: str, language: str) -> Who | None:
        words = [word for word in words_of(phrase) if spelling(word) not in TITLES]
        if not words or all(spelling(word) in EVERYBODY for word in words):
            return None
        whole = words[:-1] if spelling(words[-1]) in ALL_OF_THEM and len(words) > 1 else words
        actor = self._actors.named(" ".join(whole), language)
        if actor is not None:
            return Who(speaker=None, actor=actor, speakers=self._of_actor(actor))
        return self._person(words, phrase) or self._office(words, phrase, language)

    def _together(self, phrase: str, language: str) -> Who | None:
        """Several who are asked for at once ("Petrova and Lindor"): each a person, or a body or office whose country
        is told, or a name that nobody in the archive bears beside one that somebody does.
        """
        joint = rf"\s*,\s*(?:(?:{GRAMMARS[language].both})\s+)?|\s+(?:{GRAMMARS[language].both})\s+"
        parts = re.split(joint, phrase.strip(), flags=re.IGNORECASE)
        each = [one for part in parts if (one := self._one(part, language)) is not None]
        known = [one for one in each if one.speakers]
        if len(each) < max(2, len(parts)) or not known:
            return None
        sure = all(one.actor or self._person(words_of(one.called), one.called) for one in known)
        named = all(word[:1].isupper() for one in each if not one.speakers for word in words_of(one.called))
        return _joined(each, unowned(phrase)) if sure and named else None

    def mentioned(self, text: str, language: str) -> tuple[Who, str] | None:
        """The first speaker or country named in a text, with the words that name them: for questions without a
        known shape. Where two are named, the first one counts, subject before object in all the languages served;
        those who are joined to it count with it.
        """
        first = self._mentioned(text, language)
        if first is None:
            return None
        (who, asked), each = first, [first[0]]
        start = text.index(asked)
        while joint := re.match(rf"\s+(?:{GRAMMARS[language].both})\s+", text[start + len(asked) :], re.IGNORECASE):
            rest = text[start + len(asked) + joint.end() :]
            another = self._mentioned(rest, language)
            if another is None or not rest.startswith(another[1]):
                break
            each.append(another[0])
            asked += joint.group() + another[1]
        return (_joined(each, asked) if len(each) > 1 else who), asked

    def _mentioned(self, text: str, language: str) -> tuple[Who, str] | None:
        matches = list(WORD.finditer(text))
        for at, match in enumerate(matches):
            words = [m.group() for m in matches[at:]]
            named = self._bearers.named_first(words) or self._in_office(words, language)
            if named:
                count, identities = named[0], [identity(one) for one in named[1]]
                identities = self._not_others(identities, text[: match.start()], language) if count == 1 else identities
                if not identities and count == 1:
                    continue
                asked = text[match.start() : matches[at + count - 1].end()]
                return Who(speaker=asked, actor=_only_actor(identities), speakers=frozenset(identities)), asked
            actor = self._actors.named(match.group(), language)
            if actor is not None and (self._of_actor(actor) or _speaks(text, match, language)):
                return Who(speaker=None, actor=actor, speakers=self._of_actor(actor)), match.group()
        return None

    @cached_property
    def everybody(self) -> frozenset[Identity]:
        """All who are quoted."""
        return frozenset(map(identity, self._quoted))

    def _of_actor(self, actor: str) -> frozenset[Identity]:
        return frozenset(map(identity, self._bearers.of_actor(actor)))

    def _person(self, words: Sequence[str], phrase: str) -> Who | None:
        identities = [identity(one) for one in self._bearers.of_name(words)]
        if not identities:
            return None
        return Who(speaker=unowned(phrase), actor=_only_actor(identities), speakers=frozenset(identities))

    def _not_others(self, identities: list[Identity], before: str, language: str) -> list[Identity]:
        """Of those who bear a last name, the ones whose given name the word before it is not another than."""
        found = re.search(r"([^\W\d_][\w'’-]*)\s+$", before)
        if found is None or not self._may_be_given(found[1], language):
            return identities
        given = sound(found[1])
        known = [(one, name_keys(one[0])[:-1]) for one in identities]
        return [one for one, parts in known if not parts or any(alike(given, part) for part in parts)]

    def _may_be_given(self, word: str, language: str) -> bool:
        """Whether a word before a last name may be a given name: no word of questions, of roles or of address."""
        grammar = GRAMMARS[language]
        asking = re.fullmatch(f"(?:{grammar.said}|{grammar.filler})", word, re.IGNORECASE)
        in_role = self._bearers.in_roles(word) or any(
            re.match(pattern, word, re.IGNORECASE) for pattern, _ in grammar.offices
        )
        return not (asking or in_role or word.lower() in ADDRESSES or (language != "ka" and word[0].islower()))

    def _in_office(self, words: Sequence[str], language: str) -> tuple[int, list[Quoted]] | None:
        """How many of the first words are a role, and who is in it: as an article in their language gives it, and as
        English ones do. A name right behind it says who is meant; an office that nobody is quoted in has nobody.
        """
        most, found = self._bearers.in_role_first(words)
        office = spoken(words[:MAX_ROLE], GRAMMARS[language].offices, lambda word: self._actors.named(word, language))
        if office is not None and office.count >= most:  # the longer reading is the one meant
            found = found if office.count == most else []
            found += self._bearers.holders(office.english, office.actor) if office.english else []
            most = office.count
        behind = self._bearers.named_first(words[most:]) if most else None
        if behind is not None:
            return most + behind[0], behind[1]
        return (most, found) if most else None

    def _office(self, words: Sequence[str], phrase: str, language: str) -> Who:
        """ "the Armenian prime minister": the actor that one word stands for, and the office that the others do."""
        actor, office = None, []
        for word in words:
            bare = unowned(word)
            named = self._actors.named(bare, language) or self._actors.by_adjective(bare)
            if named is not None and actor is None:
                actor = named
            else:
                office.append(bare)
        if actor is not None and not any(spelling(word) not in TITLES for word in office):  # "the Mirzani"
            return Who(speaker=None, actor=actor, speakers=self._of_actor(actor))
        found = self._bearers.holders(" ".join(office), actor)
        misspelt = [] if found or actor else self._bearers.misspelt(words)
        return Who(
            speaker=unowned(phrase),
            actor=actor,
            speakers=frozenset(map(identity, found)),
            misspelt=frozenset(map(identity, misspelt)),
        )


def _joined(each: Sequence[Who], asked: str) -> Who:
    speakers = frozenset[Identity]().union(*(one.speakers for one in each))
    return Who(speaker=asked, actor=None, speakers=speakers, each=tuple(each))


def _also_called(quoted: Sequence[Quoted], aliases: Mapping[str, str]) -> Iterator[Quoted]:
    for alias, name in aliases.items():
        yield from (replace(one, name=alias, alias_of=name) for one in quoted if one.name == name)


def _speaks(text: str, word: re.Match[str], language: str) -> bool:
    """Whether the word stands where the subject of a question does: beside its verb, or first, with the verb last."""
    grammar = GRAMMARS[language]
    said = rf"(?:{grammar.said})"
    behind = re.match(rf"\s+{said}(?!\w)", text[word.end() :], re.IGNORECASE)
    before = re.search(rf"(?<!\w){said}\s+$", text[: word.start()], re.IGNORECASE)
    first = word.start() == 0 and grammar.verb_last and re.search(rf"(?<!\w){said}\W*$", text, re.IGNORECASE)
    return bool(behind or before or first)


def _only_actor(identities: Iterable[Identity]) -> str | None:
    actors = {actor for _, _, actor in identities if actor}
    return actors.pop() if len(actors) == 1 else None

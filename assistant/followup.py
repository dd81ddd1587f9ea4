"""A follow-up: a text that leans on the turn before it -> Question, in code.

It is one only where all of its words are accounted for: by a shape that leaves something out ("who else?", "and ...?",
"what did she ...?"), and by what it puts in. Whatever says more is a question of its own and inherits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.before import Before
from assistant.question import Order, Question, Slot, Who
from assistant.understand import Asked, understand
from assistant.understanding.aside import EDGES, EMPHASIS
from assistant.understanding.ellipsis import ELLIPSES
from assistant.understanding.grammar import GRAMMARS
from assistant.understanding.narrow import Archive, days_named, narrowed, without
from assistant.understanding.roster import Roster
from index.text.language import question_language
from index.text.script import Script, script
from index.window import Window

MAX_FOLLOW_UP = 200  # characters; what leans on a turn before is short
MAX_TOPIC = 6  # words of a topic that nothing but "and" stands before
MAX_NAME = 6  # words of a name or a role
LANGUAGES_OF = {
    Script.LATIN: ("en", "tr", "az"),
    Script.CYRILLIC: ("ru",),
    Script.ARMENIAN: ("hy",),
    Script.GEORGIAN: ("ka",),
}
NOBODY = Roster(())
ONE_DAY = timedelta(days=1)


def follow_up(text: str, before: Before, archive: Archive, today: date) -> Question | None:
    """The question, with what it inherits in `carried`; None where the text is none that leans on the turn before."""
    said = text.translate(EMPHASIS).strip(EDGES)
    if not said or len(text) > MAX_FOLLOW_UP:
        return None
    languages = _languages(text, before, archive.languages)
    readings = [_Reading(text, said, language, before, archive, today) for language in languages]
    for reading in readings:
        if found := reading.as_a_phrase():
            return found
    for reading in readings:
        if found := reading.as_a_question():
            return found
        if reading.is_whole:  # and no other language makes less of it
            return None
    return None


def _languages(text: str, before: Before, languages: frozenset[str]) -> Sequence[str]:
    """The languages to read it in, the likeliest first: so short a text does not tell its language surely."""
    written = {found for word in text.split() if (found := script(word))}
    possible = [one for found, some in LANGUAGES_OF.items() if found in written for one in some] or list(GRAMMARS)
    likely = (question_language(text, languages), before.question.language, *possible)
    return [one for one in dict.fromkeys(likely) if one in possible]


class _Reading:
    """One text, read in one language."""

    def __init__(self, text: str, said: str, language: str, before: Before, archive: Archive, today: date) -> None:
        self._text = text
        self._said = said
        self._language = language
        self._grammar = GRAMMARS[language]
        self._words = ELLIPSES[language]
        self._before = before
        self._archive = archive
        self._today = today

    def as_a_phrase(self) -> Question | None:
        """Where the text is nothing but a turn of phrase of this language."""
        return self._by_words() or self._narrowed()

    def as_a_question(self) -> Question | None:
        """Where the text leaves out something that a question has."""
        return self._of_pronoun() or self._about_it() or self._leaning()

    @property
    def is_whole(self) -> bool:
        """Whether it asks, in this language, by itself."""
        return self._asks(self._said) or self._speaks(self._said)

    def _with(self, *given: Slot, **changes: object) -> Question:
        spoken = self._language if "topic" in given else self._before.question.language  # of the topic's words
        return self._before.inherited(self._text, *given, language=spoken, **changes)

    # "who else?", "before that?", "more": the whole text is a turn of phrase

    def _by_words(self) -> Question | None:
        if self._is(self._words.others, self._said_something):
            return self._with("who", who=self._before.everyone_else(self._archive.roster))
        if self._is(self._words.more):
            return self._with(seen=self._before.question.seen | self._before.places)
        orders: tuple[tuple[str, Order], ...] = ((self._words.latest, "latest"), (self._words.first, "first"))
        for pattern, order in orders:
            if self._is(pattern):
                return self._with("order", order=order)
        first, last = self._before.days
        if self._is(self._words.before):
            return self._moved(self._before.in_days(None, first - ONE_DAY) if first else None)
        if self._is(self._words.after):
            return self._moved(self._before.in_days(last + ONE_DAY, None) if last else None)
        return None

    @property
    def _said_something(self) -> str:
        """What may stand behind "who else": "has said anything about it"."""
        about = rf"(?:\s+(?:{self._words.some}))?(?:\s+(?:{self._words.again}))?"
        behind = rf"{about}(?:\s+(?:has\s+|have\s+)?(?:{self._grammar.said}))?{about}"
        return rf"(?:{behind})"

    def _narrowed(self) -> Question | None:
        found = narrowed(self._said, self._before.question.window, self._language, self._archive)
        return self._with(found[0], window=found[1]) if found else None

    def _moved(self, window: Window | None) -> Question:
        """The question before in another window; None where there was no day to count from."""
        if window is None:
            return self._with(notes=("nothing dated was shown before that could be counted from",))
        return self._with("days", window=window)

    def _is(self, pattern: str, tail: str = "") -> bool:
        whole = rf"(?:(?:{self._words.lead})[\s,]+)?(?:{pattern}){tail}"
        return re.fullmatch(whole, self._said, re.IGNORECASE) is not None

    # "what did she say about the pact?"

    def _of_pronoun(self) -> Question | None:
        pattern = self._words.pronoun.replace("{said}", rf"(?:{self._grammar.said})")
        match = re.match(rf"(?:(?:{self._words.lead})[\s,]+)?(?:{pattern})(?!\w)", self._said, re.IGNORECASE)
        if match is None:
            return None
        (group,) = [name for name, found in match.groupdict().items() if found]
        start, end = match.span(group)
        owner = "'s" if group == "whose" else ""
        plain = without(f"{self._said[:start]}{self._words.it}{owner}{self._said[end:]}", self._words.lead)
        question = self._read(self._drop(plain, f"{self._words.again}|{self._words.some}"), NOBODY)
        who, note = self._before.meant(match[group], self._archive.roster)
        notes = (*question.notes, *note)
        if question.topic is None:
            window = self._before.question.window if question.window == Window() else question.window
            given: tuple[Slot, ...] = () if question.window == Window() else ("days",)
            return self._with(*given, who=who, notes=notes, window=window)
        kept: frozenset[Slot] = frozenset({"who"}) if who else frozenset()
        question = replace(question, text=self._text, who=who, notes=notes, carried=kept)
        return replace(question, k=self._before.question.k, turns=self._before.texts)

    # "what did Azerbaijan say about it?"

    def _about_it(self) -> Question | None:
        plain = self._drop(self._said, self._words.again)
        if plain == self._said or not self._speaks(plain):
            return None
        return self._on_the_same(without(plain, self._words.lead))

    def _on_the_same(self, plain: str) -> Question | None:
        """A whole question, but for its topic."""
        question = self._read(plain, self._archive.roster)
        if question.who is None or question.topic is not None:
            return None
        if question.window == Window():
            return self._with("who", who=question.who, notes=question.notes)
        window = self._before.in_days(question.window.since, question.window.until)
        return self._with("who", "days", who=question.who, notes=question.notes, window=window)

    # "and Azerbaijan?", "what about the railway?", "in October?"

    def _leaning(self) -> Question | None:
        rest = self._said
        opening = re.match(rf"(?:{self._words.lead})[\s,]+", rest, re.IGNORECASE)
        closing = re.search(rf"[\s,]+(?:{self._words.trail})$", rest, re.IGNORECASE) if self._words.trail else None
        rest = rest[opening.end() if opening else 0 : closing.start() if closing else None].strip(EDGES)
        leans = bool(opening or closing)
        if self._speaks(rest):
            return self._on_the_same(rest) if leans else None
        when = days_named(rest, self._before.question.window, self._language, self._today)
        given: tuple[Slot, ...] = ("days",) if when.since or when.until else ()
        window = self._before.in_days(when.since, when.until) if given else self._before.question.window
        rest = when.rest.strip(EDGES)
        if not rest:
            return self._with(*given, window=window) if given else None
        topic = self._topic_marked(rest) if leans else None
        if topic is not None:
            return self._with("topic", *given, topic=topic, window=window)
        if self._asks(rest):
            return None
        who = self._somebody(rest)
        if who is not None:
            return self._with("who", *given, who=who, window=window)
        return self._named_or_topic(rest, given, window) if leans else None

    def _named_or_topic(self, rest: str, given: tuple[Slot, ...], window: Window) -> Question | None:
        words = rest.split()
        named = self._on_the_same(rest)  # "and Lavrov's view?"
        if named is not None and named.who is not None and named.who.speakers:
            return self._with("who", *given, who=named.who, window=window)
        if all(word[0].isupper() for word in words):
            who = Who(speaker=rest, actor=None, speakers=frozenset())
            note = f"“{rest}” was read as whoever is to have spoken, for nobody quoted in the archive is called so"
            return self._with("who", *given, who=who, window=window, notes=(note,))
        if len(words) > MAX_TOPIC:
            return None
        return self._with("topic", *given, topic=rest, window=window)

    def _topic_marked(self, rest: str) -> str | None:
        """What stands behind "about", or before what means it."""
        if self._words.about:
            match = re.match(rf"(?:{self._words.about})\s+(.+)", rest, re.IGNORECASE)
        else:
            match = re.match(rf"(.+?)\s+(?:{self._grammar.after_topic})$", rest, re.IGNORECASE)
        return match[1].strip(EDGES) if match and not self._asks(match[1]) else None

    def _somebody(self, phrase: str) -> Who | None:
        """The speaker or actor that the whole phrase names."""
        roster = self._archive.roster
        if len(phrase.split()) > MAX_NAME:
            return None
        found = roster.find(phrase, self._language)
        if found is not None and (found.speakers or found.speaker is None):
            return found
        named = roster.mentioned(phrase, self._language) if self._language != "en" else None
        return named[0] if named and not phrase.replace(named[1], "", 1).strip(EDGES) else None

    def _speaks(self, text: str) -> bool:
        return re.search(rf"(?<!\w)(?:{self._grammar.said})(?!\w)", text, re.IGNORECASE) is not None

    def _asks(self, text: str) -> bool:
        return re.search(rf"(?<!\w)(?:{self._words.asks})(?!\w)", text, re.IGNORECASE) is not None

    def _drop(self, text: str, words: str) -> str:
        return re.sub(rf"\s*(?<!\w)(?:{words})(?!\w)", " ", text, flags=re.IGNORECASE).strip()

    def _read(self, text: str, roster: Roster) -> Question:
        return understand(text, Asked(), roster, self._archive.languages, self._today)

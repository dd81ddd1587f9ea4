"""A question's text -> Question, in code: whom it asks for, about what, to whom, when, and within which articles."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from assistant.errors import BadQuestion
from assistant.question import DEFAULT_K, Order, Question, Who
from assistant.understanding.addressee import find_addressee
from assistant.understanding.aside import EDGES, EMPHASIS
from assistant.understanding.courtesy import is_courtesy
from assistant.understanding.grammar import EN, GRAMMARS, Grammar
from assistant.understanding.roster import Roster
from assistant.understanding.sequence import find_sequence
from assistant.understanding.undated import find_undated, undated_note
from assistant.understanding.unsaid import find_unsaid
from assistant.understanding.when import find_when
from assistant.understanding.within import find_within
from index.text.language import question_language
from index.window import Window, only

MAX_QUESTION = 2_000  # characters
UNSURE_TO = "articles seldom say to whom: what stands near “{}” comes first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user set apart from the question's words; each overrules what the words say.

    `alone` says that it is the whole reading: what is not set apart is not asked for, whatever the words say. Raises
    BadQuestion where its window ends before it begins: nobody means that.
    """

    speaker: str | None = None
    actor: str | None = None
    to: str | None = None
    topic: str | None = None
    window: Window = Window()
    k: int = DEFAULT_K
    alone: bool = False

    def __post_init__(self) -> None:
        since, until = self.window.since, self.window.until
        if since and until and since > until:
            raise BadQuestion(f"since {since} is later than until {until}; give the earlier day as since")


def understand(
    text: str,
    asked: Asked,
    roster: Roster,
    languages: frozenset[str],
    today: date,
    outlets: Collection[str] = (),
) -> Question:
    """Read the question; `languages` and `outlets` are the archive's. Nothing is read that is not there.

    Raises BadQuestion.
    """
    if not text.strip():
        raise BadQuestion(
            "the question is empty; ask, for example: what did the foreign ministry say about the border?"
        )
    if len(text) > MAX_QUESTION:
        raise BadQuestion(f"the question has {len(text)} characters; ask in at most {MAX_QUESTION}")
    language = question_language(text, languages) or "en"
    if asked.alone:
        return Question(
            text=text,
            language=language,
            who=_named(asked, roster, language),
            to=asked.to,
            topic=asked.topic,
            window=asked.window,
            k=asked.k,
            notes=_notes(asked.to),
            asked_on=today,
        )
    grammar_language = language if language in GRAMMARS else "en"
    grammar = GRAMMARS[grammar_language]
    unsaid, said = find_unsaid(text.translate(EMPHASIS), grammar_language)
    when = find_when(said, grammar_language, today)
    within = find_within(when.rest.strip(EDGES), grammar_language, languages, outlets)
    rest, sequence = find_sequence(within.rest, grammar_language)
    rest, order = _order(rest.strip(EDGES), grammar)
    if order == "relevance" and (sequence or (when.since and not when.until)):
        order = "over time"
    to, rest = find_addressee(rest, grammar_language, roster)
    who, topic = _who_and_topic(rest, grammar_language, roster)
    who, to = _named(asked, roster, language) or who, asked.to or to
    window = Window(
        since=asked.window.since or when.since,
        until=asked.window.until or when.until,
        outlets=asked.window.outlets or only(within.outlet),
        languages=asked.window.languages or only(within.language),
    )
    undated = None if when.since or when.until else find_undated(within.rest, grammar_language)
    if undated == topic or (who is None and is_courtesy(text)):
        topic = None  # with more before it, it may as well belong there: "life before the war"
    notes = _notes(to, unsaid, when.note, undated_note(undated) if undated else None)
    return Question(
        text=text,
        language=language,
        who=who,
        to=to,
        topic=asked.topic or topic,
        window=window,
        order=order,
        k=asked.k,
        notes=notes,
        asked_on=today,
    )


def listing(about: str | None, asked: Asked, roster: Roster, languages: frozenset[str]) -> Question:
    """The question behind a list of quotations: nothing but what the user set apart, and a topic."""
    language = question_language(about or asked.speaker or asked.actor or "", languages) or "en"
    topic = about.strip() if about else None
    return Question(
        text=about or "",
        language=language,
        who=_named(asked, roster, language),
        topic=topic or None,
        window=asked.window,
        k=asked.k,
    )


def _notes(to: str | None, *others: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (*others, UNSURE_TO.format(to) if to else None)))


def _named(asked: Asked, roster: Roster, language: str) -> Who | None:
    """Whom the options name. Both together mean the speaker where they speak for the actor."""
    if asked.speaker is None and asked.actor is None:
        return None
    language = language if language in GRAMMARS else "en"
    by_name = roster.find(asked.speaker, language) if asked.speaker else None
    by_actor = roster.find(asked.actor, language) if asked.actor else None
    if by_name is None or by_actor is None:
        return by_name or by_actor
    return replace(by_name, actor=by_actor.actor, speakers=by_name.speakers & by_actor.speakers)


def _order(text: str, grammar: Grammar) -> tuple[str, Order]:
    if grammar.latest and re.search(rf"(?<!\w)(?:{grammar.latest})(?!\w)", text, re.IGNORECASE):
        return text, "latest"
    if grammar.first and re.search(rf"(?<!\w)(?:{grammar.first})(?!\w)", text, re.IGNORECASE):
        return text, "first"
    return text, "relevance"


def _who_and_topic(text: str, language: str, roster: Roster) -> tuple[Who | None, str | None]:
    if language == "en":
        for shape in _english_shapes():
            match = shape.match(text)
            if match is None:
                continue
            named = match.groupdict()
            who = roster.find(named["who"], language) if named.get("who") else None
            if shape in _loose() and (who is None or not who.speakers):
                continue  # "the talks on the border" has the shape of "Lavrov on the border", and no speaker
            topic = (named.get("topic") or "").strip()
            topic = re.sub(rf"^(?:anything|something)\s+(?:{EN.before_topic})\s+", "", topic, flags=re.IGNORECASE)
            return who, topic if _edged(topic, EN) else None
    head = _head(text, language)
    found = roster.mentioned(head, language) or _unknown_name(head, language)
    if found is None:
        # In English without a known shape, a verb of saying may as well be a noun: "peace talks".
        return None, (_edged(text, EN) or None) if language == "en" else _topic(text, GRAMMARS[language])
    who, words = found
    return who, _topic(text.replace(words, " ", 1), GRAMMARS[language])


def _unknown_name(head: str, language: str) -> tuple[Who, str] | None:
    """A full name that nobody in the archive bears, where the question has a verb of saying: it must be refused, not
    passed over. Georgian has no capitals to tell a name by, and English questions are read by their shapes.
    """
    grammar = GRAMMARS[language]
    if language == "en" or not re.search(rf"(?<!\w)(?:{grammar.said})(?!\w)", head, re.IGNORECASE):
        return None
    for match in re.finditer(r"(?:[^\W\d_][\w'’-]*\s+)+[^\W\d_][\w'’-]*", head):
        words = match.group().split()
        for first, second in pairwise(words):
            if first[0].isupper() and second[0].isupper() and not re.fullmatch(grammar.filler, first, re.IGNORECASE):
                name = f"{first} {second}"
                return Who(speaker=name, actor=None, speakers=frozenset()), name
    return None


def _head(text: str, language: str) -> str:
    """The part of the question that may name who is asked for: all but the topic, where its bounds are known."""
    grammar = GRAMMARS[language]
    if language == "en":
        return ""  # a name in an English question of no known shape may as well be its topic
    if grammar.before_topic:
        said = re.search(rf"(?<!\w)(?:{grammar.said})(?!\w)", text, re.IGNORECASE)
        start = said.end() if said else 0
        about = re.search(rf"(?<!\w)(?:{grammar.before_topic})(?!\w)", text[start:], re.IGNORECASE)
        return text[: start + about.start()] if about else text
    return text


def _topic(text: str, grammar: Grammar) -> str | None:
    """The text without the words that belong to questions, at its ends; None where nothing is left."""
    left = _edged(re.sub(rf"(?<!\w)(?:{grammar.said})(?!\w)", " ", text, flags=re.IGNORECASE), grammar)
    return re.sub(r"\s+", " ", left) or None


def _edged(text: str, grammar: Grammar) -> str:
    edge = "|".join(filter(None, (grammar.filler, grammar.before_topic, grammar.after_topic)))
    left = re.sub(rf"^(?:\W*(?:{edge})(?!\w))+|(?:(?<!\w)(?:{edge})\W*)+$", "", text.strip(), flags=re.IGNORECASE)
    return left.strip(" ,.?!:;՞՜։«»")


@cache
def _english_shapes() -> tuple[re.Pattern[str], ...]:
    said, about = EN.said, EN.before_topic
    tail = rf"(?:\s+(?:{about}))?(?:\s+(?P<topic>.+))?$"
    marked = rf"(?:\s+(?:{about})\s+(?P<topic>.+))?$"  # where nothing but "about" tells a name from a topic
    often = r"(?:most\s+)?(?:recently|lately)|ever|first|last|originally|publicly|exactly|actually|already"
    ask = r"(?:what(?:\s+else)?|how|when|where|why|which)(?:\s+\w+)?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?:what(?:['’]s|\s+is|\s+was)\s+)?the\s+(?:very\s+)?(?:{EN.latest}|{EN.first}|last)(?:\s+thing)?"
            rf"(?:\s+that)?\s+(?P<who>.+?)\s+(?:{said}){tail}",
            rf"(?:so\s+|and\s+)?{ask}(?:['’]d|\s+(?:did|does|do|has|have|had|is|was|are))\s+(?P<who>.+?)\s+(?:(?:{often})\s+)?(?:{said}){tail}",
            rf"(?:did|does|do|has|have|had)\s+(?P<who>.+?)\s+(?:(?:{often})\s+)?(?:{said}){tail}",
            rf"what\s+(?:was|is|has been|were)\s+(?:said|quoted)(?:\s+by\s+(?P<who>.+?))?{marked}",
            rf"(?:what(?:['’]s|\s+is|\s+was|\s+are|\s+were)\s+)?(?:the\s+)?(?P<who>.+?)(?:['’]s?)\s+(?:\w+\s+)?(?:position|stance|views?|reaction|response|comments?|statements?|remarks?|opinion){tail}",
            rf"what\s+(?:is|was|are|were)\s+the\s+(?:position|stance|views?|reaction|response|opinion)\s+of\s+(?P<who>.+?){marked}",
            rf"(?:.*\s)?(?:quotes?|quotations?|statements?|comments?|remarks?)\s+(?:by|from|of)\s+(?P<who>.+?){marked}",
            r"according\s+to\s+(?P<who>[^,]+?),\s*(?P<topic>.+)$",
            rf"who\s+(?:else\s+)?(?:has\s+|have\s+)?(?:{said}){tail}",
            rf"(?:.*\s)?what\s+(?P<who>.+?)\s+(?:has\s+|have\s+|had\s+)?(?:{said}){tail}",
            r"(?P<who>[^,]+?)\s+(?:on|about)\s+(?P<topic>.+)$",
        )
    )


def _loose() -> tuple[re.Pattern[str], ...]:
    """Shapes that other questions have too: they only hold where they name somebody who is quoted."""
    return _english_shapes()[-2:]

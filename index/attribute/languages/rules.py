"""What must be known of a language to attribute its direct speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Order = Literal["verb-subject", "subject-verb"]
Gender = Literal["masc", "femn"]
NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name in its citation form; `subject` says that it was written in a form that subjects have."""

    words: tuple[str, ...]
    subject: bool
    gender: Gender | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All patterns match whole words, in any of their forms.

    `verbs` are what stands with direct speech, of which `passive` have no speaker as their subject but a document or
    what somebody is cited in, `relaying` have an outlet as subject and the speaker as object, `attributive` are
    participles before their speaker ("diyen Teymaz"). `according_to` leads up to a source, `according` follows one,
    `owned` follows a quotation whose owner stands before it ("Teymaz'ın “...” sözleri").
    `offices` speak for a state or a body where the role names one, `trades` for nobody; `generic` ones say nothing
    that the article need have said before ("the diplomat"); `past` makes an office a former one. `same_office` gives
    other words of an office. `bodies` are heads of names of bodies, `states` the offices and bodies that are a
    state's even where no package knows the state, `portfolios` the words of a body's name that are no country.
    `titles` are words beside what stands between marks as a name, `media` those of them that are outlets, `outlets`
    names of outlets that need no marks, `told` the form of such a name between marks right behind a verb, where no
    capital tells. `located` are names in a case that tells where, `family` last names by their
    endings, where no capital tells. `resumes` are words that go on with what was said ("sözlerini şöyle sürdürdü"),
    `indefinite` those before a role that is nobody's in particular ("bir yetkili").
    `pronouns` are those of the third person as subjects, `owners` the same beside a word of `according`;
    `addresses` may stand between a verb and a last name. `stops` and `bars` end a phrase read back from its end.
    `order` is where the subject stands when the verb follows the quotation. `head_first` says that an office stands
    before what it is the office of; there, `modifier` knows an adjective before it, `goes_on` what may follow it (a
    genitive), `is_given` a given name.
    `name` gives the citation form of a full name, given all words of the article and whether what stands before asks
    for an oblique case, None where the words are none; `last_name` that of a last name; `place` that of a country's;
    `body` that of a body's. `subject` says whether a word may be a subject, by its form; `in_one_form` whether a last
    name goes with a role, where no capital tells; `gender` tells that of a verb or a pronoun, where it has one.
    `unsaid_before` ends the words before a verb, and `unsaid_behind` begins those behind it, that make it one of
    nothing said ("не говорил", "сказал бы"); `asking` are those of questions that take it for granted that it was said.
    `others_before` ends the words before the marks, `others_behind` begins those behind them, that tell the marked ones
    to be what others say ("слова о «паузе»", "“fasilə” barədə sözləri").
    `nations` adds to CLDR's country names the short and the adjective forms that newsrooms use, by the beginning of
    the word and ISO 3166 code. `days` are weekdays from Monday, today and yesterday; `not_on` stands before a day
    that is another than that of the saying. `capitals` says whether the script has any, `point_leads_in` that a point
    may stand where others write a colon, `drops_subject` that a verb of saying may stand alone.
    """

    code: str
    order: Order
    verbs: re.Pattern[str]
    offices: re.Pattern[str]
    trades: re.Pattern[str]
    generic: re.Pattern[str]
    past: re.Pattern[str]
    bodies: re.Pattern[str]
    states: re.Pattern[str]
    titles: re.Pattern[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    nations: Mapping[str, str]
    days: tuple[re.Pattern[str], ...]
    name: Callable[[tuple[str, ...], frozenset[str], bool], Name | None]
    last_name: Callable[[str], str]
    place: Callable[[str, frozenset[str]], str]
    body: Callable[[tuple[str, ...]], str]
    subject: Callable[[str], bool]
    in_one_form: Callable[[str, str], bool] = field(default=lambda role, last: True)
    gender: Callable[[str], Gender | None] = field(default=lambda word: None)
    modifier: Callable[[str], bool] = field(default=lambda word: False)
    is_given: Callable[[str], bool] = field(default=lambda word: False)
    goes_on: Callable[[str], bool] = field(default=lambda word: False)
    passive: re.Pattern[str] = NOTHING
    relaying: re.Pattern[str] = NOTHING
    attributive: re.Pattern[str] = NOTHING
    owned: re.Pattern[str] = NOTHING
    according_to: re.Pattern[str] = NOTHING
    according: re.Pattern[str] = NOTHING
    owners: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset(("",))
    same_office: Mapping[str, str] = field(default_factory=dict)
    portfolios: re.Pattern[str] = NOTHING
    media: re.Pattern[str] = NOTHING
    outlets: re.Pattern[str] = NOTHING
    told: re.Pattern[str] = NOTHING
    located: re.Pattern[str] = NOTHING
    family: re.Pattern[str] = NOTHING
    resumes: re.Pattern[str] = NOTHING
    indefinite: frozenset[str] = frozenset()
    not_on: re.Pattern[str] = NOTHING
    unsaid_before: re.Pattern[str] = NOTHING
    unsaid_behind: re.Pattern[str] = NOTHING
    others_before: re.Pattern[str] = NOTHING
    others_behind: re.Pattern[str] = NOTHING
    asking: frozenset[str] = frozenset()
    bars: re.Pattern[str] = NOTHING
    head_first: bool = False
    point_leads_in: bool = False
    drops_subject: bool = False
    capitals: bool = True


def words(alternatives: str) -> re.Pattern[str]:
    """A pattern for any of these words or word patterns, separated by white space; `_` stands for a space in one."""
    return re.compile(
        r"(?<!\w)(?:" + "|".join(w.replace("_", r"\s") for w in alternatives.split()) + r")(?!\w)", re.IGNORECASE
    )


def days(*alternatives: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of the seven weekdays from Monday, of today and of yesterday."""
    return tuple(map(words, alternatives))


def stems(**of_country: str) -> Mapping[str, str]:
    """The beginnings of words, separated by white space, that name the country of each ISO 3166 code."""
    return {stem: code for code, listed in of_country.items() for stem in listed.split()}

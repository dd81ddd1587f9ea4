"""What must be known of a language to attribute its direct speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Order = Literal["verb-subject", "subject-verb"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`verbs`, `offices`, `trades`, `past` and `statements` match whole words, in any of their forms.

    `verbs` are what stands with direct speech; `offices` speak for a state or a body where the role names one,
    `trades` for nobody; `past` makes an office a former one. `statements` lead from a verb to the body whose words a
    document holds ("говорится в заявлении ..."). `pronouns` are those of the third person, as subjects.
    `order` is where the subject stands when the verb follows the quotation. `stops` end a role read back from a name.
    `citation` gives the form of a name under which it is kept. `nations` adds to CLDR's country names the short and
    the adjective forms that newsrooms use, by the beginning of the word and ISO 3166 code. Where a script has no
    capitals, a name is what stands between an office or trade and the end of the phrase. `passive` are verbs without a
    speaker; `oblique` are forms of names and offices that are no subjects; `head_first` says that an office stands
    before what it is the office of; `point_leads_in` that a point may stand where others write a colon;
    `drops_subject` that a verb of saying may stand alone.
    """

    code: str
    verbs: re.Pattern[str]
    offices: re.Pattern[str]
    trades: re.Pattern[str]
    past: re.Pattern[str]
    pronouns: frozenset[str]
    order: Order
    stops: frozenset[str]
    nations: Mapping[str, str]
    passive: re.Pattern[str]
    statements: re.Pattern[str] | None = None
    oblique: re.Pattern[str] = re.compile(r".*['’]\w+")
    head_first: bool = False
    point_leads_in: bool = False
    drops_subject: bool = False
    citation: Callable[[str], str] = field(default=lambda word: word)
    capitals: bool = True


def words(alternatives: str, before: str = r"(?<!\w)", after: str = r"(?!\w)") -> re.Pattern[str]:
    """A pattern for any of these words or word patterns, separated by white space; `_` stands for a space in one."""
    return re.compile(
        before + "(?:" + "|".join(w.replace("_", r"\s") for w in alternatives.split()) + ")" + after, re.IGNORECASE
    )


def stems(**of_country: str) -> Mapping[str, str]:
    """The beginnings of words, separated by white space, that name the country of each ISO 3166 code."""
    return {stem: code for code, listed in of_country.items() for stem in listed.split()}

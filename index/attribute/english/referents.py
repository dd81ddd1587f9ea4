"""Who is meant by "she" or "the spokesperson": the people named before, ranked by a small linear model."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from index.attribute.english.features import Features
from index.attribute.english.lexicon import FEMALE_ROLES, HE, MALE_ROLES, SHE
from index.attribute.english.people import Naming, People, Person
from index.attribute.english.rank import logistic, odds
from index.attribute.english.roles import head_role, is_past
from index.span import Span

PARAGRAPHS_BACK = 8
DISTANCES = (5, 10, 20, 40, 80, 160, 320)  # words
COUNTS = (1, 2, 4, 8, 16)
AGREEMENTS = (-2.0, -0.5, 0.5, 2.0)  # log-odds
DEGREES = ("none", "other", "part", "head", "words")
LOWERING = frozenset(("vice", "deputy", "assistant"))  # words that make another office of one
DETERMINERS = frozenset("the a an this that his her its their our".split())

TEMPLATES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    kind agreement
    kind sentences
    kind paragraphs
    subject sentences
    sayer sentences
    subject paragraphs
    kind recent
    kind count
    most
    kind rank
    full
    previous
    previous sentences
    kind distance
    role_match
    role_match role_bearers
    role_match rank
    kind subject rank
    agreement rank
    """.strip().splitlines()
)


GETTERS = tuple(itemgetter(*template) for template in TEMPLATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """`tables` holds a template's weights by its values, in the templates' order. They are learned from chains that are
    often wrong; `slope` and `bias` make the log-odds that come of them those of being right.
    """

    tables: Sequence[Mapping[object, float]]
    slope: float
    bias: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A phrase that names nobody: where it stands, "he", "she" or "role", and the role's words in lower case."""

    place: int
    kind: str
    words: tuple[str, ...] = ()

    @property
    def gender(self) -> int:
        """1 for a woman, -1 for a man, 0 for either."""
        role = head_role(list(self.words)) if self.words else None
        if self.kind == "she" or role in FEMALE_ROLES:
            return 1
        return -1 if self.kind == "he" or role in MALE_ROLES else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Where in the text subjects of verbs, and of reporting verbs, have their heads."""

    subjects: frozenset[int]
    sayers: frozenset[int]

    def is_subject(self, naming: Naming) -> bool:
        return any(p in self.subjects for p in range(naming.span.start, naming.span.end))

    def is_sayer(self, naming: Naming) -> bool:
        return any(p in self.sayers for p in range(naming.span.start, naming.span.end))


def reference(text: str, span: Span) -> Reference | None:
    """What kind of reference a phrase is; None where it is none ("they", "a source", a name)."""
    phrase = re.sub(r"['’]s?$", "", span.of(text)).lower()
    if phrase in HE or phrase in SHE:
        return Reference(place=span.start, kind="he" if phrase in HE else "she")
    words = re.findall(r"[\w-]+", re.split(r"\b(?:of|for|from|who|in|at|with|to)\b|,", phrase)[0])
    if len(words) > 1 and words[0] in ("the", "his", "her", "their", "its", "this") and head_role(words[-1:]):
        return Reference(place=span.start, kind="role", words=tuple(re.findall(r"[\w-]+", phrase)))
    return None


def name_role_holders(people: People, grammar: Grammar, spans: Sequence[Span]) -> None:
    """Counts "the prime minister" as a naming of the only person named before who is one, at each of these places."""
    for span in sorted(spans):
        sought = reference(people.page.text, span)
        if sought is not None and sought.kind == "role" and not people.page.inside(span.start):
            holder = role_holder(candidates(people, grammar, sought, None))
            if holder is not None:
                people.add(holder, span)


def role_holder(found: list[tuple[Person | None, Features]]) -> Person | None:
    """The only one of the candidates whose role fits the phrase best; of several the only one named close by.

    A role of the same head alone fits nobody: "the Florida senator" is not any senator.
    """
    for degree in (("head", "words"), ("part",)):
        fitting = [(person, features) for person, features in found if features["role_match"] in degree]
        near = [(person, features) for person, features in fitting if features["paragraphs"] in (0, 1)]
        meant = near if len(fitting) > 1 else fitting
        if fitting:
            return meant[0][0] if len(meant) == 1 else None
    return None


def candidates(
    people: People, grammar: Grammar, sought: Reference, previous: Person | None
) -> list[tuple[Person | None, Features]]:
    """The people named in the paragraphs before, the latest first, with what speaks for each; at the end, nobody.

    Nobody is a candidate like the others: "she" may be a woman whom the article never names.
    """
    last = _last_namings(people, grammar, sought)
    page = people.page
    order = sorted(last, key=lambda i: -last[i][1].span.start)
    fitting = [i for i in order if sought.gender * last[i][0].gender > -0.7]
    most = max((len(person.namings) for person, _ in last.values()), default=0)
    matches = {i: _role_match(people, sought, last[i][0]) for i in order}
    bearers = sum(m != "none" for m in matches.values())
    block = int(page.block_at[sought.place])
    found: list[tuple[Person | None, Features]] = []
    for i in order:
        person, naming = last[i]
        end = naming.span.end
        recent = sum(int(page.block_at[n.span.start]) >= block - 4 for n in person.named_before(sought.place))
        features: Features = {
            "kind": sought.kind,
            "agreement": bisect_left(AGREEMENTS, sought.gender * person.gender),
            "sentences": min(3, page.ends_between(end, max(end, sought.place))),
            "paragraphs": min(3, block - int(page.block_at[end])),
            "subject": int(grammar.is_subject(naming)),
            "sayer": int(grammar.is_sayer(naming)),
            "recent": bisect_left(COUNTS, recent),
            "count": bisect_left(COUNTS, len(person.namings)),
            "most": int(len(person.namings) == most),
            "rank": min(3, fitting.index(i)) if i in fitting else 9,
            "full": int(person.full),
            "previous": int(person is previous),
            "distance": bisect_left(DISTANCES, page.words_between(end, max(end, sought.place))),
            "role_match": matches[i],
            "role_bearers": min(3, bearers),
        }
        found.append((person, features))
    nobody: Features = {name: "nobody" for template in TEMPLATES for name in template}
    nobody |= {"kind": sought.kind, "role_bearers": min(3, bearers), "rank": f"nobody of {min(3, len(fitting))}"}
    return [*found, (None, nobody)]


def choose(found: list[tuple[Person | None, Features]], learned: Learned) -> tuple[Person | None, float]:
    """The likeliest person, or nobody, and the probability that it is the right one."""
    steps = tuple(zip(learned.tables, GETTERS, strict=True))
    values = [sum([table.get(getter(f), 0.0) for table, getter in steps]) for _, f in found]
    top = max(range(len(found)), key=values.__getitem__)
    share = 1.0 / sum(math.exp(v - values[top]) for v in values)
    return found[top][0], logistic(learned.slope * odds(share) + learned.bias)


def combined(features: Features) -> list[object]:
    """The values of each template, in the templates' order."""
    return [getter(features) for getter in GETTERS]


def _last_namings(people: People, grammar: Grammar, sought: Reference) -> dict[int, tuple[Person, Naming]]:
    """Each person's last naming before the reference, outside marks; of two in a sentence the one as a subject."""
    page = people.page
    block = int(page.block_at[sought.place])
    found: dict[int, tuple[Person, Naming]] = {}
    for person in people.everybody:
        for naming in person.named_before(sought.place):
            start = naming.span.start
            if naming.quoted or int(page.block_at[start]) < block - PARAGRAPHS_BACK:
                continue
            known = found.get(id(person))
            later = known is None or page.ends_between(known[1].span.start, start) > 0
            if later or grammar.is_subject(naming):
                found[id(person)] = (person, naming)
    return found


def _role_match(people: People, sought: Reference, person: Person) -> str:
    """How well a person's roles fit the phrase: "none", "other" by its head alone, "head" where the phrase has no more,
    "part" or "words" where some or all of the words beside the head fit too.
    """
    if sought.kind != "role":
        return "none"
    wanted = head_role(list(sought.words))
    beside = {w for w in sought.words if w not in DETERMINERS and w != wanted and w not in ("of", "for")}
    below = LOWERING & set(sought.words)
    degrees = ["none"]
    for role in dict.fromkeys(span.of(people.page.text) for span in person.roles):
        words = [w.lower() for w in re.findall(r"[\w-]+", role)]
        # "The president" is neither the former one nor the vice president.
        if (
            head_role(words) != wanted
            or is_past(role) > is_past(" ".join(sought.words))
            or LOWERING & set(words) != below
        ):
            continue
        if not beside:
            degrees.append("head")
        else:
            degrees.append("words" if beside <= set(words) else "part" if beside & set(words) else "other")
    return max(degrees, key=DEGREES.index)

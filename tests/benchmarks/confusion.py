"""Which errors are left in attribution: what is missed, invented or cut otherwise, and which speakers are wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from baselines import Prediction

from index.attribute.english.lexicon import BODIES, DOCUMENTS, PRONOUNS, REPORTING_FORMS, WORKS
from index.attribute.english.roles import head_role
from index.attribute.page import Page

Gold = dict[str, Any]
FORMS = frozenset(REPORTING_FORMS.split("|"))
SHORT = 4  # words; below it a marked stretch is often a scare quote, a title, a nickname
SOURCES = ("name", "pronoun", "role", "body", "document", "other")
PLACES = (
    "same sentence",
    "same paragraph",
    "other paragraph",
    "floating",
    "list of quotations",
    "none found",
)
MANY = 3  # marked stretches in a paragraph from which it is a list of quotations


def print_confusion(
    measure: ModuleType, gold: Sequence[Gold], found: Mapping[str, list[Prediction]], examples: int
) -> None:
    """Counts of all errors; with `examples` so many of each class."""
    cases: dict[str, list[str]] = defaultdict(list)
    wrong: Counter[tuple[str, str]] = Counter()
    for g in gold:
        scored = measure.score_doc(g, found[g["id"]])[0]
        for name, line in detection(measure, g, scored["direct"][1], "direct"):
            cases[name].append(line)
        for name, line in detection(measure, g, scored["indirect_say"][1], "indirect, say"):
            cases[name].append(line)
        for place, source, line in wrong_speakers(g, scored["direct"][1]):
            wrong[place, source] += 1
            cases[f"direct: wrong speaker, {place}, right one a {source}"].append(line)
    print("\nwrong speakers of direct quotations: where the one given stands to the right one, and what that one is")
    print(f"{'':22}" + "".join(f"{source:>10}" for source in SOURCES) + f"{'all':>8}")
    for place in PLACES:
        row = [wrong[place, source] for source in SOURCES]
        print(f"{place:22}" + "".join(f"{n:10}" for n in row) + f"{sum(row):8}")
    print(f"{len(cases['error in the data']):22} more have a verb for the right one: errors in the data")
    print("\nall errors, by class:")
    for name, lines in sorted(cases.items(), key=lambda item: -len(item[1])):
        if lines:
            print(f"  {len(lines):4}  {name}")
        for line in lines[:examples]:
            print("        ", line)


def detection(measure: ModuleType, g: Gold, log: Sequence[Any], tier: str) -> Iterator[tuple[str, str]]:
    """(class, case) of what is missed, invented, or found with another extent, and of sources that are verbs."""
    missed = [wanted for kind, wanted, _ in log if kind == "MISSED"]
    invented = [got for kind, _, got in log if kind == "SPURIOUS"]
    cut = [w for w in missed if any(measure.overlap(w[0], got[0]) for got in invented)]
    for wanted in missed:
        name = "found with another extent" if wanted in cut else f"missed, {length(g, wanted)}"
        yield f"{tier}: {name}", words(g, wanted)
    for got in invented:
        if not any(measure.overlap(w[0], got[0]) for w in cut):
            yield f"{tier}: invented, {length(g, got)}", words(g, got)
    for kind, wanted, got in log:
        if kind == "SPEAKER" and tier != "direct":
            yield f"{tier}: wrong speaker", speakers(g, wanted, got)
        elif kind == "SPEAKER" and wanted[1]["speaker"]["text"].lower() in FORMS:
            yield "error in the data", speakers(g, wanted, got)


def wrong_speakers(g: Gold, log: Sequence[Any]) -> Iterator[tuple[str, str, str]]:
    """(place, kind of the right source, case) of each wrong speaker whose right one is no verb."""
    page = Page(g["text"])
    for kind, wanted, got in log:
        if kind == "SPEAKER" and (source := wanted[1]["speaker"])["text"].lower() not in FORMS:
            yield (
                place_of(page, wanted, source, got[1].get("speaker")),
                kind_of(source["text"]),
                speakers(g, wanted, got),
            )


def place_of(page: Page, wanted: Any, source: Mapping[str, Any], given: Mapping[str, Any] | None) -> str:
    if given is None:
        return "none found"
    block = page.block(wanted[0][0][0])
    if page.words_between(block.start, block.end) == 0:
        return "floating"
    if page.marks_between(block.start, block.end) > MANY:
        return "list of quotations"
    first, last = sorted((int(source["start"]), int(given["start"])))
    if page.block_at[first] != page.block_at[last]:
        return "other paragraph"
    return "same sentence" if page.ends_between(first, last) == 0 else "same paragraph"


def kind_of(source: str) -> str:
    """What a source is, by its words."""
    low = source.lower().split()
    if low[0] in PRONOUNS and len(low) < 3:
        return "pronoun"
    for name, nouns in (("body", BODIES), ("document", DOCUMENTS | WORKS)):
        if low[-1] in nouns:
            return name
    if any(word[0].isupper() for word in source.split()[1:] or source.split()):
        return "name"
    return "role" if head_role(low) is not None else "other"


def length(g: Gold, item: Any) -> str:
    count = sum(len(g["text"][a:b].split()) for a, b in item[0])
    return f"under {SHORT} words" if count < SHORT else f"{SHORT} words and more"


def words(g: Gold, item: Any) -> str:
    start, end = item[0][0][0], item[0][-1][1]
    return str(g["text"][start:end][:70].replace("\n", " "))


def speakers(g: Gold, wanted: Any, got: Any) -> str:
    given = got[1].get("speaker")
    return f"{wanted[1]['speaker']['text']!r} | {given['text'] if given else None!r} | {words(g, wanted)}"

"""How well articles are read out of web pages.

    python tests/benchmarks/pages.py [--half dev|held] [--markups] [--errors]

102 labelled pages: twelve invented stories, two in each of six languages (markups/stories.toml), in seventeen markups
as news sites use them (markups/*.html), with the menus, notices, boxes and lists that stand around an article. A line
for the product, a line for trafilatura as it comes with the same pages. In a share of the pages each field is right:
title; day, and moment: the day with the time and the offset, each where the page states it and not where it does not;
author; outlet; language. Of the words, precision and recall of the text; `whole` is the share of pages whose text has
no word too many or too few. Title, deck and the table of one markup count neither way. `refused` is of pages that hold
no article, a list and a paywall: those count nowhere else.

The markups of half "held" were written before extraction was improved, and none of their errors was looked at. Their
totals were: after the first round, markups of the held half in which title and lists were missed made the writer add
one like them, "classic", to the other half. One writer wrote all: a smoke test, and no measure of the web. --errors
prints the errors of the half that is for looking at, --markups a line for each markup.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from string import Template

from index.article import Article
from index.errors import Rejected
from index.extract import extract
from index.raw import Format, Raw

FOLDER = Path(__file__).with_name("markups")
TEXT = ("lead", "p2", "p3", "heading", "p4", "p5")
SPARE = ("title", "deck")  # in the text or not, both are right
ZONES = {"ru", "tr", "hy", "ka", "az"}  # languages whose word for local time names a zone
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How pages of a markup are labelled. `stated` is how far the date goes: "moment" with an offset, "time" without,
    "named" where words name the zone, "day"; `around` are words that count neither way.
    """

    half: str
    stated: str = "moment"
    author: bool = True
    text: tuple[str, ...] = TEXT
    article: bool = True
    around: str = ""


MARKUPS = {
    "wordpress": Markup(half="dev"),
    "bitrix": Markup(half="dev", stated="time"),
    "microdata": Markup(half="dev", stated="time"),
    "amp": Markup(half="dev"),
    "drupal": Markup(half="dev", around="Lorn 14:05 312 Dashkel 15:20 288"),
    "liveblog": Markup(half="dev"),
    "section": Markup(half="dev", article=False),
    "agency": Markup(half="dev", stated="named"),
    "classic": Markup(half="dev", stated="time"),
    "portal": Markup(half="held"),
    "magazine": Markup(half="held"),
    "tables": Markup(half="held", stated="time"),
    "semantic": Markup(half="held", around="لورن جسر"),
    "paywalled": Markup(half="held", article=False),
    "application": Markup(half="held"),
    "press": Markup(half="held", stated="day", author=False, text=("lead", "p2", "p3", "p4", "p5")),
    "tabloid": Markup(half="held", stated="time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A page with what it says."""

    name: str
    half: str
    url: str
    html: str
    article: bool
    title: str
    published: date
    author: str | None
    outlet: str
    language: str
    text: str
    spare: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read out of a page."""

    title: str | None
    published: date | None
    authors: tuple[str, ...]
    outlet: str | None
    language: str | None
    text: str


Reader = Callable[[Labelled], Read | None]
FIELDS = ("title", "day", "moment", "author", "outlet", "language")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--markups", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    print(f"{'':28}{'pages':>6}{''.join(f'{field:>9}' for field in FIELDS)}{'P':>7}{'R':>7}{'whole':>7}{'refused':>9}")
    for half in [options.half] if options.half else ["dev", "held"]:
        some = [page for page in pages() if page.half == half]
        for name, reader in READERS.items():
            print(line(f"{half} {name}", scores(some, reader)))
            for markup in MARKUPS if options.markups else ():
                if alike := [page for page in some if page.name.startswith(f"{markup}-")]:
                    print(line(f"     {markup}", scores(alike, reader)))
    if options.errors:
        print(*errors([page for page in pages() if page.half == "dev"], ours), sep="\n")


def line(name: str, figures: dict[str, float]) -> str:
    fields = "".join(f"{figures[field]:9.3f}" if field in figures else f"{'':9}" for field in FIELDS)
    words = "".join(f"{figures[one]:7.3f}" if one in figures else f"{'':7}" for one in ("precision", "recall", "whole"))
    refused = f"{figures['refused']:9.3f}" if "refused" in figures else ""
    return f"{name:28}{figures['pages']:6.0f}{fields}{words}{refused}"


@cache
def pages() -> tuple[Labelled, ...]:
    stories = tomllib.loads((FOLDER / "stories.toml").read_text(encoding="utf-8"))["story"]
    return tuple(
        _labelled(
            name, markup, f"{name}-{language}", [story for story in stories if story["language"] == language][at % 2]
        )
        for at, (name, markup) in enumerate(MARKUPS.items())
        for language in dict.fromkeys(story["language"] for story in stories)
    )


def _labelled(markup_name: str, markup: Markup, name: str, story: dict[str, object]) -> Labelled:
    words = {key: value for key, value in story.items() if isinstance(value, str)}
    published, changed = story["published"], story["changed"]
    assert isinstance(published, datetime)
    assert isinstance(changed, datetime)
    host = f"{markup_name}-{words['language']}.example"
    url = f"https://{host}/2026/{published:%m}/{published:%d}/48213"
    furniture = tomllib.loads((FOLDER / "furniture.toml").read_text(encoding="utf-8"))[words["language"]]
    slots = furniture | words | {"host": host, "url": url} | _dates(published, changed, words["language"])
    slots |= {"lang": words["language"]}
    written = {key: html.escape(value) for key, value in slots.items()}
    written |= {f"{key}_json": json.dumps(value)[1:-1] for key, value in slots.items()}
    written |= {f"{key}_entities": _entities(value) for key, value in slots.items()}
    template = Template((FOLDER / f"{markup_name}.html").read_text(encoding="utf-8"))
    return Labelled(
        name=name,
        half=markup.half,
        url=url,
        html=template.substitute(written),
        article=markup.article,
        title=words["title"],
        published=_stated(published, markup.stated, words["language"]),
        author=words["author"] if markup.author else None,
        outlet=words["outlet"],
        language=words["language"],
        text="\n".join(words[slot] for slot in markup.text),
        spare="\n".join([*(words[slot] for slot in SPARE), markup.around]),
    )


def _stated(published: datetime, how_far: str, language: str) -> date:
    if how_far == "day":
        return published.date()
    return published.replace(tzinfo=None) if how_far == "time" or (how_far, language) == ("named", "en") else published


def _dates(published: datetime, changed: datetime, language: str) -> dict[str, str]:
    """The dates in every way that the markups write them."""
    from babel.dates import format_date

    slots = {"dashed_words": format_date(published, "full", locale=language)}
    slots["today_words"] = format_date(published + timedelta(days=40), "d MMMM y", locale=language)
    slots["related_dotted"] = f"{published - timedelta(days=1):%d.%m.%Y}"
    slots["iso_space"] = f"{published:%Y-%m-%d %H:%M:%S}"
    for key, moment in (("", published), ("changed_", changed)):
        slots[f"{key}words"] = format_date(moment, "d MMMM y", locale=language)
        slots[f"{key}dotted"] = f"{moment:%d.%m.%Y}"
        slots[f"{key}clock"] = f"{moment:%H:%M}"
        slots[f"{key}utc"] = moment.astimezone(UTC).isoformat()
        slots[f"{key}local" if key else "iso_local"] = moment.replace(tzinfo=None).isoformat()
    return slots | {"iso": published.isoformat(), "changed": changed.isoformat()}


def _entities(text: str) -> str:
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


def ours(page: Labelled) -> Read | None:
    payload = page.html.encode()
    try:
        found: Article = extract(
            Raw(origin=page.name, format=Format.HTML, payload=payload, size=len(payload), url=page.url)
        )
    except Rejected:
        return None
    return Read(
        title=found.title,
        published=found.published,
        authors=found.authors,
        outlet=found.outlet,
        language=found.language,
        text=found.text,
    )


def plain(page: Labelled) -> Read | None:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page.html, url=page.url, with_metadata=True)
    if not isinstance(found, Document) or not found.text:
        return None
    return Read(
        title=found.title,
        published=date.fromisoformat(found.date) if found.date else None,
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        outlet=found.sitename,
        language=found.language,
        text=found.text,
    )


READERS: dict[str, Reader] = {"product": ours, "trafilatura": plain}


def scores(some: Sequence[Labelled], reader: Reader) -> dict[str, float]:
    count: Counter[str] = Counter()
    for page in some:
        found = reader(page)
        if not page.article:
            count["walls"] += 1
            count["refused"] += found is None
            continue
        count["articles"] += 1
        count.update(field for field, right in right_fields(page, found).items() if right)
        hit, of_found, of_wanted = overlap(page, found)
        count["hit"] += hit
        count["found"] += of_found
        count["wanted"] += of_wanted
        count["whole"] += hit == of_found == of_wanted
    figures = {"pages": float(len(some))}
    if count["articles"]:
        figures |= {field: count[field] / count["articles"] for field in (*FIELDS, "whole")}
        figures |= {"precision": count["hit"] / max(count["found"], 1), "recall": count["hit"] / count["wanted"]}
    if count["walls"]:
        figures["refused"] = count["refused"] / count["walls"]
    return figures


def right_fields(page: Labelled, found: Read | None) -> dict[str, bool]:
    if found is None:
        return dict.fromkeys(FIELDS, False)
    return {
        "title": found.title == page.title,
        "day": found.published is not None and _day(found.published) == _day(page.published),
        "moment": _same(found.published, page.published),
        "author": found.authors == ((page.author,) if page.author else ()),
        "outlet": found.outlet == page.outlet,
        "language": found.language == page.language,
    }


def _day(moment: date) -> date:
    """The day on which a moment falls where it was written; in UTC, at night, it may be another."""
    return moment.date() if isinstance(moment, datetime) else moment


def _same(found: date | None, label: date) -> bool:
    """The same moment, and told with or without an offset alike."""
    if isinstance(found, datetime) and isinstance(label, datetime):
        return (found.tzinfo is None) == (label.tzinfo is None) and found == label
    return found == label and type(found) is type(label)


def overlap(page: Labelled, found: Read | None) -> tuple[int, int, int]:
    """Words that are both in the text and in its label, in the text, in the label; those that are spare left out."""
    wanted, got = Counter(WORD.findall(page.text)), Counter(WORD.findall(found.text if found else ""))
    hit = (got & wanted).total()
    spare = ((got - wanted) & Counter(WORD.findall(page.spare))).total()
    return hit, got.total() - spare, wanted.total()


def errors(some: Sequence[Labelled], reader: Reader) -> Iterator[str]:
    for page in some:
        found = reader(page)
        if not page.article:
            if found is not None:
                yield f"{page.name}: taken for an article"
            continue
        for field, right in right_fields(page, found).items():
            if not right:
                label = page.published if field in ("day", "moment") else getattr(page, field)
                got = found and (
                    found.published
                    if field in ("day", "moment")
                    else getattr(found, "authors" if field == "author" else field)
                )
                yield f"{page.name}: {field} is {label!s}, read {got!s}"
        if found:
            wanted, got_words = Counter(WORD.findall(page.text)), Counter(WORD.findall(found.text))
            spare = Counter(WORD.findall(page.spare))
            for what, words in (("too many", got_words - wanted - spare), ("missing", wanted - got_words)):
                if words:
                    yield f"{page.name}: {what}: {' '.join(words.elements())[:160]}"


if __name__ == "__main__":
    main()

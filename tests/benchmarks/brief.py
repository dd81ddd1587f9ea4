"""How long a briefing draft takes: python tests/benchmarks/brief.py [--home DIR] [--grown DIR] [--articles 10000]

An archive of 10,000 articles without a model: real news, then copies of it in which every second word is another one of
its length, on other days and with noise in the vectors, so that none is a copy to the archive and nothing is embedded
twice. Each topic is drafted in a process of its own, as `briefings draft` does it, and its stages timed, the writing of
every format among them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from archive import filled, opened
from data import shared_or_exit
from grown import Remembering, Vector, remembered, take_in
from process import run

from assistant.answer import Refusal
from assistant.ask import Assistant
from assistant.briefs.brief import Wanted, compose
from assistant.briefs.html import as_html
from assistant.briefs.labels import Labels
from assistant.briefs.lay_out import lay_out
from assistant.briefs.markdown import as_markdown
from assistant.briefs.template import load
from assistant.briefs.typeset import as_pdf
from assistant.briefs.word import as_docx
from assistant.evidence import Gathered
from assistant.question import Question
from index.library import Library
from index.span import Span
from index.store import Entry
from index.unit import units

BASE = 250  # articles that are read and embedded
EVERY_WORD = 2
WORD = re.compile(r"\b[a-z]{4,}\b")  # such as is exchanged
DAYS = 9  # between one copy of the base and the next
TOPICS = (
    "the war in Ukraine",
    "inflation and interest rates",
    "the midterm elections",
    "what did the president say about gas prices",
    "Covid-19",
)
Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home for the real articles, to be used again; a new one otherwise")
    parser.add_argument("--grown", type=Path, help="a home for all of them, likewise")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--child", nargs=2, metavar=("HOME", "TOPIC"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(drafted(Path(options.child[0]), options.child[1])))
        return
    news = shared_or_exit() / "data" / "news" / "articles_small.jsonl.gz"
    with tempfile.TemporaryDirectory() as name:
        home = options.grown or Path(name) / "grown"
        with opened(options.home or Path(name) / "news") as base:
            if options.home is None:
                filled(base, [news], limit=BASE)
            grow(home, base, options.articles)
        report([run([sys.executable, __file__, "--child", str(home), topic]).printed for topic in TOPICS])


def grow(home: Path, base: Library, articles: int) -> None:
    """Make `home` an archive of so many articles; one that has them is left as it is."""
    assert base.embedder is not None
    known = remembered(base)
    with opened(home, Remembering(base.embedder, known)) as library:
        held = library.store.catalogue.totals()["articles"]
        take_in(library, varied(base, known, articles, held))


def varied(base: Library, known: dict[str, Vector], articles: int, held: int) -> Iterator[Entry]:
    """Copies of the base with other words, in the same places; each is known by the vectors of what it was made of."""
    words = defaultdict(list)
    every = list(base.store.every_article())
    for name, revision in every:
        for word in WORD.findall(base.store.article(name, revision).text):
            words[len(word)].append(word)
    wanted = ((number, *one) for number in count() for one in every)
    for number, name, revision in islice(wanted, held, articles):
        article, (passages, quotations) = base.store.article(name, revision), base.store.parts(name, revision)
        entry = _other(Entry(article=article, passages=passages, quotations=quotations), number, words)
        before = units(article, passages, quotations)
        after = units(entry.article, entry.passages, entry.quotations)
        known.update({new.text: known[old.text] for old, new in zip(before, after, strict=True)})
        yield entry


def _other(entry: Entry, number: int, words: dict[int, list[str]]) -> Entry:
    """The copy of this number, the same whenever it is made."""
    article, chance = entry.article, Random(f"{number} {entry.article.id}")
    named = [span for one in entry.quotations for span in (one.mention, one.cue) if span]
    name = f"copy{number}-{article.id}"
    other = replace(
        article,
        id=name,
        revision=1,
        url=None,
        text=_exchanged(article.text, named, words, chance),
        title=_exchanged(article.title, [], words, chance) if article.title else None,
        published=article.day + timedelta(days=DAYS * number) if article.day else None,
    )
    return Entry(
        article=other,
        passages=tuple(replace(each, article=name, revision=1) for each in entry.passages),
        quotations=tuple(replace(each, article=name, revision=1) for each in entry.quotations),
    )


def _exchanged(text: str, kept: list[Span], words: dict[int, list[str]], chance: Random) -> str:
    """With every second of its longer lower-case words another one as long; not where somebody is named or speaks."""
    held = bytearray(len(text))
    for span in kept:
        held[span.start : span.end] = b"\1" * len(span)

    def other(match: re.Match[str]) -> str:
        if chance.randrange(EVERY_WORD) or any(held[match.start() : match.end()]):
            return match[0]
        return chance.choice(words.get(len(match[0])) or [match[0]])

    return WORD.sub(other, text)


class Timed(Assistant):
    """Tells how long its stages take."""

    def __init__(self, library: Library, clock: Clock) -> None:
        super().__init__(library)
        self._clock = clock

    def _understand(self, request: Any) -> Question:
        return self._clock.timed("understand", lambda: super(Timed, self)._understand(request))

    def _gather(self, question: Question) -> Gathered:
        return self._clock.timed("gather", lambda: super(Timed, self)._gather(question))


class Clock:
    """`seconds` of each stage, by its name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, act: Callable[[], Result]) -> Result:
        start = time.perf_counter()
        done = act()
        self.seconds[stage] = time.perf_counter() - start
        return done


def drafted(home: Path, topic: str) -> dict[str, Any]:
    """The stages of one draft, in seconds, and what is in it."""
    clock = Clock()
    start = time.perf_counter()
    with opened(home) as library:
        totals = clock.timed("open", library.store.catalogue.totals)
        assistant = Timed(library, clock)
        wanted = Wanted(topic=topic, template=load("regional", home))
        answer = clock.timed("ask", lambda: assistant.ask(topic, wanted.options))
        clock.seconds["draft and verify"] = (
            clock.seconds.pop("ask") - clock.seconds["understand"] - clock.seconds["gather"]
        )
        if isinstance(answer, Refusal):
            return {"topic": topic, "refused": answer.reason, "articles": totals["articles"]}
        made = clock.timed("compose", lambda: compose(wanted, answer, library, assistant.today()))
    page = clock.timed("lay out", lambda: lay_out(made, Labels("en")))
    for name, write in {"md": as_markdown, "html": as_html, "docx": as_docx, "pdf": as_pdf}.items():
        clock.timed(name, lambda write=write: write(page))
    clock.seconds["all"] = time.perf_counter() - start
    told = {"articles": totals["articles"], "quotations": len(made.citations), "events": len(made.events)}
    return told | {"topic": topic, "seconds": clock.seconds}


def report(printed: list[str]) -> None:
    for one in (json.loads(each.splitlines()[-1]) for each in printed):
        print(f"\n{one['topic']}: {one['articles']} articles")
        if "refused" in one:
            print(f"  refused: {one['refused']}")
            continue
        print(f"  {one['quotations']} quotations, {one['events']} events")
        print("  " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in one["seconds"].items()) + " s")


if __name__ == "__main__":
    main()

"""Are copies found, and nothing else taken for one: python tests/benchmarks/copies.py [--every N] [--misses]

Plants 1,000 near-copies of real articles among all of them (11,043; `--every 4` takes a quarter of everything), in an
order drawn by lot: cut at the end to between a third and nine tenths; retitled, with a dateline and a footer; edited,
where up to 15 % of the words are replaced, left out or put in and some sentences go; re-quoted, where quotations are
cut, their marks and the verbs beside them are others. A third of each kind is also cut or edited a little. The numbers
of index/copying/overlap.py were set on one half of the plants; the other half is held back, and printed apart.

Beside them traps, which are no copies: follow-ups, with an opening of their own and paragraphs of background out of an
earlier article, and bulletins of invented offices, a form filled in anew each day. Precision counts every link to or
from a plant that is wrong, and every link of a trap. Links among the real articles have no labels; they are counted,
and `--misses` prints them to be read.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import lines, shared_or_exit

from index import store as record
from index.article import Article
from index.store import Entry, Store
from index.upkeep.settle import BATCH_ARTICLES

PLANTS, FOLLOW_UPS, BULLETINS = 1_000, 300, 300
LEAST_WORDS = 120  # of an article that is planted from
OUTLETS = ("The Lorn Post", "Vell Courier", "Sefrin Today", "Karn Gazette")
VERBS = {"said": "told reporters", "says": "has said", "told": "said to", "added": "went on to say"}
SAYING = re.compile(r"\b(?:" + "|".join(VERBS) + r")\b")
QUOTED = re.compile(r'["“]([^"“”]{20,})["”]')
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
FORMS = (
    "The central bank of {place} has set the rate of the crown at {a} to the mark and {b} to the florin for {day}. "
    "The reserve stood at {c} million crowns in the evening, the bank said. Exchange offices open at nine and close "
    "at six.",
    "{a} trains left {place} on {day}, of which {b} were late by more than ten minutes, the railway office said. The "
    "line to the coast was shut for {c} minutes. Passengers may claim back their fare at any counter within two "
    "weeks of travel.",
    "The water office of {place} measured {a} centimetres at the bridge on {day} and {b} at the weir. It expects {c} "
    "for the next day. People by the river are asked to keep their cellars clear and to follow what the office says.",
)
PLACES = ("Lorn", "Vell", "Sefrin", "Karn")
Words = list[str]


@dataclass(frozen=True, kw_only=True)
class Planted:
    """An article with the id of what it was made from, where it is a copy, and how."""

    article: Article
    source: str | None
    kind: str
    held_back: bool = False


class Gardener:
    """Makes plants and traps out of real articles; the same ones each time. The openings of follow-ups are of articles
    that are kept `apart`.
    """

    def __init__(self, articles: Sequence[Article], apart: Sequence[Article]) -> None:
        self._chance = random.Random(20)
        self._apart = apart
        self._long = [one for one in articles if len(one.text.split()) >= LEAST_WORDS]
        self._words = [word for one in self._chance.sample(self._long, 40) for word in one.text.split()]

    def plants(self, number: int) -> Iterator[Planted]:
        kinds: tuple[Callable[[str], str], ...] = (self.truncated, self.retitled, self.edited, self.requoted)
        for at, source in enumerate(self._chance.sample(self._long, number)):
            change = kinds[at % len(kinds)]
            text = change(source.text)
            if self._chance.random() < 1 / 3:
                text = self.cut(text, 0.7, 0.95) if self._chance.random() < 0.5 else self.reworded(text, 0.05)
            yield Planted(
                article=self._published(source, f"plant-{at}", text),
                source=source.id,
                kind=change.__name__,
                held_back=at // len(kinds) % 2 == 1,
            )

    def _published(self, source: Article, name: str, text: str) -> Article:
        outlet = self._chance.choice((source.outlet, *OUTLETS))
        late = 0 if outlet == source.outlet else self._chance.randint(0, 2)  # who has it anew later has news
        day = source.day + timedelta(days=late) if source.day else None
        title = " ".join(self._chance.sample(self._words, 8))
        return Article(id=name, text=text, title=title, outlet=outlet, published=day, language="en")

    def truncated(self, text: str) -> str:
        return self.cut(text, 0.33, 0.9)

    def retitled(self, text: str) -> str:
        place = self._chance.choice(PLACES)
        heads = (f"{place.upper()} (Reuters) - ", f"{place}, May 3 - ", f"By Ann Orrin\n\n{place}: ", "")
        feet = ("\n\nRead more on our site. Subscribe to our newsletter.", "\n\n© All rights kept.", "")
        return self._chance.choice(heads) + text + self._chance.choice(feet)

    def edited(self, text: str) -> str:
        sentences = SENTENCE_END.split(text)
        kept = [one for one in sentences if self._chance.random() > 0.06] or sentences
        return self.reworded(" ".join(kept), self._chance.uniform(0.03, 0.15))

    def requoted(self, text: str) -> str:
        def other(match: re.Match[str]) -> str:
            words = match[1].split()
            if len(words) > 8 and self._chance.random() < 0.5:
                words = [*words[: len(words) * 2 // 3], "..."]
            opening, closing = self._chance.choice((("«", "»"), ("“", "”"), ("'", "'"), ("„", "“")))
            return f"{opening}{' '.join(words)}{closing}"

        def verb(match: re.Match[str]) -> str:
            return VERBS[match[0]] if self._chance.random() < 0.6 else match[0]

        return SAYING.sub(verb, QUOTED.sub(other, text))

    def cut(self, text: str, least: float, most: float) -> str:
        return text[: max(200, int(len(text) * self._chance.uniform(least, most)))].rsplit(" ", 1)[0] + " ..."

    def reworded(self, text: str, share: float) -> str:
        words: Words = []
        for word in re.split(r"(?<=\s)", text):
            if self._chance.random() >= share:
                words.append(word)
            elif self._chance.random() < 0.6:
                words.append(self._chance.choice(self._words) + " ")
            elif self._chance.random() < 0.5:
                words += [word, self._chance.choice(self._words) + " "]
        return "".join(words)

    def follow_ups(self, number: int) -> Iterator[Planted]:
        for at, news in zip(range(number), self._apart, strict=False):
            before = self._chance.choice(self._long)
            paragraphs = before.text.split("\n\n")
            background = "\n\n".join(paragraphs[len(paragraphs) // self._chance.randint(3, 4) :])
            opening = news.text[: max(400, int(len(background) * self._chance.uniform(0.4, 1.0)))].rsplit(" ", 1)[0]
            article = self._published(before, f"follow-up-{at}", f"{opening}.\n\n{background}")
            yield Planted(article=article, source=None, kind="follow-up")

    def bulletins(self, number: int) -> Iterator[Planted]:
        for at in range(number):
            day = date(2025, 1, 1) + timedelta(days=at // len(FORMS))
            form, place = FORMS[at % len(FORMS)], PLACES[at % len(PLACES)]
            a, b, c = (self._chance.randint(10, 999) for _ in range(3))
            text = form.format(place=place, day=f"{day:%d %B}", a=a, b=b, c=c)
            article = Article(
                id=f"bulletin-{at}", text=text, title=f"From {place}", outlet=OUTLETS[0], published=day, language="en"
            )
            yield Planted(article=article, source=None, kind="bulletin")


@dataclass(kw_only=True)
class Outcome:
    """Links, by the planted article's kind and half."""

    found: Counter[str]
    missed: Counter[str]
    wrong: int
    among_real: list[tuple[str, str]]
    milliseconds: float  # CPU of linking, an article

    @property
    def precision(self) -> float:
        right = sum(self.found.values())
        return right / (right + self.wrong) if right + self.wrong else 1.0

    def recall(self, half: str) -> float:
        """`half` is "calibrated" or "held back"."""
        found, missed = (sum(n for key, n in each.items() if key.endswith(half)) for each in (self.found, self.missed))
        return found / (found + missed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="take every Nth article, and as few plants")
    parser.add_argument("--misses", action="store_true", help="print what was not found, what is wrong, and real pairs")
    options = parser.parse_args()
    real = list(real_articles(shared_or_exit(), options.every))
    outcome, told = measured(real, options.every)
    if options.misses:
        print("\n".join(told))
    for key in sorted(outcome.found | outcome.missed):
        found, missed = outcome.found[key], outcome.missed[key]
        print(f"{key:28}{found:6} of {found + missed}")
    for half in ("calibrated", "held back"):
        print(f"{'recall, ' + half:28}{outcome.recall(half):8.4f}")
    print(f"{'precision':28}{outcome.precision:8.4f}   {outcome.wrong} wrong")
    print(f"{'links among the real ones':28}{len(outcome.among_real):6} in {len(real)} articles, unlabelled")
    print(f"{'linking':28}{outcome.milliseconds:8.2f} ms of CPU an article")


def real_articles(folder: Path, every: int) -> Iterator[Article]:
    for at, row in enumerate(lines(folder / "data" / "news" / "articles.jsonl.gz")):
        if at % every == 0:
            yield Article(
                id=row["id"],
                text=row["text"],
                title=row["title"],
                outlet=row["outlet"],
                published=date.fromisoformat(row["published"]),
                language="en",
            )


def measured(real: Sequence[Article], every: int = 1) -> tuple[Outcome, list[str]]:
    """Plants a part of the plants and traps among these articles; the outcome, and a line on each miss and wrong "
    "link."""
    number = FOLLOW_UPS // every
    apart, real = real[:number], real[number:]
    gardener = Gardener(real, apart)
    planted = [
        *gardener.plants(PLANTS // every),
        *gardener.follow_ups(number),
        *gardener.bulletins(BULLETINS // every),
    ]
    everything = [*real, *(one.article for one in planted)]
    random.Random(21).shuffle(everything)
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "record.sqlite3")
        milliseconds = linked(store, everything)
        originals = store.copies.originals([one.id for one in everything])
        store.close()
    return compared(planted, originals, milliseconds)


def linked(store: Store, articles: Sequence[Article]) -> float:
    """Accept the articles one by one; the CPU of linking, in milliseconds an article."""
    real, spent = record.link, 0.0

    def timed(*arguments: Any) -> None:
        nonlocal spent
        start = time.process_time()
        real(*arguments)
        spent += time.process_time() - start

    record.link = timed
    try:
        entries = [Entry(article=one, passages=(), quotations=()) for one in articles]
        for at in range(0, len(entries), BATCH_ARTICLES):
            store.accept(entries[at : at + BATCH_ARTICLES], "benchmark")
    finally:
        record.link = real
    return spent / len(articles) * 1000


def compared(planted: Sequence[Planted], originals: dict[str, str], milliseconds: float) -> tuple[Outcome, list[str]]:
    kinds = {one.article.id: one for one in planted}
    sources = {one.source for one in planted}

    def story(name: str) -> str:
        return originals.get(name, name)

    outcome = Outcome(found=Counter(), missed=Counter(), wrong=0, among_real=[], milliseconds=milliseconds)
    told = []
    for one in (each for each in planted if each.source):
        key = f"{one.kind}, {'held back' if one.held_back else 'calibrated'}"
        together = story(one.article.id) == story(one.source or "")
        (outcome.found if together else outcome.missed)[key] += 1
        if not together:
            told.append(f"missed: {key} {one.article.id} of {one.source}")
    own = {one.article.id: one.source for one in planted if one.source}
    for name, original in originals.items():
        a, b = kinds.get(name), kinds.get(original)
        if a is None and b is None:
            outcome.among_real.append((name, original))
            told.append(f"real: {name} {original}")
        elif {own.get(name, name), own.get(original, original)} & sources and story(own.get(name, name)) == story(name):
            continue  # counted above: a plant and its source, or another copy of that
        else:
            outcome.wrong += 1
            told.append(f"wrong: {name} ({a.kind if a else 'real'}) {original} ({b.kind if b else 'real'})")
    return outcome, told


if __name__ == "__main__":
    main()

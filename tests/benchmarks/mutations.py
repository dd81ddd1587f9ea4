"""Is every falsified quotation caught, and called what it is: tests/benchmarks/mutations.py [--homes DIR] [--misses N]

Takes quotations out of real articles (PolNeAR's dev split and every fourth article of its training split, English) and
of labelled invented ones in five other languages, and falsifies 500 of them in seven ways, each with one defect:

    word      a word replaced by one of another quotation, left out, or put in
    mark      a mark between two words, or at the end of a question or a cry, made another
    speaker   named as somebody else's who is quoted in the archive
    date      another day of publication
    span      another place in the article
    merged    joined with another quotation, of the same article or of another one
    elided    three words or more left out of the middle without a sign

Beside them what must pass: quotations as they are, typeset otherwise, and with words left out openly; and quotations of
articles that were kept out. `caught` counts what is not passed, `right` what gets the expected
verdict.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from archive import filled, opened
from data import ROOT, lines, shared_or_exit

from assistant.checking.check import Checker
from assistant.checking.checked import Asked, Claimed, Verdict
from assistant.checking.words import Worded
from index.attribute import shown
from index.library import Library
from index.quotation import Quotation
from index.settings import Settings
from index.span import Span
from index.text.names import name_keys

MUTATIONS = 500
CONTROLS = 100  # of each kind
EVERY = 4
LEAST = 8  # words of a quotation that is taken
OTHER_MARKS = {",": ";", ";": ":", ":": ",", ".": "?", "?": ".", "!": "?", "-": ",", "…": ","}


@dataclass(frozen=True, kw_only=True)
class Known:
    """A quotation of the archive as it may be quoted."""

    quotation: Quotation
    asked: Asked
    words: Worded


@dataclass(frozen=True, kw_only=True)
class Case:
    kind: str
    asked: Asked
    expected: Verdict


class Forger:
    """Falsifies quotations; the same ones each time. Gives None where one cannot be falsified so."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._chance = Random(9)
        self._known = known
        self.kinds: dict[str, tuple[Callable[[Known], Asked | None], Verdict]] = {
            "word": (self.word, "altered"),
            "mark": (self.mark, "altered"),
            "speaker": (self.speaker, "other speaker"),
            "date": (self.date, "misreported"),
            "span": (self.span, "misplaced"),
            "merged": (self.merged, "stitched"),
            "elided": (self.elided, "stitched"),
        }
        self.sound: dict[str, tuple[Callable[[Known], Asked | None], Verdict]] = {
            "as it is": (lambda known: known.asked, "exact"),
            "typeset": (self.typeset, "exact"),
            "openly elided": (self.openly, "elided"),
        }

    def cases(self, kinds: dict[str, tuple[Callable[[Known], Asked | None], Verdict]], each: int) -> Iterator[Case]:
        for kind, (forge, expected) in kinds.items():
            made = 0
            for known in self._chance.sample(self._known, len(self._known)):
                if made == each:
                    break
                asked = forge(known)
                if asked is not None:
                    made += 1
                    yield Case(kind=kind, asked=asked, expected=expected)

    def word(self, known: Known) -> Asked | None:
        words = known.words.words
        at = self._chance.randrange(1, len(words) - 1)
        other = self._chance.choice(self._of_language(known))
        word = self._chance.choice(other.words.words)
        way = self._chance.choice(("replaced", "left out", "put in"))
        if word.key in {one.key for one in words} or not word.key.isalpha() or not words[at].key.isalpha():
            return None
        start, end = words[at].start, words[at].end
        if way == "left out":
            end = words[at + 1].start if known.words.between(at, at + 1) == " " else end
            return self._with(known, start, end, "")
        letters = word.letters.lower()
        return self._with(known, start, start if way == "put in" else end, letters + (" " if way == "put in" else ""))

    def mark(self, known: Known) -> Asked | None:
        places = [
            (n, found)
            for n in range(len(known.words.words) - 1)
            if (found := known.words.between(n, n + 1).strip()) in OTHER_MARKS
        ]
        if not places:
            return None
        n, found = self._chance.choice(places)
        start = known.words.words[n].end
        end = known.words.words[n + 1].start
        between = known.words.text[start:end].replace(found, OTHER_MARKS[found])
        return self._with(known, start, end, between)

    def speaker(self, known: Known) -> Asked | None:
        mine = known.quotation.speaker
        other = self._chance.choice(self._of_language(known)).quotation.speaker
        if mine is None or other is None or set(name_keys(mine.name)) & set(name_keys(other.name)):
            return None
        told = {key for part in (mine.role, mine.actor) if part for key in name_keys(part)}
        return None if set(name_keys(other.name)) <= told else replace(known.asked, speaker=other.name)

    def date(self, known: Known) -> Asked | None:
        claimed = known.asked.claimed
        if claimed.published is None:
            return None
        day = claimed.published + timedelta(days=self._chance.choice((-400, -30, -1, 1, 7, 365)))
        return replace(known.asked, claimed=replace(claimed, published=day))

    def span(self, known: Known) -> Asked:
        claimed = known.asked.claimed
        assert claimed.span is not None
        by = self._chance.choice((-40, -1, 1, 2, 40, 300))
        start = max(0, claimed.span.start + by)
        moved = Span(start + (start == claimed.span.start), claimed.span.end + max(by, 1))
        return replace(known.asked, claimed=replace(claimed, span=moved))

    def merged(self, known: Known) -> Asked | None:
        others = [
            one
            for one in self._of_language(known)
            if (one.quotation.article == known.quotation.article) == (self._chance.random() < 0.5)
            and one.quotation.span != known.quotation.span
        ]
        if not others:
            return None
        other = self._chance.choice(others)
        joint = self._chance.choice((" ", ", ", ". "))
        text = known.asked.text.rstrip(",.!?") + joint + other.asked.text
        return Asked(text, speaker=known.asked.speaker)

    def elided(self, known: Known) -> Asked | None:
        return self._shortened(known, " ")

    def openly(self, known: Known) -> Asked | None:
        return self._shortened(known, self._chance.choice((" … ", " ... ", " [...] ", " […] ")))

    def typeset(self, known: Known) -> Asked:
        text = known.asked.text
        for one, other in (("'", "’"), ('"', "”"), (" - ", " – "), ("--", "—"), ("...", "…")):
            text = text.replace(one, other)
        spaces = [n for n, character in enumerate(text) if character == " "]
        at = self._chance.choice(spaces)
        text = text[:at] + self._chance.choice(("\n", "\N{NO-BREAK SPACE}", "  ")) + text[at + 1 :]
        middle = known.words.words[len(known.words.words) // 2].start
        text = (
            text[: middle + 1] + "\N{SOFT HYPHEN}" + text[middle + 1 :] if text[middle : middle + 2].isalpha() else text
        )
        return Asked(text, speaker=known.asked.speaker)

    def _shortened(self, known: Known, sign: str) -> Asked | None:
        """Without three words or more of its middle, which is not at a mark of its own."""
        count = len(known.words.words)
        if count < 3 + 3 + 3:
            return None
        first = self._chance.randrange(3, count - 5)
        after = self._chance.randrange(first + 3, count - 2)
        start, end = known.words.words[first - 1].end, known.words.words[after].start
        return Asked(known.words.text[:start] + sign + known.words.text[end:], speaker=known.asked.speaker)

    def _with(self, known: Known, start: int, end: int, text: str) -> Asked:
        return Asked(known.words.text[:start] + text + known.words.text[end:], speaker=known.asked.speaker)

    def _of_language(self, known: Known) -> list[Known]:
        return [one for one in self._known if one.quotation.language == known.quotation.language and one is not known]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--homes", type=Path, help="a folder for the archive, to be used again")
    parser.add_argument("--misses", type=int, default=0, help="show so many that are not called what they are")
    options = parser.parse_args()
    folder = shared_or_exit()
    with tempfile.TemporaryDirectory() as name:
        print_table(measured(folder, (options.homes or Path(name)) / "mutations", options.misses))


def measured(folder: Path, home: Path, misses: int = 0) -> dict[str, tuple[int, int, int]]:
    """(cases, caught, right) of each kind; of controls `caught` are those that are not passed."""
    with opened(home, settings=Settings(embedder="none")) as library, tempfile.TemporaryDirectory() as name:
        filled(library, [written(Path(name) / "articles.jsonl", folder)])
        forger = Forger(list(quotable(library)))
        cases = [*forger.cases(forger.kinds, MUTATIONS // len(forger.kinds) + 1)][:MUTATIONS]
        cases += [*forger.cases(forger.sound, CONTROLS), *strangers(folder)]
        return judged(library, cases, misses)


def judged(library: Library, cases: Sequence[Case], misses: int) -> dict[str, tuple[int, int, int]]:
    checker, table = Checker(library), dict[str, tuple[int, int, int]]()
    start = time.perf_counter()
    for case in cases:
        checked = checker.check(case.asked)
        right = checked.verdict == case.expected
        number, caught, good = table.get(case.kind, (0, 0, 0))
        table[case.kind] = (number + 1, caught + (not checked.sound), good + right)
        if not right and misses > 0:
            misses -= 1
            print(f"{case.kind}: {checked.verdict} {checked.changes[:2]} {checked.leaps[:2]}\n    {case.asked}")
    print(f"{1000 * (time.perf_counter() - start) / len(cases):.0f} ms a quotation")
    return table


def print_table(table: dict[str, tuple[int, int, int]]) -> None:
    print(f"{'':16}{'cases':>7}{'caught':>8}{'right':>7}")
    for kind, (number, caught, right) in table.items():
        print(f"{kind:16}{number:7}{caught:8}{right:7}")
    for name, value in figures(table).items():
        print(f"{name:28}{value:.3f}")


def figures(table: dict[str, tuple[int, int, int]]) -> dict[str, float]:
    """What is pinned: of the mutations and of the strangers, the shares caught and right; of the sound ones passed."""
    falsified = [table[kind] for kind in ("word", "mark", "speaker", "date", "span", "merged", "elided")]
    sound = [table[kind] for kind in ("as it is", "typeset", "openly elided")]
    number = sum(one[0] for one in falsified)
    return {
        "mutations": float(number),
        "caught": sum(one[1] for one in falsified) / number,
        "right": sum(one[2] for one in falsified) / number,
        "sound passed": 1 - sum(one[1] for one in sound) / sum(one[0] for one in sound),
        "strangers not found": table["stranger"][2] / table["stranger"][0],
    }


def quotable(library: Library) -> Iterator[Known]:
    """The direct quotations of the archive that are long enough and shown under a name."""
    for name, revision in library.store.every_article():
        article = library.revision(name, revision)
        for one in library.store.parts(name, revision)[1]:
            words = Worded(one.span.of(article.text))
            if one.kind != "indirect" and shown(one) and len(words.words) >= LEAST and one.speaker:
                claimed = Claimed(article=name, revision=revision, span=one.span, published=article.day)
                yield Known(
                    quotation=one, asked=Asked(words.text, speaker=one.speaker.name, claimed=claimed), words=words
                )


def strangers(folder: Path) -> Iterator[Case]:
    """Quotations of articles that are not in the archive."""
    rows = [row for at, row in enumerate(lines(folder / "data" / "polnear" / "train.jsonl.gz")) if at % EVERY == 1]
    found = [
        quote["text"]
        for row in rows
        for quote in row["quotes"]
        if quote["direct"] and len(Worded(quote["text"]).words) >= LEAST
    ]
    for text in Random(9).sample(found, CONTROLS):
        yield Case(kind="stranger", asked=Asked(text), expected="not found")


def written(path: Path, folder: Path) -> Path:
    """The articles that the archive is made of, each under a day of its own."""
    polnear = folder / "data" / "polnear"
    rows: list[dict[str, Any]] = [*lines(polnear / "dev.jsonl"), *list(lines(polnear / "train.jsonl.gz"))[::EVERY]]
    rows += [
        {"id": f"labelled-{at}", "text": row["text"], "language": row["language"]}
        for at, row in enumerate(lines(ROOT / "tests" / "benchmarks" / "languages.jsonl"))
    ]
    with path.open("w", encoding="utf-8") as file:
        for at, row in enumerate(rows):
            day = f"20{10 + at % 14}-{1 + at % 12:02}-{1 + at % 28:02}"
            kept = {name: row[name] for name in ("id", "text", "language") if name in row}
            file.write(json.dumps({"published": day, **kept}) + "\n")
    return path


if __name__ == "__main__":
    main()

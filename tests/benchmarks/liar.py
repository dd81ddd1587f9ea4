"""What of a model's lies would reach the user: python tests/benchmarks/liar.py [--each N] [--seed N] [--lost]

Drafts over real evidence, each a true claim with one defect, judged as the product judges a model's. True claims are
those of sound_claims.jsonl (paraphrases by hand) and plain restatements of quotations in the same articles ("X said
that ..." and the words); only those that are kept themselves are made into lies, or a lie would be caught for nothing.
Below the table all lies that got through. Then the share of the sound claims that are kept, in both halves: only the
even-numbered half was looked at while the judge was made. All is seeded; it takes some two minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from statistics import median

import lies
from claims import Case, cases
from data import shared_or_exit

from assistant.answer import Claim
from assistant.judge import Similar, judge
from index.text.language import question_language

SEED = 5
EACH = 40  # lies a class
TRIES = 12  # a case is tried so often before the class goes on to the next
TAGS = frozenset("NN NNS VB VBD VBG VBN VBP VBZ JJ RB".split())
RESTATED = (30, 160)  # characters of a quotation that is restated


@dataclass(frozen=True, kw_only=True)
class Told:
    """A lie that was told, and whether it was kept."""

    kind: str
    text: str
    what: str
    evidence: str
    kept: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=EACH, help="lies a class")
    parser.add_argument("--seed", type=int, default=SEED, help="of the choice of lies")
    parser.add_argument("--lost", action="store_true", help="show the sound claims of the tuning half that are lost")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        figures = measured(shared_or_exit(), Path(name), options.each, seed=options.seed, lost=options.lost)
    print(json.dumps(figures))


def measured(folder: Path, home: Path, each: int = EACH, *, seed: int = SEED, lost: bool = False) -> dict[str, float]:
    """Print the tables; the figures that are pinned."""
    found = list(cases(folder))
    similar = meaning(home, found)
    told = lied(found, each, similar, seed)
    figures = lies_told(told)
    return figures | sound_kept(found, similar, lost)


def lied(found: Sequence[tuple[int, Case | None]], each: int, similar: Similar, seed: int) -> list[Told]:
    """So many lies of each class, judged."""
    random = Random(seed)
    sound = [case for _, case in found if case is not None]
    plain = [one for case in sound for one in restated(case)]
    true = [case for case in [*sound, *plain] if _kept(case, similar)]
    world = world_of([*sound, *plain])
    told = []
    for kind, make in {**lies.NEVER, **lies.SELDOM}.items():
        random.shuffle(true)
        made = 0
        for case in true:
            lie = next(
                (lie for _ in range(TRIES) if case.cited[0].speaker and (lie := make(case, world, random))), None
            )
            if lie is None:
                continue
            made += 1
            evidence = " | ".join(one.quote for one in lie[0].cited)
            told.append(
                Told(kind=kind, text=lie[0].claim.text, what=lie[1], evidence=evidence, kept=_kept(lie[0], similar))
            )
            if made == each:
                break
    return told


def _kept(case: Case, similar: Similar) -> bool:
    return judge(case.claim, case.citable, case.question, similar).claim is not None


def restated(case: Case) -> Iterator[Case]:
    """The citable quotations of an English case as they stand, told in prose: "X said: ..." without marks."""
    for number, one in case.citable.items():
        if one.kind != "direct" or one.speaker is None or (one.article.language or "en") != "en":
            continue
        words = one.quote.rstrip(" ,.;")
        if RESTATED[0] <= len(words) <= RESTATED[1] and not re.search(r"[“”\"‘?!;:…]|\.\s", words):
            claim = Claim(text=f"{one.speaker.name} said that {words}.", citations=(number,))
            yield replace(case, claim=claim)


def world_of(true: Sequence[Case]) -> lies.World:
    """What other articles offer for a lie: their words by part of speech, and their names."""
    from index.attribute.english.parse import SpacyParser

    parser = SpacyParser()
    texts = [case.claim.text for case in true]
    tags: dict[str, list[tuple[int, int, str]]] = {}
    words: dict[str, set[str]] = defaultdict(set)
    names: set[str] = set()
    for text, doc in zip(texts, parser.parse(texts), strict=True):
        tags[text] = [(t.idx, t.idx + len(t.text), t.tag_) for t in doc if t.tag_ in TAGS and len(t.text) > 3]
        for start, end, tag in tags[text]:
            if text[start:end].islower() and text.isascii():
                words[tag].add(text[start:end])
        names |= {t.text for t in doc if t.tag_ == "NNP" and re.fullmatch("[A-Z][a-z]{3,}", t.text)}
    names -= set(lies.DAYS + lies.MONTHS)
    return lies.World(
        tagged=lambda text: tags.get(text, []),
        vocabulary={tag: sorted(known) for tag, known in words.items()},
        names=sorted(names),
        cases=true,
    )


def lies_told(told: Sequence[Told]) -> dict[str, float]:
    """Print how many of each class came through, and which."""
    counts, through = Counter(one.kind for one in told), Counter(one.kind for one in told if one.kept)
    print(f"{'defect':26}{'drafts':>8}{'kept':>6}")
    for kind in {**lies.NEVER, **lies.SELDOM}:
        print(f"{kind:26}{counts[kind]:8}{through[kind]:6}{'   (none may)' if kind in lies.NEVER else ''}")
    never = sum(through[kind] for kind in lies.NEVER)
    rest = sum(through[kind] for kind in lies.SELDOM) / max(1, sum(counts[kind] for kind in lies.SELDOM))
    print(f"{'all':26}{len(told):8}{sum(through.values()):6}   quotations and speakers {never}, the rest {rest:.3f}")
    for one in told:
        if one.kept:
            print(f"- {one.kind} ({one.what}): {one.text}\n    {one.evidence[:300]}")
    return {"drafts": float(len(told)), "quotations and speakers": float(never), "other defects": rest}


def sound_kept(found: Sequence[tuple[int, Case | None]], similar: Similar, lost: bool) -> dict[str, float]:
    """Print the share of sound claims that are kept; those whose evidence is no longer found count as lost."""
    kept: dict[str, list[bool]] = defaultdict(list)
    seconds = []
    for number, case in found:
        start = time.perf_counter()
        verdict = judge(case.claim, case.citable, case.question, similar) if case else None
        seconds.append(time.perf_counter() - start)
        good = verdict is not None and verdict.claim is not None
        half = "held back" if number % 2 else "tuning"
        kept[half].append(good)
        if case is not None:
            across = case.claim.text.isascii() and (case.cited[0].article.language or "en") != "en"
            kept["across languages" if across else "in one language"].append(good)
        if lost and not good and not number % 2:
            print(f"- lost, {verdict and (verdict.reason, verdict.word)}: {case and case.claim.text}")
    for name, goods in kept.items():
        print(f"sound claims, {name:20} {sum(goods):4} of {len(goods)} kept  {sum(goods) / len(goods):.3f}")
    print(f"judging a claim: p50 {1000 * median(seconds):.1f} ms, most {1000 * max(seconds):.0f} ms")
    return {f"sound kept, {half}": sum(kept[half]) / len(kept[half]) for half in ("tuning", "held back")}


def meaning(home: Path, found: Sequence[tuple[int, Case | None]]) -> Similar:
    """What the product compares meanings with: the default embedder, each language's mean subtracted."""
    import numpy as np

    from index.embed import load_embedder

    embedder = load_embedder("e5-small", home)
    texts = [(one.quote, one.article.language or "en") for _, case in found if case for one in case.citable.values()]
    texts = list(dict.fromkeys(texts))
    vectors = embedder.embed([text for text, _ in texts], "query")
    means = {code: vectors[[its == code for _, its in texts]].mean(axis=0) for code in {its for _, its in texts}}

    @cache
    def centred(text: str) -> np.ndarray | None:
        mean = means.get(question_language(text, means.keys()) or "")
        if mean is None:
            return None
        vector = embedder.embed([text], "query")[0] - mean
        return vector / np.linalg.norm(vector)

    def similar(one: str, other: str) -> float:
        first, second = centred(one), centred(other)
        return -1.0 if first is None or second is None else float(first @ second)

    return similar


if __name__ == "__main__":
    main()

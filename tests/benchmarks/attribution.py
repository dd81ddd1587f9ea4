"""Prints how good attribution is on PolNeAR's dev split, beside forty lines of rules and textacy, in one run.

    python tests/benchmarks/attribution.py [--errors N]

The scorer and the data are found beside the checkout or through BENCHMARK_DATA. textacy is measured where it can be
imported (`pip install textacy`). --errors prints N errors of each class.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from baselines import Prediction, forty_lines, textacy_quotations
from confusion import print_confusion
from data import lines, shared_or_exit
from spacy.tokens import Doc
from speaker_names import is_right, labelled_articles, labels, named, predicted, same_name

from index.article import Article
from index.attribute import shown
from index.attribute.attributor import Attributor
from index.attribute.english.parse import SpacyParser
from index.quotation import Quotation

Gold = dict[str, Any]
Found = dict[str, list[Prediction]]
ARTICLE = 900  # words, to which time is related


def main() -> None:
    options = arguments()
    folder = shared_or_exit()
    measure = scorer(folder)
    gold = list(lines(folder / "data" / "polnear" / "dev.jsonl"))
    quotations, seconds = ours(gold)
    found = {g["id"]: [as_prediction(g["text"], q) for q in quotations[g["id"]]] for g in gold}
    head = f"{'':22}{'direct':>8}{'P':>7}{'R':>7}{'direct4':>9}{'indirect, say':>15}{'verbatim':>10}{'seconds':>9}"
    print(
        f"PolNeAR dev, {len(gold)} articles; end-to-end F1, CPU-seconds per {ARTICLE} words with parsing",
        head,
        sep="\n",
    )
    print(row("Regional Briefings", measure, gold, found, seconds))
    parser = SpacyParser()
    print(row("forty lines", measure, gold, *timed(gold, lambda text: forty_lines(parsed(parser, text)))))
    if importlib.util.find_spec("textacy"):
        print(
            row(
                "textacy",
                measure,
                gold,
                *timed(gold, lambda text: textacy_quotations(lambda part: parsed(parser, part), text)),
            )
        )
    else:
        print(f"{'textacy':22}  not installed: pip install textacy")
    print_shown(measure, gold, quotations)
    print_names(folder, quotations, options.errors)
    print_confusion(measure, gold, found, options.errors)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    return parser.parse_args()


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quote_eval", folder / "eval" / "quote_eval.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ predictions
def ours(gold: Sequence[Gold]) -> tuple[dict[str, tuple[Quotation, ...]], float]:
    """The quotations of each article, and CPU-seconds per ARTICLE words."""
    articles = [Article(id=g["id"], text=g["text"], language="en") for g in gold]
    attributor = Attributor()
    attributor.attribute(articles[:1])  # loads the parser
    start = time.process_time()
    found = attributor.attribute(articles)
    seconds = time.process_time() - start
    return {a.id: qs for a, qs in zip(articles, found, strict=True)}, per_article(seconds, gold)


def parsed(parser: SpacyParser, text: str) -> Doc:
    return next(iter(parser.parse([text])))


def timed(gold: Sequence[Gold], find: Callable[[str], list[Prediction]]) -> tuple[Found, float]:
    start = time.process_time()
    found = {g["id"]: find(g["text"]) for g in gold}
    return found, per_article(time.process_time() - start, gold)


def per_article(seconds: float, gold: Sequence[Gold]) -> float:
    return seconds / sum(len(g["text"].split()) for g in gold) * ARTICLE


def as_prediction(text: str, quotation: Quotation) -> Prediction:
    span, mention = quotation.span, quotation.mention
    return {
        "start": span.start,
        "end": span.end,
        "text": span.of(text),
        "speaker": {"start": mention.start, "end": mention.end, "text": mention.of(text)} if mention else None,
        "speaker_name": quotation.speaker.name if quotation.speaker else None,
    }


# ------------------------------------------------------------------ tables
def row(name: str, measure: ModuleType, gold: Sequence[Gold], found: Found, seconds: float) -> str:
    scored = measure.evaluate(gold, found, boot=0)[0]
    direct, longer, say = (scored[tier] for tier in ("direct", "direct4", "indirect_say"))
    return (
        f"{name:22}{direct['e2eF1']:8.3f}{direct['P']:7.3f}{direct['R']:7.3f}{longer['e2eF1']:9.3f}"
        f"{say['e2eF1']:15.3f}{scored['verbatim']:10.3f}{seconds:9.3f}"
    )


def print_shown(measure: ModuleType, gold: Sequence[Gold], quotations: dict[str, tuple[Quotation, ...]]) -> None:
    counts: Counter[str] = Counter()
    for g in gold:
        quotes = [as_prediction(g["text"], q) for q in quotations[g["id"]] if shown(q)]
        counts.update(measure.score_doc(g, quotes)[0]["direct"][0])
    total = counts["tp"] + counts["fp"] - counts["tp_nosource"]
    asked = sum(q["direct"] for g in gold for q in g["quotes"])
    right = counts["spk_attr"] / total
    print(f"\nspeakers that answers show: {right:.3f} right, for {total / asked:.3f} of {asked} direct quotations")


def print_names(folder: Path, quotations: dict[str, tuple[Quotation, ...]], errors: int) -> None:
    files = sorted((folder / "data" / "polnear").glob("speaker_names_dev_*.json"))
    people = [x for file in files for x in json.loads(file.read_text(encoding="utf-8")) if x["full"]]
    at = {(a, q.mention.start): q.speaker.name for a, qs in quotations.items() for q in qs if q.mention and q.speaker}
    asked = [(at[key], x["full"]) for x in people if (key := (x["id"], x["start"])) in at]
    right = sum(same_name(name, full) for name, full in asked)
    print(f"\nfull names of people, labels for dev: {right / len(asked):.3f} of {len(asked)} resolved")
    found = labels()
    articles = labelled_articles(found, folder / "data" / "news" / "articles.jsonl.gz")
    read = {a.id: qs for a, qs in zip(articles, Attributor().attribute(articles), strict=True)}
    for half, some in (("seen", found[::2]), ("held back", found[1::2])):
        for kind, n in named(some, read).items():
            share = f"{n.right / n.asked:.3f} right of {n.asked:3}"
            print(
                f"names, speaker_names.jsonl, {half:9} {kind:6}: {share}, {n.right / max(1, n.named):.3f} of the named"
            )
    wrong = [(label, name) for label, name in predicted(found[::2], read) if not (name and is_right(name, label))]
    for label, name in wrong[:errors]:
        print(f"    {label.kind} {label.names} | {name} | {label.article} {label.quotation.start}")


if __name__ == "__main__":
    main()

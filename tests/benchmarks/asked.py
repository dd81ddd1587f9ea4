"""The project's own questions over the sample archive and labelled real news: questions.jsonl beside this file.

Real articles are named by their ids and their quotations by spans; no text of theirs is here. A line:

    {"id", "kind", "paraphrase", "across", "question", "today", "expect": {"answered", "speaker", "actor", "article",
     "start", "end", "also": [{"article", "start", "end"}], "why", "since", "until"}}

`paraphrase` marks questions that put the matter in other words than the answer does, `across` those whose answer is in
another language. Of the kinds, `others` asks a speaker for what somebody else said in the same article. Even-numbered
questions are there to set thresholds on, odd-numbered ones to try them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from archive import filled
from data import ROOT, lines
from speaker_names import labels

from index.library import Library

FILE = Path(__file__).with_name("questions.jsonl")
TODAY = date(2026, 3, 1)  # a day after the last of the sample's articles
NEWS = Path("data", "news", "articles.jsonl.gz")  # in the folder of real data


def questions() -> list[dict[str, Any]]:
    return list(lines(FILE))


def today(row: dict[str, Any]) -> date:
    """The day that the question is asked on."""
    return date.fromisoformat(row["today"]) if "today" in row else TODAY


def gold(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The places that answer it, as {"article", "start", "end"}; [] where it must be refused."""
    expected = row["expect"]
    return [expected, *expected.get("also", [])] if expected["answered"] else []


def archive(library: Library, folder: Path, news: Path) -> Library:
    """The library with the articles in it that are asked about; `news` is a file that may be written."""
    wanted = {label.article for label in labels() if label.origin == "news"}
    if not news.exists():
        found = (row for row in lines(folder / NEWS) if row["id"] in wanted)
        news.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return filled(library, [ROOT / "index" / "sample" / "articles.jsonl", news])

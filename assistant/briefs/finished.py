"""Finished: a draft of whatever kind, laid out, to be written as a file in any format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.briefs import collection, lay_out
from assistant.briefs.briefing import Briefing
from assistant.briefs.collection import Collection
from assistant.briefs.contract import briefing_as_json
from assistant.briefs.labels import DEFAULT, Labels
from assistant.briefs.page import Page
from assistant.briefs.write import ENDINGS, written
from assistant.errors import CannotWrite
from index.plugins import EXPORTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """`told` is the object of its JSON, `day` the one on which it was made."""

    page: Page
    told: Mapping[str, Any]
    day: date

    def file(self, ending: str) -> bytes:
        """In the format of this ending. Raises CannotWrite where there is none, or the extra for it is not installed,
        and PluginFailed.
        """
        if ending == ".json":
            return (json.dumps(self.told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        return written(self.page, ending) if ending in ENDINGS else _by_plugin(self.told, ending)


def _by_plugin(told: Mapping[str, Any], ending: str) -> bytes:
    name = ending.removeprefix(".")
    exporter = EXPORTERS.find(name)
    if exporter is None:
        raise CannotWrite(f"a draft is not written to a {ending} file; no plugin that is installed does it")
    with EXPORTERS.answering(name):
        made = exporter(told)
        if not isinstance(made, bytes):
            raise TypeError(f"it gave {type(made).__name__}, not bytes")
        return made


def of_briefing(made: Briefing, language: str | None = None) -> Finished:
    """Labelled in that language, the question's where none is given."""
    labels = Labels(language or made.question.language or DEFAULT)
    return Finished(page=lay_out.lay_out(made, labels), told=briefing_as_json(made), day=made.made)


def of_collection(made: Collection, language: str | None = None) -> Finished:
    """Labelled in that language, English where none is given."""
    page = collection.lay_out(made, Labels(language or DEFAULT))
    return Finished(page=page, told=collection.collection_as_json(made), day=made.made)

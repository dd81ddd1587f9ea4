"""Briefing -> the bytes of a file, by the ending of its name."""

from __future__ import annotations

from assistant.briefs.briefing import Briefing
from assistant.briefs.finished import of_briefing
from index.plugins import EXPORTERS

OURS = (".md", ".html", ".docx", ".pdf", ".json")


def endings() -> list[str]:
    """Those that a draft can be written to: ours, and those of plugins."""
    return [*OURS, *(f".{name}" for name in EXPORTERS.names() if f".{name}" not in OURS)]


def export(briefing: Briefing, ending: str = ".md", *, labels: str | None = None) -> bytes:
    """The draft as a .md, .html, .docx, .pdf or .json file, or of an ending that a plugin adds.

    `labels` is the language of its own words: en, ru, hy, az, ka or tr; the topic's where None. Raises CannotWrite
    where there is no such ending, or the extra for it is not installed, and PluginFailed.
    """
    return of_briefing(briefing, labels).file(ending)

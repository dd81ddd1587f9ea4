"""Ask an archive of regional news who said what.

    from assistant import Library

    with Library.open("my-archive") as library:
        library.add("articles/")
        answer = library.ask("What did the foreign ministry say about the border?")
        for citation in answer.citations:
            print(citation.speaker, citation.quote, citation.article.url)

The names in `__all__` are stable: they are neither removed nor renamed, and what they take and give only grows. They
are loaded when they are first used, so that importing this costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Claim, Refusal
    from assistant.briefs.briefing import Briefing
    from assistant.briefs.export import export
    from assistant.checking.check import Verified
    from assistant.checking.checked import Checked
    from assistant.contract import as_json
    from assistant.errors import BadQuestion
    from assistant.library import Library
    from assistant.surfaces.langchain import ask_tool, retriever
    from index.article import Article
    from index.build import Report
    from index.errors import BriefingsError, HomeError, Rejected, SettingsError, StoreUnavailable, UnknownArticle
    from index.match import Match
    from index.quotation import Speaker
    from index.settings import Settings
    from index.span import Span
    from index.status import Status
    from index.upkeep.doctor import Health

__all__ = [
    "Answer",
    "Article",
    "BadQuestion",
    "Briefing",
    "BriefingsError",
    "Checked",
    "Citation",
    "Claim",
    "Health",
    "HomeError",
    "Library",
    "Match",
    "Refusal",
    "Rejected",
    "Report",
    "Settings",
    "SettingsError",
    "Span",
    "Speaker",
    "Status",
    "StoreUnavailable",
    "UnknownArticle",
    "Verified",
    "as_json",
    "ask_tool",
    "export",
    "retriever",
]

_ROOMS = {
    "assistant.answer": ("Answer", "Citation", "Claim", "Refusal"),
    "assistant.briefs.briefing": ("Briefing",),
    "assistant.briefs.export": ("export",),
    "assistant.checking.check": ("Verified",),
    "assistant.checking.checked": ("Checked",),
    "assistant.contract": ("as_json",),
    "assistant.errors": ("BadQuestion",),
    "assistant.library": ("Library",),
    "assistant.surfaces.langchain": ("ask_tool", "retriever"),
    "index.article": ("Article",),
    "index.build": ("Report",),
    "index.upkeep.doctor": ("Health",),
    "index.errors": (
        "BriefingsError",
        "HomeError",
        "Rejected",
        "SettingsError",
        "StoreUnavailable",
        "UnknownArticle",
    ),
    "index.match": ("Match",),
    "index.quotation": ("Speaker",),
    "index.settings": ("Settings",),
    "index.span": ("Span",),
    "index.status": ("Status",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)


def __dir__() -> list[str]:
    return __all__

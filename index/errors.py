"""Everything that can go wrong on the way in.

BriefingsError              base of all of them; its text is one line for a user: what, why, what to do
+- SettingsError            a setting is unknown or has no usable value
+- HomeError                the home cannot be used
|  +- HomeBusy              another process holds it for too long
|  +- HomeNewer             it was written by a newer version
+- Rejected                 one input is not taken in; the others go on
|  +- TakenDown             it was taken down, and nobody has asked for it again
+- StoreUnavailable         the record cannot be read or written
+- VectorsUnavailable       the vector index cannot be read or written
+- LexicalUnavailable       the lexical index cannot be read or written
+- EmbedderUnavailable      no embedder can be loaded or reached
+- PluginFailed             a plugin of another package does not load, or not do what it promises
+- ParserUnavailable        the parser of English cannot be loaded (index.attribute)
+- UnknownAddition          nothing of that id was handed over
+- UnknownArticle           no article of that id
+- UnknownConversation      no conversation of that id
+- UnknownDraft             no draft of that id, or nothing of that number in it
+- UnknownFeed              no feed of that address is watched
+- UnknownLetter            no rejected item of that number is kept
+- UnknownQuotation         no quotation there, or more than one
+- BadCorrection            a correction that cannot be made as it stands
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.item import Item
    from index.locator import Locator


class BriefingsError(Exception):
    """Base of the project's errors. `str(error)` is shown to users as it stands."""


class SettingsError(BriefingsError):
    """A setting is unknown or has no usable value."""


class HomeError(BriefingsError):
    """The home directory cannot be used."""


class HomeBusy(HomeError):
    """Another process holds the home for longer than anyone should wait."""


class HomeNewer(HomeError):
    """The record was written by a newer version of the product."""


class StoreUnavailable(BriefingsError):
    """The record cannot be read or written. Never to be mistaken for an empty archive."""


class VectorsUnavailable(BriefingsError):
    """The vector index cannot be read or written. It can be rebuilt from the record."""


class LexicalUnavailable(BriefingsError):
    """The lexical index cannot be read or written. It can be rebuilt from the record."""


class EmbedderUnavailable(BriefingsError):
    """No embedder can be loaded or reached."""


class PluginFailed(BriefingsError):
    """A plugin of another package does not load, or does not do what it promises; the message names both."""


class UnknownAddition(BriefingsError):
    """Nothing of that id was handed over by whoever asks."""

    def __init__(self, addition: str) -> None:
        super().__init__(f"nothing {addition!r} was handed over; it may have been dismissed elsewhere")
        self.addition = addition


class UnknownArticle(BriefingsError):
    """No article of that id is in the archive."""

    def __init__(self, article: str) -> None:
        super().__init__(
            f"no article {article!r} in the archive; `briefings search` and `briefings status` show what is"
        )
        self.article = article


class UnknownConversation(BriefingsError):
    """No conversation of that id is in the record, or several begin so."""

    def __init__(self, conversation: str) -> None:
        super().__init__(
            f"there is no one conversation {conversation!r}; `briefings chat --list` names those there are"
        )
        self.conversation = conversation


class UnknownDraft(BriefingsError):
    """No one draft of that id or title is in the record, or nothing of that number is in it."""

    def __init__(self, draft: str, number: int | None = None) -> None:
        none = f"there is no one draft {draft!r}; `briefings drafts` lists those there are"
        super().__init__(none if number is None else f"draft {draft!r} has no item {number}")
        self.draft = draft


class BadElision(BriefingsError):
    """Words that cannot be left out of a quotation; the message says why."""


class UnknownQuotation(BriefingsError):
    """No quotation is where one is said to be, or several are; the message names those that are near."""


class BadCorrection(BriefingsError):
    """A correction that says nothing, contradicts itself, or has nothing left to do."""


class UnknownLetter(BriefingsError):
    """No rejected item of that number is kept."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no rejected item {number}; `briefings rejected` lists those there are")
        self.number = number


class UnknownFeed(BriefingsError):
    """No feed of that address is watched."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} is not watched; `briefings watch --list` names the feeds that are")
        self.url = url


class Rejected(BriefingsError):
    """One input is not taken in: `source` names it (path, line number), `reason` says why and what to do; `locator` is
    where it can be had again, None where it cannot; `told` what a feed says of it.
    """

    def __init__(self, source: str, reason: str, locator: Locator | None = None) -> None:
        # What others say of an input may have several lines, as tarfile does, or have what stands in it.
        line = "".join(character if character.isprintable() else " " for character in reason)
        super().__init__(f"{source}: {line}")
        self.source = source
        self.reason = line
        self.locator = locator
        self.told: Item | None = None

    def named(self, source: str, locator: Locator | None) -> Rejected:
        """The same of an input that is known under another name."""
        return Rejected(source, self.reason, locator)


class TakenDown(Rejected):
    """An article that was taken down does not come back by itself."""

    def __init__(self, source: str, on: date, locator: Locator | None = None) -> None:
        super().__init__(source, f"it was taken down on {on.isoformat()}; --again takes it in anew", locator)
        self.on = on

    def named(self, source: str, locator: Locator | None) -> TakenDown:
        return TakenDown(source, self.on, locator)

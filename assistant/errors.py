"""What can go wrong between a question and its answer, beside what index.errors lists.

BriefingsError
+- BadQuestion        the question cannot be asked as it stands
+- BadFeedback        what is said of an answer cannot be said of it
+- NotVerbatim        words shown as a quotation are not the article's
+- Misattributed      a quotation is shown under somebody who did not say it
+- Misreported        the kind, the day or the outlet of a quotation is not the record's
+- CannotWrite        a draft cannot be written in the format or to the file that is wanted
+- NotSent            a draft that is to be sent has reached nobody
"""

from __future__ import annotations

from index.errors import BriefingsError


class BadQuestion(BriefingsError):
    """The question cannot be asked as it stands."""


class BadFeedback(BriefingsError):
    """What is said of an answer or of a citation cannot be said of it."""


class NotVerbatim(BriefingsError):
    """Words shown as a quotation are not the slice of the article that they claim to be."""

    def __init__(self, *, quoted: str, found: str | None, article: str) -> None:
        there = "the article ends before it" if found is None else f"the article has {found!r} there"
        super().__init__(f"{quoted!r} is not in article {article!r} where it is said to be: {there}")
        self.quoted = quoted
        self.found = found
        self.article = article


class Misattributed(BriefingsError):
    """A quotation is shown under somebody to whom the article does not give it."""

    def __init__(self, *, shown: str | None, speaker: str | None, article: str) -> None:
        super().__init__(
            f"a quotation in article {article!r} is shown as {shown or 'nobody'}'s; it is {speaker or 'nobody'}'s"
        )
        self.shown = shown
        self.speaker = speaker
        self.article = article


class Misreported(BriefingsError):
    """What is told of a quotation beside its words and its speaker is not what the record has."""

    def __init__(self, *, article: str) -> None:
        super().__init__(f"what is told of a quotation in article {article!r} is not what the archive has of it")
        self.article = article


class CannotWrite(BriefingsError):
    """A draft cannot be written where it is wanted, or as what it is wanted."""


class NotSent(BriefingsError):
    """A server was not reached, or takes a draft for nobody."""

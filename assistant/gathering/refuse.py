"""The sentences of a refusal: why there is no answer, with what was searched."""

from __future__ import annotations

from assistant.question import Question
from assistant.reason import Reason
from index.record.catalogue import Counts
from index.window import Window


class Reasons:
    """Reasons for one question over `articles` articles, one for each way in which an archive can fall short."""

    def __init__(self, question: Question, articles: int) -> None:
        self._question = question
        self._within = _within(question.window)
        self._where = f"{_number(articles)} {self._within}".strip()

    def no_articles(self, archive: Counts) -> Reason:
        """There is nothing to look in: the archive is empty, or the window is."""
        if not archive.articles:
            return Reason(
                "empty", "The archive is empty; `briefings add` fills it, and `briefings demo` loads a sample."
            )
        days = f", which reach from {archive.first} to {archive.last}" if archive.first else ""
        return Reason("empty", f"The archive has no articles {self._within}; it has {_number(archive.articles)}{days}.")

    def nobody(self) -> Reason:
        """The speaker or actor asked for is never quoted."""
        asked = self._asked()
        return Reason(
            "nobody", f"Nobody who answers to the name or role asked for ({asked}) is quoted in {self._where}."
        )

    def misspelt(self) -> Reason:
        """Nobody of that name is quoted, and somebody of a name that is written nearly so; whose words are nearest."""
        return Reason(
            "nobody",
            f"Nobody who answers to the name asked for ({self._asked()}) is quoted in {self._where};"
            " the words below are of somebody whose name is written nearly so.",
        )

    def only_mentioned(self, least: int) -> Reason:
        """The speaker asked for is written about, and never quoted; `least` articles are known to."""
        many = "one article" if least == 1 else f"at least {least} articles"
        return Reason("mentioned", f"{self._subject()} is mentioned in {many}, but is never quoted in {self._where}.")

    def not_then(self, ever: int) -> Reason:
        """They are quoted, but not in the window asked for."""
        return Reason("then", f"{self._subject()} is quoted {_times(ever)} in the archive, but not in {self._where}.")

    def not_surely(self, number: int) -> Reason:
        """Quotations may be theirs, and the articles do not make it sure enough to say so."""
        perhaps = f"{self._subject()} may be quoted {_times(number)} in {self._where}"
        return Reason("unsure", f"{perhaps}, but no article makes it sure.")

    def perhaps_on_this(self, number: int) -> Reason:
        """Quotations on it may be theirs, and the articles do not make it sure enough to say so."""
        may_be = f"{self._subject()} may be quoted {_times(number)} on what was asked about ({self._about})"
        return Reason("unsure", f"{may_be} in {self._where}, but no article makes it sure.")

    def not_on_this(self, number: int) -> Reason:
        """They are quoted in the window, on other matters."""
        return Reason(
            "topic",
            f"{self._subject()} is quoted {_times(number)} in {self._where}, but nothing of it bears on"
            f" what was asked about ({self._about}).",
        )

    def no_more(self) -> Reason:
        """All that there is has been shown in the turns before."""
        return Reason("shown", f"There is no more of it in {self._where} than was shown before.")

    def nothing(self) -> Reason:
        """Nobody is asked for, and nothing bears on the topic."""
        return Reason("nothing", f"Nothing in {self._where} bears on what was asked about ({self._about}).")

    def no_topic(self) -> Reason:
        """Neither a speaker nor a topic could be read."""
        return Reason("unread", "The question names neither a speaker nor a topic that could be looked for.")

    @property
    def _about(self) -> str:
        question = self._question
        return ", ".join(filter(None, (question.topic, f"to {question.to}" if question.to else None)))

    def _subject(self) -> str:
        """Whom the sentence begins with: "Anybody but Vestrova", "The foreign ministry"."""
        return self._asked()[:1].upper() + self._asked()[1:]

    def _asked(self) -> str:
        who = self._question.who
        return who.called if who else "the speaker"


def _within(window: Window) -> str:
    parts = []
    if window.outlets:
        parts.append(f"of {' or '.join(window.outlets)}")
    if window.languages:
        parts.append(f"in the language {' or '.join(window.languages)}")
    if window.since and window.until:
        parts.append(f"from {window.since} to {window.until}")
    elif window.since:
        parts.append(f"since {window.since}")
    elif window.until:
        parts.append(f"until {window.until}")
    return " ".join(parts)


def _number(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles:,} articles"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"

"""Library: an archive and whoever answers from it, as one object for programs; the command line is written on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.errors import BadQuestion
from assistant.opened import Opened
from index.errors import Rejected
from index.upkeep.settle import settle
from index.window import Window, only

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Refusal
    from assistant.briefs.briefing import Briefing
    from assistant.changes import Changes
    from assistant.checking.check import Checker, Verified
    from assistant.checking.checked import Checked
    from assistant.conversation import Conversations
    from assistant.evaluation import Evaluation
    from assistant.expected import Case
    from assistant.keeping.collections import Collections
    from assistant.keeping.corrections import Corrections
    from assistant.keeping.feeds import Feeds
    from assistant.keeping.rejections import Rejections
    from assistant.keeping.takedowns import TakeDown
    from assistant.question import Place
    from assistant.understand import Asked
    from index.article import Article
    from index.build import Report
    from index.match import Match
    from index.reattribute import Reread
    from index.status import Status
    from index.upkeep.doctor import Health
    from index.upkeep.rebuild import Progress


class Library(Opened):
    """An archive of news that can be added to, asked, drafted from and checked against.

    Opened with `Library.open()`, and closed by `close()` or at the end of a `with` block. It may be used from several
    threads at once, and beside other processes on the same home. What goes wrong is raised as a `BriefingsError`;
    that the archive has no answer is none: it is a `Refusal`.

    `archive` is the record with its two indexes, what all of this is made of.
    """

    def add(
        self,
        *sources: str | Path,
        since: date | None = None,
        limit: int | None = None,
        replace: bool = False,
        again: bool = False,
    ) -> Report:
        """Take in articles from files, folders and web addresses; the report says what has become of each.

        Of the pages that feeds and sitemaps name, those of the day `since` or later, and the first `limit` of each.
        `replace` lets an unrelated text take the id of an article, `again` brings back what was taken down. What cannot
        be taken in stands in `report.rejected` with its reason, and the rest goes in.
        """
        return _last(self.adding(*sources, since=since, limit=limit, replace=replace, again=again))

    def add_records(self, records: Iterable[Mapping[str, object]]) -> Report:
        """Take in articles that the program has: `text` is required; `id`, `url`, `title`, `outlet`, `published` (ISO
        8601), `language` and `authors` are optional, as in JSON Lines.
        """
        from assistant.keeping.taking import taking_in
        from index.sources.given import read_given

        return _last(taking_in(self.archive, lambda _: read_given(records)))

    def adding(
        self,
        *sources: str | Path,
        stdin: BinaryIO | None = None,
        since: date | None = None,
        limit: int | None = None,
        replace: bool = False,
        again: bool = False,
    ) -> Iterator[Report]:
        """As `add`, but the same report, grown, comes out after every batch: what it lists is in the archive, and is
        found. "-" among the sources is `stdin`.
        """
        from assistant.keeping.taking import taking_in
        from index.sources.web import Choice, read_all

        named = [str(one) for one in sources]
        choice = Choice(since=since, limit=limit)
        return taking_in(
            self.archive, lambda web: read_all(named, stdin, web), choice=choice, replace=replace, again=again
        )

    def ask(
        self,
        question: str,
        *,
        speaker: str | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        language: str | None = None,
        k: int = 8,
    ) -> Answer | Refusal:
        """Who said what: verbatim, attributed, located quotations, `k` at most, or a Refusal that says why.

        `speaker` is a person, role or body whose words are wanted, `actor` a country or organisation that is spoken
        for; days are included; `outlet` and `language` (a code, as "en") are those of the articles. Raises BadQuestion.
        """
        window = Window(since=since, until=until, outlets=only(outlet), languages=only(language))
        asked = _asked(speaker, actor, window, k)
        self.settled()
        return self.assistant.ask(question, asked)

    async def aask(
        self,
        question: str,
        *,
        speaker: str | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        language: str | None = None,
        k: int = 8,
    ) -> Answer | Refusal:
        """As `ask`, for an event loop, which goes on meanwhile."""
        import asyncio

        window = Window(since=since, until=until, outlets=only(outlet), languages=only(language))
        asked = _asked(speaker, actor, window, k)
        chain = await asyncio.to_thread(lambda: self.chain)
        return await chain.ainvoke((question, asked, None))

    def quotes(
        self,
        *,
        speaker: str | None = None,
        actor: str | None = None,
        about: str | None = None,
        since: date | None = None,
        until: date | None = None,
        k: int = 1000,
    ) -> tuple[Citation, ...]:
        """Quotations, `k` at most: the newest first, or those nearest to the topic `about`."""
        asked = _asked(speaker, actor, Window(since=since, until=until), k)
        self.settled()
        return self.assistant.quotations(asked, about)

    def search(self, query: str, *, k: int = 10) -> tuple[Match, ...]:
        """Passages by meaning and by words, `k` at most, best first."""
        from index.match import matches

        self.settled()
        return tuple(matches(self.archive, query, k))

    def article(self, name: str, revision: int | None = None) -> Article:
        """An article by its id; its present revision where None. Raises UnknownArticle."""
        return self.archive.store.article(name, revision)

    def articles(self) -> Iterator[str]:
        """The ids of all articles, in their order."""
        return (name for name, _ in self.archive.store.every_article())

    def draft(
        self,
        topic: str,
        *,
        kind: str = "regional",
        speaker: str | None = None,
        actor: str | None = None,
        since: date | None = None,
        until: date | None = None,
        outlet: str | None = None,
        language: str | None = None,
        after: Collection[Place] = (),
    ) -> Briefing | Refusal:
        """A briefing draft: quotations by event, each with what its footnote needs, and what was left out.

        `kind` is regional, position, delta or a template of the home; the places `after` are not shown again. `export`
        (assistant.briefs.export) writes it as a file. A Refusal where the archive has nothing on the topic.
        """
        from assistant.briefs.brief import Wanted, brief
        from assistant.briefs.template import load

        window = Window(since=since, until=until, outlets=only(outlet), languages=only(language))
        template = load(kind, self.archive.home.path)
        wanted = Wanted(topic=topic, template=template, asked=_asked(speaker, actor, window), after=after)
        self.settled()
        return brief(wanted, self.assistant, self.archive)

    def check(self, words: str, *, speaker: str | None = None) -> Checked:
        """What a quotation is to the archive: exact, elided, altered (with the difference), not found, and so on;
        whether it is `speaker` who says it, where one is given.
        """
        from assistant.checking.checked import Asked as Quoted
        from assistant.checking.quoted import bare

        self.settled()
        return self._checker().check(Quoted(bare(words), speaker=speaker))

    def verify(self, document: str | Path, content: bytes | None = None) -> tuple[Verified, ...]:
        """Every quotation of a document, in its order, held against the archive.

        The end of its name says what it is (.md, .html, .docx, .pdf, .txt, or the .json of an answer or a draft);
        `content` is read from that file where None. Raises Rejected where it cannot be read.
        """
        from assistant.checking.check import quotations_of

        name = str(document)
        try:
            found = quotations_of(name, Path(name).read_bytes() if content is None else content)
        except OSError as error:
            raise Rejected(name, f"cannot be read: {error.strerror or error}") from error
        self.settled()
        return self._checker().verify(found)

    def remove(self, *articles: str) -> None:
        """Erase articles from the record and from both indexes. Raises UnknownArticle before touching any."""
        self.settled()
        settle(self.archive, self.archive.store.remove(articles, self.archive.writer.name))

    def take_down(self, *articles: str) -> TakeDown:
        """Erase articles, named by ids or web addresses, from every file of the home, and let none back in by itself:
        done by going through the `steps` of what comes back. Raises UnknownArticle before touching any.
        """
        from assistant.keeping.takedowns import taking_down

        self.settled()
        return taking_down(self.archive, articles)

    def replay(self, name: str, payload: bytes) -> Briefing:
        """A draft once more, from its JSON, as of its day; what articles no longer have is stamped. `name` stands in
        the reasons of Rejected, which is raised where it is no draft's JSON, or the archive has another text.
        """
        from assistant.briefs.replay import replay

        return replay(name, payload, self.assistant, self.archive)

    @cached_property
    def conversations(self) -> Conversations:
        """Chats, kept in the record: questions that lean on the one before."""
        from assistant.conversation import Conversations

        return Conversations(self.archive, self.assistant)

    @cached_property
    def collections(self) -> Collections:
        """Drafts that people put together, a quotation at a time."""
        from assistant.keeping.collections import Collections

        return Collections(self.archive, self.conversations, self.assistant.today)

    @cached_property
    def rejections(self) -> Rejections:
        """What could not be taken in, to be tried again."""
        from assistant.keeping.rejections import Rejections

        return Rejections(self.archive)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds that are watched for what is new."""
        from assistant.keeping.feeds import Feeds

        return Feeds(self.archive)

    @cached_property
    def corrections(self) -> Corrections:
        """What editors have set right for good."""
        from assistant.keeping.corrections import Corrections

        return Corrections(self.archive.store)

    def changes(self, since: datetime | None = None) -> Changes:
        """What is quoted and is not what it was, by revisions and by articles that have left, since that moment: each
        with the answers and drafts that rest on it.
        """
        from assistant.changes import changes

        return changes(self.archive.store, since)

    def evaluate(self, questions: Sequence[bytes]) -> Evaluation:
        """The archive measured by questions whose answers are known, a JSON object a line; what cannot be measured by
        stands in `rejected` with its reason.
        """
        from assistant.evaluation import measured

        self.settled()
        return measured(questions, self.archive, self._today())

    def remarked(self) -> tuple[Case | Rejected, ...]:
        """What readers have said of answers, as questions to measure by; what no question follows from, with why."""
        from assistant.ask import Assistant
        from assistant.conversation import Conversations
        from assistant.feedback import cases

        return tuple(cases(Conversations(self.archive, Assistant(self.archive)), self.archive.store))

    def reindex(self) -> Iterator[Progress]:
        """Make both indexes anew from the record, telling how far it has come; questions go on meanwhile. What an
        interrupt leaves is taken up by the next one.
        """
        from index.upkeep.reindex import reindex

        return reindex(self.archive)

    def requote(self) -> Iterator[Reread]:
        """Find anew the quotations that an older version has found, telling how far it has come."""
        from index.attribute.attributor import Attributor
        from index.reattribute import reattribute

        return reattribute(self.archive, Attributor())

    def status(self) -> Status:
        """What the archive holds."""
        from index.status import status

        return status(self.archive)

    def examine(self) -> Health:
        """Whether both indexes hold what the record says, and find it."""
        from index.upkeep.doctor import examine

        return examine(self.archive)

    def _checker(self) -> Checker:
        from assistant.checking.check import Checker

        return Checker(self.archive)


def _asked(speaker: str | None, actor: str | None, window: Window, k: int | None = None) -> Asked:
    from assistant.question import DEFAULT_K
    from assistant.understand import Asked

    if k is not None and k < 1:
        raise BadQuestion(f"k is {k}; ask for one citation at least")
    return Asked(speaker=speaker, actor=actor, window=window, k=k or DEFAULT_K)


def _last(reports: Iterator[Report]) -> Report:
    from index.build import Report

    (report,) = deque(reports, maxlen=1) or [Report()]
    return report

"""Library: an archive and whoever answers from it, as one object for programs; the command line is written on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from assistant.errors import BadQuestion
from index.errors import Rejected, SettingsError
from index.home import open_home
from index.library import Library as Archive
from index.library import silent
from index.settings import Settings, default_home
from index.settle import replay, settle
from index.window import Window, only

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Refusal
    from assistant.ask import AnswerChain, Assistant
    from assistant.briefs.briefing import Briefing
    from assistant.checking.check import Checker, Verified
    from assistant.checking.checked import Checked
    from assistant.endpoint import Endpoint
    from assistant.model import Model
    from assistant.question import Place
    from assistant.understand import Asked
    from index.article import Article
    from index.build import Report
    from index.doctor import Health
    from index.embedder import Embedder
    from index.match import Match
    from index.sources.raw import Found
    from index.sources.web import Choice, Web
    from index.status import Status


class Library:
    """An archive of news that can be added to, asked, drafted from and checked against.

    Opened with `Library.open()`, and closed by `close()` or at the end of a `with` block. It may be used from several
    threads at once, and beside other processes on the same home. What goes wrong is raised as a `BriefingsError`;
    that the archive has no answer is none: it is a `Refusal`.

    `archive` is the record with its two indexes, what all of this is made of.
    """

    def __init__(self, archive: Archive, *, model: Model | None = None, today: Callable[[], date] = date.today) -> None:
        """Over an open archive, which `close()` closes. `model` words answers in place of the settings' one; `today`
        gives the day that "last week" is counted from.
        """
        self.archive = archive
        self._model = model
        self._today = today

    @classmethod
    def open(
        cls,
        home: str | Path | None = None,
        *,
        settings: Settings | None = None,
        embedder: Embedder | None = None,
        model: Model | None = None,
        today: Callable[[], date] = date.today,
        say: Callable[[str], None] = silent,
    ) -> Self:
        """The archive in the directory `home`, made where there is none; the platform's data directory where None.

        `settings` are those of the home and the environment where None; `embedder` and `model` are used in place of
        those that the settings name. `say` is told, a line each, of waits and of work that takes long. Raises
        HomeError, SettingsError and StoreUnavailable. Opening is cheap: models and indexes are loaded when they are
        first used.
        """
        place = open_home(Path(home) if home is not None else default_home())
        chosen = settings if settings is not None else Settings.load(place.path)
        return cls(Archive(place, chosen, say=say, embedder=embedder), model=model, today=today)

    def close(self) -> None:
        """Let go of every file. Nothing that was accepted is lost where this is never called."""
        self.archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def settings(self) -> Settings:
        """What the archive was opened with."""
        return self.archive.settings

    @cached_property
    def assistant(self) -> Assistant:
        """Who answers from the archive, through the model where there is one."""
        from assistant.ask import Assistant

        if self.settings.telemetry:
            _export()
        return Assistant(self.archive, model=self._model or model_of(self.archive), today=self._today)

    @property
    def chain(self) -> AnswerChain:
        """From a question to an Answer or a Refusal, as a LangChain Runnable: invoke, batch, stream and their async
        twins, which leave the event loop free.
        """
        self.settled()
        return self.assistant.chain

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
        from index.sources.given import read_given

        return _last(self.taking_in(lambda _: read_given(records)))

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
        from index.sources.web import Choice, read_all

        named = [str(one) for one in sources]
        choice = Choice(since=since, limit=limit)
        return self.taking_in(lambda web: read_all(named, stdin, web), choice=choice, replace=replace, again=again)

    def taking_in(
        self,
        read: Callable[[Web], Iterable[Found]],
        *,
        choice: Choice | None = None,
        replace: bool = False,
        again: bool = False,
    ) -> Iterator[Report]:
        """As `adding`, of whatever `read` finds; it is given what fetches web addresses."""
        from index.admit import Allowed
        from index.attribute.attributor import Attributor
        from index.build import add
        from index.fetch.opening import open_fetcher
        from index.sources.web import Web

        archive = self.archive
        with closing(open_fetcher(self.settings)) as fetcher:
            web = Web(fetcher, archive.store.visits, archive.confined, choice=choice, say=archive.say)
            yield from add(archive, read(web), Attributor(), allowed=Allowed(unrelated=replace, again=again))

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

    def status(self) -> Status:
        """What the archive holds."""
        from index.status import status

        return status(self.archive)

    def examine(self) -> Health:
        """Whether both indexes hold what the record says, and find it."""
        from index.doctor import examine

        return examine(self.archive)

    def settled(self) -> None:
        """Finish what an interrupted run has left undone, so that all that was accepted can be found."""
        replay(self.archive)

    def _checker(self) -> Checker:
        from assistant.checking.check import Checker

        return Checker(self.archive)


def model_of(archive: Archive) -> Endpoint | None:
    """The model of the settings; None where they name none."""
    settings = archive.settings
    if settings.model is None:
        return None
    from assistant.endpoint import Endpoint

    return Endpoint(
        settings.model,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else None,
        base_url=settings.openai_base_url,
        timeout=settings.model_timeout_seconds,
        deadline=settings.model_deadline_seconds,
        answer_tokens=settings.model_answer_tokens,
        facts=archive.store.facts,
    )


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


def _export() -> None:
    """Send spans, where the extra for it is installed."""
    from assistant.telemetry import export

    try:
        export()
    except ImportError as error:
        raise SettingsError("the setting telemetry needs: pip install 'regional-briefings[telemetry]'") from error

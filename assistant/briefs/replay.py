"""The JSON of a draft -> the same Briefing as of its day, cut anew, with what has become of its sources since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ValidationError

from assistant.answer import Citation, CitationKind
from assistant.ask import Assistant
from assistant.briefs.briefing import Briefing, Event, LeftOut, Line, Section, Source, Stamp, Why
from assistant.evidence import Evidence
from assistant.question import Place
from assistant.standing import standing
from assistant.understand import Asked
from assistant.verify import cite
from index.article import text_hash
from index.errors import Rejected
from index.library import Library
from index.quotation import Speaker
from index.record.conversations import KeptCitation
from index.span import Span
from index.store import Store
from index.window import Window


class _Article(BaseModel):
    id: str
    revision: int
    outlet: str | None
    title: str | None


class _Speaker(BaseModel):
    name: str


class _Rendering(BaseModel):
    article: _Article
    start: int
    end: int

    @property
    def place(self) -> Place:
        return self.article.id, self.article.revision, Span(self.start, self.end)


class _Cited(BaseModel):
    """A citation by its place; its words and its speaker are the record's, whatever the file has for them."""

    number: int
    kind: CitationKind
    start: int
    end: int
    article: _Article
    speaker: _Speaker | None
    outlets: tuple[str, ...]
    renderings: list[_Rendering]
    compare: tuple[int, ...]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def place(self, span: Span) -> KeptCitation:
        article = self.article
        return KeptCitation(
            number=self.number,
            part="citation",
            kind=self.kind,
            article=article.id,
            revision=article.revision,
            span=span,
        )


class _LeftOut(BaseModel):
    why: Why
    citation: _Cited


class _Beside(BaseModel):
    citation: int
    line: str


class _Read(BaseModel):
    """How the question was read."""

    speaker: str | None
    actor: str | None
    since: date | None
    until: date | None
    outlet: str | None
    articles_in: str | None

    @property
    def asked(self) -> Asked:
        outlets, languages = (tuple(one.split(", ")) if one else () for one in (self.outlet, self.articles_in))
        window = Window(since=self.since, until=self.until, outlets=outlets, languages=languages)
        return Asked(speaker=self.speaker, actor=self.actor, window=window)


class _Told(BaseModel):
    """What of a draft's JSON is needed to draw it up again."""

    title: str
    made: date
    question: str
    read_as: _Read
    sections: tuple[Section, ...]
    citations: list[_Cited]
    manifest: tuple[Source, ...]
    articles: int
    summary: tuple[Line, ...]
    events: tuple[Event, ...]
    disputed: tuple[tuple[int, int], ...]
    silent: tuple[str, ...]
    left_out: list[_LeftOut]
    shortened: tuple[int, ...]
    lines: list[_Beside]
    notes: tuple[str, ...]
    seen: tuple[tuple[str, int, int, int], ...] = ()


def replay(source: str, payload: bytes, assistant: Assistant, library: Library) -> Briefing:
    """The draft of a JSON file that is called `source`; what articles no longer have is stamped, and what has left with
    them is not shown.

    Raises Rejected where it is no draft's JSON, and where the archive has another text under a revision that it cites.
    """
    try:
        told = _Told.model_validate_json(payload)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise Rejected(source, f"is not the JSON that `draft -o draft.json` writes: {where}: {first['msg']}") from error
    found = dict(_found(told.citations, set(told.shortened), assistant, library))
    _check(source, told.manifest, found.values())
    others = dict(_found([one.citation for one in told.left_out], set(), assistant, library))
    return Briefing(
        title=told.title,
        question=assistant.read(told.question, told.read_as.asked, None, told.made),
        made=told.made,
        sections=told.sections,
        citations=tuple(
            replace(one, compare=tuple(number for number in one.compare if number in found)) for one in found.values()
        ),
        manifest=told.manifest,
        articles=told.articles,
        summary=tuple(one for one in told.summary if found.keys() >= set(one.citations)),
        events=tuple(_still_told(told.events, found)),
        disputed=tuple(pair for pair in told.disputed if found.keys() >= set(pair)),
        silent=told.silent,
        left_out=tuple(
            LeftOut(citation=others[one.citation.number], why=one.why)
            for one in told.left_out
            if one.citation.number in others
        ),
        shortened=tuple(one for one in told.shortened if one in found),
        lines=tuple((one.citation, one.line) for one in told.lines if one.citation in found),
        notes=told.notes,
        seen=tuple((article, revision, Span(start, end)) for article, revision, start, end in told.seen),
        stamps=tuple(_stamps(told, found, library.store)),
    )


def _found(
    cited: Iterable[_Cited], shortened: Set[int], assistant: Assistant, library: Library
) -> Iterator[tuple[int, Citation]]:
    """Those that are still in the archive, in their order, each with its number."""
    for one in cited:
        span = _whole(one, library.store) if one.number in shortened else one.span
        place = one.place(span)
        for quotation in library.store.conversations.there([place]).values():
            if quotation is not None:
                piece = replace(assistant.quoted(quotation), number=one.number)
            else:
                article = library.revision(place.article, place.revision)
                piece = Evidence(number=one.number, article=article, span=span)
            found = cite(assistant.with_renderings(piece))
            yield one.number, _as_it_was(found, one)


def _as_it_was(found: Citation, told: _Cited) -> Citation:
    """Without what others have of its words only since, or must not be shown to have."""
    places = {one.place for one in told.renderings}
    return replace(
        found,
        span=told.span,
        quote=told.span.of(found.article.text),
        compare=told.compare,
        outlets=tuple(outlet for outlet in found.outlets if outlet in told.outlets),
        renderings=tuple(one for one in found.renderings if (one.article.id, one.article.revision, one.span) in places),
    )


def _whole(one: _Cited, store: Store) -> Span:
    """The span of the quotation that a shortened one is the beginning of."""
    _, quotations = store.parts(one.article.id, one.article.revision)
    return next(
        (each.cited for each in quotations if each.cited.start == one.start and each.kind == one.kind), one.span
    )


def _check(source: str, manifest: Iterable[Source], cited: Iterable[Citation]) -> None:
    told = {(one.article, one.revision): one.hash for one in manifest}
    for article in (one.article for one in cited):
        if told.get((article.id, article.revision)) != text_hash(article.text):
            cited_as = f"{article.id!r}, revision {article.revision}"
            raise Rejected(source, f"it cites another text under {cited_as}, than this archive has")


def _stamps(told: _Told, found: Mapping[int, Citation], store: Store) -> Iterator[Stamp]:
    """One for each citation that is not as it was."""
    become = dict(standing([one.place(one.span) for one in told.citations], store))
    for one in told.citations:
        source = ", ".join(filter(None, (one.article.outlet, one.article.title))) or one.article.id
        now = found.get(one.number)
        if one.number in become:
            yield Stamp(number=one.number, source=source, become=become[one.number])
        elif now is not None and _name(now.speaker) != _name(one.speaker):
            yield Stamp(number=one.number, source=source, become=None)


def _name(speaker: Speaker | _Speaker | None) -> str | None:
    return speaker.name if speaker else None


def _still_told(events: Iterable[Event], found: Mapping[int, Citation]) -> Iterator[Event]:
    """The events with what is still there of each."""
    for event in events:
        if there := tuple(number for number in event.citations if number in found):
            yield replace(event, citations=there)

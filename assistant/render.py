"""Answer or Refusal -> text for a terminal."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from rich.text import Text

from assistant.answer import Answer, Citation, Claim, Refusal, Translation
from assistant.contract import notes
from assistant.evidence import Beside
from assistant.question import Question, Slot
from assistant.rendering import Rendering
from assistant.translation import rendered_by
from assistant.wording import Change
from index.article import Article
from index.span import Span

INDENT = 4  # columns
CHANGES = 3  # differences of a rendering that are told
BESIDE: dict[Beside, str] = {
    "others": "Others on the same matter",
    "reported": "Reported to have been said",
    "passage": "Told on the same matter",
    "replied to": "What was replied to",
    "earlier": "Said before",
    "later": "Said since",
}
ASKING = frozenset("about how if what when where whether which who why".split())  # how a reported question begins
LABELS = {"indirect": "reported speech", "mixed": "partly quoted", "passage": "passage"}


class Indented:
    """A paragraph whose lines all begin some columns from the left, with a sign before the first."""

    def __init__(self, text: Text, sign: Text | None = None) -> None:
        self.text = text
        self.sign = sign or Text()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = max(INDENT, self.sign.cell_len + 1)
        before = self.sign
        for line in self.text.wrap(console, max(1, options.max_width - margin)):
            line.rstrip()
            yield Text.assemble(before, " " * (margin - before.cell_len), line)
            before = Text()


Block = Text | Indented


def for_terminal(result: Answer | Refusal) -> Iterator[Block]:
    """Blocks for a terminal, in order: the question, how it was read, and what there is."""
    yield Text(visible(result.question.text), style="bold")
    yield Text(reading(result.question), style="dim")
    if isinstance(result, Answer):
        if result.mode == "model":
            yield from _worded(result.claims)
        yield from _answer(result)
        for relation, pieces in groupby(result.context, key=lambda one: one.beside):
            yield Text(f"\n{BESIDE[relation] if relation else 'On the same matter'}:", style="italic")
            yield from numbered(pieces, others=(*result.citations, *result.context))
    else:
        yield Text(f"\n{visible(result.reason)}")
        if result.nearest:
            yield Text("\nNearest, and no answer to this:", style="italic")
            yield from numbered(result.nearest)
    told = notes(result)
    if told:
        yield Text()
    for note in told:
        yield Text(f"Note: {visible(note)}", style="italic")


def reading(question: Question) -> str:
    """How the question was read; what a turn has from the one before it is marked as kept."""
    window, who = question.window, question.who
    parts: list[tuple[str, str | None, Slot]] = [
        ("speaker", who.speaker if who else None, "who"),
        ("for", who.actor if who else None, "who"),
        ("asked of", who.called if who and who.besides else None, "who"),
        ("to", question.to, "to"),
        ("topic", question.topic, "topic"),
        ("since", window.since.isoformat() if window.since else None, "days"),
        ("until", window.until.isoformat() if window.until else None, "days"),
        ("outlet", ", ".join(window.outlets), "outlet"),
        ("in language", ", ".join(window.languages), "articles_in"),
        ("order", None if question.order == "relevance" else question.order, "order"),
    ]
    read = [
        f"{name} {visible(value)}{' (kept)' if slot in question.carried else ''}"
        for name, value, slot in parts
        if value
    ]
    if question.seen:
        read.append("beyond what was shown")
    return "read as: " + (" · ".join(read) or "anything said")


def _worded(claims: Iterable[Claim]) -> Iterator[Block]:
    """A model's sentences with the numbers of what each rests on."""
    yield Text()
    for claim in claims:
        numbers = "".join(f"[{number}]" for number in claim.citations)
        yield Text.assemble(visible(claim.text), " ", (numbers, "bold cyan"))


def _answer(answer: Answer) -> Iterator[Block]:
    """The citations, under their days where they are a sequence."""
    others = (*answer.citations, *answer.context)
    if answer.question.order != "over time":
        yield from numbered(answer.citations, answer.translations, others)
        return
    for day, pieces in groupby(answer.citations, key=lambda one: one.article.day):
        yield Text(f"\n{_spoken_date(day) or 'On a day not known'}", style="bold")
        yield from numbered(pieces, answer.translations, others)


def numbered(
    citations: Iterable[Citation], translations: Iterable[Translation] = (), others: Iterable[Citation] = ()
) -> Iterator[Block]:
    """Citations for a terminal: the words, who said them, where that stands, and those of the `others` to compare."""
    translated = {one.number: one for one in translations}
    known = {one.number: one for one in others}
    for one in citations:
        yield Text()
        yield Indented(Text(visible(with_marks(one))), Text(f"[{one.number}]", style="bold cyan"))
        if beside := translated.get(one.number):
            yield Indented(Text(f"translation by {visible(beside.by)}: {visible(beside.text)}", style="italic"))
        for line in (*beneath(one), _place(one)):
            yield Indented(line)
        for other in (known[number] for number in one.compare if number in known):
            when = _spoken_date(other.article.day)
            line = Text(f"compare [{other.number}]{f', {when}' if when else ''}: ", style="italic")
            yield Indented(line.append(visible(with_marks(other)), style="not italic"))


def beneath(citation: Citation) -> Iterator[Text]:
    """What stands under a citation's words, a line each: who said them, to what, where that is told, and who else has
    them.
    """
    yield _speaker(citation)
    yield from _known_from(citation)
    yield from _replies_to(citation)
    yield _source(citation)
    yield from _elsewhere(citation)


def with_marks(citation: Citation) -> str:
    """The quotation between marks; indirect speech without, for it is the outlet's wording."""
    return citation.quote if citation.kind == "indirect" else f"“{citation.quote}”"


def _speaker(citation: Citation) -> Text:
    edited = f"corrected by {visible(citation.corrected.by)}" if citation.corrected else None
    label = "; ".join(filter(None, (LABELS.get(citation.kind), edited)))
    if citation.speaker is None:
        who = "" if citation.kind == "passage" else "speaker not established"
        return Text("; ".join(filter(None, (who, label))), style="italic")
    speaker = citation.speaker
    line = Text(visible(speaker.name), style="bold")
    if speaker.role:
        line.append(f", {visible(speaker.role)}", style="not bold")
    if speaker.actor:
        line.append(f", for {visible(speaker.actor)}", style="not bold")
    for words in (label, f"as rendered by {visible(outlet)}" if (outlet := rendered_by(citation)) else None):
        if words:
            line.append(f"; {words}", style="italic not bold")
    return line


def _replies_to(citation: Citation) -> Iterator[Text]:
    if citation.replies_to is not None:
        words = " ".join(citation.replies_to.of(citation.article.text).split())
        question = words.partition(" ")[0].lower() in ASKING
        yield Text(f"{'asked' if question else 'in reply to:'} {visible(words)}", style="dim")


def _known_from(citation: Citation) -> Iterator[Text]:
    """Where the archive has it from whom the speaker speaks for, if the article cited does not say."""
    other = citation.speaker.actor_from if citation.speaker else None
    if other is not None:
        where = ", ".join(filter(None, (visible(other.article), _spoken_date(other.day))))
        yield Text(f"whom they speak for is known from {where}", style="dim")


def _source(citation: Citation) -> Text:
    article = citation.article
    parts = [article.outlet, _spoken_date(article.day), article.language if article.language != "en" else None]
    line = Text(" · ".join(visible(part) for part in parts if part) or "source and date not known")
    if citation.via:
        line.append(f" · credited to {visible(citation.via)}")
    if article.url and _is_web_address(article.url):
        line.append(" · ")
        line.append(article.url, style=Style(link=article.url, underline=True))
    return line


def _elsewhere(citation: Citation) -> Iterator[Text]:
    """Who else has the words, an outlet once, and how theirs differ."""
    others: dict[str, list[Rendering]] = {}
    for one in citation.renderings:
        if one.article.id != citation.article.id or one.relation == "differs":
            others.setdefault(one.article.outlet or one.article.id, []).append(one)
    if not others:
        return
    line = Text("also in ")
    line.append("; ".join(visible(f"{outlet} ({_compared(found)})") for outlet, found in others.items()))
    if citation.sources < len(citation.outlets):
        line.append(f" · {_count(citation.sources, 'independent source')}")
    yield line


def _compared(found: Sequence[Rendering]) -> str:
    """When one outlet has the words, from whom, and what is otherwise in them."""
    days = dict.fromkeys(_spoken_date(one.article.day) for one in found)
    credited = dict.fromkeys(f"credited to {one.via}" for one in found if one.via)
    parts = dict.fromkeys(_told(one) for one in found)
    return ", ".join(part for part in (*days, *credited, *parts) if part) or "the same"


def _told(one: Rendering) -> str | None:
    if one.relation != "differs":
        return None if one.relation == "same" else one.relation
    changes = one.wording.difference
    more = f" and {len(changes) - CHANGES} more" if len(changes) > CHANGES else ""
    return "differs: " + ", ".join(map(_changed, changes[:CHANGES])) + more


def _changed(change: Change) -> str:
    if change.op == "replace":
        return f"“{change.theirs}” for “{change.ours}”"
    return f"without “{change.ours}”" if change.op == "delete" else f"with “{change.theirs}”"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _is_web_address(url: str) -> bool:
    """Whether it may become a link: terminals are given links unescaped, so nothing in it may act on one."""
    try:
        return urlsplit(url).scheme in ("http", "https") and visible(url) == url
    except ValueError:  # "http://[": no address at all
        return False


def _place(citation: Citation) -> Text:
    return Text(show_citation(citation), style="dim")


def show_citation(citation: Citation) -> str:
    """What to type to see a citation in its article, in the revision that it is of."""
    command = show_command(citation.article.id, citation.span)
    return f"{command} --revision {citation.article.revision}" if citation.superseded_by else command


def show_command(article: str, span: Span) -> str:
    """What to type to see the span in its article; an id is not ours, so a shell must not act on it either."""
    return f"briefings show {shlex.quote(visible(article))} --at {span.start}:{span.end}"


def _spoken_date(day: date | None) -> str | None:
    return f"{day.day} {day:%B %Y}" if day else None


def article_for_terminal(article: Article, at: Span | None, *, marked: bool, within: Span | None = None) -> Text:
    """An article, or what is `within` a span of it, with a place in it set off: by style, or by ▶ and ◀ where `marked`
    asks for signs.
    """
    head = [article.title, article.outlet, _spoken_date(article.day), article.url]
    text = Text("\n".join(visible(part) for part in head if part) + "\n\n", style="bold")
    body = Text(style="not bold")
    start, end = (within.start, within.end) if within else (0, len(article.text))
    if at is None:
        body.append(visible(article.text[start:end]))
    else:
        body.append(visible(article.text[start : at.start]))
        words = visible(at.of(article.text))
        body.append(f"▶{words}◀" if marked else words, style="black on yellow")
        body.append(visible(article.text[at.end : end]))
    return text.append_text(body)


def visible(text: str) -> str:
    """The text with everything that acts on a terminal, or turns the reading direction, shown as a sign.

    Articles are not ours: an escape sequence in one must not clear a screen, nor an override reverse a quotation.
    """
    return "".join(_sign(c) if _acts(c) else c for c in text)


def _acts(character: str) -> bool:
    if character == "\n":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in BIDI_CONTROLS


BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _sign(character: str) -> str:
    if character in "\t\r":
        return " "
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"

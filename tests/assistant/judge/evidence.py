"""Invented evidence for tests of the judge, in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answer import Citation, Claim
from assistant.evidence import Evidence
from assistant.judge import Similar, Verdict, judge
from assistant.question import Question, Who
from assistant.verify import cite
from index.article import Article
from index.quotation import Kind, Speaker
from tests.assistant.archive import TOSKARI, VESTROVA, Said, quotation

RAIL = "We may reopen 40 kilometres of the northern railway in March, but we have not decided to sell it"
FEES = "Some of the drivers pay $200 a month to Dorvia"
REPORT = "Vestrova denied that the treaty had been signed."
TRAIN = "Мы не продадим северную дорогу Дорвии"
ARTICLE = Article(
    id="rail",
    title="Rails to Hestal",
    outlet="Ardesh Courier",
    published=date(2025, 2, 26),
    language="en",
    text=f"“{RAIL},” Ilona Vestrova said on Tuesday.\n“{FEES},” Vahan Toskari said.\n{REPORT}\nIt rained in Hestal.",
)
RUSSIAN = replace(ARTICLE, id="doroga", language="ru", text=f"«{TRAIN}», — сказала Илона Вестрова.\nШёл дождь.")


def citation(
    number: int, words: str, by: Speaker | None = VESTROVA, kind: Kind = "direct", article: Article = ARTICLE
) -> Citation:
    found = quotation(Said(words=words, by=by, kind=kind), article)
    span = found.context if kind == "indirect" else found.span
    return cite(Evidence(number=number, article=article, span=span, quotation=found, shown=by is not None))


CITABLE = {
    1: citation(1, RAIL),
    2: citation(2, FEES, TOSKARI),
    3: citation(3, REPORT, kind="indirect"),
    4: citation(4, TRAIN, article=RUSSIAN),
}


def asked_of(*speakers: Speaker) -> Question:
    identities = frozenset((one.name, one.role, one.actor) for one in speakers)
    who = Who(speaker=speakers[0].name, actor=None, speakers=identities) if speakers else None
    return Question(text="What was said about the railway?", language="en", who=who)


def judged(text: str, *citations: int, question: Question | None = None, similar: Similar | None = None) -> Verdict:
    """The verdict where nothing else may be cited, so that nothing is put right."""
    citable = {number: CITABLE[number] for number in citations}
    return judge(Claim(text=text, citations=citations), citable, question or asked_of(), similar)

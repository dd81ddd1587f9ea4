"""Whatever the text, attribution keeps its promises."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Article
from index.attribute.attributor import Attributor, NoSpeakers

MARKS = ["“", "”", '"', "«", "»", "„", "``", "''", "\n", "\n\n", " ", ": ", " — ", ", ", ". ", "’s"]
REPORTS = ["said that", "which Orlan Detch denied", "told them to go", "accused Brod of lying", "a claim that"]
WORDS = ["said", "she said", "who", "it said", "Maria Zelenko", "the ministry", "Russian", "told CNN", "according to"]
TURNS = ["\nQ: ", "\nA: ", "\nMS. BROD: ", "\nAnna Brod\n", "\nВопрос: ", "\nOrlan Detch: I ", "?", "(APPLAUSE)"]
PIECES = st.sampled_from([*MARKS, *WORDS, *REPORTS, *TURNS, "on Monday", "Zelenko", "Բարև", "сказал"])
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
TEXTS = st.one_of(ANY, st.lists(st.one_of(PIECES, ANY.map(lambda t: t[:8])), min_size=1, max_size=30).map("".join))
LANGUAGES = st.sampled_from([None, "en", "ru", "tr", "hy", "az", "ka", "xx"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, language=LANGUAGES)
def test_spans_lie_in_the_text_and_quotations_do_not_overlap(attributor: Attributor, text: str, language) -> None:
    (found,) = attributor.attribute([Article(id="a", text=text, language=language)])
    for quotation in found:
        for span in (quotation.span, quotation.context, quotation.mention, quotation.cue, quotation.replies_to):
            assert span is None or 0 <= span.start < span.end <= len(text)
    assert list(found) == sorted(found, key=lambda q: q.span)
    direct = [q.span for q in found if q.kind != "indirect"]
    assert all(a.end <= b.start for a, b in pairwise(direct))
    assert len({q.id for q in found}) == len(found)


def test_a_text_too_long_to_parse_at_once_keeps_its_offsets(attributor: Attributor) -> None:
    paragraph = "The council met again and went home without a decision. " * 30 + "\n"
    text = paragraph * 70 + "“We will meet again in May,” Mayor Orlan Detch said.\n"
    (found,) = attributor.attribute([Article(id="long", text=text, language="en")])
    assert [q.span.of(text) for q in found] == ["We will meet again in May,"]
    assert found[0].mention.of(text) == "Mayor Orlan Detch"


def test_articles_come_back_in_their_order(attributor: Attributor) -> None:
    texts = ["“One,” said Anna Brod.", "Nothing here.", "«Два», — сказала Анна Брод.", "“Three,” said Orlan Detch."]
    found = attributor.attribute([Article(id=str(i), text=t) for i, t in enumerate(texts)])
    assert [{q.article for q in quotations} for quotations in found] == [{"0"}, set(), {"2"}, {"3"}]


def test_the_fake_finds_the_same_stretches_and_names_nobody() -> None:
    (found,) = NoSpeakers().attribute([Article(id="a", text="“One,” said Anna Brod.")])
    assert [(q.span.start, q.speaker) for q in found] == [(1, None)]


def test_importing_the_door_loads_no_parser() -> None:
    import subprocess
    import sys

    code = "import index.attribute, sys; assert 'spacy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("text", ["   ", "“", "”", '""', "\n\n", "\x1c"])
def test_texts_with_nothing_in_them_have_no_quotations(attributor: Attributor, text: str) -> None:
    assert attributor.attribute([Article(id="a", text=text)]) == [()]

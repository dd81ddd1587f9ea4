"""`briefings quotes`: who is listed, in which order, in which form."""

from __future__ import annotations

import csv
import io
import json

import pytest

from assistant.answer import Citation
from assistant.surfaces.table import COLUMNS, print_csv
from index.article import Article
from index.quotation import Speaker
from index.span import Span
from tests.assistant.surfaces.conftest import Briefings

ARTICLES = "\n".join(
    json.dumps({"text": text, "published": day, "language": "ru"}, ensure_ascii=False)
    for text, day in (
        ("«Мы готовы к переговорам о мосте», — заявил министр транспорта Сергей Ладин.", "2025-03-01"),
        ("«Мост будет открыт осенью этого года», — сообщил министр транспорта Сергей Ладин.", "2025-05-02"),
    )
).encode()


def citation(text: str, title: str | None = None) -> Citation:
    article = Article(id="a", text=text, title=title, outlet="=2+2")
    speaker = Speaker(name="Ilona Vestrova", role="spokesperson", actor="Velmora")
    return Citation(
        number=1,
        kind="direct",
        quote=text,
        span=Span(0, len(text)),
        article=article,
        confidence=0.9,
        speaker=speaker,
    )


def rows(capsys: pytest.CaptureFixture[str], *citations: Citation) -> list[dict[str, str]]:
    print_csv(citations)
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.mark.parametrize("text", ['A "marked", word\nand a line', "=HYPERLINK(1)", "-5 degrees", "@all"])
def test_a_quotation_survives_the_table_word_for_word(capsys: pytest.CaptureFixture[str], text: str) -> None:
    (row,) = rows(capsys, citation(text))

    assert row["quote"] == f"“{text}”"
    assert row["speaker"] == "Ilona Vestrova"
    assert tuple(row) == COLUMNS


def test_no_cell_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(capsys, citation("=1+1"))

    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_nothing_to_list_is_a_header_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(capsys) == []


class TestTheCommand:
    """Over two invented Russian articles, whose speakers are read by rules and need no parser."""

    @pytest.fixture
    def archive(self, briefings: Briefings) -> Briefings:
        assert briefings("add", "-", stdin=ARTICLES).code == 0
        return briefings

    def test_one_speaker_is_found_under_spellings_of_the_name(self, archive: Briefings) -> None:
        names = {
            each["speaker"]["name"]
            for spelling in ("Сергей Ладин", "Sergey Ladin")
            for each in archive("quotes", "--speaker", spelling, "--json").json["quotes"]
        }

        assert names == {"Сергей Ладин"}

    def test_the_newest_come_first(self, archive: Briefings) -> None:
        days = [each["article"]["published"] for each in archive("quotes", "--json").json["quotes"]]

        assert days == ["2025-05-02", "2025-03-01"]

    def test_a_window_and_a_number_narrow_the_list(self, archive: Briefings) -> None:
        assert len(archive("quotes", "--until", "2025-04-01", "--json").json["quotes"]) == 1
        assert len(archive("quotes", "-k", "1", "--json").json["quotes"]) == 1

    def test_nobody_by_that_name_is_an_empty_list(self, archive: Briefings) -> None:
        assert archive("quotes", "--speaker", "Somebody Else", "--json").json == {"quotes": []}

    def test_two_forms_at_once_are_refused(self, archive: Briefings) -> None:
        assert archive("quotes", "--json", "--csv").code == 2

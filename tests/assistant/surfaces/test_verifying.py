"""`briefings verify`: documents against the sample archive, whose articles are invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from tests.assistant.surfaces.conftest import Briefings

PAUSE = "A treaty does not have a pause button."
MEMO = f"The spokesperson was blunt.\n\n“{PAUSE}” — Ilona Vestrova, spokesperson\n"


def as_markdown(text: str) -> bytes:
    return text.replace("“", "> “").encode()


def as_page(text: str) -> bytes:
    return "".join(f"<p>{line}</p>" for line in text.splitlines()).encode()


def as_docx(text: str) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


FORMATS = {".txt": str.encode, ".md": as_markdown, ".html": as_page, ".docx": as_docx}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_document_of_any_kind(full: Briefings, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"memo{ending}"
    path.write_bytes(FORMATS[ending](MEMO))
    ran = full("verify", path, "--json")
    (one,) = ran.json["quotations"]
    assert (ran.code, one["verdict"], one["speaker"]) == (0, "exact", "Ilona Vestrova")
    assert one["places"][0]["article"]["id"] == "sample-01-velmora-briefing-freeze"

    path.write_bytes(FORMATS[ending](MEMO.replace("not have", "have")))
    ran = full("verify", path)
    assert ran.code == 1
    assert "altered" in ran.out
    assert "leaves out “not”" in ran.out


def test_the_json_of_an_answer_with_a_date_changed(full: Briefings, tmp_path: Path) -> None:
    answer = full("ask", "What did Toskari say about the railway?", "--json").json
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    assert full("verify", path).code == 0
    answer["citations"][0]["article"]["published"] = "2019-01-01"
    path.write_text(json.dumps(answer), encoding="utf-8")
    ran = full("verify", path, "--json")
    assert (ran.code, ran.json["quotations"][0]["verdict"]) == (1, "misreported")


def test_one_quotation_and_standard_input(full: Briefings) -> None:
    assert full("verify", "--words", f"“{PAUSE}”", "--speaker", "Vestrova").code == 0
    ran = full("verify", "--words", PAUSE, "--speaker", "Toskari")
    assert (ran.code, "not Toskari" in ran.out) == (1, True)
    assert full("verify", "-", stdin=MEMO.encode()).code == 0


def test_a_document_without_quotations_is_said_to_be_one(full: Briefings) -> None:
    ran = full("verify", "-", stdin=b"Nothing is quoted here.")
    assert (ran.code, ran.out) == (0, "")
    assert "no quotations" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="nothing"),
        pytest.param(["memo.md", "--words", "so"], id="both"),
        pytest.param(["memo.md", "--speaker", "Vestrova"], id="a speaker for a document"),
    ],
)
def test_wrong_usage(briefings: Briefings, arguments: list[str]) -> None:
    assert briefings("verify", *arguments).code == 2


@pytest.mark.parametrize("name", ["nowhere.md", "memo.odt"])
def test_what_cannot_be_read_is_named(briefings: Briefings, tmp_path: Path, name: str) -> None:
    (tmp_path / "memo.odt").write_bytes(b"")
    ran = briefings("verify", tmp_path / name)
    assert ran.code == 1
    assert name in ran.complaint


def test_nothing_in_a_document_acts_on_a_terminal(briefings: Briefings) -> None:
    ran = briefings("verify", "-", stdin="“so it is \x1b[2Jand \u202eever [red]will[/red] be”".encode())
    assert "\x1b[2J" not in ran.out
    assert "\u202e" not in ran.out
    assert "[red]will[/red]" in ran.out

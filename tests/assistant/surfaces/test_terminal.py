"""Consoles, progress and lines in."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from assistant.surfaces import terminal
from assistant.surfaces.terminal import Lines, colourless, progress, read_lines


def lines(text: bytes) -> list[str]:
    return list(read_lines(io.BytesIO(text)))


def test_blank_lines_are_passed_over_and_ends_cut_off() -> None:
    assert lines(b"\xef\xbb\xbfone\r\n\n  \n two\t\nthree") == ["one", "two", "three"]


def test_undecodable_bytes_are_shown_as_such() -> None:
    assert lines(b"caf\xe9\n") == ["caf\ufffd"]


@pytest.mark.parametrize(("environment", "without"), [({}, False), ({"NO_COLOR": "1"}, True), ({"TERM": "dumb"}, True)])
def test_colours_are_there_unless_the_user_wants_none(environment: dict[str, str], without: bool) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "xterm", **environment})
    assert colourless(console) == without


def test_without_a_terminal_a_line_is_written_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "LINE_SECONDS", 0.0)
    with progress("adding", 2000) as advance:
        advance(1000, "3 added")
    seen = capsys.readouterr()
    assert seen.out == ""
    assert seen.err.startswith("adding: 50%, 3 added, ")
    assert "kB/s" in seen.err


def test_quick_work_writes_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("indexing", None, unit="units") as advance:
        advance(10, "")
    assert capsys.readouterr().err == ""


def test_values_of_articles_do_not_act(capsys: pytest.CaptureFixture[str]) -> None:
    from assistant.surfaces.terminal import out_console

    Lines(out_console()).table({"outlets": {"\x1b[2J[bold]Courier[/bold]": 2, "": 1}, "first": None})
    assert capsys.readouterr().out.splitlines() == ["outlets  ␛[2J[bold]Courier[/bold] 2, (none) 1", "first    "]

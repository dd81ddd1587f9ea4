"""`briefings schedule`: the drafts that systemd and cron are to make."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.assistant.surfaces.conftest import Briefings

TOPIC = 'what\'s 5 % of $HOME; "the railway" \\ Ով է'
DRAFT = [TOPIC, "--days", "1", "-o", "brief {day}.docx"]


def command_in_unit(unit: str) -> list[str]:
    """What systemd would run: its quoting is the shell's, but for the signs that it doubles."""
    (line,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line)]


def test_systemd_is_to_run_the_draft_as_it_was_given(briefings: Briefings, home: Path) -> None:
    ran = briefings("schedule", "07:05", *DRAFT)
    command = command_in_unit(ran.out)
    assert command[-len(DRAFT) - 3 :] == ["--home", str(home), "draft", *DRAFT]
    assert Path(command[0]).is_absolute()
    assert "OnCalendar=*-*-* 07:05:00" in ran.out
    assert f"WorkingDirectory={Path.cwd()}" in ran.out


def test_cron_is_to_run_the_draft_as_it_was_given(briefings: Briefings, home: Path) -> None:
    minute, hour, day, month, weekday, command = briefings("schedule", "--cron", "07:05", *DRAFT).out.split(" ", 5)
    assert (minute, hour, day, month, weekday) == ("5", "7", "*", "*", "*")
    assert not re.search(r"(?<!\\)%", command)
    run = shlex.split(command.replace("\\%", "%"))
    assert run[:3] == ["cd", str(Path.cwd()), "&&"]
    assert run[-len(DRAFT) - 3 :] == ["--home", str(home), "draft", *DRAFT]


def test_days_of_the_week_are_named_in_their_order(briefings: Briefings) -> None:
    assert "OnCalendar=Mon,Thu *-*-* 07:00:00" in briefings("schedule", "--on", "thu, mon", "07:00", "gates").out
    assert briefings("schedule", "--cron", "--on", "thu,mon", "07:00", "gates").out.startswith("0 7 * * Mon,Thu ")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
def test_systemd_takes_the_units(briefings: Briefings, tmp_path: Path) -> None:
    units = re.split(r"^# .*/(briefings-draft\.\w+)$", briefings("schedule", "07:05", *DRAFT).out, flags=re.MULTILINE)
    for name, text in zip(units[1::2], units[2::2], strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("briefings-draft.*")))
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert "briefings-draft" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["7", "gates"], "07:00", id="no time"),
        pytest.param(["24:00", "gates"], "07:00", id="no time of a day"),
        pytest.param(["--on", "Someday", "07:00", "gates"], "Mon,Tue", id="no day"),
        pytest.param(["--name", "a b", "07:00", "gates"], "hyphens", id="no name"),
        pytest.param(["07:00", "gates", "--colour", "red"], "--colour", id="what draft does not know"),
        pytest.param(["07:00", "gates\nmore"], "line end", id="a line end"),
        pytest.param(["07:00"], "DRAFT", id="nothing to draft"),
    ],
)
def test_what_cannot_be_scheduled_is_said(briefings: Briefings, arguments: list[str], said: str) -> None:
    ran = briefings("schedule", *arguments)
    assert ran.code == 2
    assert said in ran.err

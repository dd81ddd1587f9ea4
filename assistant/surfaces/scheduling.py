"""`briefings schedule`: what has systemd or cron write a draft again and again; there is no scheduler of our own."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from assistant.surfaces.app import Run, app

TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # as systemd and cron both name them
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@app.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
def schedule(
    context: typer.Context,
    at: Annotated[str, typer.Argument(metavar="TIME", help="When, by the machine's clock, as 07:00.")],
    arguments: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="What `briefings draft` is to be given.")],
    on: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Only on these days, as Mon,Thu; every day otherwise.")
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="What systemd's units are called.")] = "briefings-draft",
    cron: Annotated[bool, typer.Option("--cron", help="A line for crontab, in place of units for systemd.")] = False,
) -> None:
    """Print what has a draft made again and again: units for systemd, or a line for cron. It installs nothing."""
    hour, minute = _time(at)
    days = _days(on)
    if not NAME.fullmatch(name):
        raise typer.BadParameter(f"--name {name!r}: use small letters, digits and hyphens")
    _check(arguments, context)
    command = [*_program(), "--home", str(_home()), "draft", *arguments]
    print(_for_cron(command, hour, minute, days) if cron else _for_systemd(command, name, hour, minute, days))


def _time(at: str) -> tuple[int, int]:
    found = TIME.fullmatch(at)
    if found is None:
        raise typer.BadParameter(f"{at!r} is no time of the day; write it as 07:00")
    return int(found[1]), int(found[2])


def _days(on: str | None) -> tuple[str, ...]:
    given = [one.strip().capitalize() for one in (on or "").split(",") if one.strip()]
    if unknown := [one for one in given if one not in DAYS]:
        raise typer.BadParameter(f"--on {unknown[0]!r}: the days are {','.join(DAYS)}")
    return tuple(one for one in DAYS if one in given)


def _check(arguments: list[str], context: typer.Context) -> None:
    """What `draft` would refuse is refused now, and not at seven in the morning."""
    if any("\n" in one or "\0" in one for one in arguments):
        raise typer.BadParameter("there is a line end in what `draft` is to be given")
    assert context.parent is not None
    group = context.parent.command
    assert isinstance(group, TyperGroup)
    group.commands["draft"].make_context("draft", list(arguments), parent=context.parent)


def _program() -> list[str]:
    """What runs the program that this is, whatever the directory and the search path."""
    called = shutil.which(sys.argv[0])
    if called is not None and Path(called).suffix != ".py":
        return [str(Path(called).absolute())]
    return [sys.executable, "-m", "assistant.surfaces.cli"]


def _home() -> Path:
    from index.settings import default_home

    return (Run.home or default_home()).absolute()


def _for_cron(command: list[str], hour: int, minute: int, days: tuple[str, ...]) -> str:
    # A percent sign is a line end to cron, in quotes too.
    run = f"cd {shlex.quote(str(Path.cwd()))} && {shlex.join(command)}"
    return f"{minute} {hour} * * {','.join(days) or '*'} {run}".replace("%", "\\%")


def _for_systemd(command: list[str], name: str, hour: int, minute: int, days: tuple[str, ...]) -> str:
    when = " ".join(filter(None, (",".join(days), f"*-*-* {hour:02}:{minute:02}:00")))
    return f"""# ~/.config/systemd/user/{name}.service
[Unit]
Description=A briefing draft

[Service]
Type=oneshot
WorkingDirectory={str(Path.cwd()).replace("%", "%%")}
ExecStart={" ".join(map(_in_unit, command))}

# ~/.config/systemd/user/{name}.timer
[Unit]
Description=When the briefing draft is made

[Timer]
OnCalendar={when}
Persistent=true

[Install]
WantedBy=timers.target

# systemctl --user daemon-reload && systemctl --user enable --now {name}.timer"""


def _in_unit(word: str) -> str:
    """A word of a command line in a unit: systemd takes specifiers and variables for its own, in quotes too."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", word) or not word else escaped

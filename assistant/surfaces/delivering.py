"""Where a draft goes: to standard output, a file, people's mail, a channel of Slack."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.errors import CannotWrite
from assistant.surfaces.app import PARTLY, complain, print_json, say
from index.errors import SettingsError

if TYPE_CHECKING:
    from assistant.briefs.finished import Finished
    from assistant.surfaces.slack.workspaces import Target
    from index.library import Library
    from index.settings import Settings

ATTACHED = ".html"  # to a message, where no other file is wanted
DAY = "{day}"  # in the name of a file: that of the draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Where a draft is wanted; `once_sent` has its file written only when it has gone to all. Raises BadParameter where
    that contradicts itself, or nothing writes such a file.
    """

    output: Path | None
    as_json: bool
    mail_to: tuple[str, ...] = ()
    channel: str | None = None
    once_sent: bool = False

    def __post_init__(self) -> None:
        if self.as_json and self.output is not None:
            raise typer.BadParameter("--json prints; to write a file name it with -o draft.json")
        from assistant.briefs.export import endings

        if self.output is not None and self._ending not in (known := endings()):
            raise typer.BadParameter(f"{self.output.name!r}: a draft is written to a {', '.join(known)} file")

    @property
    def _ending(self) -> str:
        return self.output.suffix.lower() if self.output else ".md"

    def check(self, library: Library) -> None:
        """Before there is a draft. Raises SettingsError where the settings do not say how it is to be sent."""
        if self.mail_to:
            from assistant.briefs.mail import Outgoing, address

            Outgoing.of(library.settings)
            deque(map(address, self.mail_to), maxlen=0)
        if self.channel is not None:
            _target(self.channel, library)

    def deliver(self, draft: Finished, library: Library) -> None:
        """Raises CannotWrite where it cannot be written as what, or where, it is wanted, and NotSent."""
        if self.as_json:
            print_json(draft.told)
        elif self.output is not None and not self.once_sent:
            self._keep(draft)
        elif self.output is None and not self.mail_to and self.channel is None:
            print(draft.file(self._ending).decode("utf-8"), end="")
        if self.channel is not None:
            from assistant.surfaces.slack.papers import post

            post(draft.page, _target(self.channel, library))
            say(f"posted to {self.channel}")
        if self.mail_to:
            _mail(draft, self._ending if self.output else ATTACHED, self.mail_to, library.settings)
        if self.once_sent:
            self._keep(draft)

    def _keep(self, draft: Finished) -> None:
        assert self.output is not None
        _keep(_named(self.output, draft.day), draft.file(self._ending))


def _mail(draft: Finished, ending: str, to: Sequence[str], settings: Settings) -> None:
    """Send it to each; those whom the server refuses are named, and the command has then done a part."""
    from assistant.briefs.mail import Outgoing, message, send

    out = Outgoing.of(settings)
    refused = send(message(draft, ending, out.sender, to), out)
    for who, why in refused.items():
        complain(f"{who}: not sent: {why}")
    say(f"sent to {', '.join(one for one in to if one not in refused)}")
    if refused:
        raise typer.Exit(PARTLY)


def _target(channel: str, library: Library) -> Target:
    """Raises SettingsError where it is not known whose channel that is, or there is nothing to post with."""
    if find_spec("slack_sdk") is None:
        raise SettingsError("--slack needs: pip install 'regional-briefings[slack]'")
    from assistant.surfaces.slack.workspaces import target

    return target(channel, library.settings, library.home)


def _named(output: Path, day: date) -> Path:
    return output.with_name(output.name.replace(DAY, day.isoformat()))


def _keep(path: Path, made: bytes) -> None:
    try:
        path.write_bytes(made)
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be written: {error.strerror or error}") from error
    say(f"written to {path}; `briefings verify {path}` checks it again")

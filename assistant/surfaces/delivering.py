"""Where a draft goes: to standard output or a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.errors import CannotWrite
from assistant.surfaces.app import print_json, say

if TYPE_CHECKING:
    from assistant.briefs.finished import Finished

DAY = "{day}"  # in the name of a file: that of the draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Where a draft is wanted. Raises BadParameter where that contradicts itself, or nothing writes such a file."""

    output: Path | None
    as_json: bool

    def __post_init__(self) -> None:
        if self.as_json and self.output is not None:
            raise typer.BadParameter("--json prints; to write a file name it with -o draft.json")
        from assistant.briefs.export import ENDINGS

        if self.output is not None and self._ending not in ENDINGS:
            raise typer.BadParameter(f"{self.output.name!r}: a draft is written to a {', '.join(ENDINGS)} file")

    @property
    def _ending(self) -> str:
        return self.output.suffix.lower() if self.output else ".md"

    def deliver(self, draft: Finished) -> None:
        """Raises CannotWrite where it cannot be written as what, or where, it is wanted."""
        if self.as_json:
            print_json(draft.told)
        elif self.output is None:
            print(draft.file(self._ending).decode("utf-8"), end="")
        else:
            _keep(_named(self.output, draft.day), draft.file(self._ending))


def _named(output: Path, day: date) -> Path:
    return output.with_name(output.name.replace(DAY, day.isoformat()))


def _keep(path: Path, made: bytes) -> None:
    try:
        path.write_bytes(made)
    except OSError as error:
        raise CannotWrite(f"{path}: cannot be written: {error.strerror or error}") from error
    say(f"written to {path}; `briefings verify {path}` checks it again")

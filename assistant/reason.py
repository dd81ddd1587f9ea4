"""Reason: why a question is refused, by its kind and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What an archive falls short in: `empty` there is nothing to look in, `nobody` of that name or role, `mentioned` and
# never quoted, `then` quoted, and at other times, `unsure` whether anything is theirs, `topic` quoted on other matters,
# `nothing` by anybody, `shown` all of it before, `unread` neither speaker nor topic, `unverified` what was found.
Why = Literal["empty", "nobody", "mentioned", "then", "unsure", "topic", "nothing", "shown", "unread", "unverified"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no answer."""

    why: Why
    text: str

    def beside(self, other: Reason) -> Reason:
        """Both, where several are asked for; of the kind of this one."""
        return Reason(self.why, f"{self.text} {other.text}")

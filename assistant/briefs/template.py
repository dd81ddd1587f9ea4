"""Kinds of briefings: a template file each, those that ship here and a user's own in the home."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.briefs.briefing import Part
from index.errors import SettingsError

FOLDER = "briefs"  # in the home


class Template(BaseModel):
    """What a kind of briefing has, in which order. `names` call a part otherwise; `order` is that of its quotations."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    sections: list[Part] = Field(min_length=1)
    names: dict[Part, str] = {}
    by_day: bool = False
    events: int = Field(default=12, ge=1, le=100)
    each: int = Field(default=4, ge=1, le=100)
    follow: list[str] = []


def shipped() -> dict[str, str]:
    """The text of each kind that ships with the package."""
    folder = files("assistant.briefs") / "kinds"
    return {
        one.name.removesuffix(".toml"): one.read_text("utf-8") for one in folder.iterdir() if one.name != "__init__.py"
    }


def load(kind: str, home: Path) -> Template:
    """The template of this name, the home's before the one that ships. Raises SettingsError, naming file and key."""
    own = home / FOLDER / f"{kind}.toml"
    known = sorted({*shipped(), *(path.stem for path in (home / FOLDER).glob("*.toml"))})
    if kind not in known:
        raise SettingsError(
            f"there is no kind of briefing {kind!r}; there are {', '.join(known)}, and your own in {own.parent}"
        )
    place, text = kind, shipped().get(kind, "")
    try:
        if own.is_file():
            place, text = str(own), own.read_text(encoding="utf-8-sig")
        return Template.model_validate(tomllib.loads(text))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        parts = f"; parts are {', '.join(get_args(Part))}" if key.startswith(("sections", "names")) else ""
        raise SettingsError(f"{place}: {key}: {first['msg']}{parts}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{place}: cannot be read: {error}") from error

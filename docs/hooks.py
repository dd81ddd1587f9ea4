"""What the program says of itself, put into the pages: help texts, docstrings, settings. None can be out of date."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

import assistant
from assistant.keeping.corrections import Corrections
from assistant.keeping.feeds import Feeds
from assistant.keeping.rejections import Rejections
from assistant.surfaces.cli import app
from index.settings import BARE, PREFIX, Settings

MARKER = re.compile(r"^<!-- (\w+)(?: ([\w.-]+))? -->$", re.MULTILINE)
COLUMNS = 100


PARTS: dict[str, tuple[type, str]] = {  # of what programs call, each with what its methods are called by
    "Library": (assistant.Library, ""),
    "Corrections": (Corrections, "corrections."),
    "Feeds": (Feeds, "feeds."),
    "Rejections": (Rejections, "rejections."),
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A line `<!-- help ask -->` becomes the help of `briefings ask`, and so on for each of MADE."""
    return MARKER.sub(lambda found: MADE[found[1]](found[2]), markdown)


def _help(name: str | None) -> str:
    command = typer.main.get_command(app)
    context = command.make_context("briefings", [], resilient_parsing=True, terminal_width=COLUMNS)
    if name is None:
        return _verbatim(command.get_help(context))
    inner = command.get_command(context, name)  # type: ignore[attr-defined]
    made = inner.make_context(name, [], parent=context, resilient_parsing=True, terminal_width=COLUMNS)
    return _verbatim(inner.get_help(made))


def _names(_: str | None) -> str:
    """Every public name with the first paragraph of its docstring."""
    lines = [f"- `{name}`: {_first(getattr(assistant, name))}" for name in assistant.__all__]
    return "\n".join(lines)


def _methods(name: str | None) -> str:
    """The methods of a class, inherited ones too, each with its signature and its whole docstring."""
    of, before = PARTS[name or ""]
    parts = [inspect.cleandoc(of.__doc__ or "")]
    for called in methods(of):
        shown = inspect.signature(getattr(of, called))
        told = inspect.cleandoc(getattr(of, called).__doc__ or "")
        parts.append(f"### {before}{called}\n\n```python\n{called}{shown}\n```\n\n{told}")
    return "\n\n".join(parts)


def methods(of: type) -> list[str]:
    """The names of its public methods, in the order of their definition."""
    defined = [name for one in reversed(of.__mro__) for name in vars(one)]
    return [name for name in dict.fromkeys(defined) if name[0] != "_" and callable(getattr(of, name))]


def _settings(_: str | None) -> str:
    rows = ["| setting | variable | default | meaning |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        variable = name.upper() if name in BARE else f"{PREFIX}{name.upper()}"
        default = "" if field.default in (None, "", {}) else f"`{field.default}`"
        rows.append(f"| `{name}` | `{variable}` | {default} | {field.description} |")
    return "\n".join(rows)


def _points(_: str | None) -> str:
    from index import plugins

    return inspect.cleandoc(plugins.__doc__ or "").partition("\n\n")[2]


def _example(name: str | None) -> str:
    folder = Path(__file__).parents[1] / "examples" / "plugins"
    path = folder / (name or "")
    language = "toml" if path.suffix == ".toml" else "python"
    found = path if path.exists() else folder / "briefings_examples" / path.name
    return f"```{language}\n{found.read_text(encoding='utf-8')}```"


def _first(thing: object) -> str:
    return " ".join(inspect.cleandoc(thing.__doc__ or "").partition("\n\n")[0].split())


def _verbatim(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


MADE: dict[str, Callable[[str | None], str]] = {
    "help": _help,
    "names": _names,
    "methods": _methods,
    "settings": _settings,
    "points": _points,
    "example": _example,
}

"""Prompts, one Markdown file each, with $slots."""

from __future__ import annotations

from importlib.resources import files
from string import Template


def load(name: str, **slots: str) -> str:
    """The prompt `name` with its slots filled. What fills one is never read for slots of its own.

    Raises KeyError for a slot that is not filled, ValueError for a filling that has no slot.
    """
    template = Template(files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8"))
    if unused := slots.keys() - set(template.get_identifiers()):
        raise ValueError(f"the prompt {name} has no slot {', '.join(sorted(unused))}")
    return template.substitute(slots).strip()

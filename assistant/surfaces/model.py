"""What an examination of the model that the settings name finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.drafting.probe import Probed
    from index.library import Library


def probed(library: Library) -> Probed | None:
    """What the model of the settings can do; None where they name none."""
    from assistant.opened import model_of

    model = model_of(library)
    if model is None:
        return None
    from assistant.drafting.probe import probe

    return probe(model)


def finding(found: Probed) -> str:
    """A line about the model."""
    if found.failure is not None:
        return f"model {found.model}: {found.failure}; answers go without it"
    listed = "not in its list" if found.models and found.model not in found.models else None
    parts = [
        f"answers in JSON ({found.mode})",
        "streams" if found.streams else "does not stream",
        f"reads {found.context:,} tokens" if found.context else None,
        listed or (f"{len(found.models)} models in its list" if found.models else None),
    ]
    return f"model {found.model} at {found.host}: {', '.join(filter(None, parts))}"


def model_as_json(found: Probed | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "model": found.model,
        "host": found.host,
        "failure": found.failure,
        "mode": found.mode,
        "streams": found.streams,
        "context": found.context,
        "models": list(found.models),
    }

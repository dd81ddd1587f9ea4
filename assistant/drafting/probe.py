"""Probe: what an endpoint can do, by asking it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.drafting.compose import reply_schema
from assistant.drafting.endpoint import Endpoint
from assistant.drafting.reply import Reply
from assistant.model import ModelFailed, Prompt
from prompts import load

# What servers call the length of their context: vLLM, OpenRouter, llama.cpp.
CONTEXT_FIELDS = ("max_model_len", "context_length", "n_ctx", "n_ctx_train")


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """`failure` says why the model cannot be used, None where it can; `context` is in tokens, None where not told."""

    model: str
    host: str
    mode: str
    streams: bool = False
    models: tuple[str, ...] = ()
    context: int | None = None
    failure: str | None = None


def probe(endpoint: Endpoint) -> Probed:
    """Ask for the list of models, and for one small reply."""
    listed = endpoint.listed()
    models = tuple(str(one["id"]) for one in listed if "id" in one)
    context = next((found for one in listed if one.get("id") == endpoint.name and (found := _context(one))), None)
    prompt = Prompt(system=load("probe"), user="1", schema=reply_schema([1]))
    reply, pieces, failure = Reply(), 0, None
    try:
        for piece in endpoint.stream(prompt):
            pieces += bool(piece.text)
            for _ in reply.take(piece.text):
                pass
        reply.close()
    except ModelFailed as error:
        failure = str(error)
    return Probed(
        model=endpoint.name,
        host=endpoint.host,
        mode=endpoint.mode,
        streams=pieces > 1,
        models=models,
        context=context,
        failure=failure,
    )


def _context(model: Mapping[str, object]) -> int | None:
    """The length of a model's context, from where its server tells it."""
    meta = model.get("meta")
    for place in (model, meta if isinstance(meta, Mapping) else {}):
        for name in CONTEXT_FIELDS:
            if isinstance(found := place.get(name), int):
                return found
    return None

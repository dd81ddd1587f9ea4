"""What is told of an endpoint that fails, and whether asking again may help."""

from __future__ import annotations

import random

from assistant.model import ModelFailed, PromptTooLong

BACKOFF_SECONDS = 0.5  # doubled at each retry, where the endpoint does not say how long to wait
FORMAT_STATUS = (400, 415, 422, 501)  # what endpoints answer to a field that they do not know
BUSY_STATUS = (408, 409, 429, 500, 502, 503, 504)
TOO_LONG = ("context length", "context_length", "context size", "context window", "maximum context", "too long")
ENDED = {"length": "cut its answer at the limit of tokens", "content_filter": "withheld its answer (content filter)"}


def failed(error: Exception, *, model: str, host: str, timeout: float) -> ModelFailed:
    """What to tell of an error, the key in none of it; `timeout` is in seconds."""
    import httpx2
    import openai

    if too_long(error):
        return PromptTooLong(f"{model} cannot read that much evidence at once")
    if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException)):
        return ModelFailed(f"{host} was silent for {timeout:g} seconds")
    if isinstance(error, openai.AuthenticationError):
        return ModelFailed(f"{host} refused the key; check OPENAI_API_KEY")
    if isinstance(error, openai.PermissionDeniedError):
        return ModelFailed(f"{host} does not let this key use {model}")
    if isinstance(error, openai.NotFoundError):
        return ModelFailed(f"{host} knows no model {model!r}")
    if isinstance(error, openai.RateLimitError):
        used_up = "insufficient_quota" in str(error).lower()
        return ModelFailed(f"{host}: {'the quota is used up' if used_up else 'takes no more requests now'}")
    if isinstance(error, openai.APIStatusError):
        return ModelFailed(f"{host} answered HTTP {error.status_code}")
    if isinstance(error, openai.APIConnectionError):
        return ModelFailed(f"{host} cannot be reached")
    return ModelFailed(f"{host} broke off its answer")


def too_long(error: Exception) -> bool:
    """Whether less evidence would help."""
    message = str(error).lower()
    return any(words in message for words in TOO_LONG)


def pause(retry_after: str | None, retries: int) -> float:
    """Seconds to wait: what the endpoint says, else longer each time, no two callers in step."""
    try:
        return max(0.0, float(retry_after or ""))
    except ValueError:
        return BACKOFF_SECONDS * 2.0**retries * random.uniform(0.5, 1.0)

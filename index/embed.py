"""Text -> vectors: the embedders that ship, and how one is loaded by its name."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.embedder import Embedder, Kind
from index.errors import EmbedderUnavailable

OPENAI = "openai:"
OPENAI_URL = "https://api.openai.com/v1"
OPENAI_DIMS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
OPENAI_RETRIES = 2  # a call takes at most (1 + this) times the timeout, and the pauses between
# OpenAI takes 8,191 tokens a text and 300,000 a request. Counting tokens would download a tokenizer; but a token is
# at least one byte, so these hold for any text.
MAX_TEXT_BYTES = 8_000
TEXTS_A_REQUEST = 36


def load_embedder(
    name: str,
    home: Path,
    *,
    threads: int | None = None,
    openai_api_key: str | None = None,
    openai_base_url: str | None = None,
    timeout: float = 30.0,
    on_progress: Callable[[str], None] | None = None,
) -> Embedder:
    """The embedder of that name: "e5-small", "openai:MODEL", that of a plugin or, for tests, "hash".

    `threads` is how many processor cores it may use, all of them where None; `timeout` is in seconds, for one
    request. `on_progress` is told in a line what takes more than a moment. Raises EmbedderUnavailable.
    """
    if name == "e5-small":
        from index.e5.model import load_e5

        return load_e5(home, threads=threads, on_progress=on_progress)
    if name.startswith(OPENAI):
        model = name.removeprefix(OPENAI)
        return OpenAIEmbedder(model, api_key=openai_api_key, base_url=openai_base_url, timeout=timeout)
    if name == "hash":
        return HashEmbedder()
    from index.plugged import PluggedEmbedder

    return PluggedEmbedder(name, home)


class OpenAIEmbedder:
    """The embeddings of OpenAI, or of any endpoint that speaks its language; texts leave this machine."""

    def __init__(
        self,
        model: str,
        *,
        api_key: str | None,
        base_url: str | None,
        timeout: float,
        retries: int = OPENAI_RETRIES,
        http_client: Any = None,
    ) -> None:
        """`http_client` is an httpx2.Client to send with, its own where None. Asks an unknown model for its `dim`."""
        if not api_key and not base_url:
            raise EmbedderUnavailable(
                f"OpenAI's embeddings need a key: set openai_api_key, or another embedder than {OPENAI}{model}"
            )
        # Here and not above: it takes more than a second to import.
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        self._model, self._timeout = model, timeout
        try:
            address = urlsplit(base_url or OPENAI_URL)
            if not address.hostname:
                raise ValueError(f"no host in {base_url!r}")
            self._host = f"{address.hostname}:{address.port}" if address.port else address.hostname
            self._endpoint = OpenAIEmbeddings(
                model=model,
                api_key=SecretStr(api_key or "none"),  # one's own server needs none, but the client wants to send one
                base_url=base_url or OPENAI_URL,  # or the client would take an empty OPENAI_BASE_URL at its word
                timeout=timeout,
                max_retries=retries,
                check_embedding_ctx_length=False,  # else it downloads a tokenizer
                chunk_size=TEXTS_A_REQUEST,
                http_client=http_client,
            )
        except ValueError as error:
            raise EmbedderUnavailable(f"{OPENAI}{model} cannot be set up; check openai_base_url") from error
        self.name = re.sub("[^a-zA-Z0-9]+", "-", f"{OPENAI}{model}").strip("-")
        self.dim = OPENAI_DIMS.get(model) or self._ask(["dimension"]).shape[1]

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """(len(texts), dim) vectors of unit length, in the order of the texts; a text counts up to MAX_TEXT_BYTES."""
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        vectors = self._ask([_sendable(text) for text in texts])
        if vectors.shape != (len(texts), self.dim):
            raise EmbedderUnavailable(f"{self._host} gave {vectors.shape} numbers, not {(len(texts), self.dim)}")
        return vectors

    def _ask(self, texts: list[str]) -> NDArray[np.float32]:
        """What the endpoint answers, as vectors of unit length: (answers, dimension)."""
        with self._told_plainly():
            vectors = np.array(self._endpoint.embed_documents(texts), np.float32)
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
            if not (np.isfinite(lengths) & (lengths > 0)).all():
                raise ValueError("a vector without a direction")
            vectors /= lengths
            return vectors

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Turn the client's errors into EmbedderUnavailable, the key in none of them."""
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise EmbedderUnavailable(f"{self._host} did not answer within {self._timeout:g} seconds") from error
        except openai.APIConnectionError as error:
            raise EmbedderUnavailable(f"{self._host} cannot be reached for embeddings") from error
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise EmbedderUnavailable(f"{self._host} refused the key; check openai_api_key") from error
        except openai.RateLimitError as error:
            raise EmbedderUnavailable(f"{self._host} takes no more requests now, or the quota is used up") from error
        except openai.NotFoundError as error:
            raise EmbedderUnavailable(f"{self._host} knows no embedding model {self._model!r}") from error
        except openai.APIStatusError as error:
            raise EmbedderUnavailable(f"{self._host} answered HTTP {error.status_code}") from error
        except (openai.OpenAIError, AttributeError, KeyError, TypeError, ValueError) as error:
            # What the client, LangChain and NumPy raise where the answer is JSON of another shape, or none.
            raise EmbedderUnavailable(f"{self._host} answered something that is not embeddings") from error


def _sendable(text: str) -> str:
    """What of a text can be sent: no lone surrogates, no NUL, not too long, not empty."""
    start = text[:MAX_TEXT_BYTES].replace("\0", " ").encode("utf-8", "replace")[:MAX_TEXT_BYTES]
    return start.decode("utf-8", "ignore") or " "


class HashEmbedder:
    """A fake for tests: texts that share words, or parts of words, are similar. It knows no meanings."""

    def __init__(self, dim: int = 256) -> None:
        self.name = f"hash-{dim}"
        self.dim = dim

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """(len(texts), dim) vectors of unit length; the same for queries and passages."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for feature in _features(text):
                digest = zlib.crc32(feature.encode("utf-8", "replace"))
                vector[digest % self.dim] += 1.0 if digest & 1 << 31 else -1.0
            if not vector.any():
                vector[0] = 1.0  # a text without words has a place too
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def _features(text: str) -> list[str]:
    """The text's words, and the runs of four letters in each."""
    words = re.findall(r"\w+", text.lower())
    return words + [f"{word} "[i : i + 4] for word in words for i in range(len(word) - 2)]

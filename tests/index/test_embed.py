"""The seam, its fake, and OpenAI's embeddings against a scripted transport."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest

from index.embed import MAX_TEXT_BYTES, TEXTS_A_REQUEST, HashEmbedder, OpenAIEmbedder, load_embedder
from index.errors import EmbedderUnavailable

KEY = "sk-a-secret-that-must-not-be-shown"
Answer = Callable[[httpx2.Request], httpx2.Response]


def openai_embedder(answer: Answer, model: str = "text-embedding-3-small") -> OpenAIEmbedder:
    """An embedder whose requests `answer` answers."""
    client = httpx2.Client(transport=httpx2.MockTransport(answer))
    return OpenAIEmbedder(model, api_key=KEY, base_url=None, timeout=5, retries=0, http_client=client)


def vectors_of(dim: int, seen: list[Any] | None = None) -> Answer:
    """Answers every text with a vector whose first number is the text's length."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content)
        if seen is not None:
            seen.append((request, body))
        data = [
            {"object": "embedding", "index": place, "embedding": [float(len(text)), *[1.0] * (dim - 1)]}
            for place, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return httpx2.Response(200, json={"object": "list", "model": body["model"], "data": data, "usage": usage})

    return answer


def test_an_unknown_name_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match=r"e5-small.*openai:MODEL.*none"):
        load_embedder("word2vec", tmp_path)


def test_the_default_is_loaded_by_name(e5_home: Path) -> None:
    embedder = load_embedder("e5-small", e5_home)
    assert (embedder.name, embedder.dim) == ("multilingual-e5-small-int8", 384)


class TestHash:
    def test_texts_that_share_words_are_nearer(self) -> None:
        one, two, other = HashEmbedder().embed(["border talks", "talks at the border", "apple harvest"], "passage")
        assert one @ two > one @ other + 0.2

    def test_it_is_the_same_in_every_process(self) -> None:
        (vector,) = HashEmbedder(8).embed(["word"], "query")
        assert vector.nonzero()[0].tolist() == [1, 4]

    def test_any_text_has_a_vector_of_unit_length(self, tmp_path: Path) -> None:
        embedder = load_embedder("hash", tmp_path)
        vectors = embedder.embed(["", "\0", "\ud800", "слово"], "query")
        assert vectors.shape == (4, embedder.dim)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
        assert embedder.embed([], "query").shape == (0, embedder.dim)


class TestOpenAI:
    def test_many_texts_come_back_in_order_in_several_requests(self) -> None:
        seen: list[Any] = []
        embedder = openai_embedder(vectors_of(1536, seen))
        lengths = range(1, 2 * TEXTS_A_REQUEST + 2)
        vectors = embedder.embed(["x" * length for length in lengths], "passage")
        assert vectors.shape == (len(lengths), 1536)
        np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1], lengths, rtol=1e-5)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
        assert len(seen) == 3

    def test_texts_are_sent_as_text_with_the_key(self) -> None:
        seen: list[Any] = []
        openai_embedder(vectors_of(1536, seen)).embed(["words"], "query")
        ((request, body),) = seen
        assert str(request.url) == "https://api.openai.com/v1/embeddings"
        assert request.headers["authorization"] == f"Bearer {KEY}"
        assert (body["model"], body["input"]) == ("text-embedding-3-small", ["words"])

    def test_an_empty_address_in_the_environment_counts_as_unset(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_BASE_URL", "")
        monkeypatch.setenv("OPENAI_API_BASE", "")
        seen: list[Any] = []
        openai_embedder(vectors_of(1536, seen)).embed(["words"], "query")
        assert seen[0][0].url.host == "api.openai.com"

    def test_no_request_is_larger_than_openai_takes(self) -> None:
        seen: list[Any] = []
        openai_embedder(vectors_of(1536, seen)).embed(["ა" * 1_000_000, "x\0y", "\ud800", ""], "passage")
        long, *others = seen[0][1]["input"]
        assert long == "ა" * (MAX_TEXT_BYTES // 3)
        assert others == ["x y", "?", " "]
        assert MAX_TEXT_BYTES <= 8_191
        assert MAX_TEXT_BYTES * TEXTS_A_REQUEST <= 300_000

    def test_an_unknown_model_is_asked_for_its_dimension(self) -> None:
        embedder = openai_embedder(vectors_of(5), model="nomic/embed_v2:latest")
        assert (embedder.dim, embedder.name) == (5, "openai-nomic-embed-v2-latest")

    def test_no_texts_ask_nothing(self) -> None:
        seen: list[Any] = []
        assert openai_embedder(vectors_of(1536, seen)).embed([], "passage").shape == (0, 1536)
        assert seen == []

    def test_without_a_key_it_says_which_setting(self, tmp_path: Path) -> None:
        with pytest.raises(EmbedderUnavailable, match="openai_api_key"):
            load_embedder("openai:text-embedding-3-small", tmp_path, openai_base_url="")

    def test_a_server_of_ones_own_needs_no_key(self, tmp_path: Path) -> None:
        embedder = load_embedder("openai:text-embedding-3-small", tmp_path, openai_base_url="http://127.0.0.1:9/v1")
        assert embedder.dim == 1536

    @pytest.mark.parametrize("url", ["http://", "http://[::1", "http://host:port/v1"])
    def test_an_unusable_address_is_refused(self, tmp_path: Path, url: str) -> None:
        with pytest.raises(EmbedderUnavailable, match="openai_base_url"):
            load_embedder("openai:other", tmp_path, openai_base_url=url, timeout=0.1)

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            pytest.param(401, "refused the key", id="wrong key"),
            pytest.param(403, "refused the key", id="key without the right"),
            pytest.param(404, "knows no embedding model 'text-embedding-3-small'", id="unknown model"),
            pytest.param(429, "quota", id="quota"),
            pytest.param(400, "HTTP 400", id="bad request"),
            pytest.param(500, "HTTP 500", id="server error"),
        ],
    )
    def test_a_refusal_is_told_plainly_and_without_the_key(self, status: int, words: str) -> None:
        echo = httpx2.Response(status, json={"error": {"message": f"Incorrect API key provided: {KEY}"}})
        with pytest.raises(EmbedderUnavailable, match=f"api.openai.com .*{words}") as raised:
            openai_embedder(lambda request: echo).embed(["words"], "query")
        assert KEY not in str(raised.value)
        assert raised.value.__cause__ is not None

    @pytest.mark.parametrize(
        ("failure", "words"),
        [
            pytest.param(httpx2.ConnectError("no route"), "cannot be reached", id="unreachable"),
            pytest.param(httpx2.ReadTimeout("slow"), "did not answer within 5 seconds", id="slow"),
        ],
    )
    def test_an_endpoint_that_is_away_is_told_plainly(self, failure: Exception, words: str) -> None:
        def fail(request: httpx2.Request) -> httpx2.Response:
            raise failure

        with pytest.raises(EmbedderUnavailable, match=words):
            openai_embedder(fail).embed(["words"], "query")

    @pytest.mark.parametrize(
        "response",
        [
            pytest.param(httpx2.Response(200, text="<html>log in</html>"), id="a page"),
            pytest.param(httpx2.Response(200, json={}), id="an empty object"),
            pytest.param(httpx2.Response(200, json=[]), id="a list"),
            pytest.param(httpx2.Response(200, json={"data": []}), id="no vectors"),
            pytest.param(httpx2.Response(200, json={"data": [{"embedding": None}]}), id="null"),
            pytest.param(
                httpx2.Response(200, json={"data": [{"embedding": ["a"]}]}),
                id="letters",
                marks=pytest.mark.filterwarnings("ignore:Pydantic"),
            ),
            pytest.param(httpx2.Response(200, json={"data": [{"embedding": [1.0] * 3}]}), id="another dimension"),
            pytest.param(httpx2.Response(200, json={"data": [{"embedding": [0.0] * 1536}]}), id="zeros"),
            pytest.param(
                httpx2.Response(200, text='{"data": [{"embedding": [NaN' + ", 1" * 1535 + "]}]}"), id="not a number"
            ),
            pytest.param(httpx2.Response(200, json={"data": [{"embedding": [1.0] * 1536}] * 2}), id="one too many"),
        ],
    )
    def test_an_answer_of_another_shape_is_refused(self, response: httpx2.Response) -> None:
        with pytest.raises(EmbedderUnavailable):
            openai_embedder(lambda request: response).embed(["words"], "query")

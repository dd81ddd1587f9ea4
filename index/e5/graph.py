"""Weights -> the network as an ONNX model with 8-bit weights, which onnxruntime runs.

The weights come with 4 bits; they are unpacked and rounded anew, to 8 bits a column, because onnxruntime multiplies
8-bit matrices several times faster than it does floats. Of the 8 bits 7 are used: without the instructions that newer
processors have for this (VNNI), sums of two products of full 8 bits overflow, silently. It costs .0004 in cosine.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.e5.weights import Weights

if TYPE_CHECKING:
    import onnx

OPSET = 17  # the first with LayerNormalization
IR_VERSION = 9  # onnx writes a newer one by default than older runtimes read


def build_graph(weights: Weights) -> bytes:
    """The 8-bit model, some 22 MB: `tokens` (length, hidden) -> `mean` (hidden), the mean of its last states."""
    # Here and not above: the builder is needed once, and its libraries take a second to import.
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    model = float_graph(weights)
    with tempfile.TemporaryDirectory() as folder:
        rounded = Path(folder) / "rounded.onnx"
        # The quantizer advises, on the root logger, to run a shape inference that changes nothing here.
        logging.disable(logging.WARNING)
        try:
            quantize_dynamic(
                model,
                rounded,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                op_types_to_quantize=["MatMul"],
                extra_options={"MatMulConstBOnly": True},
            )
        finally:
            logging.disable(logging.NOTSET)
        return rounded.read_bytes()


def float_graph(weights: Weights) -> onnx.ModelProto:
    """The same model with 32-bit weights, 85 MB: the reference that the 8-bit one is compared with."""
    from onnx import TensorProto, helper

    network = _Network(weights)
    state = network.normalised("tokens", "emb.ln")
    for layer in range(weights.sizes.layers):
        state = network.layer(state, f"l{layer}")
    network.add("ReduceMean", [state], axes=[0], keepdims=0, output="mean")
    hidden = weights.sizes.hidden
    graph = helper.make_graph(
        network.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["length", hidden])],
        [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [hidden])],
        network.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    return model


class _Network:
    """Collects the nodes and constants of a BERT encoder; every method returns the name of its result."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._sizes = weights.sizes
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def layer(self, state: str, name: str) -> str:
        """Self-attention, then two dense steps, each added to what came in and normalised."""
        hidden, inner = self._sizes.hidden, self._sizes.inner
        attended = self.dense(self.attention(state, name), f"{name}.ao", hidden)
        state = self.normalised(self.add("Add", [state, attended]), f"{name}.aln")
        widened = self.gelu(self.dense(state, f"{name}.fi", hidden))
        narrowed = self.dense(widened, f"{name}.fo", inner)
        return self.normalised(self.add("Add", [state, narrowed]), f"{name}.oln")

    def attention(self, state: str, name: str) -> str:
        """Every token's mix of all tokens, each head on its own: (length, hidden) -> (length, hidden)."""
        query = self.heads(state, f"{name}.q", [1, 0, 2])
        key = self.heads(state, f"{name}.k", [1, 2, 0])
        value = self.heads(state, f"{name}.v", [1, 0, 2])
        width = self._sizes.hidden // self._sizes.heads
        scale = self.constant(f"{name}.scale", np.float32(width**-0.5))
        likeness = self.add("Mul", [self.add("MatMul", [query, key]), scale])
        mixed = self.add("MatMul", [self.add("Softmax", [likeness], axis=-1), value])
        flat = self.constant(f"{name}.flat", np.array([-1, self._sizes.hidden], np.int64))
        return self.add("Reshape", [self.add("Transpose", [mixed], perm=[1, 0, 2]), flat])

    def heads(self, state: str, name: str, order: list[int]) -> str:
        """A dense step whose result is parted into heads, its axes (length, heads, width) put in `order`."""
        heads, hidden = self._sizes.heads, self._sizes.hidden
        parted = self.constant(f"{name}.parted", np.array([-1, heads, hidden // heads], np.int64))
        return self.add("Transpose", [self.add("Reshape", [self.dense(state, name, hidden), parted])], perm=order)

    def dense(self, state: str, name: str, inputs: int) -> str:
        """state x weights + bias."""
        matrix = self.constant(f"{name}.w", self._weights.matrix(f"{name}.w", inputs).T)
        bias = self.constant(f"{name}.b", self._weights.floats(f"{name}.b"))
        return self.add("Add", [self.add("MatMul", [state, matrix]), bias])

    def normalised(self, state: str, name: str) -> str:
        """Layer normalisation over the hidden axis."""
        scale = self.constant(f"{name}.w", self._weights.floats(f"{name}.w"))
        bias = self.constant(f"{name}.b", self._weights.floats(f"{name}.b"))
        return self.add("LayerNormalization", [state, scale, bias], axis=-1, epsilon=self._sizes.epsilon)

    def gelu(self, state: str) -> str:
        """x / 2 * (1 + erf(x / sqrt 2)), in the order of steps that onnxruntime recognises and fuses."""
        root, one, half = (self.constant(f"{state}.{n}", np.float32(n)) for n in (2**0.5, 1.0, 0.5))
        share = self.add("Add", [self.add("Erf", [self.add("Div", [state, root])]), one])
        return self.add("Mul", [self.add("Mul", [state, share]), half])

    def constant(self, name: str, value: NDArray[np.generic] | np.float32) -> str:
        """Put a constant into the graph."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operation: str, inputs: list[str], *, output: str | None = None, **attributes: Any) -> str:
        """Put a node into the graph."""
        from onnx import helper

        output = output or f"{operation}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, inputs, [output], name=output, **attributes))
        return output

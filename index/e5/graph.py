"""Weights -> the network as an ONNX model, which onnxruntime runs.

The weights come with 4 bits. They are unpacked and rounded anew, each column of a matrix by a scale of its own, because
onnxruntime multiplies 8-bit matrices several times faster than it does floats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.e5.weights import Weights

if TYPE_CHECKING:
    import onnx

OPSET = 17  # the first with LayerNormalization
IR_VERSION = 9  # onnx writes a newer one by default than older runtimes read
# Of 8 bits 7 are used: where a processor lacks the instructions made for this (VNNI), sums of two products of full
# 8 bits overflow, silently. It costs .0004 in cosine.
LARGEST = 64
FLOAT = 1  # onnx.TensorProto.FLOAT


def build_graph(weights: Weights, *, exact: bool = False) -> bytes:
    """The model: `tokens` (length, hidden) -> `mean` (hidden), the mean of the network's last states.

    It takes 22 MB; where `exact`, the weights stay floats (85 MB), the reference that the rounded are compared with.
    """
    # Here and not above: the builder is needed once, and its library takes a while to import.
    from onnx import TensorProto, helper

    network = _Network(weights, exact)
    state = network.normalised("tokens", "emb.ln")
    for layer in range(weights.sizes.layers):
        state = network.layer(state, f"l{layer}")
    network.add("ReduceMean", [state], "mean", axes=[0], keepdims=0)
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
    return bytes(model.SerializeToString())


class _Network:
    """Collects the nodes and constants of a BERT encoder; every method returns the name of its result."""

    def __init__(self, weights: Weights, exact: bool) -> None:
        self._weights = weights
        self._exact = exact
        self._sizes = weights.sizes
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._rounded: set[tuple[str, str, str]] = set()

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
        scale = self.constant(f"{name}.width", np.float32(width**-0.5))
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
        matrix = self._weights.matrix(f"{name}.w", inputs).T
        if self._exact:
            product = self.add("MatMul", [state, self.constant(f"{name}.w", matrix)])
        else:
            product = self.rounded_product(state, name, matrix)
        return self.add("Add", [product, self.constant(f"{name}.b", self._weights.floats(f"{name}.b"))])

    def rounded_product(self, state: str, name: str, matrix: NDArray[np.float32]) -> str:
        """state x matrix in 8-bit numbers, in the steps that onnxruntime recognises and fuses."""
        scales = np.abs(matrix).max(axis=0) / np.float32(LARGEST)
        rounded = self.constant(f"{name}.w", np.rint(matrix / scales).astype(np.int8))
        whole, scale, zero = self.rounded(state)
        product = self.add("MatMulInteger", [whole, rounded, zero])
        both_scales = self.add("Mul", [scale, self.constant(f"{name}.scale", scales)])
        return self.add("Mul", [self.add("Cast", [product], to=FLOAT), both_scales])

    def rounded(self, state: str) -> tuple[str, str, str]:
        """The state in 8-bit numbers, their scale and their zero; once for all that multiply the same state."""
        results = (f"{state}.whole", f"{state}.whole.scale", f"{state}.whole.zero")
        if results not in self._rounded:
            self._rounded.add(results)
            self.add("DynamicQuantizeLinear", [state], *results)
        return results

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

    def add(self, operation: str, inputs: list[str], *results: str, **attributes: Any) -> str:
        """Put a node into the graph; its results are named where the caller does not."""
        from onnx import helper

        results = results or (f"{operation}.{len(self.nodes)}",)
        self.nodes.append(helper.make_node(operation, inputs, list(results), name=results[0], **attributes))
        return results[0]

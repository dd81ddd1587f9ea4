"""The learned numbers: read once from `weights.json`, which `tests/benchmarks/train_attribution.py` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`rank[template][values]` scores a candidate; `genuine[feature]` a marked stretch,
    `referent[template][values]` who is meant by a pronoun; `given` maps given names to log-odds of being a woman's.
    `calibration` turns a ranking into a probability. `origin` says what they were learned from and with which seed.
    """

    origin: str
    rank: Mapping[str, Mapping[str, float]]
    calibration: tuple[float, ...]
    genuine: Mapping[str, float]
    genuine_bias: float
    given: Mapping[str, float]
    referent: Mapping[str, Mapping[str, float]]


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    raw = json.loads((files("index.attribute") / "weights.json").read_text(encoding="utf-8"))
    return Weights(
        origin=raw["origin"],
        rank=raw["rank"],
        calibration=tuple(raw["calibration"]),
        genuine=raw["genuine"],
        genuine_bias=raw["genuine_bias"],
        given=raw["given"],
        referent=raw["referent"],
    )

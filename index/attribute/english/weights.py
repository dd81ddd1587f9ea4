"""The learned numbers: read once from `weights.json`, which `tests/benchmarks/train_attribution.py` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.attribute.english import rank, referents
from index.attribute.english.rank import Joint

Tables = Sequence[Mapping[object, float]]
WORDS = frozenset(("word", "verb"))  # features whose values are words, even where they look like numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`rank` and `referent.tables` hold a table a template, in the templates' order: the weight of each combination of
    values.

    `rank` scores a candidate source and `calibration` turns what comes of it into a probability; `genuine` and its bias
    tell quotations from scare quotes by named features; `joint` makes one probability of both; `referent` scores who is
    meant by a pronoun; `given` maps given names to log-odds of being a woman's.
    """

    rank: Tables
    calibration: Mapping[str, float]
    genuine: Mapping[str, float]
    genuine_bias: float
    joint: Joint
    referent: referents.Learned
    given: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    raw = json.loads((files("index.attribute.english") / "weights.json").read_text(encoding="utf-8"))
    return Weights(
        rank=_tables(raw["rank"], rank.TEMPLATES),
        calibration=raw["calibration"],
        genuine=raw["genuine"],
        genuine_bias=raw["genuine_bias"],
        joint=Joint(**raw["joint"]),
        referent=referents.Learned(
            tables=_tables(raw["referent"], referents.TEMPLATES),
            slope=raw["referent_calibration"][0],
            bias=raw["referent_calibration"][1],
        ),
        given=raw["given"],
    )


def _tables(raw: Mapping[str, Mapping[str, float]], templates: Sequence[tuple[str, ...]]) -> Tables:
    return [
        {_values(template, key): weight for key, weight in raw.get(" ".join(template), {}).items()}
        for template in templates
    ]


def _values(template: tuple[str, ...], key: str) -> object:
    """The values behind "before,1,0", as the features have them."""
    parts = key.split(",")
    typed = tuple(
        part if name in WORDS or not part.lstrip("-").isdecimal() else int(part)
        for name, part in zip(template, parts, strict=True)
    )
    return typed if len(typed) > 1 else typed[0]

"""A reranker: the more of the query's words a text has, the better."""

from __future__ import annotations

import re
from collections.abc import Sequence


def score(query: str, texts: Sequence[str]) -> list[float]:
    asked = set(re.findall(r"\w+", query.casefold()))
    return [len(asked & set(re.findall(r"\w+", text.casefold()))) / max(len(asked), 1) for text in texts]

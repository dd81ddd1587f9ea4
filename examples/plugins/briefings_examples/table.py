"""An exporter: `briefings draft TOPIC -o FILE.csv` writes a line for each quotation."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any


def write(draft: Mapping[str, Any]) -> bytes:
    lines = io.StringIO()
    table = csv.writer(lines)
    table.writerow(["number", "speaker", "quotation", "outlet", "published", "article"])
    for one in draft["citations"]:
        speaker, article = one["speaker"] or {}, one["article"]
        told = [
            one["number"],
            speaker.get("name"),
            one["quote"],
            article["outlet"],
            article["published"],
            article["id"],
        ]
        table.writerow(told)
    return lines.getvalue().encode()

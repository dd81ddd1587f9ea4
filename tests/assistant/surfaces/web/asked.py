"""Questions, asked of the application as its page asks them."""

from __future__ import annotations

import json
from typing import Any

from starlette.testclient import TestClient

FREEZE = "What did Vestrova say about the freeze of the pact?"
DRIVERS = "What did she say about the lorry drivers?"
RAILWAY = "What did Toskari say about the railway through Sefrin?"


def events(response: Any) -> list[tuple[str, Any]]:
    found = []
    for block in response.text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def ask(client: TestClient, text: str, **more: Any) -> dict[str, Any]:
    """The whole turn."""
    name, data = events(client.post("/api/ask", json={"text": text, **more}))[-1]
    assert name == "turn"
    return dict(data)


def quotes(turn: dict[str, Any]) -> set[str]:
    return {one["quote"] for one in turn["citations"]}

"""`briefings serve` as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "assistant.surfaces.cli"]


ARTICLES = (
    {
        "id": "ferry",
        "language": "en",
        "outlet": "Nazrel Post",
        "published": "2026-03-02",
        "text": "“The ferry sails on Monday,” Nazrel harbour master Ida Ornel told reporters on the quay.",
    },
    {
        "id": "bridge",
        "language": "ru",
        "title": "Мост [bold]",
        "published": "2026-03-03",
        "text": "«Мост откроют в мае», — заявила министр транспорта Лорна Веста.",
    },
)


def fill(home: Path) -> None:
    """Add these articles to the home."""
    news = "".join(json.dumps(one) + "\n" for one in ARTICLES)
    subprocess.run([*COMMAND, "add", "-"], input=news.encode(), env=surroundings(home), check=True, capture_output=True)


@dataclass(frozen=True, kw_only=True)
class Server:
    process: subprocess.Popen[str]
    port: int

    def kill(self) -> None:
        """As the power does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(home: Path, port: int = 0, **environment: str) -> Iterator[Server]:
    """A server of that home, which listens; killed at the end, where it has not ended by itself."""
    command = [*COMMAND, "serve", "--port", str(port)]
    env = surroundings(home) | environment
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stderr is not None
        told = re.search(r"http://127\.0\.0\.1:(\d+)", process.stderr.readline())
        assert told is not None
        try:
            yield Server(process=process, port=int(told[1]))
        finally:
            process.kill()


def surroundings(home: Path) -> dict[str, str]:
    """An environment with no settings but that home, and words only."""
    rest = {name: text for name, text in os.environ.items() if not name.startswith(("BRIEFINGS_", "OPENAI_"))}
    ours = {"BRIEFINGS_HOME": str(home), "BRIEFINGS_EMBEDDER": "none", "PYTHONPATH": str(ROOT)}
    return rest | ours

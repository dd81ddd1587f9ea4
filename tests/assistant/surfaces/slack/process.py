"""The bot as a process of its own, over a socket to a local Slack: python process.py HOME URL."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from assistant.surfaces.slack.running import serve_socket
from tests.assistant.archive import open_library
from tests.assistant.surfaces.slack.conftest import SETTINGS, bot_at

if __name__ == "__main__":
    asyncio.run(serve_socket(bot_at(open_library(Path(sys.argv[1]), SETTINGS), sys.argv[2])))

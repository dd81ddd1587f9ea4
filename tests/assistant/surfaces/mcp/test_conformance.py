"""The protocol's own conformance tests and inspector, where `.ci/run` has installed them, against the server.

Most of the scenarios drive a server made for them, by tools, prompts and resources of theirs. Those that look at any
server apply, all of them: an archive gets no tools for its tests.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.surfaces.application import create
from assistant.surfaces.web.guard import Visitors
from assistant.surfaces.web.tokens import Tokens
from index.library import Library
from tests.assistant.archive import open_library
from tests.assistant.news import PAUSE
from tests.assistant.surfaces.mcp.test_tools import FREEZE, ROOT, TOOLS
from tests.assistant.surfaces.web.conftest import desk_of, served

OLDEST_NODE = 22  # whose standard library they need
WHEN = re.compile(r"-\d{4}-\d\d-\d\dT.+")  # behind the name of a scenario, in what is kept of it

# Scenarios by what of theirs they need, as the beginning of their names.
NEED = {
    "a tool that is theirs": ("tools-call-", "json-schema-", "server-sse-polling", "http-custom-header-"),
    "a resource that is theirs": ("resources-read-", "resources-templates-read"),
    "a prompt that is theirs": ("prompts-get-",),
    "questions back to the client, which an archive has none of": ("elicitation-", "input-required-"),
    "capabilities that are not declared": ("logging-", "completion-", "resources-subscribe", "resources-unsubscribe"),
    "extensions that are not declared": ("tasks-", "sep-2640-skills-"),
}
# Checks of the other scenarios that need the like.
CHECKS_NEED = {
    "sep-2575-server-rejects-undeclared-capability": "calls a tool that is theirs",
    "sep-2575-missing-capability-http-400": "calls a tool that is theirs",
    "sep-2575-server-sends-prompts-list-changed-on-subscription": "changes the prompts by a tool that is theirs",
    "sep-2575-server-sends-tools-list-changed-on-subscription": "changes the tools by a tool that is theirs",
    "server-sse-multiple-streams-session": "a session; over HTTP each call stands by itself",
}
APPLY = {
    "server-initialize",
    "server-stateless",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "sep-2164-resource-not-found",
    "caching",
    "http-header-validation",
    "dns-rebinding-protection",
}


def program(name: str) -> str:
    """Where it is, or the test is skipped."""
    found, node = shutil.which(name), shutil.which("node")
    if found is None or node is None:
        pytest.skip(f"there is no {name}: npm install -g @modelcontextprotocol/{name.removeprefix('mcp-')}")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        pytest.skip(f"node is {version.strip()}; {name} needs {OLDEST_NODE}")
    return found


def inspected(*arguments: str) -> dict[str, Any]:
    """What the inspector prints that finds nothing wrong."""
    command = [program("mcp-inspector"), "--cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_what_of_the_conformance_tests_applies_passes(archive: Library, tmp_path: Path) -> None:
    suite = program("conformance")
    with served(lambda hosts: create(desk_of(archive), hosts=hosts)) as url:
        command = [suite, "server", "--url", f"{url}/mcp", "--suite", "all", "-o", str(tmp_path)]
        told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    left_out = tuple(name for names in NEED.values() for name in names)
    ran, failed = set(), {}
    for kept in tmp_path.glob("server-*/checks.json"):
        scenario = WHEN.sub("", kept.parent.name.removeprefix("server-"))
        checks = json.loads(kept.read_text("utf-8"))
        if scenario.startswith(left_out):
            continue
        ran |= {scenario} if any(one["status"] == "SUCCESS" for one in checks) else set()
        failed |= {
            one["id"]: one.get("errorMessage", one["description"])
            for one in checks
            if one["status"] in ("FAILURE", "WARNING") and one["id"] not in CHECKS_NEED
        }
    assert failed == {}
    assert ran >= APPLY, told.stdout + told.stderr


def test_the_inspector_finds_nothing_in_the_schemas_over_a_pipe(tmp_path: Path) -> None:
    open_library(tmp_path / "home").close()
    environment = {"PYTHONPATH": str(ROOT), "BRIEFINGS_EMBEDDER": "none"}
    server = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
    server += [sys.executable, "-m", "assistant.surfaces.cli", "--home", str(tmp_path / "home"), "mcp"]
    told = inspected(*server, "--method", "tools/list", "--strict")
    assert {one["name"] for one in told["tools"]} == TOOLS


def test_the_inspector_asks_over_http_with_a_token(archive: Library) -> None:
    tokens = Tokens(archive.store.facts)
    visitors = Visitors(tokens=tokens)
    with served(lambda hosts: create(desk_of(archive), hosts=hosts, visitors=visitors)) as url:
        server = [f"{url}/mcp", "--transport", "http", "--header", f"Authorization: Bearer {tokens.make('Ani')}"]
        told = inspected(*server, "--method", "tools/call", "--tool-name", "ask", "--tool-arg", f"question={FREEZE}")
    assert PAUSE in {one["quote"] for one in told["structuredContent"]["citations"]}

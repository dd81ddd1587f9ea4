"""One run of a command: what it printed, and what it took."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A process starts out with the peak memory of the one that starts it, so a small one stands between.
LAUNCHER = """
import json, os, sys, time
start = time.perf_counter()
files = [(os.POSIX_SPAWN_OPEN, 1, sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600)]
process = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=files)
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - start
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Seconds of the wall clock and of all processor cores together; the most memory that was ever held, in MB."""

    printed: str
    wall: float
    processor: float
    peak: float


def run(command: Sequence[str], cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end. Its errors go where this process's go; one that fails ends this process too."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        launch = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(output), *command]
        told = subprocess.run(launch, stdout=subprocess.PIPE, text=True, check=True, cwd=cwd, env=env).stdout
        printed = output.read_text(encoding="utf-8")
    code, wall, processor, peak = json.loads(told)
    if code:
        sys.exit(f"{' '.join(command)} ended with {code}")
    return Run(printed=printed, wall=wall, processor=processor, peak=peak / (1e6 if sys.platform == "darwin" else 1e3))

"""The console script: every command, and what becomes of an error."""

from __future__ import annotations

import gc
import os
import sys

from assistant.surfaces import (
    archive,
    changed,
    chat,
    drafting,
    editing,
    evaluating,
    offering,
    questions,
    removing,
    retrying,
    scheduling,
    serving,
    slacking,
    verifying,
    watching,
)
from assistant.surfaces.app import FAILED, INTERRUPTED, app, complain
from assistant.surfaces.terminal import use_utf8
from assistant.surfaces.through.caller import go_through
from index.errors import BriefingsError

# Importing them puts their commands into the program.
COMMANDS = (
    archive,
    retrying,
    changed,
    removing,
    watching,
    questions,
    editing,
    chat,
    serving,
    slacking,
    evaluating,
    verifying,
    drafting,
    scheduling,
    offering,
)

# Starting makes some hundred thousand objects that stay; looking for garbage among them takes a tenth of a cold start.
OBJECTS_A_COLLECTION = 50_000


def main() -> None:
    """A user's mistake is one line on standard error and an exit code; ours is a traceback."""
    gc.set_threshold(OBJECTS_A_COLLECTION)
    use_utf8()
    try:
        done = go_through(sys.argv[1:])
        if done is not None:
            sys.exit(done)
        app(prog_name="briefings")
    except BriefingsError as error:
        complain(error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


if __name__ == "__main__":
    main()

"""An archive that is open, and whoever answers from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.errors import SettingsError
from index.home import open_home
from index.library import Library as Archive
from index.library import silent
from index.settings import Settings, default_home
from index.upkeep.settle import replay

if TYPE_CHECKING:
    from assistant.ask import AnswerChain, Assistant
    from assistant.drafting.endpoint import Endpoint
    from assistant.model import Model
    from index.embedder import Embedder


class Opened:
    """An archive with its settings, the day it is asked on, and its assistant."""

    def __init__(self, archive: Archive, *, model: Model | None = None, today: Callable[[], date] = date.today) -> None:
        """Over an open archive, which `close()` closes. `model` words answers in place of the settings' one; `today`
        gives the day that "last week" is counted from.
        """
        self.archive = archive
        self._model = model
        self._today = today

    @classmethod
    def open(
        cls,
        home: str | Path | None = None,
        *,
        settings: Settings | None = None,
        embedder: Embedder | None = None,
        model: Model | None = None,
        today: Callable[[], date] = date.today,
        say: Callable[[str], None] = silent,
    ) -> Self:
        """The archive in the directory `home`, made where there is none; the platform's data directory where None.

        `settings` are those of the home and the environment where None; `embedder` and `model` are used in place of
        those that the settings name. `say` is told, a line each, of waits and of work that takes long. Raises
        HomeError, SettingsError and StoreUnavailable. Opening is cheap: models and indexes are loaded when they are
        first used.
        """
        place = open_home(Path(home) if home is not None else default_home())
        chosen = settings if settings is not None else Settings.load(place.path)
        return cls(Archive(place, chosen, say=say, embedder=embedder), model=model, today=today)

    def close(self) -> None:
        """Let go of every file. Nothing that was accepted is lost where this is never called."""
        self.archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def settings(self) -> Settings:
        """What the archive was opened with."""
        return self.archive.settings

    @property
    def home(self) -> Path:
        """The directory that the archive is in."""
        return self.archive.home.path

    @cached_property
    def assistant(self) -> Assistant:
        """Who answers from the archive, through the model where there is one."""
        from assistant.ask import Assistant

        if self.settings.telemetry:
            _export()
        return Assistant(self.archive, model=self._model or model_of(self.archive), today=self._today)

    @property
    def chain(self) -> AnswerChain:
        """From a question to an Answer or a Refusal, as a LangChain Runnable: invoke, batch, stream and their async
        twins, which leave the event loop free.
        """
        self.settled()
        return self.assistant.chain

    def settled(self) -> None:
        """Finish what an interrupted run has left undone, so that all that was accepted can be found."""
        replay(self.archive)


def model_of(archive: Archive) -> Endpoint | None:
    """The model of the settings; None where they name none."""
    settings = archive.settings
    if settings.model is None:
        return None
    from assistant.drafting.endpoint import Endpoint

    return Endpoint(
        settings.model,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else None,
        base_url=settings.openai_base_url,
        timeout=settings.model_timeout_seconds,
        deadline=settings.model_deadline_seconds,
        answer_tokens=settings.model_answer_tokens,
        facts=archive.store.facts,
    )


def _export() -> None:
    """Send spans, where the extra for it is installed."""
    from assistant.telemetry import export

    try:
        export()
    except ImportError as error:
        raise SettingsError("the setting telemetry needs: pip install 'regional-briefings[telemetry]'") from error

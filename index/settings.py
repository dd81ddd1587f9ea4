"""Settings: environment over `.env` over `briefings.toml`, both files in the home only."""

from __future__ import annotations

import io
import ipaddress
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import platformdirs
from dotenv.parser import parse_stream
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from index.errors import SettingsError
from index.plugins import EMBEDDERS, RERANKERS

PREFIX = "BRIEFINGS_"
BARE = (
    "openai_api_key",
    "openai_base_url",
    "slack_bot_token",
    "slack_app_token",
    "slack_signing_secret",
    "slack_client_id",
    "slack_client_secret",
)  # known everywhere under these names, so they take no prefix
HOME_VARIABLE = "BRIEFINGS_HOME"  # read before there is a home to read files from
DEFAULT_EMBEDDER = "e5-small"
LEXICAL_ONLY = "none"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


class OutletRule(BaseModel):
    """What an outlet allows: words of a quotation, days before it may be quoted, and the line it wants beside."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote_words: int | None = Field(default=None, ge=1)
    embargo_days: int = Field(default=0, ge=0)
    line: str | None = None


class Settings(BaseModel):
    """What can be set. The field `embedder` is BRIEFINGS_EMBEDDER in the environment and in `.env`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    embedder: str = Field(
        default=DEFAULT_EMBEDDER, description="e5-small (ships with the package), openai:MODEL, or none (lexical only)"
    )
    reranker: str | None = Field(
        default=None, description="a plugin that puts found passages in order; none where unset"
    )
    chroma_url: str | None = Field(
        default=None, description="http://HOST:PORT of a Chroma server; embedded where unset"
    )
    busy_seconds: float = Field(
        default=60.0, gt=0, le=86_400, description="how long to wait for another process before giving up"
    )
    model: str | None = Field(default=None, description="the chat model that words answers; none where unset")
    model_timeout_seconds: float = Field(default=30.0, gt=0, le=3_600, description="the longest silence of the model")
    model_deadline_seconds: float = Field(
        default=60.0, gt=0, le=3_600, description="the longest wait for the whole reply of the model, retries included"
    )
    model_evidence_tokens: int = Field(default=4_000, ge=200, description="how much evidence the model is shown")
    model_answer_tokens: int = Field(default=1_000, ge=50, description="the longest reply of the model")
    model_reads: bool = Field(
        default=False, description="have it read whom a question asks for, where code reads nobody in it"
    )
    model_translates: bool = Field(
        default=False, description="have it translate what is cited in another language than the question's"
    )
    outlets: dict[str, OutletRule] = Field(
        default={}, description="rules of outlets that briefing drafts keep: quote_words, embargo_days, line"
    )
    fetch_private: bool = Field(
        default=False, description="let web addresses lead to this machine and to private networks"
    )
    fetch_direct: bool = Field(
        default=False, description="fetch past a proxy that the environment names, where nothing is fetched otherwise"
    )
    fetch_contact: str | None = Field(
        default=None, description="an address that sites are told, where they can write to about being read"
    )
    fetch_delay_seconds: float = Field(
        default=1.0, ge=0, le=3_600, description="how long a site is left alone between two pages"
    )
    fetch_seconds: float = Field(default=30.0, gt=0, le=3_600, description="how long one page may take")
    fetch_robots: bool = Field(default=True, description="obey the robots.txt of sites")
    serve_user_header: str | None = Field(
        default=None, description="the header in which a proxy before `serve` says who asks"
    )
    serve_proxies: str = Field(
        default="", description="addresses of such proxies, or networks as 10.0.0.0/8, with commas between"
    )
    serve_requests: int = Field(default=600, ge=1, description="how much each user may ask of `serve` in a minute")
    serve_questions: int = Field(default=30, ge=1, description="how many questions among it")
    serve_log: bool = Field(default=False, description="log requests on standard error, a line of JSON each")
    serve_log_text: bool = Field(default=False, description="have the questions' words in it")
    langsmith: bool = Field(default=False, description="let LangSmith trace questions, as its own variables say")
    telemetry: bool = Field(default=False, description="send OpenTelemetry spans where the OTEL_ variables say")
    telemetry_text: bool = Field(default=False, description="have the questions' words in them")
    openai_api_key: SecretStr | None = Field(default=None, description="the key of the OpenAI-compatible endpoint")
    openai_base_url: str | None = Field(default=None, description="its address; OpenAI's own where unset")

    smtp_host: str | None = Field(default=None, description="the mail server that drafts are sent through")
    smtp_port: int = Field(default=587, ge=1, le=65_535, description="its port")
    smtp_starttls: bool = Field(default=True, description="encrypt the connection to it, and check its certificate")
    smtp_user: str | None = Field(default=None, description="whom it knows us as; nobody where unset")
    smtp_password: SecretStr | None = Field(default=None, description="the password that goes with it")
    smtp_from: str | None = Field(default=None, description="the address that drafts come from")
    slack_bot_token: SecretStr | None = Field(default=None, description="the bot's token, xoxb-…, in one workspace")
    slack_app_token: SecretStr | None = Field(default=None, description="the app's token, xapp-…, for socket mode")
    slack_signing_secret: SecretStr | None = Field(default=None, description="what Slack signs its requests with")
    slack_client_id: str | None = Field(default=None, description="the app's id, to be installed in workspaces")
    slack_client_secret: SecretStr | None = Field(default=None, description="the secret that goes with it")

    @field_validator("embedder")
    @classmethod
    def _known_embedder(cls, value: str) -> str:
        if value in (DEFAULT_EMBEDDER, LEXICAL_ONLY) or value.removeprefix("openai:") not in (value, ""):
            return value
        if value in (plugins := EMBEDDERS.names()):
            return value
        more = "".join(f", {name} (a plugin)" for name in plugins)
        raise ValueError(f"use e5-small, openai:MODEL (such as openai:text-embedding-3-small){more} or none")

    @field_validator("reranker")
    @classmethod
    def _known_reranker(cls, value: str | None) -> str | None:
        if value is None or value in (plugins := RERANKERS.names()):
            return value
        known = (
            f"those that are installed are {', '.join(plugins)}" if plugins else "no plugin that is one is installed"
        )
        raise ValueError(f"no reranker is called {value!r}; {known}")

    @field_validator("fetch_contact")
    @classmethod
    def _in_a_header(cls, value: str | None) -> str | None:
        if value is not None and not (value.isascii() and value.isprintable() and len(value) <= 200):
            raise ValueError("use a mail or web address in plain ASCII")
        return value

    @field_validator("serve_user_header")
    @classmethod
    def _header(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9-]+", value):
            raise ValueError("use the name of a header, as X-Forwarded-User")
        return value

    @field_validator("serve_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for one in listed(value):
            try:
                ipaddress.ip_network(one, strict=False)
            except ValueError:
                raise ValueError(f"{one!r} is no address and no network") from None
        return value

    @model_validator(mode="after")
    def _somebody_to_believe(self) -> Self:
        if self.serve_user_header is not None and not listed(self.serve_proxies):
            raise ValueError("serve_user_header needs serve_proxies: anybody could send it")
        return self

    @field_validator("chroma_url", "openai_base_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("use http://HOST:PORT")
        return value

    @classmethod
    def load(cls, home: Path, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings of this home. Raises SettingsError that names the key and the place it stands in."""
        values: dict[str, Any] = {}
        places: dict[str, str] = {}
        for place, key, value in _everything(home, environment):
            if key not in cls.model_fields:
                known = ", ".join(sorted(cls.model_fields))
                raise SettingsError(f"{place}: unknown setting {key!r}; the settings are {known}")
            values[key], places[key] = value, place
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            # Only key and message: pydantic's own text prints the value, which may be a key.
            first = error.errors(include_input=False, include_url=False)[0]
            reason = first["msg"].removeprefix("Value error, ")
            if not first["loc"]:  # settings that do not go together
                raise SettingsError(reason) from None
            key = str(first["loc"][0])
            raise SettingsError(f"{places[key]}: {key}: {reason}") from None


def _everything(home: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, str, Any]]:
    """(place, key, value), the stronger sources last. An empty variable counts as unset."""
    toml, env = home / "briefings.toml", home / ".env"
    for key, value in _read_toml(toml).items():
        yield str(toml), key, value
    for variable, text in _read_env(env):
        if text:
            yield str(env), _field(variable) or variable, text
    for variable, text in environment.items():
        field = _field(variable)
        if field and text and variable != HOME_VARIABLE:
            yield f"environment variable {variable}", field, text


def _field(variable: str) -> str | None:
    """The field that an environment variable sets; None where it is none of ours."""
    if variable.startswith(PREFIX):
        return variable.removeprefix(PREFIX).lower()
    return variable.lower() if variable.lower() in BARE else None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error


def _read_env(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    # Not dotenv_values(): it passes over what it cannot read, and a setting would be lost without a word.
    for binding in parse_stream(io.StringIO(text)):
        if binding.error or (binding.key and binding.value is None):
            raise SettingsError(f"{path}: line {binding.original.line} is not NAME=VALUE")
        if binding.key:
            yield binding.key, binding.value or ""


def listed(value: str) -> list[str]:
    """The parts between commas."""
    return [one.strip() for one in value.split(",") if one.strip()]


def default_home() -> Path:
    """The platform's data directory for this program."""
    return platformdirs.user_data_path("briefings", appauthor=False)

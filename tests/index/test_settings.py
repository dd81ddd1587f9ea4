"""Environment over `.env` over `briefings.toml`; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import Settings

SECRET = "sk-never-to-be-shown"


def write(home: Path, *, toml: str = "", env: str = "") -> Path:
    (home / "briefings.toml").write_text(toml, encoding="utf-8")
    (home / ".env").write_text(env, encoding="utf-8")
    return home


def test_without_any_the_defaults_hold(tmp_path: Path) -> None:
    assert Settings.load(tmp_path, {}) == Settings()
    assert Settings().embedder == "e5-small"


@pytest.mark.parametrize(
    ("environment", "env", "toml", "taken"),
    [
        ("none", "openai:a", "openai:b", "none"),
        ("", "openai:a", "openai:b", "openai:a"),
        ("", "", "openai:b", "openai:b"),
    ],
)
def test_the_environment_goes_before_env_before_toml_and_empty_counts_as_unset(
    tmp_path: Path, environment: str, env: str, toml: str, taken: str
) -> None:
    write(tmp_path, toml=f'embedder = "{toml}"', env=f"BRIEFINGS_EMBEDDER={env}")
    assert Settings.load(tmp_path, {"BRIEFINGS_EMBEDDER": environment}).embedder == taken


def test_files_of_the_working_directory_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir()
    write(tmp_path, toml='embedder = "none"', env="BRIEFINGS_EMBEDDER=none")
    monkeypatch.chdir(tmp_path)
    assert Settings.load(tmp_path / "home", {}).embedder == "e5-small"


@pytest.mark.parametrize(
    ("toml", "env", "environment", "place"),
    [
        pytest.param("embeder = 'none'", "", {}, "briefings.toml", id="toml"),
        pytest.param("", "BRIEFINGS_EMBEDER=none", {}, ".env", id=".env"),
        pytest.param("", "", {"BRIEFINGS_EMBEDER": "none"}, "environment variable BRIEFINGS_EMBEDER", id="environment"),
    ],
)
def test_an_unknown_setting_is_refused_by_name_and_place(
    tmp_path: Path, toml: str, env: str, environment: dict[str, str], place: str
) -> None:
    write(tmp_path, toml=toml, env=env)
    with pytest.raises(SettingsError, match=r"unknown setting 'embeder'; the settings are .*embedder") as refused:
        Settings.load(tmp_path, environment)
    assert place in str(refused.value)


def test_an_unknown_name_in_env_is_refused_though_it_has_no_prefix(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="unknown setting 'EMBEDDER'"):
        Settings.load(write(tmp_path, env="EMBEDDER=none"), {})


def test_the_environment_of_others_is_no_business_of_ours(tmp_path: Path) -> None:
    others = {"PATH": "/bin", "HOME": "/root", "BRIEFINGS_HOME": "/x", "OPENAI_ORGANIZATION": "y"}
    assert Settings.load(tmp_path, others) == Settings()


def test_openais_own_names_take_no_prefix(tmp_path: Path) -> None:
    write(tmp_path, env=f"OPENAI_API_KEY={SECRET}\nOPENAI_BASE_URL=http://one:1/v1")
    settings = Settings.load(tmp_path, {"OPENAI_BASE_URL": "http://two:2/v1"})
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == SECRET
    assert settings.openai_base_url == "http://two:2/v1"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("BRIEFINGS_EMBEDDER", "word2vec", "use e5-small, openai:MODEL"),
        ("BRIEFINGS_EMBEDDER", "openai:", "use e5-small, openai:MODEL"),
        ("BRIEFINGS_CHROMA_URL", "localhost:8000", "use http://HOST:PORT"),
        ("BRIEFINGS_BUSY_SECONDS", "soon", "valid number"),
        ("BRIEFINGS_BUSY_SECONDS", "0", "greater than 0"),
        ("BRIEFINGS_BUSY_SECONDS", "nan", "less than or equal"),
        ("BRIEFINGS_BUSY_SECONDS", "inf", "less than or equal"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name_and_place(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.load(tmp_path, {name: value})
    message = str(refused.value)
    assert message.startswith(f"environment variable {name}: {name.removeprefix('BRIEFINGS_').lower()}: ")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "toml",
    [
        pytest.param(f'openai_api_key = ["{SECRET}"]', id="of the wrong type"),
        pytest.param(f'openai_api_key = "{SECRET}"\nbusy_seconds = -1', id="beside another mistake"),
        pytest.param(f'openai_api_key = "{SECRET}"\nopenai_api_key = "{SECRET}"', id="given twice"),
        pytest.param(f'openai_api_key = "{SECRET}', id="not closed"),
        pytest.param(f'openai_api_keys = "{SECRET}"', id="under a wrong name"),
        pytest.param(f'openai_base_url = "{SECRET}"', id="in the wrong place"),
    ],
)
def test_a_secret_is_in_no_message(tmp_path: Path, toml: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.load(write(tmp_path, toml=toml), {})
    assert SECRET not in str(refused.value)
    assert SECRET not in repr(refused.value.__cause__)


def test_a_secret_is_not_shown_with_the_settings() -> None:
    assert SECRET not in repr(Settings(openai_api_key=SECRET))  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["embedder: none", "BRIEFINGS_EMBEDDER", "BRIEFINGS_EMBEDDER='none"])
def test_a_line_of_env_that_cannot_be_read_is_refused_by_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match="line 2 is not NAME=VALUE"):
        Settings.load(write(tmp_path, env=f"# settings\n{line}\n"), {})


def test_env_knows_comments_quotes_export_and_a_byte_order_mark(tmp_path: Path) -> None:
    write(tmp_path, env='\ufeff# ours\n\nexport BRIEFINGS_EMBEDDER="none"\r\nBRIEFINGS_BUSY_SECONDS=5 # long\n')
    settings = Settings.load(tmp_path, {})
    assert (settings.embedder, settings.busy_seconds) == ("none", 5.0)


@pytest.mark.parametrize("name", ["briefings.toml", ".env"])
@pytest.mark.parametrize("damage", ["directory", "not UTF-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, damage: str) -> None:
    file = tmp_path / name
    if damage == "directory":
        file.mkdir()
    else:
        file.write_bytes(b"embedder = \xff")
    with pytest.raises(SettingsError, match="cannot be read") as refused:
        Settings.load(tmp_path, {})
    assert str(file) in str(refused.value)

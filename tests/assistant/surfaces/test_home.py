"""The home and its settings on the command line: every way in which they cannot be used is one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import HomeError
from index.home import NETWORK_FILESYSTEMS, open_home
from tests.assistant.surfaces.conftest import Briefings

TALKS = {"id": "talks", "language": "en", "text": "The border talks went on in Lorn. Nobody spoke to the press."}
News = Callable[..., Path]


class TestSettings:
    def test_an_unknown_variable_is_named(self, briefings: Briefings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BRIEFINGS_EMBEDER", "none")
        ran = briefings("status")
        assert ran.code == 1
        assert "BRIEFINGS_EMBEDER" in ran.complaint

    @pytest.mark.parametrize(
        ("name", "text"), [("briefings.toml", 'embeder = "none"\n'), (".env", "BRIEFINGS_EMBEDER=none\n")]
    )
    def test_an_unknown_setting_is_named_with_its_file(
        self, briefings: Briefings, home: Path, name: str, text: str
    ) -> None:
        home.mkdir()
        (home / name).write_text(text)
        ran = briefings("status")
        assert ran.code == 1
        assert str(home / name) in ran.complaint
        assert "'embeder'" in ran.complaint

    @pytest.mark.parametrize("text", ["embedder = \n", "embedder = 'none\n", "\xff"])
    def test_a_file_that_cannot_be_read_is_named(self, briefings: Briefings, home: Path, text: str) -> None:
        home.mkdir()
        (home / "briefings.toml").write_bytes(text.encode("latin-1"))
        ran = briefings("status")
        assert ran.code == 1
        assert "briefings.toml" in ran.complaint

    def test_a_value_that_is_none_is_named(self, briefings: Briefings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BRIEFINGS_BUSY_SECONDS", "soon")
        ran = briefings("status")
        assert ran.code == 1
        assert "busy_seconds" in ran.complaint

    def test_the_working_directory_sets_nothing(
        self, briefings: Briefings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / ".env").write_text("BRIEFINGS_EMBEDER=none\n")
        monkeypatch.chdir(tmp_path)
        assert briefings("status").code == 0


class TestTheHome:
    def test_one_that_cannot_be_made_is_named(self, briefings: Briefings, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ran = briefings("--home", tmp_path / "file" / "home", "status")
        assert (ran.code, ran.out) == (1, "")
        assert f"the home {tmp_path / 'file' / 'home'} is not writable" in ran.complaint
        assert "--home DIR" in ran.complaint

    @pytest.mark.parametrize("kind", sorted(NETWORK_FILESYSTEMS))
    def test_one_on_a_network_drive_is_refused(self, tmp_path: Path, kind: str) -> None:
        with pytest.raises(HomeError, match=rf"network drive \({kind}\).*--home DIR"):
            open_home(tmp_path, filesystem=kind)

    @pytest.mark.parametrize("kind", ["ext4", "apfs", "ntfs", "overlay", "tmpfs"])
    def test_one_on_a_local_drive_is_taken(self, tmp_path: Path, kind: str) -> None:
        assert open_home(tmp_path, filesystem=kind).path == tmp_path.resolve()

    def test_one_with_spaces_and_other_letters_is_taken(self, briefings: Briefings, tmp_path: Path, news: News) -> None:
        home = tmp_path / "Մեր արխիվը [bold]"
        assert briefings("--home", home, "add", news(TALKS)).code == 0
        assert briefings("--home", home, "status", "--json").json["home"] == str(home)


HOLD = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(briefings: Briefings, home: Path, news: News) -> Iterator[Path]:
    """A home with an article, whose indexes another process uses and does not let go of."""
    briefings("add", news(TALKS))
    command = [sys.executable, "-c", HOLD, str(open_home(home).turn)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield home
        other.stdin.close()
        other.wait()


@pytest.mark.parametrize("command", [["ask", "border talks"], ["search", "border talks"], ["doctor"]])
def test_a_home_busy_elsewhere_is_a_line(
    briefings: Briefings, held: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("BRIEFINGS_BUSY_SECONDS", "0.2")
    ran = briefings(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "has held this home" in ran.err
    assert "busy_seconds" in ran.err


def test_what_is_added_while_the_home_is_busy_is_kept(
    briefings: Briefings, held: Path, news: News, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFINGS_BUSY_SECONDS", "0.2")
    ran = briefings("add", news({"id": "late", "language": "en", "text": "It rained in Lorn."}))
    assert ran.code == 1
    assert briefings("status", "--json").json["waiting"] == 1


class TestDamage:
    @pytest.fixture(autouse=True)
    def _with_vectors(self, home: Path, e5_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("BRIEFINGS_EMBEDDER")
        home.mkdir()
        (home / "models").symlink_to(e5_home / "models")

    def _damage(self, home: Path) -> None:
        (directory,) = home.glob("indexes-*/vectors")
        for file in filter(Path.is_file, directory.rglob("*")):
            file.write_bytes(b"this is no index any more" * 400)

    def test_a_damaged_vector_index_is_made_anew_from_the_record(
        self, briefings: Briefings, home: Path, news: News
    ) -> None:
        briefings("add", news(TALKS))
        self._damage(home)
        asked = briefings("ask", "border talks")
        assert (asked.code, asked.out) == (1, "")
        assert "briefings reindex" in asked.complaint
        assert briefings("doctor").code == 1
        assert briefings("reindex").code == 0
        assert briefings("doctor").code == 0
        assert briefings("ask", "border talks", "--json").json["answered"]

    def test_a_lost_one_is_made_anew_too(self, briefings: Briefings, home: Path, news: News) -> None:
        briefings("add", news(TALKS))
        (directory,) = home.glob("indexes-*/vectors")
        directory.rename(home / "elsewhere")
        assert "briefings reindex" in briefings("ask", "border talks").complaint
        assert briefings("reindex").code == 0
        assert briefings("ask", "border talks", "--json").json["answered"]

    def test_another_embedder_is_named_before_anything_is_searched(
        self, briefings: Briefings, news: News, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        briefings("add", news(TALKS))
        monkeypatch.setenv("BRIEFINGS_EMBEDDER", "none")
        ran = briefings("ask", "border talks")
        assert ran.code == 1
        assert "briefings reindex" in ran.complaint

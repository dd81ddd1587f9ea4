"""A package with one plugin of each kind, installed beside this one, and one that is broken."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Briefing, Library, Settings, SettingsError, export
from assistant.surfaces.health import plugin
from index.errors import EmbedderUnavailable, PluginFailed
from index.plugins import POINTS, installed
from index.sample import articles_path

EXAMPLES = Path(__file__).parents[1] / "examples" / "plugins"
TWO = "The bridge at Orvel is shut.\n===\nThe bridge at Sefrin is open.\n"
FRENCH = "Le pont est fermé depuis lundi. « Nous ne signerons rien », a déclaré Ilona Vestrova. La suite demain."
BROKEN = """
def read(rest): yield 1
def load(home): raise OSError("no such device")
def score(query, texts): return []
def quotations(article): raise KeyError("verb")
def write(draft): return "text"
"""
ENTRY_POINTS = """
[briefings.sources]
odd = broken_plugins:read
gone = no_such_module:read
[briefings.embedders]
odd = broken_plugins:load
[briefings.rerankers]
odd = broken_plugins:score
[briefings.extractors]
fr = broken_plugins:quotations
[briefings.exporters]
csv = broken_plugins:write
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory into which the examples' package is installed."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-build-isolation", "--no-deps"]
    subprocess.run([*command, "--target", str(target), str(EXAMPLES)], check=True, capture_output=True, timeout=120)
    return target


@pytest.fixture
def plugins(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(site)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Plugins that load and do not what they promise, and one whose module is not there."""
    place = tmp_path / "broken"
    (place / "broken-1.dist-info").mkdir(parents=True)
    (place / "broken_plugins.py").write_text(BROKEN)
    (place / "broken-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (place / "broken-1.dist-info" / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(place)
    yield
    sys.modules.pop("broken_plugins", None)


def open_with(home: Path, **settings: object) -> Library:
    return Library.open(home, settings=Settings.model_validate({"embedder": "none"} | settings))


@pytest.mark.usefixtures("plugins")
class TestOfEachKind:
    def test_a_source_is_read_behind_its_name(self, tmp_path: Path) -> None:
        file = tmp_path / "two.txt"
        file.write_text(TWO)
        with open_with(tmp_path / "home") as library:
            report = library.add(f"divided:{file}", f"divided:{tmp_path / 'missing'}")

            assert [library.article(one).text for one in report.new] == TWO.split("===\n")
            assert len(report.rejected) == 1

    def test_an_embedder_finds_by_its_vectors(self, tmp_path: Path) -> None:
        with open_with(tmp_path / "home", embedder="letters") as library:
            library.add_records([{"id": "a", "text": "bridge at Orvel"}, {"id": "b", "text": "cider and apples"}])

            assert library.search("bridges", k=1)[0].article.id == "a"
            assert library.status().embedder == "letters-512"

    def test_a_reranker_orders_what_was_found(self, tmp_path: Path) -> None:
        with open_with(tmp_path / "home", reranker="shared-words") as library:
            library.add(articles_path())

            found = library.search("Sefrin railway across the border", k=5)

            assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
            assert {one.score for one in found} <= {part / 5 for part in range(6)}

    def test_an_extractor_finds_quotations_of_its_language(self, tmp_path: Path) -> None:
        with open_with(tmp_path / "home") as library:
            library.add_records([{"id": "fr", "text": FRENCH, "language": "fr"}])

            (found,) = library.quotes(speaker="Ilona Vestrova")
            assert found.quote == "Nous ne signerons rien"

    def test_an_exporter_writes_its_kind_of_file(self, tmp_path: Path) -> None:
        with open_with(tmp_path / "home") as library:
            library.add(articles_path())
            draft = library.draft("the Sefrin railway")

        assert isinstance(draft, Briefing)
        rows = list(csv.DictReader(export(draft, ".csv").decode().splitlines()))
        assert [row["quotation"] for row in rows] == [one.quote for one in draft.citations]

    def test_the_doctor_lists_them(self) -> None:
        found = installed()

        assert {one.group for one in found} == {point.group for point in POINTS}
        assert all("briefings-examples 1.0): loads" in plugin(one).replace("_", "-") for one in found)


@pytest.mark.usefixtures("broken")
class TestBrokenOnes:
    def test_help_is_as_it_is(self) -> None:
        command = [sys.executable, "-m", "assistant.surfaces.cli", "--help"]
        assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0

    def test_the_doctor_names_what_does_not_load(self) -> None:
        (failed,) = [plugin(one) for one in installed() if one.failure]

        assert failed.startswith("the plugin gone (briefings.sources, broken 1) failed: ModuleNotFoundError")

    @pytest.mark.parametrize("name", ["odd", "gone"])
    def test_a_source_is_rejected_by_its_name(self, tmp_path: Path, name: str) -> None:
        with open_with(tmp_path / "home") as library:
            (rejected,) = library.add(f"{name}:here").rejected

        assert rejected.source == f"{name}:here"
        assert f"the plugin {name} (briefings.sources, broken 1) failed" in rejected.reason

    def test_an_embedder_says_why(self, tmp_path: Path) -> None:
        with open_with(tmp_path, embedder="odd") as library, pytest.raises(PluginFailed, match=r"odd .*no such device"):
            library.search("bridge")

    def test_a_reranker_without_scores_is_named(self, tmp_path: Path) -> None:
        with open_with(tmp_path, reranker="odd") as library:
            library.add_records([{"text": TWO}])
            with pytest.raises(PluginFailed, match=r"odd .*0 scores"):
                library.search("bridge")

    def test_an_extractor_costs_no_article(self, tmp_path: Path) -> None:
        with open_with(tmp_path) as library:
            with pytest.raises(PluginFailed, match=r"fr .*KeyError"):
                library.add_records([{"id": "fr", "text": FRENCH, "language": "fr"}])

            assert library.status().articles == 0

    def test_an_exporter_is_named(self, tmp_path: Path) -> None:
        with open_with(tmp_path) as library:
            library.add(articles_path())
            draft = library.draft("the Sefrin railway")
        assert isinstance(draft, Briefing)

        with pytest.raises(PluginFailed, match=r"csv .*not bytes"):
            export(draft, ".csv")


def test_a_plugin_that_is_not_installed_is_not_a_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no reranker is called 'odd'; no plugin"):
        Settings.load(tmp_path, {"BRIEFINGS_RERANKER": "odd"})


def test_an_embedder_that_is_gone_is_named(tmp_path: Path) -> None:
    from index.embed import load_embedder

    with pytest.raises(EmbedderUnavailable, match="'odd'"):
        load_embedder("odd", tmp_path)

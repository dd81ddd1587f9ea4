"""Where an archive may lie."""

from __future__ import annotations

import os
from collections import namedtuple
from pathlib import Path

import psutil
import pytest

from index.errors import HomeError
from index.home import LEAST_FREE, filesystem_of, open_home


def test_it_is_made_where_it_is_missing(tmp_path: Path) -> None:
    home = open_home(tmp_path / "a" / "b")
    assert home.path == tmp_path / "a" / "b"
    assert home.writers.is_dir()


def test_opening_it_leaves_nothing_behind(tmp_path: Path) -> None:
    open_home(tmp_path)
    open_home(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["writers"]


def test_a_file_in_its_place_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(HomeError, match=r"home is not writable \(.+\); choose another with --home DIR"):
        open_home(tmp_path / "home")


def test_a_file_in_place_of_a_part_of_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "writers").write_text("")
    with pytest.raises(HomeError, match="not writable"):
        open_home(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(HomeError, match="not writable"):
        open_home(tmp_path)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_drive_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(HomeError, match=rf"network drive \({kind}\)"):
        open_home(tmp_path, filesystem=kind)


class TestFilesystem:
    Mount = namedtuple("Mount", "mountpoint fstype")

    @pytest.fixture
    def mounted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        mounts = [("/", "ext4"), ("/data", "autofs"), ("/data", "nfs4"), ("/data/fast", "XFS"), ("/dat", "vfat")]
        monkeypatch.setattr(psutil, "disk_partitions", lambda all: [self.Mount(*mount) for mount in mounts])

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            pytest.param("/home/x", "ext4", id="the root"),
            pytest.param("/data/x", "nfs4", id="the upper of two mounts on one place"),
            pytest.param("/data/fast/x", "xfs", id="the innermost"),
            pytest.param("/database", "ext4", id="a name that begins like a mount"),
        ],
    )
    @pytest.mark.usefixtures("mounted")
    def test_it_is_that_of_the_mount_that_holds_the_path(self, path: str, kind: str) -> None:
        assert filesystem_of(Path(path)) == kind

    def test_that_of_this_machine_is_known(self, tmp_path: Path) -> None:
        assert filesystem_of(tmp_path)


def test_builds_are_found_by_number(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    for name in ("indexes-0", "indexes-12", "indexes-old", "other-3"):
        (tmp_path / name).mkdir()
    assert home.builds() == {0: home.build(0), 12: home.build(12)}


def test_a_disk_with_room_is_no_error(tmp_path: Path) -> None:
    if psutil.disk_usage(str(tmp_path)).free < LEAST_FREE:
        pytest.skip("the disk of this machine is full")
    open_home(tmp_path).check_space()

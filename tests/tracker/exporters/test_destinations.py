import os
import stat
import sys
from pathlib import Path

import pytest

from tracker.errors import ConfigurationError
from tracker.exporters.destinations import complete_file, complete_path


def test_the_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"before")
    with complete_file(path) as file:
        file.write(b"after")
        assert path.read_bytes() == b"before"
    assert path.read_bytes() == b"after"
    assert os.listdir(tmp_path) == ["out.jsonl"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _fail(path: Path) -> None:
    with complete_file(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        _fail(path)
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigurationError, match=r"there is no folder .*nowhere"),
        complete_file(tmp_path / "nowhere/a"),
    ):
        pass


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is a folder"), complete_file(tmp_path):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"before")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    with complete_file(link) as file:
        file.write(b"after")
    assert link.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"after"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such device")
def test_a_device_is_written_to_as_it_is() -> None:
    with complete_file(Path(os.devnull)) as file:
        file.write(b"gone")
    assert not Path(os.devnull).is_file()


def test_a_path_takes_the_place_of_what_was_there_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.db"
    path.write_bytes(b"before")
    with complete_path(path) as draft:
        assert (draft.parent, draft.read_bytes()) == (tmp_path, b"")
        draft.write_bytes(b"after")
        assert path.read_bytes() == b"before"
    assert path.read_bytes() == b"after"
    assert os.listdir(tmp_path) == ["out.db"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def _fail_at(path: Path) -> None:
    with complete_path(path) as draft:
        draft.write_bytes(b"half")
        raise KeyboardInterrupt


def test_a_path_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _fail_at(tmp_path / "out.db")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no such device")
def test_a_device_is_no_path_to_write_to() -> None:
    with pytest.raises(ConfigurationError, match="this format needs one"), complete_path(Path(os.devnull)):
        pass

"""Files and folders removed from the disk."""

import os
import sys
from pathlib import Path

import pytest

from tests.builders.homes import FOREIGN, OURS, a_home
from tracker.uninstalling.homes import Contents, contents
from tracker.uninstalling.removing import remove


def the_contents(home: Path) -> Contents:
    found = contents(home)
    assert found
    return found


def test_nothing_is_left_of_a_home(tmp_path: Path) -> None:
    home = a_home(tmp_path / "home", OURS).home
    assert remove(the_contents(home)).faults == ()
    assert not home.exists()


def test_what_others_put_there_stays_as_it_is(tmp_path: Path) -> None:
    home = a_home(tmp_path / "home", OURS | FOREIGN).home
    assert remove(the_contents(home)).faults == ()
    left = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert left == FOREIGN
    assert not (home / "ca").exists()


def test_the_keys_go_before_anything_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, gone, unlink = a_home(tmp_path / "home", OURS).home, [], Path.unlink

    def noted(path: Path, missing_ok: bool = False) -> None:
        gone.append(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", noted)
    found = the_contents(home)
    remove(found)
    assert set(gone[: len(found.keys)]) == set(found.keys)
    assert home / "key" in found.keys


def test_what_may_only_be_read_goes_too(tmp_path: Path) -> None:
    home = a_home(tmp_path / "home", OURS).home
    for name in ("ledger.db", "key", "ca/mitmproxy-ca.pem"):
        (home / name).chmod(0o400)
    (home / "journal").chmod(0o500)
    assert remove(the_contents(home)).faults == ()
    assert not home.exists()


def test_a_refusal_is_tried_again_with_all_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, unlink = a_home(tmp_path / "home", {"key": b"k" * 32}).home, Path.unlink
    (home / "key").chmod(0o400)

    def as_windows(path: Path, missing_ok: bool = False) -> None:
        if not path.stat().st_mode & 0o200:
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", as_windows)
    assert remove(the_contents(home)).faults == ()
    assert not home.exists()


def test_what_cannot_be_removed_is_told_and_the_rest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, unlink = a_home(tmp_path / "home", OURS).home, Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == "ledger.db":
            raise PermissionError(1, "Operation not permitted", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    found = the_contents(home)
    files, trees, faults = remove(found)
    assert (files, trees) == (len(found.files) - 2, len(found.trees))
    assert [fault.rpartition(" (")[2] for fault in faults] == ["Operation not permitted)"] * 2
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["ledger.db", "ledger.db"]


def test_what_is_gone_already_is_no_fault(tmp_path: Path) -> None:
    home = a_home(tmp_path / "home", OURS).home
    found = the_contents(home)
    (home / "ledger.db").unlink()
    assert remove(found).faults == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_profiles_links_are_removed_and_what_they_lead_to_is_not(tmp_path: Path) -> None:
    home = a_home(tmp_path / "home", OURS).home
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "photo.jpg").write_text("")
    os.symlink(tmp_path / "mine", home / "browser" / "chromium" / "Downloads")
    assert remove(the_contents(home)).faults == ()
    assert (tmp_path / "mine" / "photo.jpg").exists()


def test_a_tree_that_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = a_home(tmp_path / "home", OURS).home

    def refused(path: Path, onexc: object) -> None:
        assert callable(onexc)
        onexc(os.unlink, str(path / "Lock"), PermissionError(13, "Permission denied"))

    monkeypatch.setattr("tracker.uninstalling.removing.shutil.rmtree", refused)
    found = the_contents(home)
    files, trees, faults = remove(found)
    assert (files, trees) == (len(found.files), 0)
    assert f"{home / 'browser' / 'firefox' / 'Lock'} (Permission denied)" in faults

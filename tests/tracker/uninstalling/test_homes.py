"""What of a folder is an installation's own."""

from pathlib import Path

import pytest

from tests.builders.homes import FOREIGN, OURS, a_home
from tracker.uninstalling.homes import contents


def named(home: Path, paths: tuple[Path, ...]) -> set[str]:
    return {path.relative_to(home).as_posix() for path in paths}


def test_all_that_tracker_makes_is_its_own(tmp_path: Path) -> None:
    found = contents(a_home(tmp_path, OURS).home)
    assert found
    trees = named(tmp_path, found.trees)
    assert trees == {"browser/chromium", "browser/firefox", "catalogue/.fetched-x1"}
    assert named(tmp_path, found.files) == {name for name in OURS if not any(name.startswith(tree) for tree in trees)}
    assert not found.kept


def test_what_others_put_there_is_kept(tmp_path: Path) -> None:
    found = contents(a_home(tmp_path, OURS | FOREIGN).home)
    assert found
    kept = {"notes.txt", "data", "journal/mine.txt", "browser/bookmarks.html", "browser/holidays", "exports/taxes.csv"}
    assert named(tmp_path, found.kept) == kept


def test_keys_come_first_and_folders_after_what_is_in_them(tmp_path: Path) -> None:
    found = contents(a_home(tmp_path, OURS).home)
    assert found
    keys = {"key", "key.77.0badcafe", "ca/mitmproxy-ca.pem", "ca/mitmproxy-ca.p12", "ca/wireguard.conf"}
    keys |= {"demo/key", "demo/ca/mitmproxy-ca.pem"}
    assert named(tmp_path, found.files[: len(found.keys)]) == named(tmp_path, found.keys) == keys
    assert found.folders[-1] == tmp_path
    assert found.folders.index(tmp_path / "demo" / "ca") < found.folders.index(tmp_path / "demo")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"notes.txt": b""},
        {"key": b"the key of somebody's flat"},
        {"settings.toml": b""},
        {"data/tracker-store.journal": b""},
        {"journal/monday.txt": b""},
        {"browser/firefox/prefs.js": b""},
        {"ca/authority.pem": b""},
        {"demo/key": b"k" * 32},
    ],
    ids=lambda files: next(iter(files), "nothing"),
)
def test_a_folder_in_which_tracker_never_ran_is_no_home(files: dict[str, bytes], tmp_path: Path) -> None:
    assert contents(a_home(tmp_path, files).home) is None


@pytest.mark.parametrize(
    "name",
    ["key", "ledger.db", "control.sealed", "keeper.lock", "journal/18-000000.journal", "ca/mitmproxy-ca-cert.pem"],
)
def test_what_is_left_of_one_is_still_a_home(name: str, tmp_path: Path) -> None:
    assert contents(a_home(tmp_path, {name: b"k" * 32}).home) is not None


def test_a_file_in_place_of_the_folder_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    assert contents(tmp_path / "home") is None
    assert contents(tmp_path / "nowhere") is None


def test_no_link_is_followed(tmp_path: Path) -> None:
    home, elsewhere = a_home(tmp_path / "home", {"key": b"k" * 32}).home, tmp_path / "elsewhere"
    a_home(elsewhere, OURS)
    for name in ("journal", "ca", "browser", "demo", "ledger.db", "catalogue"):
        (home / name).symlink_to(elsewhere / name)
    (tmp_path / "link").symlink_to(home)
    found = contents(home)
    assert found
    assert named(home, found.files) == {"key"}
    assert not found.trees
    assert found.folders == (home,)
    assert named(home, found.kept) == {"journal", "ca", "browser", "demo", "ledger.db", "catalogue"}
    assert contents(tmp_path / "link") is None

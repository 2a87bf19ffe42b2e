"""`tracker uninstall`, as a person calls it."""

import sys
from pathlib import Path

import pytest

from tests.builders.homes import FOREIGN, OURS, a_home
from tests.builders.installations import recording, with_authority, with_certificate
from tracker.cli import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the installation is, and a person's own folder without anything in it."""
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    return tmp_path / "home"


def test_everything_goes_and_what_does_not_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_home(home, OURS)
    assert main(["uninstall", "--yes"]) == 0
    said = capsys.readouterr().out
    assert not home.exists()
    assert "the keys first" in said
    assert f"{home} is gone." in said
    assert "What only you can remove:" in said
    for words in ("the certificate “mitmproxy”", "the proxy that you set", "exports and reports", "the program itself"):
        assert words in said


def test_what_others_put_there_is_kept_and_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_home(home, OURS | FOREIGN | {f"mine-{number:02}": b"" for number in range(9)})
    assert main(["uninstall", "--yes"]) == 0
    said = capsys.readouterr().out
    assert f"{home} is still there." in said
    assert str(home / "data") in said
    assert "and 5 more" in said
    assert (home / "notes.txt").read_bytes() == b"mine"


def test_a_folder_that_is_not_trackers_is_left_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_home(home, FOREIGN | {"key": b"of my flat"})
    assert main(["uninstall", "--yes"]) == 1
    assert "is no folder of Tracker's: nothing was removed" in capsys.readouterr().err
    assert (home / "key").exists()


def test_a_home_that_is_a_link_is_not_followed(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_home(tmp_path / "elsewhere", OURS)
    home.symlink_to(tmp_path / "elsewhere")
    assert main(["uninstall", "--yes"]) == 1
    assert "is a link" in capsys.readouterr().err
    assert (tmp_path / "elsewhere" / "key").exists()


def test_it_refuses_while_a_proxy_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = a_home(home, OURS)
    with recording(settings):
        assert main(["uninstall", "--yes"]) == 1
    assert f"tracker: Tracker runs in {home}" in capsys.readouterr().err
    assert (home / "key").exists()


@pytest.mark.parametrize("is_there", [True, False])
def test_where_nothing_is_nothing_is_removed(is_there: bool, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if is_there:
        home.mkdir()
    assert main(["uninstall", "--yes"]) == 0
    assert f"There was nothing in {home}." in capsys.readouterr().out


def test_who_cannot_be_asked_must_say_yes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_home(home, OURS)
    assert main(["uninstall"]) == 2
    assert "say --yes" in capsys.readouterr().err
    assert (home / "key").exists()


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_it_asks_before(
    answer: str, status: int, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_home(home, OURS)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer.strip())
    assert main(["uninstall"]) == status
    assert "is removed, for good" in capsys.readouterr().out
    assert home.exists() is bool(status)


def test_a_database_of_the_persons_own_is_named_before(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_home(home, OURS)
    monkeypatch.setenv("TRACKER_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "y")
    assert main(["uninstall"]) == 1
    said = capsys.readouterr()
    assert "the tables of the ledger in your database" in said.out
    assert "database server" in said.err
    assert main(["uninstall", "--yes", "--keep-database"]) == 0
    assert not home.exists()


def test_the_tables_in_a_database_are_dropped(
    postgresql_url: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_DATABASE_URL", postgresql_url)
    assert main(["status"]) == 0
    assert main(["uninstall", "--yes"]) == 0
    assert "The tables of the ledger in your database are dropped." in capsys.readouterr().out
    assert not home.exists()


def test_what_could_not_be_removed_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_home(home, OURS)

    def refused(path: Path, missing_ok: bool = False) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    assert main(["uninstall", "--yes"]) == 1
    said = capsys.readouterr()
    assert "Could not be removed:" in said.err
    assert "Input/output error" in said.err
    assert "Removed 0 files" in said.out


def test_a_browser_that_knows_the_authority_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = a_home(home, OURS)
    database = home.parent / "person" / ".pki" / "nssdb" / "cert9.db"
    with_certificate(database, with_authority(settings))
    assert main(["uninstall", "--yes"]) == 0
    said = capsys.readouterr().out
    assert f"in {database}" in said
    assert "wherever elsewhere" in said
    assert database.exists()


def test_mitmproxys_own_folder_is_named_where_there_is_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_home(home, OURS)
    (home.parent / "person" / ".mitmproxy").mkdir(parents=True)
    assert main(["uninstall", "--yes"]) == 0
    assert str(home.parent / "person" / ".mitmproxy") in capsys.readouterr().out

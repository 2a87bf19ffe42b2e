"""A home that is moved to another place, or brought back from a backup, is used again."""

import shutil
from pathlib import Path

import pytest

from tests.builders.commands import done_program
from tests.builders.programs import Origin, soon
from tests.builders.proxies import a_proxy, paths
from tracker.ledger import copies
from tracker.settings import Settings


def _recorded(home: Path, *names: str) -> None:
    with Origin() as origin, a_proxy(home) as proxy:
        proxy.post(origin.server_port, *names)
        assert "Traceback" not in proxy.end()


def test_a_home_that_was_moved_works_at_its_new_place(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "elsewhere" / "after"
    _recorded(before, "mail_1")
    after.parent.mkdir()
    before.rename(after)
    _recorded(after, "mail_2")
    assert paths(after) >= {"mail_1", "mail_2"}
    assert not before.exists()
    done = done_program(after, "doctor")
    assert (done.returncode, str(before) in done.stdout) == (0, False), done.stdout


def test_a_backup_made_while_the_proxy_ran_is_complete_as_of_then(tmp_path: Path) -> None:
    home, backup = tmp_path / "home", tmp_path / "backup"
    with Origin() as origin, a_proxy(home) as proxy:
        proxy.post(origin.server_port, "mail_1", "mail_2")
        shutil.copytree(home, backup)
        proxy.post(origin.server_port, "mail_3")
        assert paths(backup) >= {"mail_1", "mail_2"}
    _recorded(backup, "mail_4")
    assert paths(backup) >= {"mail_1", "mail_2", "mail_4"}
    assert paths(home) >= {"mail_1", "mail_2", "mail_3"}
    done = done_program(backup, "doctor")
    assert done.returncode == 0, done.stdout


def test_an_older_ledger_put_back_alone_gets_what_was_recorded_since_from_the_journal(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", key_store="file")
    with Origin() as origin, a_proxy(settings.home) as proxy:
        proxy.post(origin.server_port, "mail_1")
        assert soon(lambda: copies.last(settings) is not None)
        proxy.end()
    old = tmp_path / "ledger.db"
    shutil.copy(settings.ledger_file, old)
    _recorded(settings.home, "mail_2")
    shutil.copy(old, settings.ledger_file)
    assert paths(settings.home) >= {"mail_1", "mail_2"}


@pytest.mark.parametrize("command", ["doctor", "status", "export"])
def test_a_backup_without_its_key_says_what_is_missing(tmp_path: Path, command: str) -> None:
    home = tmp_path / "home"
    (tmp_path / "home").mkdir(mode=0o700)
    (home / "settings.toml").write_text('key_store = "file"\n')
    _recorded(home, "mail_1")
    (home / "key").unlink()
    done = done_program(home, command)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "the ledger's key is gone; restore it from a backup" in done.stdout + done.stderr
    assert not (home / "key").exists()  # another one would open nothing

import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger.snapshots import Rules, Snapshot, read_snapshot, snapshot_of, write_snapshot
from tracker.profile import EMPTY, Profile, Value
from tracker.sealing import seal
from tracker.settings import Settings
from tracker.taxonomy import Category

MARIE = Profile((Value(Category.EMAIL_ADDRESS, "marie@mail.example"), Value(Category.TEXT, "Lilas ☂")), "FR")


def test_the_profile_comes_back(settings: Settings, keys: Keys) -> None:
    assert read_snapshot(settings, keys) == EMPTY
    write_snapshot(settings, keys, MARIE)
    assert read_snapshot(settings, keys) == MARIE
    write_snapshot(settings, keys, EMPTY)
    assert read_snapshot(settings, keys) == EMPTY


def test_origins_and_rules_come_back(settings: Settings, keys: Keys) -> None:
    assert snapshot_of(settings, keys) == Snapshot()
    rules = Rules(is_learning=False, refused=frozenset({"b", "a"}), erasures=7)
    profile = Profile((*MARIE.values, Value(Category.USERNAME, "marie88", "shop.example")))
    write_snapshot(settings, keys, profile, rules)
    said = snapshot_of(settings, keys)
    assert said == Snapshot(profile, rules)
    assert [value.origin for value in said.profile.values] == ["", "", "shop.example"]


def test_a_file_of_an_earlier_version_is_read(settings: Settings, keys: Keys) -> None:
    settings.home.mkdir()
    data = b'["FR", [["email_address", "marie@mail.example"]]]'
    settings.profile_snapshot.write_bytes(seal(keys.profile, data, b"profile snapshot 1"))
    assert snapshot_of(settings, keys) == Snapshot(Profile(MARIE.values[:1], "FR"))


def test_a_file_of_a_later_version_is_said(settings: Settings, keys: Keys) -> None:
    settings.home.mkdir()
    settings.profile_snapshot.write_bytes(seal(keys.profile, b'["FR", [], [true], {}]', b"profile snapshot 1"))
    with pytest.raises(LedgerError, match="no profile of this installation"):
        snapshot_of(settings, keys)


def test_the_file_is_sealed_and_its_owners_alone(settings: Settings, keys: Keys) -> None:
    write_snapshot(settings, keys, MARIE)
    assert b"marie" not in settings.profile_snapshot.read_bytes()
    assert [path.name for path in settings.home.iterdir()] == ["profile.sealed"]
    if sys.platform != "win32":
        assert stat.S_IMODE(settings.profile_snapshot.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 100])
def test_a_damaged_file_is_said(settings: Settings, keys: Keys, content: bytes) -> None:
    settings.home.mkdir()
    settings.profile_snapshot.write_bytes(content)
    with pytest.raises(LedgerError, match="no profile of this installation"):
        read_snapshot(settings, keys)


def test_another_installations_file_is_said(settings: Settings, keys: Keys) -> None:
    write_snapshot(settings, keys, MARIE)
    with pytest.raises(LedgerError, match="no profile of this installation"):
        read_snapshot(settings, Keys(bytes(32)))


def test_a_file_that_cannot_be_read_or_written_is_said(settings: Settings, keys: Keys, tmp_path: Path) -> None:
    settings.profile_snapshot.mkdir(parents=True)
    with pytest.raises(LedgerError, match="cannot be read"):
        read_snapshot(settings, keys)
    with pytest.raises(LedgerError, match="cannot be written"):
        write_snapshot(settings, keys, MARIE)
    assert [path.name for path in settings.home.iterdir()] == ["profile.sealed"]
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="cannot be written"):
        write_snapshot(replace(settings, home=tmp_path / "file"), keys, MARIE)


def test_reading_it_loads_no_database() -> None:
    program = "import sys, tracker.ledger.profiles; print([m for m in ('sqlalchemy', 'alembic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")

"""The sealed file, written after every change."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders.records import MAIL
from tracker import files
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import profiles
from tracker.ledger.opening import Ledger
from tracker.ledger.publishing import is_learning, publish, set_learning
from tracker.ledger.snapshots import Rules, snapshot_of
from tracker.profile import Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category

OWN = Value(Category.EMAIL_ADDRESS, MAIL)


def test_the_file_says_what_the_ledger_says(any_ledger: Ledger, settings: Settings, keys: Keys) -> None:
    publish(any_ledger, settings, keys)
    assert snapshot_of(settings, keys).rules == Rules()
    with any_ledger.session() as session:
        profiles.add(session, keys, OWN)
        profiles.add(session, keys, Value(Category.TEXT, "Villa Sesame"))
        profiles.remove(session, 2)
        set_learning(session, is_on=False)
    publish(any_ledger, settings, keys)
    said = snapshot_of(settings, keys)
    assert said.profile == Profile((OWN,))
    refused = profiles.fingerprint_of(keys, Value(Category.TEXT, "Villa Sesame"))
    assert said.rules == Rules(is_learning=False, refused=frozenset({refused}), erasures=1)


@pytest.mark.parametrize(
    ("setting", "choice", "expected"),
    [(None, True, True), (None, False, False), (False, True, False), (True, False, True)],
)
def test_the_settings_go_before_the_choice(
    ledger: Ledger, settings: Settings, setting: bool | None, choice: bool, expected: bool
) -> None:
    with ledger.session() as session:
        set_learning(session, is_on=not choice)
        set_learning(session, is_on=choice)
        assert is_learning(session, replace(settings, learning=setting)) is expected


def test_who_writes_at_the_same_time_waits(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    """The last to write must have read last, or the file would stay behind the ledger."""
    with files.writing(settings.home / "profile.lock", "it"):
        late = threading.Thread(target=publish, args=(ledger, settings, keys))
        late.start()
        with ledger.session() as session:
            profiles.add(session, keys, OWN)
    late.join()
    assert snapshot_of(settings, keys).profile == Profile((OWN,))


def test_a_file_that_cannot_be_written_is_said(
    ledger: Ledger, settings: Settings, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="the profile cannot be written"):
        publish(ledger, replace(settings, home=tmp_path / "file"), keys)
    monkeypatch.setattr(files, "PATIENCE", 0.01)
    held = files.writing(settings.home / "profile.lock", "it")
    with held, pytest.raises(LedgerError, match="writes the profile for long"):
        publish(ledger, settings, keys)

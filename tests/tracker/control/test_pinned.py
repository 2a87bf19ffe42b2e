"""What proxies learnt of programs that refuse their certificate."""

import stat
import sys
from datetime import UTC, datetime

import pytest

from tests.builders import disks
from tracker import files
from tracker.control import pinned as module
from tracker.control.pinned import Learnt, Stranger, change, load, place_of
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.settings import Settings

_NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
_LEARNT = Learnt().with_pinned("api.bank.test", "app", _NOW).with_strangers({"browser": 9}, _NOW)


def test_what_was_learnt_is_there_again_and_others_cannot_read_it(settings: Settings, keys: Keys) -> None:
    assert load(settings, keys) == Learnt()
    assert change(settings, keys, lambda _: _LEARNT) == _LEARNT
    assert load(settings, keys) == _LEARNT
    assert b"bank" not in place_of(settings).read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(place_of(settings).stat().st_mode) == 0o600


def test_what_is_damaged_is_learnt_anew(settings: Settings, keys: Keys) -> None:
    change(settings, keys, lambda _: _LEARNT)
    place_of(settings).write_bytes(b"nothing of ours" * 10)
    assert load(settings, keys) == Learnt()
    change(settings, keys, lambda learnt: learnt.with_pinned("a.test", "app", _NOW))
    assert [one.host for one in load(settings, keys).pinned] == ["a.test"]


def test_nothing_is_written_where_nothing_changes(settings: Settings, keys: Keys) -> None:
    change(settings, keys, lambda learnt: learnt)
    assert not place_of(settings).exists()


def test_a_host_is_pinned_for_the_programs_that_refuse_there_and_no_others() -> None:
    learnt = _LEARNT.with_pinned("api.bank.test", "other", _NOW).with_pinned("a.test", "app", _NOW)
    assert learnt.programs() == {"api.bank.test": {"app", "other"}, "a.test": {"app"}}
    assert learnt.with_pinned("a.test", "app", datetime.now(UTC)) is learnt
    assert learnt.without("api.bank.test", "app").programs() == {"api.bank.test": {"other"}, "a.test": {"app"}}
    assert learnt.without("api.bank.test").programs() == {"a.test": {"app"}}
    assert learnt.without("unknown.test") == learnt


def test_strangers_are_those_of_now() -> None:
    assert _LEARNT.strangers == (Stranger("browser", 9, _NOW),)
    assert _LEARNT.with_strangers({}, _NOW).strangers == ()


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    learnt = Learnt()
    for number in range(30):
        learnt = learnt.with_pinned("a.test", f"program{number}", _NOW)
    assert len(learnt.pinned[0].programs) == 16
    assert "program29" in learnt.pinned[0].programs
    for number in range(5):
        learnt = learnt.with_pinned(f"h{number}.test", "app", _NOW)
    assert [one.host for one in learnt.pinned] == ["h2.test", "h3.test", "h4.test"]


def test_who_waits_for_another_process_for_long_is_told(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    settings.home.mkdir(exist_ok=True)
    with (
        files.writing(place_of(settings).with_suffix(".lock"), "it"),
        pytest.raises(LedgerError, match="another process writes which hosts are pinned"),
    ):
        change(settings, keys, lambda _: _LEARNT)


def test_a_folder_that_cannot_be_written_is_told_and_leaves_no_draft(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.replace", disks.full)
    with pytest.raises(LedgerError, match="No space left"):
        change(settings, keys, lambda _: _LEARNT)
    assert [path.name for path in settings.home.iterdir() if path.suffix not in (".lock", "")] == []

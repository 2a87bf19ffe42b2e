import os
import stat
import sys
from pathlib import Path

import pytest

from tracker.errors import ConfigurationError, LedgerError
from tracker.exporters.studies.keys import Study, checked, study_of
from tracker.keys import Keys
from tracker.settings import Settings


def files_of(settings: Settings) -> list[Path]:
    return list((settings.home / "studies").iterdir())


def test_a_later_export_for_the_same_study_has_the_same_key(settings: Settings, keys: Keys) -> None:
    assert study_of(settings, keys, "cookies") == study_of(settings, keys, " cookies ")
    assert len(files_of(settings)) == 1


def test_two_studies_have_nothing_in_common(settings: Settings, keys: Keys) -> None:
    one, two = study_of(settings, keys, "cookies"), study_of(settings, keys, "forms")
    assert one.key != two.key
    assert one.id != two.id


def test_two_people_have_different_keys_for_one_study(settings: Settings, keys: Keys, tmp_path: Path) -> None:
    other = study_of(Settings(tmp_path / "other"), Keys(b"x" * 32), "cookies")
    assert study_of(settings, keys, "cookies").id != other.id


def test_a_study_can_be_cut_from_its_earlier_exports(settings: Settings, keys: Keys) -> None:
    before = study_of(settings, keys, "cookies")
    after = study_of(settings, keys, "cookies", is_cut=True)
    assert after.key != before.key
    assert study_of(settings, keys, "cookies") == after
    assert len(files_of(settings)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix'")
def test_the_key_lies_sealed_for_its_owner_alone(settings: Settings, keys: Keys) -> None:
    study = study_of(settings, keys, "cookies")
    (path,) = files_of(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert study.key not in path.read_bytes()
    assert b"cookies" not in os.fsencode(path) + path.read_bytes()


def test_a_damaged_key_is_said_with_the_way_out(settings: Settings, keys: Keys) -> None:
    study_of(settings, keys, "cookies")
    (path,) = files_of(settings)
    path.write_bytes(b"0" * 60)
    with pytest.raises(LedgerError, match="--new-key"):
        study_of(settings, keys, "cookies")
    assert study_of(settings, keys, "cookies", is_cut=True).key


def test_another_study_s_key_cannot_stand_in(settings: Settings, keys: Keys) -> None:
    study_of(settings, keys, "cookies")
    (first,) = files_of(settings)
    study_of(settings, keys, "forms")
    (second,) = set(files_of(settings)) - {first}
    second.write_bytes(first.read_bytes())
    with pytest.raises(LedgerError, match="damaged"):
        study_of(settings, keys, "forms")


def test_a_place_that_takes_no_key_is_said(settings: Settings, keys: Keys) -> None:
    settings.home.mkdir()
    (settings.home / "studies").write_bytes(b"")
    with pytest.raises(LedgerError, match="cannot be kept"):
        study_of(settings, keys, "cookies")


def test_of_two_that_make_a_key_at_once_the_first_counts(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = study_of(settings, keys, "cookies")
    monkeypatch.setattr(Path, "exists", lambda path: False)
    assert study_of(settings, keys, "cookies") == first


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "é\x00"], ids=["empty", "spaces", "lines", "long", "nul"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError, match="1 to 80 characters"):
        checked(name)


def test_a_study_does_not_show_its_key() -> None:
    assert repr(Study("cookies", b"secret")) == "Study('cookies', …)"

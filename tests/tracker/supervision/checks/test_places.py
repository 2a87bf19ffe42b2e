"""Folder, disk and secrets."""

import sys
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from mitmproxy.certs import CertStore

from tests.builders import disks
from tests.builders.installations import with_authority, with_certificate
from tracker.settings import Settings
from tracker.supervision.checks import Outcome, places


def test_a_home_that_is_not_made_yet_is_no_problem(settings: Settings) -> None:
    assert places.home(settings).outcome is Outcome.NOTE
    assert places.space(settings).outcome is Outcome.OK


def test_a_home_that_cannot_be_made_is_a_problem_and_no_full_disk(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(tmp_path / "file" / "home")
    check = places.home(settings)
    assert check.outcome is Outcome.PROBLEM
    assert "cannot be made (" in check.words
    assert places.space(settings).outcome is Outcome.NOTE
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_home_that_can_be_written_is_well_and_stays_as_it_was(settings: Settings) -> None:
    settings.home.mkdir(mode=0o700)
    assert places.home(settings).outcome is Outcome.OK
    assert list(settings.home.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
@pytest.mark.parametrize("mode", [0o755, 0o710, 0o701])
def test_a_home_that_others_can_enter_is_noted(settings: Settings, mode: int) -> None:
    settings.home.mkdir()
    settings.home.chmod(mode)
    check = places.home(settings)
    assert (check.outcome, check.remedy) == (Outcome.NOTE, f"chmod 700 {settings.home}")


def test_a_home_that_cannot_be_written_is_a_problem_with_a_remedy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.home.mkdir()

    monkeypatch.setattr("tracker.supervision.checks.places.os.fsync", disks.full)
    check = places.home(settings)
    assert check.outcome is Outcome.PROBLEM
    assert "No space left on device" in check.words
    assert "make room" in check.remedy
    assert list(settings.home.iterdir()) == []


def test_little_space_is_a_problem(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")  # noqa: PYI024 - as shutil gives it
    monkeypatch.setattr("tracker.supervision.checks.places.shutil.disk_usage", lambda _: usage(20_000_000))
    check = places.space(settings)
    assert (check.outcome, check.words) == (Outcome.PROBLEM, "only 20 MB of disk are free")


def test_a_key_that_is_in_no_file_may_be_in_the_keyring(settings: Settings) -> None:
    assert places.key(settings).outcome is Outcome.NOTE


def test_a_ledger_whose_key_is_gone_is_a_problem(settings: Settings) -> None:
    settings.home.mkdir()
    settings.ledger_file.touch()
    check = places.key(settings)
    assert check.outcome is Outcome.PROBLEM
    assert "backup" in check.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
@pytest.mark.parametrize(
    ("mode", "expected"), [(0o600, Outcome.OK), (0o640, Outcome.PROBLEM), (0o604, Outcome.PROBLEM)]
)
def test_secrets_are_their_owners_alone(settings: Settings, mode: int, expected: Outcome) -> None:
    authority = settings.certificate_folder / "mitmproxy-ca.pem"
    assert places.authority(settings).outcome is Outcome.NOTE
    authority.parent.mkdir(parents=True)
    for path, look in ((settings.key_file, places.key), (authority, places.authority)):
        Path(path).touch(mode)
        path.chmod(mode)
        check = look(settings)
        assert check.outcome is expected
        assert ("chmod 600" in check.remedy) is (expected is Outcome.PROBLEM)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_each_copy_of_the_authoritys_key_is_looked_at(settings: Settings) -> None:
    settings.certificate_folder.mkdir(parents=True)
    for name, mode in (("mitmproxy-ca.pem", 0o600), ("mitmproxy-ca.p12", 0o644)):
        (settings.certificate_folder / name).touch()
        (settings.certificate_folder / name).chmod(mode)
    check = places.authority(settings)
    assert check.outcome is Outcome.PROBLEM
    assert check.words.startswith(str(settings.certificate_folder / "mitmproxy-ca.p12"))


def test_who_trusts_the_authority_for_good_is_noted(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    certificate = with_authority(settings)
    (settings.certificate_folder / "mitmproxy-ca.pem").touch(0o600)
    assert places.authority(settings).outcome is Outcome.OK
    database = tmp_path / ".pki" / "nssdb" / "cert9.db"
    with_certificate(database, certificate)
    check = places.authority(settings)
    assert check.outcome is Outcome.NOTE
    assert str(database) in check.words
    assert "mitmproxy" in check.remedy


@pytest.mark.parametrize(
    ("passed", "outcome"),
    [
        (timedelta(), Outcome.OK),
        (timedelta(days=-30), Outcome.PROBLEM),
        (timedelta(days=3651), Outcome.PROBLEM),
        (timedelta(days=3640), Outcome.OK),
    ],
    ids=["now", "made by a clock that was ahead", "ten years old", "nearly"],
)
def test_an_authority_that_does_not_hold_now_is_a_problem(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, passed: timedelta, outcome: Outcome
) -> None:
    CertStore.create_store(settings.certificate_folder, "mitmproxy", 2048)
    settings.certificate_folder.joinpath("mitmproxy-ca.p12").chmod(0o600)
    clock = type("Clock", (datetime,), {"now": lambda _zone: datetime.now(UTC) + passed})
    monkeypatch.setattr(places, "datetime", clock)
    check = places.authority(settings)
    assert (check.outcome, "now, all programs refuse it" in check.words) == (outcome, outcome is Outcome.PROBLEM)

"""Which stores know the authority of an installation."""

import sqlite3
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.builders.installations import with_authority, with_certificate
from tracker.browsing import AUTHORITY
from tracker.settings import Settings
from tracker.trusting import trusting

NOTHING = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize(
    ("before", "has", "knows"),
    [("", True, True), (NOTHING * 99, True, True), (NOTHING, False, False), ("# é\n", True, True), ("", False, False)],
)
def test_a_systems_bundle_is_searched(before: str, has: bool, knows: bool, settings: Settings, tmp_path: Path) -> None:
    own = with_authority(settings).public_bytes(Encoding.PEM).decode()
    bundle = tmp_path / "bundle.crt"
    bundle.write_text(before + own.replace("\n", "\r\n") * has + NOTHING, encoding="utf-8")
    found = trusting(settings.certificate_folder / AUTHORITY, tmp_path, (str(bundle), str(tmp_path / "none.crt")))
    assert found == [str(bundle)] * knows


@pytest.mark.parametrize(
    "place", [".pki/nssdb", ".mozilla/firefox/x1.default", "Library/Application Support/Firefox/Profiles/x1"]
)
def test_a_browsers_database_is_searched(place: str, settings: Settings, tmp_path: Path) -> None:
    database = tmp_path / place / "cert9.db"
    with_certificate(database, with_authority(settings))
    assert trusting(settings.certificate_folder / AUTHORITY, tmp_path, ()) == [str(database)]


def test_a_database_without_it_knows_nothing_and_is_left_as_it_is(settings: Settings, tmp_path: Path) -> None:
    database = tmp_path / ".pki" / "nssdb" / "cert9.db"
    with_certificate(database, with_authority(settings))
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM nssPublic WHERE id = 2")
    connection.close()
    before = database.read_bytes()
    assert trusting(settings.certificate_folder / AUTHORITY, tmp_path, ()) == []
    assert database.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(99)])
def test_a_broken_database_knows_nothing(content: bytes, settings: Settings, tmp_path: Path) -> None:
    with_authority(settings)
    (tmp_path / ".pki" / "nssdb").mkdir(parents=True)
    (tmp_path / ".pki" / "nssdb" / "cert9.db").write_bytes(content)
    assert trusting(settings.certificate_folder / AUTHORITY, tmp_path, ()) == []


@pytest.mark.parametrize("content", [None, b"", b"no certificate", b"\xff\xfe", NOTHING.encode()])
def test_without_an_authority_nobody_knows_it(content: bytes | None, settings: Settings, tmp_path: Path) -> None:
    settings.certificate_folder.mkdir(parents=True)
    if content is not None:
        (settings.certificate_folder / AUTHORITY).write_bytes(content)
    assert trusting(settings.certificate_folder / AUTHORITY, tmp_path, ()) == []


def test_a_bundle_as_large_as_none_is_not_read(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bundle").write_bytes(with_authority(settings).public_bytes(Encoding.PEM))
    monkeypatch.setattr("tracker.trusting._LARGEST", 99)
    assert trusting(settings.certificate_folder / AUTHORITY, tmp_path, (str(tmp_path / "bundle"),)) == []

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.records import a_record
from tests.builders.studies import a_bundle, a_study, changed
from tests.builders.written import written
from tracker.errors import UnreadableInputError
from tracker.importers.study_files import Bundle, is_archive
from tracker.ledger.opening import Ledger
from tracker.study_tables import CHECKSUMS, DESCRIPTOR, HOSTS


@pytest.fixture
def bundle(ledger: Ledger, tmp_path: Path) -> Path:
    """A bundle of two requests."""
    written(ledger, a_record(), a_record(host="px.adpix.test"))
    return a_bundle(ledger, tmp_path / "b.zip")


def fault_of(path: Path) -> str:
    with pytest.raises(UnreadableInputError) as raised, Bundle(path) as opened:
        list(opened.rows(HOSTS))
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_bundle_says_whose_it_is_and_gives_its_rows(bundle: Path) -> None:
    with Bundle(bundle) as opened:
        assert (opened.study, opened.id, opened.version) == ("cookies", a_study().id, 1)
        assert [row["host"] for row in opened.rows(HOSTS)] == ["px.adpix.test", "www.shop.example"]


def test_an_archive_is_known_by_its_content(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("PK is no archive")
    assert is_archive(bundle)
    assert not is_archive(tmp_path / "a.zip")
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "nothing.zip")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_part_of_a_bundle_is_said_to_be_one(bundle: Path, share: float) -> None:
    data = bundle.read_bytes()
    bundle.write_bytes(data[: int(len(data) * share)])
    assert "only a part of a study bundle" in fault_of(bundle)


def test_a_byte_that_was_changed_is_seen(bundle: Path) -> None:
    data = bytearray(bundle.read_bytes())
    with zipfile.ZipFile(bundle) as archive:
        place = archive.getinfo("data/hosts.csv").header_offset + 90
    data[place] ^= 0xFF
    bundle.write_bytes(data)
    assert "damaged" in fault_of(bundle)


def test_a_table_that_was_changed_is_told_by_its_checksum(bundle: Path) -> None:
    changed(bundle, "data/hosts.csv", lambda data: data.replace(b"adpix", b"agpix"), is_summed=False)
    assert "data/hosts.csv is not what its checksum says" in fault_of(bundle)


def test_who_publishes_a_bundle_may_fill_in_its_documents(bundle: Path) -> None:
    for name in ("README.md", "CITATION.cff"):
        changed(bundle, name, lambda data: data + b"CC BY 4.0", is_summed=False)
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("LICENSE.txt", "CC BY 4.0")
        archive.mkdir("data/")
    with Bundle(bundle) as opened:
        assert len(list(opened.rows(HOSTS))) == 2


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil", "data/../../evil", "c:evil", "a\\..\\evil"], ids=["up", "root", "in", "c", "w"]
)
def test_files_that_would_lie_outside_are_refused(bundle: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), "evil")
    before = sorted(tmp_path.rglob("*"))
    assert "would lie outside" in fault_of(bundle)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bomb_is_refused_before_it_is_unpacked(bundle: Path) -> None:
    changed(bundle, "data/hosts.csv", lambda data: data + b"a" * (64 << 20))
    assert "unpacks to more than 200 times its size" in fault_of(bundle)


def test_a_line_without_end_is_refused(bundle: Path) -> None:
    changed(bundle, "data/hosts.csv", lambda data: data + bytes(range(33, 127)) * 20_000)
    assert "a line has more than 1,048,576 bytes" in fault_of(bundle)


def test_many_files_or_two_of_one_name_are_refused(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a") as archive:
        for number in range(500):
            archive.writestr(f"{number}.txt", "")
    assert "more than 500 files" in fault_of(bundle)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("data/hosts.csv", lambda data: data.replace(b"recipient", b"receiver", 1), "there is no column 'recipient'"),
        ("data/hosts.csv", lambda data: b"", "there is no column 'host'"),
        ("data/hosts.csv", lambda data: data + b"one,two\n", "line 4: 2 cells where the heading has 5"),
        ("data/hosts.csv", lambda data: data + b"\xff\n", "damaged"),
        ("data/hosts.csv", lambda data: data + b'"a"b,c,d,[]\n', "damaged"),
        ("data/hosts.csv", lambda data: data.replace(b"[]", b"7", 1), "aliases is no list: '7'"),
        (DESCRIPTOR, lambda data: b"{}", "does not describe one"),
        (DESCRIPTOR, lambda data: b'{"tracker": 7}', "does not describe one"),
        (DESCRIPTOR, lambda data: b"[" * 200_000, "does not describe one"),
        (DESCRIPTOR, lambda data: data.replace(b'"bundle": 1', b'"bundle": 2'), "made by a newer Tracker"),
        (DESCRIPTOR, lambda data: data.replace(b'"bundle": 1', b'"bundle": "x"'), "does not describe one"),
        (DESCRIPTOR, lambda data: data.replace(b'"study_id": "', b'"study_id": "../'), "does not describe one"),
        (DESCRIPTOR, lambda data: data + json.dumps(list(range(1_500_000))).encode(), "has more than 8,388,608 bytes"),
        (CHECKSUMS, lambda data: b"", "is not in it, or has no checksum"),
    ],
    ids=[
        *("column", "empty", "cells", "bytes", "quotes", "list"),
        *("bare", "number", "deep", "newer", "version", "id", "long", "sums"),
    ],
)
def test_what_is_no_bundle_is_said_in_one_line(
    bundle: Path, name: str, change: Callable[[bytes], bytes], words: str
) -> None:
    assert words in fault_of(changed(bundle, name, change))


@pytest.mark.parametrize("left_out", [DESCRIPTOR, CHECKSUMS, "data/labels.csv"])
def test_a_bundle_that_lacks_a_file_is_none(bundle: Path, tmp_path: Path, left_out: str) -> None:
    with zipfile.ZipFile(bundle) as archive, zipfile.ZipFile(tmp_path / "less.zip", "w") as less:
        for name in archive.namelist():
            if name != left_out:
                less.writestr(name, archive.read(name))
    assert "not in it" in fault_of(tmp_path / "less.zip") or "lacks" in fault_of(tmp_path / "less.zip")


def test_any_other_archive_is_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("holiday.jpg", "picture")
    assert "no study bundle" in fault_of(tmp_path / "a.zip")

"""A bundle as a whole: what is in it, what is not, and what opens it."""

import hashlib
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import frictionless
import pytest
from pyarrow import parquet

from tests.builders.ledgers import a_world, fill
from tests.builders.records import MAIL, NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.studies import a_bundle, a_study, document, rows_in
from tests.builders.written import written
from tracker import suffixes
from tracker.disclosure import BlindSpot, Manner, Method
from tracker.exporters.studies.reduction import Hosts, Resolution
from tracker.ledger.opening import Ledger
from tracker.study_tables import CHECKSUMS, DATA, TABLES
from tracker.traffic import Location

MADE = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two weeks of a made-up world, with a capture, a blind spot, and hosts and names that tell of a person."""
    fill(ledger, a_world(days=14))
    personal = an_evidence("host", Location.PATH, method=Method.PROFILE, reasoning='the host is called "marie-dupont"')
    numbered = an_evidence("users.8472384.mail", Location.JSON, reasoning="its label says “Marie's mail”")
    written(
        ledger,
        a_record(a_disclosure(evidence=personal), host="marie-dupont.pages.example", site="pages.example"),
        a_record(a_disclosure(evidence=numbered), host="192.168.7.7", site="nas", source="/home/marie/a.har", entry=3),
        a_record(host="u1234567.edge.example", blind_spots=(BlindSpot("pinned", 12),)),
    )
    return ledger


def everything_in(path: Path) -> bytes:
    """All that can be read in a bundle, Parquet as what is in it."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = [repr(parquet.read_table(io.BytesIO(data)).to_pylist()).encode() for name, data in files.items()
            if name.endswith(".parquet")]  # fmt: skip
    return b"\n".join([*files.values(), *told])


def test_it_is_a_valid_data_package(filled: Ledger, tmp_path: Path) -> None:
    report = frictionless.validate(str(a_bundle(filled, tmp_path / "b.zip")))
    assert report.flatten(["name", "type", "message"]) == []
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks} == {
        table.name: len(rows_in(tmp_path / "b.zip", table.name)) for table in TABLES
    }


def test_a_package_that_was_changed_is_no_valid_one(filled: Ledger, tmp_path: Path) -> None:
    path = a_bundle(filled, tmp_path / "b.zip")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "open")
    table = tmp_path / "open/data/hosts.csv"
    table.write_bytes(table.read_bytes().replace(b"adpix", b"agpix"))
    assert not frictionless.validate(str(tmp_path / "open/datapackage.json")).valid


def test_it_says_which_versions_it_rests_on(filled: Ledger, tmp_path: Path) -> None:
    said = document(a_bundle(filled, tmp_path / "b.zip"), "datapackage.json")["tracker"]
    assert said["public_suffix_list"] == suffixes.version()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_UTC", said["public_suffix_list"])
    assert said["tool"] == version("tracker")
    assert said["catalogue"] == "1"


def test_each_file_has_its_checksum(filled: Ledger, tmp_path: Path) -> None:
    with zipfile.ZipFile(a_bundle(filled, tmp_path / "b.zip")) as archive:
        assert archive.testzip() is None
        lines = [line.split("  ") for line in archive.read(CHECKSUMS).decode().splitlines()]
        sums = {name: digest for digest, name in lines}
        assert sums == {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != CHECKSUMS
        }


def test_parquet_and_csv_have_the_same_rows(filled: Ledger, tmp_path: Path) -> None:
    path = a_bundle(filled, tmp_path / "b.zip")
    for table in DATA:
        with zipfile.ZipFile(path) as archive:
            typed = parquet.read_table(io.BytesIO(archive.read(f"data/{table.name}.parquet")))
        rows = rows_in(path, table.name)
        assert typed.num_rows == len(rows)
        for name in set(table.names) & {"host", "path", "reasoning", "fingerprint", "request", "capture"}:
            assert [value or "" for value in typed.column(name).to_pylist()] == [row[name] for row in rows]


def test_nothing_of_the_person_is_in_it(filled: Ledger, tmp_path: Path) -> None:
    read = everything_in(a_bundle(filled, tmp_path / "b.zip")).lower()
    hidden = [MAIL, "marie", "m•••", "8472384", "192.168", "a.har", "request-", "u1234567", "preview", "lilas"]
    assert [value for value in hidden if value.encode() in read] == []


def test_no_pseudonym_of_two_studies_is_equal(filled: Ledger, tmp_path: Path) -> None:
    one = a_bundle(filled, tmp_path / "1.zip")
    two = a_bundle(filled, tmp_path / "2.zip", a_study("forms", b"2" * 32))
    for table, names in {
        "disclosures": ("fingerprint", "request", "capture"),
        "requests": ("request", "capture"),
        "captures": ("capture",),
    }.items():
        for name in names:
            first, second = ({row[name] for row in rows_in(path, table)} - {""} for path in (one, two))
            assert first
            assert not first & second
    ids = [document(path, "datapackage.json")["tracker"]["study_id"] for path in (one, two)]
    assert ids[0] != ids[1]


def test_equal_data_are_equal_within_a_study(filled: Ledger, tmp_path: Path) -> None:
    rows = rows_in(a_bundle(filled, tmp_path / "b.zip"), "disclosures")
    trail = {row["recipient"] for row in rows if row["category"] == "email_address"}
    assert len({row["fingerprint"] for row in rows if row["category"] == "email_address"}) == 1
    assert {"boutique.example", "replay.test", "adpix.test"} <= trail


def test_a_later_export_for_the_same_study_links_to_the_first(filled: Ledger, tmp_path: Path) -> None:
    before = rows_in(a_bundle(filled, tmp_path / "1.zip"), "disclosures")
    written(filled, a_record(a_user_agent(), time=NOON + timedelta(days=60)))
    after = rows_in(a_bundle(filled, tmp_path / "2.zip"), "disclosures")
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_the_same_ledger_at_the_same_moment_is_the_same_file(filled: Ledger, tmp_path: Path) -> None:
    one, two = (a_bundle(filled, tmp_path / name, made=MADE) for name in ("1.zip", "2.zip"))
    assert one.read_bytes() == two.read_bytes()


def test_what_was_asked_for_is_all_there_is(filled: Ledger, tmp_path: Path) -> None:
    path = a_bundle(filled, tmp_path / "b.zip", vendor="adpix")
    assert {row["recipient"] for row in rows_in(path, "disclosures")} == {"adpix.test"}
    for table, name in (("requests", "host"), ("hosts", "host")):
        assert {row[name] for row in rows_in(path, table)} == {"px.adpix.test", "sync.adpix.test"}
    assert {row["vendor"] for row in rows_in(path, "vendors")} == {"adpix"}
    assert rows_in(path, "captures") == rows_in(path, "blind_spots") == []
    assert frictionless.validate(str(path)).valid


@pytest.mark.parametrize("hosts", Hosts)
@pytest.mark.parametrize("times", Resolution)
def test_however_it_is_reduced_it_is_whole(filled: Ledger, tmp_path: Path, hosts: Hosts, times: Resolution) -> None:
    path = a_bundle(filled, tmp_path / "b.zip", times=times, hosts=hosts)
    names = {row["host"] for row in rows_in(path, "hosts")}
    assert len(names) == len(rows_in(path, "hosts"))
    assert {row["host"] for row in rows_in(path, "disclosures")} <= names
    assert all(row["last"] >= row["time"] for row in rows_in(path, "disclosures"))
    assert (
        sum(int(row["count"]) for row in rows_in(path, "blind_spots"))
        == document(path, "coverage.json")["not_read"]["times"]
    )


def test_manners_and_sums_are_the_ledger_s(filled: Ledger, tmp_path: Path) -> None:
    rows = rows_in(a_bundle(filled, tmp_path / "b.zip"), "disclosures")
    assert {row["manner"] for row in rows} == {manner.value for manner in Manner}
    assert document(tmp_path / "b.zip", "coverage.json")["disclosures"] == {
        "rows": len(rows),
        "times": sum(int(row["count"]) for row in rows),
    }

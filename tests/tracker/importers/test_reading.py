"""Capture files into records, through the real detection."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.builders.captures import a_har_file, an_entry
from tracker.disclosure import Party, Record
from tracker.importers import reading
from tracker.importers.captures import find
from tracker.importers.reading import MAX_FAULTS, Fault, Recorder, Tally
from tracker.masking import Fingerprinter
from tracker.profile import EMPTY
from tracker.taxonomy import Category

PAGE = {"id": "p", "title": "https://shop.test/"}
LEAK = an_entry("https://px.adpix.test/i?email=marie.dupont%40mail.example", page="p")


def read(path: Path, key: bytes | None = b"key") -> tuple[list[Record], Tally]:
    tally = Tally()
    recorder = Recorder(EMPTY, Fingerprinter(b"print"), key)
    return [record for capture in find([path]).captures for record in recorder.records(capture, tally)], tally


def test_a_record_says_what_left_to_whom_and_where_it_stands(tmp_path: Path) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry(page="p"), LEAK, pages=[PAGE])
    records, tally = read(path)
    record = records[1]
    assert (record.source, record.entry) == (str(path), 1)
    assert (record.recipient, record.site, record.party) == ("adpix.test", "shop.test", Party.THIRD)
    assert Category.EMAIL_ADDRESS in {found.category for found in record.disclosures}
    assert "marie" not in repr(record)
    assert (tally.requests, tally.broken, tally.unsent) == (2, 0, 0)
    assert tally.disclosures == sum(len(record.disclosures) for record in records)


def test_the_same_capture_has_the_same_ids_under_another_name_and_packed(tmp_path: Path) -> None:
    first, _ = read(a_har_file(tmp_path / "a.har", LEAK, LEAK, pages=[PAGE]))
    second, _ = read(a_har_file(tmp_path / "b.bin", LEAK, LEAK, pages=[PAGE], packed=True))
    assert [record.id for record in first] == [record.id for record in second]
    assert len({record.id for record in first}) == 2


def test_requests_without_a_time_of_their_own_are_counted(tmp_path: Path) -> None:
    undated = an_entry(startedDateTime="soon")
    records, tally = read(a_har_file(tmp_path / "a.har", undated, an_entry(), undated))
    assert (len(records), tally.requests, tally.undated) == (3, 3, 2)


def test_a_copy_of_undated_requests_has_the_same_ids(tmp_path: Path) -> None:
    undated = an_entry(startedDateTime=None)
    first, _ = read(a_har_file(tmp_path / "a.har", undated, undated))
    copy = a_har_file(tmp_path / "b.har", undated, undated)
    os.utime(copy, (1, 1))
    second, _ = read(copy)
    assert [record.id for record in first] == [record.id for record in second]
    assert first[0].time != second[0].time


def test_without_a_key_there_are_no_ids(tmp_path: Path) -> None:
    records, _ = read(a_har_file(tmp_path / "a.har", LEAK), None)
    assert [record.id for record in records] == [""]


def test_cookies_and_forms_are_remembered_within_a_file_alone(tmp_path: Path) -> None:
    year = 60 * 60 * 24 * 365
    token = "d41f8c7a9be24f6e8a0c5b7d3e9f1a26"
    sets: Any = an_entry(
        "https://www.shop.test/", answer={"Set-Cookie": f"zzq={token}; Max-Age={year}"},
        html='<form method=post><label for=k>Date of birth</label><input id=k name="qq17"></form>',
    )  # fmt: skip
    sends = an_entry(
        "https://www.shop.test/n",
        "POST",
        {"Cookie": f"zzq={token}", "Origin": "https://www.shop.test"},
        "qq17=1987-03-14",
    )
    both, _ = read(a_har_file(tmp_path / "a.har", sets, sends))
    alone, _ = read(a_har_file(tmp_path / "b.har", sends))
    found = {item.category for item in both[1].disclosures}
    assert Category.BIRTH_DATE in found
    assert Category.BIRTH_DATE not in {item.category for item in alone[0].disclosures}


def test_what_is_found_in_a_file_does_not_depend_on_those_before_it(tmp_path: Path) -> None:
    token = "d41f8c7a9be24f6e8a0c5b7d3e9f1a26"

    def a_file(name: str, days: int) -> Path:
        sets = an_entry("https://www.shop.test/", answer={"Set-Cookie": f"zzq={token}; Max-Age={days * 86_400}"})
        sends = [an_entry(f"https://www.shop.test/{i}", headers={"Cookie": f"zzq={token}"}) for i in range(4)]
        return a_har_file(tmp_path / name, sets, *sends)

    first, second = find([a_file("a.har", 300), a_file("b.har", 120)]).captures
    recorder, fresh = (Recorder(EMPTY, Fingerprinter(b"print")) for _ in range(2))
    before = list(recorder.records(first, Tally()))
    assert "300 days" in repr(before)
    after = list(recorder.records(second, Tally()))
    assert "120 days" in repr(after)
    assert after == list(fresh.records(second, Tally()))


def test_what_is_broken_or_never_left_is_counted(tmp_path: Path) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry(), an_entry("data:,x"), {}, an_entry())
    records, tally = read(path)
    assert [record.entry for record in records] == [0, 3]
    assert (tally.requests, tally.unsent, tally.broken) == (2, 1, 1)
    assert tally.faults == [Fault(str(path), 2, "has no request")]


def test_only_so_many_faults_of_a_file_are_named(tmp_path: Path) -> None:
    _, tally = read(a_har_file(tmp_path / "a.har", *[{}] * (MAX_FAULTS + 5)))
    assert tally.broken == MAX_FAULTS + 5
    assert len(tally.faults) == MAX_FAULTS


def test_tallies_add_up() -> None:
    one, fault = Tally(1, 2, 3, partly_read=4, undated=5), Fault("a", 1, "r")
    one.add_fault(fault)
    total = Tally(10, 20, 30, partly_read=40, undated=50)
    total.add(one)
    assert total == Tally(11, 22, 33, 1, [fault], 44, 55)


@pytest.mark.parametrize("html", ["<p>no form", "<form><input name=a>"])
def test_pages_without_a_request_teach_nothing(tmp_path: Path, html: str) -> None:
    _, tally = read(a_har_file(tmp_path / "a.har", an_entry("data:,x", html=html)))
    assert tally.unsent == 1


def test_a_mistake_of_ours_is_a_fault_without_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TypeError("marie.dupont@mail.example")

    monkeypatch.setattr(reading, "record_of", fail)
    records, tally = read(a_har_file(tmp_path / "a.har", LEAK))
    assert records == []
    (fault,) = tally.faults
    assert fault.reason.endswith("please report it (TypeError)")

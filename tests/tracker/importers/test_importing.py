"""Capture files into a real ledger."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.builders.captures import a_har_file, an_entry
from tracker.disclosure import Record
from tracker.errors import LedgerError
from tracker.importers import importing, parallel
from tracker.importers.captures import Capture, find
from tracker.importers.choosing import Choice
from tracker.importers.entries import BREAKS_OFF
from tracker.importers.importing import Reading, chosen_of, imported
from tracker.importers.reading import Recorder, Tally
from tracker.keys import Keys
from tracker.ledger.captures import put
from tracker.ledger.labels import Labels
from tracker.ledger.labels import read as labels_in
from tracker.ledger.models import Capture as CaptureRow
from tracker.ledger.models import Disclosure, Request
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import Written, write
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category

MAIL = "marie.dupont%40mail.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "captures"
    made.mkdir()
    return made


def leak(number: int = 1) -> dict[str, object]:
    return an_entry(f"https://px.adpix.test/{number}?email={MAIL}")


def import_all(
    folder: Path, ledger: Ledger, keys: Keys, profile: Profile = EMPTY, **labels: str
) -> tuple[Written, Tally, Choice]:
    tally, added = Tally(), Written(0, 0, 0)
    reading = Reading(profile, keys.fingerprint, keys.derive("import"))
    choice = chosen_of(find([folder]).captures, reading, ledger, labels)
    for written in imported(choice.chosen, reading, ledger, tally):
        added = Written(*map(sum, zip(added, written, strict=True)))
    return added, tally, choice


def rows(ledger: Ledger) -> int:
    with ledger.session() as session:
        return session.scalar(select(func.count()).select_from(Disclosure)) or 0


def captures(ledger: Ledger) -> dict[str, tuple[dict[str, str], int, bool]]:
    """By name: labels, entries, and whether all of it is there."""
    with ledger.session() as session:
        return {
            Path(row.source).name: (labels_in(row.labels), row.entries, not row.digest.startswith("~"))
            for row in session.scalars(select(CaptureRow))
        }


def test_the_same_capture_twice_renamed_or_packed_changes_nothing(folder: Path, any_ledger: Ledger, keys: Keys) -> None:
    a_har_file(folder / "a.har", leak(1), leak(2), leak(2))
    first, tally, _ = import_all(folder, any_ledger, keys)
    assert first.requests == 3
    assert first.disclosures == tally.disclosures == rows(any_ledger) > 0
    a_har_file(folder / "b.har", leak(1), leak(2), leak(2), packed=True)
    (folder / "c.har").write_bytes((folder / "a.har").read_bytes())
    again, tally, choice = import_all(folder, any_ledger, keys)
    assert (again.requests, again.disclosures, again.known) == (0, 0, 3)
    assert (choice.known, [Path(copy.source).name for copy in choice.copies], tally.requests) == (1, ["c.har"], 3)
    assert rows(any_ledger) == first.disclosures


def test_captures_that_overlap_add_what_is_new(folder: Path, ledger: Ledger, keys: Keys) -> None:
    a_har_file(folder / "a.har", leak(1), leak(2))
    import_all(folder, ledger, keys, run="1")
    a_har_file(folder / "a.har", leak(2), leak(3))
    added, _, choice = import_all(folder, ledger, keys, run="2")
    assert (added.requests, added.known) == (1, 1)
    (changed,) = choice.chosen
    assert captures(ledger) == {
        "a.har": ({"run": "1"}, 2, True),
        f"a.har ({changed.digest[:8]})": ({"run": "2"}, 2, True),
    }
    assert import_all(folder, ledger, keys)[2].known == 1


def test_large_files_are_written_in_several_transactions(
    folder: Path, ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_har_file(folder / "a.har", *map(leak, range(7)))
    a_har_file(folder / "b.har", leak(8))
    monkeypatch.setattr(importing, "_TRANSACTION", 3)
    parts: list[bool] = []

    def noted(session: Session, source: str, digest: str, labels: Labels, entries: int | None) -> None:
        parts.append(entries is not None)
        put(session, source, digest, labels, entries)

    monkeypatch.setattr(importing, "put", noted)
    added, _, _ = import_all(folder, ledger, keys)
    assert added.requests == 8
    assert parts == [False, False, True, True]
    assert captures(ledger) == {"a.har": ({}, 7, True), "b.har": ({}, 1, True)}


@pytest.mark.parametrize("stop", range(1, 6))
def test_what_was_ended_in_the_middle_goes_on_where_it_was(
    folder: Path, ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    for number in range(6):
        a_har_file(folder / f"{number}.har", leak(2 * number), leak(2 * number + 1))
    monkeypatch.setattr(importing, "_TRANSACTION", 3)
    read: list[str] = []
    found = Recorder.records

    def counted(self: Recorder, capture: Capture, *rest: object) -> object:
        read.append(capture.path.name)
        if len(read) == stop + 1:
            raise KeyboardInterrupt
        return found(self, capture, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Recorder, "records", counted)
    with pytest.raises(KeyboardInterrupt):
        import_all(folder, ledger, keys, run="1")
    whole = [name for name, (_, _, is_whole) in captures(ledger).items() if is_whole]
    assert stop - 2 <= len(whole) <= stop
    read[:] = [""] * 10  # no further end
    import_all(folder, ledger, keys, run="1")
    assert not set(whole) & set(read)
    assert captures(ledger) == {f"{number}.har": ({"run": "1"}, 2, True) for number in range(6)}
    with ledger.session() as session:
        assert session.scalar(select(func.count()).select_from(Request)) == 12


def test_labels_given_anew_hold_without_reading_again(folder: Path, any_ledger: Ledger, keys: Keys) -> None:
    a_har_file(folder / "a.har", leak())
    import_all(folder, any_ledger, keys, country="fr", run="1")
    _, tally, choice = import_all(folder, any_ledger, keys, run="2")
    assert (tally.requests, choice.known, len(choice.relabelled)) == (0, 1, 1)
    assert captures(any_ledger) == {"a.har": ({"country": "fr", "run": "2"}, 1, True)}
    assert import_all(folder, any_ledger, keys)[2].relabelled == []


def test_with_other_values_to_look_for_captures_are_read_again(folder: Path, ledger: Ledger, keys: Keys) -> None:
    a_har_file(folder / "a.har", an_entry("https://px.adpix.test/i?zz=Villa+Sesame+17"))
    assert import_all(folder, ledger, keys)[0].disclosures == 0
    profile = Profile((Value(Category.TEXT, "Villa Sesame 17"),))
    assert import_all(folder, ledger, keys, profile)[0].disclosures == 1
    assert import_all(folder, ledger, keys, profile)[2].known == 1
    learnt = Profile((Value(Category.TEXT, "Villa Sesame 17", "shop.test"),), None)
    assert import_all(folder, ledger, keys, learnt)[2].known == 1


def test_what_breaks_off_is_told_read_as_far_as_it_goes_and_read_again(
    folder: Path, ledger: Ledger, keys: Keys
) -> None:
    whole = a_har_file(folder / "a.har", leak(1), leak(2)).read_bytes()
    (folder / "a.har").write_bytes(whole[:-40])
    a_har_file(folder / "b.har", leak(3))
    for requests in (2, 0):
        added, tally, _ = import_all(folder, ledger, keys, run="1")
        assert added.requests == requests
        assert (tally.failed, tally.broken, [fault.reason for fault in tally.failures]) == (1, 0, [BREAKS_OFF])
    assert captures(ledger) == {"a.har": ({"run": "1"}, 0, False), "b.har": ({"run": "1"}, 1, True)}


def refusing(error: Exception) -> Callable[[Path, object], object]:
    def read(*_: object) -> object:
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "cannot be read (Permission denied)"),
        (RecursionError("marie"), "cannot be read, by a fault in Tracker: please report it (RecursionError)"),
    ],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_a_capture_that_cannot_be_read_is_told_and_the_others_go_on(
    folder: Path,
    ledger: Ledger,
    keys: Keys,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    said: str,
    processes: int,
) -> None:
    for number in range(3):
        a_har_file(folder / f"{number}.har", leak(number))
    found = Recorder.records

    def some(self: Recorder, capture: Capture, *rest: object) -> object:
        if capture.path.name == "1.har":
            raise error
        return found(self, capture, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Recorder, "records", some)
    monkeypatch.setattr(parallel, "_WORTHWHILE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: processes)
    added, tally, _ = import_all(folder, ledger, keys)
    assert (added.requests, tally.failed) == (2, 1)
    assert [(fault.source, fault.entry, fault.reason) for fault in tally.failures] == [
        (str(folder / "1.har"), None, said)
    ]
    assert captures(ledger)["1.har"] == ({}, 0, False)


def test_a_file_that_is_gone_is_told(folder: Path, ledger: Ledger, keys: Keys) -> None:
    a_har_file(folder / "a.har", leak())
    reading = Reading(EMPTY, keys.fingerprint, keys.derive("import"))
    found = find([folder]).captures
    (folder / "a.har").unlink()
    choice = chosen_of(found, reading, ledger)
    assert [fault.reason for fault in choice.unreadable] == ["cannot be read (No such file or directory)"]
    assert list(imported(choice.chosen, reading, ledger, Tally())) == [Written(0, 0, 0)]


def test_what_the_ledger_refuses_is_no_capture_s_fault(
    folder: Path, ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LedgerError("disk full")

    a_har_file(folder / "a.har", leak())
    monkeypatch.setattr(importing, "write", refuse)
    with pytest.raises(LedgerError, match="disk full"):
        import_all(folder, ledger, keys)


def test_several_processes_write_the_same_as_one(
    folder: Path, ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        a_har_file(folder / f"{number}.har", leak(number), {})
    monkeypatch.setattr(parallel, "_WORTHWHILE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    written: list[Record] = []

    def noted(session: Session, records: list[Record], *rest: Any, **more: Any) -> Written:
        written.extend(records)
        return write(session, records, *rest, **more)

    monkeypatch.setattr(importing, "write", noted)
    added, tally, choice = import_all(folder, ledger, keys)
    assert (added.requests, tally.requests, tally.broken) == (5, 5, 5)
    reading = Reading(EMPTY, keys.fingerprint, keys.derive("import"))
    alone = [record for one in choice.chosen for record in importing.read(importing.Job(one.capture, reading)).records]
    assert written == alone


def test_progress_is_told_in_bytes(folder: Path, ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        a_har_file(folder / f"{number}.har", leak(number))
    reading = Reading(EMPTY, keys.fingerprint, keys.derive("import"))
    monkeypatch.setattr(parallel, "_WORTHWHILE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    told = [0]
    choice = chosen_of(find([folder]).captures, reading, ledger)
    assert list(imported(choice.chosen, reading, ledger, Tally(), told.append))
    assert sum(told) == sum(path.stat().st_size for path in folder.iterdir())

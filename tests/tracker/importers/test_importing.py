"""Capture files into a real ledger."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.builders.captures import a_har_file, an_entry
from tracker.importers import importing
from tracker.importers.captures import find
from tracker.importers.importing import imported
from tracker.importers.reading import Recorder, Tally
from tracker.keys import Keys
from tracker.ledger.models import Disclosure
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import Written
from tracker.masking import Fingerprinter
from tracker.profile import EMPTY


def leak(number: int = 1) -> dict[str, object]:
    return an_entry(f"https://px.adpix.test/{number}?email=marie.dupont%40mail.example")


def import_all(folder: Path, ledger: Ledger, keys: Keys) -> tuple[Written, Tally]:
    tally = Tally()
    recorder = Recorder(EMPTY, Fingerprinter(keys.fingerprint), keys.derive("import"))
    return imported(find([folder]).captures, recorder, ledger, tally), tally


def rows(ledger: Ledger) -> int:
    with ledger.session() as session:
        return session.scalar(select(func.count()).select_from(Disclosure)) or 0


def test_the_same_capture_twice_renamed_or_packed_changes_nothing(
    tmp_path: Path, any_ledger: Ledger, keys: Keys
) -> None:
    folder = tmp_path / "captures"
    folder.mkdir()
    a_har_file(folder / "a.har", leak(1), leak(2), leak(2))
    first, tally = import_all(folder, any_ledger, keys)
    assert first.requests == 3
    assert first.disclosures == tally.disclosures == rows(any_ledger) > 0
    a_har_file(folder / "b.har", leak(1), leak(2), leak(2), packed=True)
    again, _ = import_all(folder, any_ledger, keys)
    assert (again.requests, again.disclosures, again.known) == (0, 0, 6)
    assert rows(any_ledger) == first.disclosures


def test_captures_that_overlap_add_what_is_new(tmp_path: Path, ledger: Ledger, keys: Keys) -> None:
    folder = tmp_path / "captures"
    folder.mkdir()
    a_har_file(folder / "a.har", leak(1), leak(2))
    import_all(folder, ledger, keys)
    a_har_file(folder / "a.har", leak(2), leak(3))
    added, _ = import_all(folder, ledger, keys)
    assert (added.requests, added.known) == (1, 1)


def test_large_files_are_written_in_several_transactions(
    tmp_path: Path, ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "captures"
    folder.mkdir()
    a_har_file(folder / "a.har", *map(leak, range(7)))
    monkeypatch.setattr(importing, "_TRANSACTION", 3)
    added, _ = import_all(folder, ledger, keys)
    assert added.requests == 7

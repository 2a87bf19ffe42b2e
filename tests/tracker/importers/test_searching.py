from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tests.builders.records import MAIL
from tracker.errors import UnreadableInputError
from tracker.importers.searching import detect
from tracker.profile import Profile, Value
from tracker.taxonomy import Category

PROFILE = Profile((Value(Category.EMAIL_ADDRESS, MAIL),))


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    return a_har_file(tmp_path / "a.har", an_entry(f"https://px.adpix.test/i?x={MAIL}", "GET"), {"request": None})


def test_findings_are_rows(capture: Path) -> None:
    rows = [row for row in detect(capture, profile=PROFILE) if row.category == "email_address"]
    assert [(row.host, row.entry, row.method, row.count) for row in rows] == [("px.adpix.test", 0, "profile", 1)]
    assert MAIL not in str(rows)


def test_what_could_not_be_read_is_told_of_each_iteration(capture: Path) -> None:
    found = detect(str(capture), profile=PROFILE)
    assert found.tally.requests == 0
    first, second = list(found), list(found)
    assert first == second
    assert (found.tally.requests, found.tally.broken) == (1, 1)


def test_fingerprints_of_two_detections_differ(capture: Path) -> None:
    one, other = (next(iter(detect(capture, profile=PROFILE))) for _ in range(2))
    assert one.fingerprint != other.fingerprint


def test_a_folder_without_captures_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="no HAR files"):
        detect(tmp_path)

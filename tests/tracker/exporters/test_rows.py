from datetime import timedelta

from tests.builders.records import NOON
from tests.builders.told import a_told
from tracker.exporters.rows import ExportRow, export_row
from tracker.rows import Row


def test_the_keys_are_those_of_detect_and_then_the_ledgers_own() -> None:
    assert ExportRow._fields == (*Row._fields, "manner", "scheme", "count", "last")


def test_a_row_says_what_was_told_with_times_in_utc() -> None:
    row = export_row(a_told(times=3, last=NOON + timedelta(seconds=1)))
    assert (row.time, row.last, row.count) == ("2026-03-02T12:00:00.000Z", "2026-03-02T12:00:01.000Z", 3)
    assert row[3:17] == tuple(a_told())[3:17]

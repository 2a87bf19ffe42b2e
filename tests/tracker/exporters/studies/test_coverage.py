from datetime import timedelta
from pathlib import Path

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.studies import a_bundle, document
from tests.builders.written import written
from tracker.disclosure import BlindSpot
from tracker.exporters.studies.reduction import Resolution
from tracker.ledger.opening import Ledger

HOUR = timedelta(hours=1)


def test_it_says_what_was_seen_and_what_was_not(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, a_record(), a_record(a_user_agent(), time=NOON + HOUR, source="a.har", entry=0))
    written(ledger, a_record(host="pinned.test", blind_spots=(BlindSpot("pinned"),), disclosures=()))
    big = BlindSpot("oversized", 4096)
    written(ledger, a_record(a_disclosure(), blind_spots=(big,), time=NOON + 2 * HOUR))
    found = document(a_bundle(ledger, tmp_path / "b.zip"), "coverage.json")
    assert found["span"] == {"first": "2026-03-02T12:00:00.000Z", "last": "2026-03-02T14:00:00.000Z"}
    assert found["requests"] == {"recorded": 4, "live": 3, "imported": 1}
    assert found["disclosures"] == {"rows": 3, "times": 3}
    assert found["not_read"] == {
        "times": 2,
        "times_per_recorded_request": 0.5,
        "bytes_where_known": 4096,
        "by_reason": {"oversized": 1, "pinned": 1},
    }
    assert "not seen at all" in found["not_counted"]
    assert found["reduced"] == {"times": "second", "hosts": "words", "hosts_renamed": 0}


def test_of_nothing_no_share_is_told(ledger: Ledger, tmp_path: Path) -> None:
    found = document(a_bundle(ledger, tmp_path / "b.zip"), "coverage.json")
    assert found["span"] == {"first": None, "last": None}
    assert found["not_read"]["times_per_recorded_request"] is None


def test_the_part_that_was_asked_for_is_said(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, a_record())
    bundle = a_bundle(
        ledger, tmp_path / "b.zip", times=Resolution.DAY, since=NOON - HOUR, until=NOON + HOUR, vendor="shop.example"
    )
    found = document(bundle, "coverage.json")
    assert found["selection"] == {
        "since": "2026-03-02T11:00:00.000Z",
        "until": "2026-03-02T13:00:00.000Z",
        "vendor": "shop.example",
        "labels": [],
    }
    assert found["span"]["first"] == "2026-03-02T00:00:00.000Z"

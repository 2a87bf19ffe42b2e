from datetime import UTC, datetime

import pytest

from tracker.keeper.reports import Report
from tracker.keeper.withheld import withheld_text


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), ""),
        ((0,), ""),
        ((1, 0), "1 request was not recorded since the start, as you wish: while paused, or on a private site."),
        ((2, 3), "5 requests were not recorded since the start, as you wish: while paused, or on private sites."),
    ],
)
def test_what_all_proxies_did_not_record_is_told_together(counts: tuple[int, ...], expected: str) -> None:
    reports = [Report("proxy", 1, None, datetime.now(UTC), withheld=count) for count in counts]
    assert withheld_text(reports) == expected

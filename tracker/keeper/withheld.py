"""What was not recorded on purpose, told where somebody asks how things are."""

from collections.abc import Iterable

from tracker.keeper.reports import Report
from tracker.phrasing import ngettext


def withheld_text(said: Iterable[Report]) -> str:
    """Return how many requests the running proxies did not record, as the person wished; empty where there are none."""
    count = sum(report.withheld for report in said)
    if not count:
        return ""
    return ngettext(
        "%(count)s request was not recorded since the start, as you wish: while paused, or on a private site.",
        "%(count)s requests were not recorded since the start, as you wish: while paused, or on private sites.",
        count,
    )

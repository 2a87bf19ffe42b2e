"""Whether running proxies follow the person's rules while these cannot be read, told where somebody asks."""

from collections.abc import Iterable

from tracker.keeper.reports import BEFORE, WITHOUT, Report
from tracker.phrasing import gettext


def following_text(said: Iterable[Report]) -> str:
    """Return what proxies do while what the person decided cannot be read: those that run, and one that starts."""
    states = {report.rules for report in said if report.role == "proxy"}
    told = []
    if BEFORE in states:
        told.append(gettext("A proxy that was running before goes on by what you decided before."))
    if WITHOUT in states:
        told.append(
            gettext("A proxy that began since then has no rules: it changes and stops nothing, and records everything.")
        )
    else:
        told.append(
            gettext("A proxy that starts now has no rules: it changes and stops nothing, and records everything.")
        )
    return " ".join(told)

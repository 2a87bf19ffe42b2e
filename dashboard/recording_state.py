"""Whether what leaves is being recorded, as the running processes say it themselves."""

from datetime import datetime
from typing import NamedTuple

from dashboard.formats import moment
from tracker.keeper.reports import Report, reports
from tracker.keeper.withheld import withheld_text
from tracker.phrasing import gettext, ngettext
from tracker.settings import Settings
from tracker.supervision import running


class RecordingState(NamedTuple):
    """What runs. `proxy` is `host:port` for browsers, None where none has one; `modes` are mitmproxy's, empty for the
    ordinary one; `errors` counts requests that Tracker itself failed on, `unnotified` says why the desktop is not told.
    """

    is_recording: bool
    is_started: bool
    proxy: str | None
    modes: tuple[str, ...]
    since: datetime | None
    headline: str
    troubles: tuple[str, ...]
    unnotified: str


def recording_state(settings: Settings) -> RecordingState:
    """Return what runs now."""
    now, said = running(settings), reports(settings)
    proxies = [report for report in said if report.role == "proxy"]
    since = now.since if now else min((report.since for report in proxies), default=None)
    headline = _headline(has_proxy=bool(proxies), is_started=now is not None, since=since)
    return RecordingState(
        is_recording=bool(proxies),
        is_started=now is not None,
        proxy=now.proxy if now else None,
        modes=now.modes if now else (),
        since=since,
        headline=" ".join(filter(None, (headline, withheld_text(said)))),
        troubles=tuple(_troubles(said)),
        unnotified=next((report.unnotified for report in said if report.unnotified), ""),
    )


def _headline(*, has_proxy: bool, is_started: bool, since: datetime | None) -> str:
    if has_proxy and since:
        return gettext("Recording since %(time)s.", time=moment(since))
    if is_started:
        return gettext("Tracker runs, but no proxy reports that it records.")
    return gettext("Nothing is being recorded: no proxy runs.")


def _troubles(said: list[Report]) -> list[str]:
    found = [
        gettext("%(fault)s (since %(time)s).", fault=one.fault, time=moment(one.since)) for one in said if one.fault
    ]
    if failed := sum(report.errors for report in said):
        found.append(
            ngettext(
                "Tracker itself failed on %(count)s request: it was passed on and counts as not read.",
                "Tracker itself failed on %(count)s requests: they were passed on and count as not read.",
                failed,
            )
        )
    if unresolved := sum(report.unresolved for report in said):
        found.append(
            ngettext(
                "Where a host's name leads could not be told %(count)s time; it is tried again.",
                "Where a host's name leads could not be told %(count)s times; it is tried again.",
                unresolved,
            )
        )
    return found

"""What goes wrong with recording, as the processes that record say it themselves."""

from dashboard.formats import moment
from dashboard.retelling import retold
from tracker.keeper import reports
from tracker.phrasing import gettext, ngettext
from tracker.settings import Settings


def faults(settings: Settings) -> list[str]:
    """Return in a sentence each what does not work at present; nothing where all is well."""
    return [_said(report) for report in reports.faults(settings)]


def _said(report: reports.Report) -> str:
    since = moment(report.since)
    fault = retold(report.fault or "").striptags().removesuffix(".")
    if not report.unrecorded:
        return gettext("%(fault)s (since %(time)s).", fault=fault, time=since)
    return ngettext(
        "%(fault)s; %(count)s request left unrecorded (since %(time)s).",
        "%(fault)s; %(count)s requests left unrecorded (since %(time)s).",
        report.unrecorded,
        fault=fault,
        time=since,
    )

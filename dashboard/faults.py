"""What goes wrong with recording, as the processes that record say it themselves."""

from dashboard.formats import counted, moment
from tracker.keeper import reports
from tracker.settings import Settings


def faults(settings: Settings) -> list[str]:
    """Return in a sentence each what does not work at present; nothing where all is well."""
    return [_said(report) for report in reports.faults(settings)]


def _said(report: reports.Report) -> str:
    lost = f"; {counted(report.unrecorded, 'request')} left unrecorded" if report.unrecorded else ""
    return f"{report.fault}{lost} (since {moment(report.since)})."

"""What goes wrong with recording, as the processes that record say it themselves."""

from dashboard.formats import moment
from dashboard.retelling import retold
from tracker.keeper import reports
from tracker.ledger.mending import Mended, last_mended
from tracker.phrasing import gettext, ngettext
from tracker.settings import Settings


def faults(settings: Settings) -> list[str]:
    """Return in a sentence each what does not work at present, or had to be mended; nothing where all is well."""
    said = [_said(report) for report in reports.faults(settings)]
    mended = last_mended(settings)
    return said if mended is None else [*said, _mended(mended)]


def _mended(mended: Mended) -> str:
    return gettext(
        "The ledger was found damaged (%(time)s). Its last good copy, of %(copy)s, has taken its place, and what was "
        "recorded since then was brought in again; what you did by hand since then is to be done again. The damaged "
        "file is kept as %(file)s: remove it when you need it no longer.",
        time=moment(mended.time),
        copy=moment(mended.copy),
        file=str(mended.kept),
    )


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

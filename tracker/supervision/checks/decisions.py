"""What the person decided of the proxy: whether it can be read, and what of it holds."""

from datetime import UTC, datetime

from tracker.errors import LedgerError
from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome


def rules(settings: Settings) -> Check:
    """Whether the rules, and what goes with them, can be read; what is on. Where not, what proxies go by."""
    from tracker.control.keeping import is_anything_decided, look
    from tracker.control.telling import told
    from tracker.keeper.following import following_text
    from tracker.keeper.reports import reports
    from tracker.keys import load_or_create

    if not is_anything_decided(settings):
        return Check("rules", Outcome.OK, "no rules: nothing of what leaves is changed")
    keys = load_or_create(settings)
    try:
        kept = look(settings, keys)
    except LedgerError as error:
        return Check("rules", Outcome.PROBLEM, f"{error}. {following_text(reports(settings))}")
    if kept.fault:
        return Check("rules", Outcome.PROBLEM, kept.fault, "tracker rules list")
    lines = list(told(kept.control, datetime.now(UTC)))
    if kept.control.is_paused(datetime.now(UTC)):
        return Check("rules", Outcome.NOTE, " ".join(lines), "tracker resume")
    return Check("rules", Outcome.OK, " ".join(lines) or "no rules: nothing of what leaves is changed")

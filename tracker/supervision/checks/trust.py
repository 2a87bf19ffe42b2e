"""Whether programs know the authority of this installation, and which hosts pass unread."""

from datetime import UTC, datetime, timedelta

from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome

_LATELY = timedelta(days=1)


def trust(settings: Settings) -> Check:
    """Whether a program refused the proxy's certificate everywhere. Such a one makes no host pass unread."""
    from tracker.control.pinned import load, place_of
    from tracker.keys import load_or_create

    if not place_of(settings).exists():
        return Check("trust", Outcome.OK, "no program refuses the proxy's certificate again and again")
    learnt, now = load(settings, load_or_create(settings)), datetime.now(UTC)
    sites = max((one.sites for one in learnt.strangers if now - one.last < _LATELY), default=0)
    if sites:
        words = f"a program refused the proxy's certificate at {sites} sites: it does not know the authority"
        remedy = f"use `tracker browse`, or let it know {settings.certificate_folder / 'mitmproxy-ca-cert.pem'}"
        return Check("trust", Outcome.PROBLEM, words, remedy)
    if hosts := len(learnt.pinned):
        words = f"pinned hosts that are passed through unread: {hosts} (see the dashboard's page of blind spots)"
        return Check("trust", Outcome.OK, words)
    return Check("trust", Outcome.OK, "no host is pinned, as far as is known")

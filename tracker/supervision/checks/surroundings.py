"""The ports and the browser."""

from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome
from tracker.supervision.ports import is_free
from tracker.supervision.running import running


def ports(settings: Settings) -> Check:
    """Whether the usual ports are free, or who uses them."""
    now = running(settings)
    if now:
        return Check("ports", Outcome.OK, f"proxy {now.proxy or ', '.join(now.modes)}, dashboard {now.dashboard}")
    taken = [port for port in (8080, 8081) if not is_free(port)]
    if taken:
        words = f"taken by other programs: {', '.join(map(str, taken))}"
        return Check("ports", Outcome.NOTE, words, "give `tracker start` others with --port and --dashboard-port")
    return Check("ports", Outcome.OK, "8080 and 8081 are free")


def browser(_settings: Settings) -> Check:
    """Whether there is a browser to open."""
    from tracker.browsing import installed_browsers

    found = installed_browsers()
    if not found:
        words = "no browser that `tracker browse` can open"
        return Check("browser", Outcome.NOTE, words, "install Chromium, Chrome, Edge, Brave or Firefox")
    return Check("browser", Outcome.OK, f"{found[0].name}, {found[0].executable}")

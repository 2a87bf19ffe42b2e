"""What is to run: ports, modes, and the commands that follow from them."""

import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

import tracker
from tracker.settings import Settings

HOST = "127.0.0.1"
_ROOT = str(Path(tracker.__file__).parent.parent)
_WITHOUT_PORT = ("local", "wireguard", "tun")
_TOKEN = "TRACKER_DASHBOARD_TOKEN"  # noqa: S105 - the name of a variable
_EVERYWHERE = ("", "0.0.0.0", "::", "[::]")  # noqa: S104 - told apart, not listened on


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of proxy and dashboard. `modes` are mitmproxy's; none means an ordinary proxy. `options` are further
    arguments for mitmproxy. The modules are those that are run.
    """

    port: int = 8080
    dashboard_port: int = 8081
    modes: tuple[str, ...] = ()
    is_strict: bool = False
    options: tuple[str, ...] = ()
    proxy_module: str = "addons"
    dashboard_module: str = "dashboard"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    browser_token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def takes_port(self) -> bool:
        """Whether one of the modes listens on the proxy's port."""
        return not self.modes or any(_takes_default_port(mode) for mode in self.modes)

    @property
    def proxy(self) -> str | None:
        """The proxy's address for a browser, None where none of the modes has one."""
        return f"{HOST}:{self.port}" if self.takes_port else None

    @property
    def own_places(self) -> list[tuple[str, int]]:
        """Where modes listen that say so themselves: host and port."""
        return list(filter(None, map(_own_place, self.modes)))

    @property
    def place(self) -> tuple[str, int] | None:
        """Where somebody answers once the proxy runs: host and port, None where no mode listens for connections."""
        if self.takes_port:
            return HOST, self.port
        return next(iter(self.own_places), None)

    @property
    def dashboard(self) -> str:
        return f"http://{HOST}:{self.dashboard_port}/"

    @property
    def entrance(self) -> str:
        """The dashboard's address with its token, which lets a browser in once."""
        return f"{self.dashboard}?token={self.token}"

    @property
    def browser_entrance(self) -> str:
        """The same for the browser that Tracker opens itself, so that the printed address stays good."""
        return f"{self.dashboard}?token={self.browser_token}"


def _takes_default_port(mode: str) -> bool:
    return not mode.startswith(_WITHOUT_PORT) and "@" not in mode  # MODE@PORT


def _own_place(mode: str) -> tuple[str, int] | None:
    """Where a mode listens that says so itself: MODE@HOST:PORT, MODE@PORT."""
    _, at, place = mode.rpartition("@")
    host, _, port = place.rpartition(":")
    if not at or mode.startswith((*_WITHOUT_PORT, "dns")) or not port.isdecimal():
        return None
    return (HOST if host in _EVERYWHERE else host.strip("[]")), int(port)


def proxy_command(plan: Plan, settings: Settings) -> list[str]:
    """Return the command that runs mitmproxy with our addon."""
    arguments = ["--listen-host", HOST, "-p", str(plan.port), "--set", f"confdir={settings.certificate_folder}"]
    arguments += ["--set", "flow_detail=0", "--set", "termlog_verbosity=warn"]
    for mode in plan.modes:
        arguments += ["--mode", mode]
    if not plan.modes:  # http://mitm.it is for other devices; here it would only tell pages that there is a proxy
        arguments += ["--set", "onboarding=false"]
    if plan.is_strict:
        arguments += ["--set", "tracker_strict=true"]
    return _leashed(plan.proxy_module, *arguments, *plan.options)


def dashboard_command(plan: Plan) -> list[str]:
    """Return the command that runs the dashboard. Its token comes by the environment: command lines are public."""
    return _leashed(plan.dashboard_module, "--port", str(plan.dashboard_port))


def _leashed(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "tracker.supervision.leash", module, *arguments]


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment of both processes: where the installation is, and nothing that opens the dashboard."""
    given = {name: value for name, value in os.environ.items() if name not in ("TRACKER_DATABASE_URL", _TOKEN)}
    if not settings.home_is_default:
        given["TRACKER_HOME"] = str(settings.home)
    if settings.database_url:
        given["TRACKER_DATABASE_URL"] = settings.database_url
    given["PYTHONPATH"] = os.pathsep.join(filter(None, [_ROOT, given.get("PYTHONPATH")]))
    return given


def dashboard_environment(plan: Plan, settings: Settings) -> dict[str, str]:
    """Return the environment of the dashboard, which alone is told the tokens that open it."""
    return environment(settings) | {_TOKEN: f"{plan.token} {plan.browser_token}"}

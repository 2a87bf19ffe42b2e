"""`tracker start`: proxy and dashboard, until Ctrl-C."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.settings import Settings
    from tracker.supervision import Plan

_PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--port", type=_PORT, default=8080, show_default=True, help="Where the proxy listens, on this machine.")
@click.option("--dashboard-port", type=_PORT, default=8081, show_default=True, help="Where the dashboard listens.")
@click.option(
    "--mode",
    "modes",
    multiple=True,
    metavar="MODE",
    help="A mode of mitmproxy: regular, reverse:URL, upstream:URL, local, wireguard, ... May be given several times.",
)
@click.option(
    "--open/--no-open", "wants_browser", default=True, help="Open the isolated browser where there is a display."
)
@click.option("--strict", is_flag=True, help="Refuse requests that cannot be recorded.")
@click.option(
    "--upstream-ca",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A PEM file of authorities that servers' certificates may be of, beside those that everybody believes.",
)
@click.option(
    "--client-certs",
    type=click.Path(exists=True, path_type=Path),
    help="A PEM file with a certificate and its key that servers may ask for, or a folder of files named HOST.pem.",
)
@click.option(
    "--set", "sets", multiple=True, metavar="NAME=VALUE", help="An option of mitmproxy, such as ignore_hosts."
)
def command(  # noqa: PLR0913, PLR0917 - the command line's own
    port: int,
    dashboard_port: int,
    modes: tuple[str, ...],
    wants_browser: bool,
    strict: bool,
    upstream_ca: Path | None,
    client_certs: Path | None,
    sets: tuple[str, ...],
) -> None:
    """Record what leaves through the proxy, and show it on the dashboard, until Ctrl-C.

    The first run asks nothing: it makes the key, the certificate authority and the ledger, and says where they are.
    """
    from tracker import settings as all_settings
    from tracker.supervision import Plan, RefusedError, supervise

    if port == dashboard_port:
        raise click.UsageError("--port and --dashboard-port must differ")
    settings = all_settings.load()
    plan = Plan(port, dashboard_port, modes, strict, _options(upstream_ca, client_certs, sets))
    is_first = _prepare(settings)

    def ready() -> None:
        _announce(settings, plan, is_first=is_first)
        if wants_browser:
            _open_browser(settings, plan)

    try:
        supervise(settings, plan, lambda line: click.echo(f"tracker: {line}", err=True), ready)
    except RefusedError:
        raise click.exceptions.Exit(2) from None  # what is wrong with the mode was said by the proxy
    click.echo(_farewell(settings))


def _options(upstream_ca: Path | None, client_certs: Path | None, sets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the arguments for mitmproxy."""
    chosen = list(sets)
    for said in sets:
        if "=" not in said:
            raise click.UsageError(f"--set {said}: must be NAME=VALUE")
    if upstream_ca:
        _check_certificates(upstream_ca)
        chosen.append(f"tracker_upstream_ca={upstream_ca.absolute()}")
    if client_certs:
        chosen.append(f"client_certs={client_certs.absolute()}")
    return tuple(part for one in chosen for part in ("--set", one))


def _check_certificates(path: Path) -> None:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        raise click.UsageError(f"--upstream-ca {path}: no PEM file of certificates") from None


def _prepare(settings: "Settings") -> bool:
    """Make what is missing, so that a fault shows before anything runs; whether this is the first run.

    A database server that was there before, and is down, keeps nobody from browsing: the journal takes what leaves.
    """
    from tracker.keys import load_or_create
    from tracker.ledger.failures import UnreachableLedgerError
    from tracker.ledger.opening import open_ledger
    from tracker.ledger.retention import erase_old

    is_first = not settings.certificate_folder.exists()
    try:
        with open_ledger(settings, load_or_create(settings)) as ledger:
            erase_old(ledger)
    except UnreachableLedgerError as error:
        if is_first:
            raise
        click.echo(f"tracker: {error}; what leaves is kept in the journal until then", err=True)
    settings.certificate_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return is_first


def _announce(settings: "Settings", plan: "Plan", *, is_first: bool) -> None:
    lines = ["Tracker is recording. End it with Ctrl-C.", f"  proxy      {plan.proxy or ', '.join(plan.modes)}"]
    lines += [f"  dashboard  {plan.entrance}", "             (this address lets one browser in, once)"]
    if is_first:
        lines += ["This was the first run. It made, for you alone:"]
        lines += [f"  ledger     {'in your database' if settings.database_url else settings.ledger_file}"]
        lines += [f"  its key    {settings.key_file if settings.key_file.exists() else 'in the keyring'}"]
        lines += [f"  authority  {settings.certificate_folder}"]
    click.echo("\n".join(lines))


def _farewell(settings: "Settings") -> str:
    from tracker.keeper.intake import sizes

    if sizes(settings.journal_folder):
        return "Ended. What is not in the ledger yet is safe in the journal, and is brought in at the next start."
    return "Ended. Everything that left is in the ledger."


def _open_browser(settings: "Settings", plan: "Plan") -> None:
    """A browser that cannot be opened is no reason to end: say so, and go on."""
    from tracker.browsing import AUTHORITY, has_display, open_browser
    from tracker.errors import TrackerError

    if plan.proxy is None or not has_display():
        return
    authority = settings.certificate_folder / AUTHORITY
    try:
        browser = open_browser(plan.proxy, plan.browser_entrance, authority, settings.browser_folder)
    except TrackerError as error:
        click.echo(f"tracker: {error}", err=True)
    else:
        click.echo(f"{browser.name} is open, with a profile of its own, and goes through the proxy.")

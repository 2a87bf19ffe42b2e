"""`tracker demo`: a made-up shop, companies that listen in, and what the product makes of it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.demo.world import World
    from tracker.settings import Settings
    from tracker.supervision import Plan

_PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--port", type=_PORT, default=8090, show_default=True, help="Where the proxy listens, on this machine.")
@click.option("--dashboard-port", type=_PORT, default=8091, show_default=True, help="Where the dashboard listens.")
@click.option(
    "--open/--no-open", "wants_browser", default=True, help="Open the isolated browser where there is a display."
)
def command(port: int, dashboard_port: int, wants_browser: bool) -> None:
    """Watch a made-up shop share made-up data, on this machine only.

    It has a ledger of its own, apart from yours. Press "Type for me" in the shop's forms, and look at the dashboard.
    """
    from tracker import settings as all_settings
    from tracker.demo.running import run, settings_of_demo
    from tracker.supervision import Plan

    if port == dashboard_port:
        raise click.UsageError("--port and --dashboard-port must differ")
    settings = settings_of_demo(all_settings.load())

    def ready(plan: "Plan", world: "World") -> None:
        _announce(plan, world)
        if wants_browser:
            _open_browser(settings, plan)

    run(settings, Plan(port, dashboard_port), lambda line: click.echo(f"tracker: {line}", err=True), ready)
    click.echo("The demonstration is over.")


def _announce(plan: "Plan", world: "World") -> None:
    from tracker.demo.running import START_PAGE

    click.echo("The demonstration runs on this machine only. End it with Ctrl-C.")
    click.echo(f"  the shop   {START_PAGE} (through the proxy {plan.proxy})")
    click.echo(f"  dashboard  {plan.entrance}")
    click.echo(f"  what the companies received, by their own account: https://127.0.0.1:{world.port}/received")


def _open_browser(settings: "Settings", plan: "Plan") -> None:
    from tracker.browsing import AUTHORITY, has_display, open_browser
    from tracker.demo.running import START_PAGE
    from tracker.errors import TrackerError

    if plan.proxy is None or not has_display():
        click.echo(f"There is no display here: open a browser through the proxy {plan.proxy} yourself.")
        return
    try:
        open_browser(plan.proxy, START_PAGE, settings.certificate_folder / AUTHORITY, settings.browser_folder)
    except TrackerError as error:
        click.echo(f"tracker: {error}", err=True)

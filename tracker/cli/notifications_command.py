"""`tracker notifications`: be told on the desktop, at once, of what is grave."""

from typing import TYPE_CHECKING

import click

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.settings import Settings

_PATIENCE = 15.0  # seconds


@click.command("notifications")
@click.argument("choice", type=click.Choice(["on", "off", "status", "test"]), default="status")
def command(choice: str) -> None:
    """Be told on your desktop when a secret, specially protected data or a value of your profile goes to a third party.

    Off until you turn it on. A notification names the kind of data and the company, never the data. `test` shows one.
    """
    from tracker import settings

    installation = settings.load()
    if choice == "test":
        _test()
        click.echo("A notification was shown.")
        return
    is_on = _chosen(installation, choice)
    click.echo(f"Notifications are {'on' if is_on else 'off'}.")
    if installation.notifications is not None:
        click.echo("TRACKER_NOTIFICATIONS or settings.toml says so, and goes before what is chosen here.", err=True)


def _chosen(installation: "Settings", choice: str) -> bool:
    """Keep the choice, if it is one; whether notifications are on."""
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger
    from tracker.notifying.choice import is_on, set_on

    with open_ledger(installation, load_or_create(installation)) as ledger:
        if choice != "status":
            with ledger.session() as session:
                set_on(session, is_on=choice == "on")
        with ledger.reading() as session:
            return is_on(session, installation)


def _test() -> None:
    from tracker.notifying.desktop import Desktop

    said: list[str | None] = []
    desktop = Desktop(said.append)
    desktop.show("Tracker", "Notifications work. You are told of what is grave, and of nothing else.").result(_PATIENCE)
    desktop.close()
    if said[-1] is not None:
        raise TrackerError(f"no notification can be shown ({said[-1]}); try it from your desktop's own terminal")

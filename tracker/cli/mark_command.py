"""`tracker mark`: a small mark on pages that says what the site holds."""

import click

from tracker.cli.deciding import decide, decided


@click.command("mark")
@click.argument("choice", type=click.Choice(["on", "off", "status"]), default="status")
def command(choice: str) -> None:
    """Show a small mark on pages that says what this site has of you, and what third parties got on the page; or not.

    Off until you turn it on: the page is changed for it, on its way to you.
    """
    is_on = decided().mark if choice == "status" else decide(lambda held: held._replace(mark=choice == "on")).mark
    click.echo(f"The mark on pages is {'on' if is_on else 'off'}.")

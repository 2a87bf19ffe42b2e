"""`tracker mark`: a small mark on pages that says what the site holds."""

import click

from tracker.cli.deciding import decide, decided, plain_words


@click.command("mark")
@click.argument("choice", type=click.Choice(["on", "off", "status", "hide", "show"]), default="status")
@click.argument("site", required=False)
def command(choice: str, site: str | None) -> None:
    """Show a small mark on pages that says what this site has of you, and what third parties got on the page; or not.

    Off until you turn it on: the page is changed for it, on its way to you. `hide SITE` leaves a site without it,
    `show SITE` brings it back there.
    """
    from tracker.control.editing import with_unmarked
    from tracker.control.meaning import site_meant
    from tracker.terminal import printable

    if (choice in ("hide", "show")) is not bool(site):
        raise click.UsageError("name a site with hide and show, and with nothing else")
    if choice in ("on", "off"):
        decide(lambda held: held._replace(mark=choice == "on"))
    elif site:
        with plain_words():
            meant = site_meant(site, decided().unmarked_sites)
        decide(lambda held: with_unmarked(held, meant, is_unmarked=choice == "hide"))
    control = decided()
    click.echo(f"The mark on pages is {'on' if control.mark else 'off'}.")
    if control.unmarked_sites:
        click.echo(f"Without a mark, as you wish: {printable(', '.join(sorted(control.unmarked_sites)))}.")

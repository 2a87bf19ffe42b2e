"""`tracker private`: sites on which nothing is recorded."""

import click

from tracker.cli.deciding import decide, decided, plain_words


@click.command("private")
@click.argument("site", required=False)
@click.option("--remove", is_flag=True, help="Record on that site again.")
def command(site: str | None, *, remove: bool) -> None:
    """Record nothing of what leaves while you are on a site, third parties included; or show those sites.

    What was recorded before stays: `tracker forget` erases it.
    """
    from tracker.control.editing import with_private
    from tracker.control.meaning import site_meant
    from tracker.terminal import printable

    if site is None:
        if remove:
            raise click.UsageError("say which site")
        sites = decided().private_sites
        for name in sorted(sites):
            click.echo(printable(name))
        if not sites:
            click.echo("Everything is recorded; on no site it is not.")
        return
    before = decided().private_sites
    with plain_words():
        meant = site_meant(site, before)
    if remove and meant not in before:
        raise click.UsageError(f"{meant} is recorded already; `tracker private` shows the sites that are not")
    decide(lambda control: with_private(control, meant, is_private=not remove))
    click.echo(printable(f"What leaves from {meant} is {'recorded again' if remove else 'not recorded from now on'}."))

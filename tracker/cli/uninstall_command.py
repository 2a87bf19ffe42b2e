"""`tracker uninstall`: remove every trace, and tell which ones only the person can."""

from typing import TYPE_CHECKING

import click

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.settings import Settings
    from tracker.uninstalling import Contents, Left

_SOME = 10  # paths that are named; more are counted


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--keep-database", is_flag=True, help="Leave the tables in your own database (TRACKER_DATABASE_URL).")
@click.pass_context
def command(context: click.Context, *, yes: bool, keep_database: bool) -> None:
    """Remove every trace of Tracker: the keys first, then the ledger, the journal, what you decided, the certificate
    authority, the browser's profile.

    What else lies in the folder is kept. What only you can remove is told at the end.
    """
    from tracker import settings
    from tracker.uninstalling import busy, contents, remains, uninstall

    installation = settings.load()
    if installation.home.is_symlink():
        raise TrackerError(f"{installation.home} is a link: let TRACKER_HOME name the folder itself")
    if (said := busy(installation)) is not None:
        raise TrackerError(said)
    found = contents(installation.home)
    if found is None and installation.home.exists() and any(installation.home.iterdir()):
        raise TrackerError(f"{installation.home} is no folder of Tracker's: nothing was removed")
    told = remains(installation)
    if not yes:
        _ask(installation, found, keeps_database=keep_database)
    left = uninstall(installation, found, keeps_database=keep_database)
    _tell(installation, found, left)
    click.echo("What only you can remove:")
    _list(told)
    if left.removed.faults:
        context.exit(1)


def _ask(settings: "Settings", found: "Contents | None", *, keeps_database: bool) -> None:
    """Ask whether to go on; who cannot be asked must say --yes."""
    import sys

    if not sys.stdin.isatty():
        raise click.UsageError("this removes everything; say --yes")
    click.echo(f"Everything of Tracker's in {settings.home} is removed, for good.")
    if found:
        click.echo(f"  {len(found.files):,} files and {len(found.trees):,} browser profiles; the keys first")
    if settings.database_url is not None and not keeps_database:
        click.echo("  the tables of the ledger in your database (--keep-database leaves them)")
    click.confirm("Go on?", abort=True)


def _tell(settings: "Settings", found: "Contents | None", left: "Left") -> None:
    from tracker.terminal import printable

    if found is None:
        click.echo(f"There was nothing in {settings.home}.")
    else:
        is_gone = not settings.home.exists()
        click.echo(f"Removed {left.removed.files:,} files and {left.removed.trees:,} browser profiles; the keys first.")
        click.echo(printable(f"{settings.home} is {'gone' if is_gone else 'still there'}."))
    if left.is_database_emptied:
        click.echo("The tables of the ledger in your database are dropped.")
    if left.is_keyring_cleared:
        click.echo("The key is gone from the keyring.")
    if left.removed.faults:
        click.echo("Could not be removed:", err=True)
        _list(left.removed.faults, is_error=True)
    if found and found.kept:
        click.echo("Kept, since Tracker did not make it:")
        _list([str(path) for path in found.kept])


def _list(lines: "list[str] | tuple[str, ...]", *, is_error: bool = False) -> None:
    from tracker.terminal import printable

    for line in lines[:_SOME]:
        click.echo(f"  {printable(line)}", err=is_error)
    if len(lines) > _SOME:
        click.echo(f"  and {len(lines) - _SOME:,} more", err=is_error)

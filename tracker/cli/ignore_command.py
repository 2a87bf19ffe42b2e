"""`tracker ignore`: hosts whose connections are passed through unread."""

from typing import TYPE_CHECKING

import click

from tracker.cli.deciding import decide, decided, plain_words

if TYPE_CHECKING:
    from tracker.control import Control
    from tracker.control.pinned import Learnt


@click.command("ignore")
@click.argument("host", required=False)
@click.option("--remove", is_flag=True, help="Decide nothing for that host any more.")
@click.option("--read", "is_read", is_flag=True, help="Never pass that host through, whatever the proxy learnt of it.")
def command(host: str | None, *, remove: bool, is_read: bool) -> None:
    """Pass a host's connections through unread, and those of hosts below it; or show what was decided for which hosts.

    What is passed through is counted as not seen; no rule can touch it. Hosts at which a program refuses to be read are
    passed through for it without your doing; they are shown, too.
    """
    from tracker.control.meaning import host_meant
    from tracker.terminal import printable

    if remove and is_read:
        raise click.UsageError("say --remove or --read, not both")
    if host is None:
        if remove or is_read:
            raise click.UsageError("say which host")
        _show(decided())
        return
    with plain_words():
        meant = host_meant(host)
    click.echo(printable(_decided(meant, remove=remove, is_read=is_read)))


def _decided(host: str, *, remove: bool, is_read: bool) -> str:
    from tracker.control.ways import passing, reading, undecided

    if remove:
        before = decided()
        if not (_forgot(host) or host in before.passed_hosts | before.read_hosts):
            raise click.UsageError(f"nothing was decided for {host}; `tracker ignore` shows the hosts")
        decide(lambda control: undecided(control, host))
        return f"{host} is read, unless the proxy learns that this cannot be."
    decide(lambda control: (reading if is_read else passing)(control, host))
    if is_read:
        return f"{host} is never passed through: where it refuses to be read, what uses it does not work."
    return f"{host} is passed through unread, from its next connection on."


def _learnt() -> "Learnt":
    """What proxies learnt, without making a key where there is nothing."""
    from tracker.control import pinned
    from tracker.keys import load_or_create
    from tracker.settings import load

    settings = load()
    return pinned.load(settings, load_or_create(settings)) if pinned.place_of(settings).exists() else pinned.Learnt()


def _forgot(host: str) -> bool:
    """Forget what was learnt of a host; whether there was anything."""
    from tracker.control import pinned
    from tracker.keys import load_or_create
    from tracker.settings import load

    if host not in _learnt().programs():
        return False
    settings = load()
    pinned.change(settings, load_or_create(settings), lambda learnt: learnt.without(host))
    return True


def _show(control: "Control") -> None:
    from tracker.control.ways import is_passed
    from tracker.terminal import printable

    learnt = [one for one in _learnt().pinned if is_passed(one.host, control) is None]
    for hosts, words in ((control.passed_hosts, "passed through"), (control.read_hosts, "always read")):
        for host in sorted(hosts):
            click.echo(printable(f"{words:15} {host}"))
    for one in sorted(learnt):
        since = f"since {one.since.astimezone():%Y-%m-%d}: a program refuses to be read there"
        click.echo(printable(f"{'learnt':15} {one.host}  {since}"))
    if not (control.passed_hosts or control.read_hosts or learnt):
        click.echo("Nothing was decided for any host: all are read where that can be.")

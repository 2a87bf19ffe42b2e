"""`tracker rate`: what the person gets out of a vendor, and a note of their own."""

import sys

import click

from tracker.cli.ledgers import up_to_date

_MOST_READ = 100_000  # characters: far more than a note may have


@click.command("rate")
@click.argument("vendor", metavar="VENDOR")
@click.option(
    "--interest",
    type=click.IntRange(1, 5),
    metavar="1..5",
    help="What you get out of it: 1 nothing, 2 little, 3 something, 4 much, 5 indispensable.",
)
@click.option("--note", metavar="TEXT", help="A note of your own; `-` reads it from standard input.")
@click.option("--clear", is_flag=True, help="Take rating and note back.")
def command(vendor: str, interest: int | None, note: str | None, clear: bool) -> None:
    """Say what you get out of a company: its slug, or a domain or host of it.

    Rating and note stay in the encrypted ledger; they are in no log and no export. What is not given stays as it was.
    """
    if clear == (interest is not None or note is not None):
        raise click.UsageError("Say what you think: --interest 1..5, --note TEXT or both; or --clear alone.")
    from tracker.ledger.opinions import MOST_NOTE

    text = _read() if note == "-" else note
    if text is not None and len(text.strip()) > MOST_NOTE:
        raise click.BadParameter(f"a note has at most {MOST_NOTE:,} characters", param_hint="--note")
    click.echo(_kept(vendor, interest, text, clear))


def _read() -> str:
    try:
        return sys.stdin.read(_MOST_READ)
    except UnicodeDecodeError as error:
        raise click.BadParameter("standard input is no text in UTF-8", param_hint="--note") from error


def _kept(vendor: str, interest: int | None, note: str | None, clear: bool) -> str:
    from tracker.ledger.locking import take_turn
    from tracker.ledger.opinions import opine, opinions, vendor_named
    from tracker.risk import INTERESTS
    from tracker.terminal import printable

    with up_to_date() as (ledger, *_), ledger.session() as session:
        take_turn(session)  # before asking: nothing is kept of a vendor that is being forgotten
        slug = vendor_named(session, vendor)
        before = None if clear else opinions(session).get(slug)
        rated = interest or (before.interest if before else None)
        opine(session, slug, rated, (before.note if before else "") if note is None else note)
    words = f"{rated}/5, {INTERESTS[rated]}" if rated else "not rated"
    return f"{printable(slug)}: {words}"
